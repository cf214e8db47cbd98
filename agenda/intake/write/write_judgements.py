"""Assessments with their proof, and findings of them, straight into the four tables."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.utils import timezone

from agenda.intake.plan.cells import Judged
from agenda.intake.plan.plan import Progress
from agenda.models import (
    Assessment,
    Body,
    CodebookVersion,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Recommendation,
    Topic,
)
from agenda.passages.quotes import located

from . import bulk

ASSESSMENT = ("id", "meeting", "topic", "codebook_version", "outcome", "depth", "is_excluded", "confidence", "note",
              "is_self_coded", "assessed_by", "assessed_at", "supersedes")  # fmt: skip
EVIDENCE = (
    "id",
    "examination",
    "paragraph",
    "strength",
    "summary",
    "translations",
    "quote",
    "prefix",
    "suffix",
    "body",
    "start",
    "end",
)
FINDING = ("id", "meeting", "topic", "assessment", "outcome", "depth", "is_excluded", "is_self_coded", "basis",
           "status", "decided_by", "decided_at", "reason", "supersedes")  # fmt: skip
MANY = 1_000
"""Rows from which on the size of the tables matters to the plans of the rules' checks."""
Numbered = tuple[int, Judged, bool]
"""A judgement with the number of its assessment; is it self-coded?"""


class JudgementWriter:
    """Writes judgements in the name of `by`; with `publish` a finding of each, for which `reason` says why."""

    def __init__(self, judged: list[Judged], by, reason: str, publish: bool, progress: Progress):
        self.judged, self.by, self.reason, self.publish, self.progress = judged, by, reason, publish, progress
        self.now = connection.ops.adapt_datetimefield_value(timezone.now())
        self.meetings = dict(Meeting.objects.values_list("slug", "pk"))
        self.topics = dict(Topic.objects.values_list("code", "pk"))
        self.documents = dict(Document.objects.values_list("slug", "pk"))
        self.versions = dict(CodebookVersion.objects.values_list("number", "pk"))
        self.newest = max(self.versions, default=1)

    def write(self) -> None:
        """Four bulk inserts. Inside a transaction."""
        total = len(self.judged)
        self._ensure_versions()
        rows = self._numbered()
        fresh = [row for row in rows if row[1].assessment is None]
        self.progress("writing assessments", 0, total)
        bulk.insert(Assessment, ASSESSMENT, self._assessments(fresh))
        if total > MANY:
            bulk.take_stock(Assessment)
        self.progress("writing proof", 0, total)
        self._proof(fresh)
        if total > MANY:
            bulk.take_stock(Evidence)
        if self.publish:
            self.progress("writing findings", 0, total)
            keys, are_theirs = _keys(Finding, [_number((row[1].more or {}).get("id")) for row in rows])
            bulk.insert(Finding, FINDING, self._findings(keys, rows))
            if are_theirs:
                bulk.set_past(Finding)

    def _numbered(self) -> list[Numbered]:
        own = self._own_recommendations()
        forums = dict(Meeting.objects.values_list("slug", "dialogue_id"))
        numbers = iter(bulk.reserve(Assessment, sum(judged.assessment is None for judged in self.judged)))
        rows = []
        for judged in self.judged:
            if judged.assessment:
                rows.append((judged.assessment[0], judged, judged.assessment[1]))
            elif judged.more:
                rows.append((next(numbers), judged, judged.more["is_self_coded"] == "true"))
            else:
                rows.append((next(numbers), judged, (judged.topic, forums[judged.meeting]) in own))
        return rows

    def _ensure_versions(self) -> None:
        numbers = {
            int(judged.more["codebook_version"]) if judged.more else self.newest for judged in self.judged
        }
        codes = sorted(self.topics)
        for number in sorted(numbers - set(self.versions)):
            version = CodebookVersion.objects.create(
                number=number, made_on=timezone.now().date(), note=self.reason, codes=codes
            )
            self.versions[number] = version.pk

    def _own_recommendations(self) -> set[tuple[str, int]]:
        """(topic, dialogue) that the account's organization recommended."""
        own = Recommendation.objects.filter(recommender__affiliations__user=self.by, dialogues__isnull=False)
        return set(own.values_list("topic__code", "dialogues"))

    def _assessments(self, fresh: list[Numbered]) -> Iterator[tuple]:
        for number, judged, is_self_coded in fresh:
            version = int(judged.more["codebook_version"]) if judged.more else self.newest
            yield (
                number, self.meetings[judged.meeting], self.topics[judged.topic], self.versions[version], judged.outcome,
                judged.depth, judged.is_excluded, judged.confidence, judged.note, is_self_coded, self.by.pk,
                self._when(judged), judged.supersedes,
            )  # fmt: skip

    def _when(self, judged: Judged):
        if not judged.more:
            return self.now
        return connection.ops.adapt_datetimefield_value(datetime.fromisoformat(judged.more["decided_at"]))

    def _proof(self, fresh: list[Numbered]) -> None:
        pairs = [(number, slug) for number, judged, _own in fresh for slug in judged.examined]
        keys = bulk.reserve(Examination, len(pairs))
        rows = ((key, number, self.documents[slug]) for key, (number, slug) in zip(keys, pairs, strict=True))
        bulk.insert(Examination, ("id", "assessment", "document"), rows)
        if len(fresh) > MANY:
            bulk.take_stock(Examination)
        examinations = dict(zip(pairs, keys, strict=True))
        wanted = [
            _number((judged.more or {}).get("passages", {}).get(passage))
            for _n, judged, _own in fresh
            for passage in judged.evidence
        ]
        # Fetched before the rows are written: nothing else can be asked of PostgreSQL while it copies.
        quoted = {passage[0] for _n, judged, _own in fresh for passage in judged.evidence if passage[4]}
        bodies = Body.objects.filter(document__slug__in=quoted).select_related("document").order_by("version")
        self.bodies = {body.document.slug: body for body in bodies}
        keys, are_theirs = _keys(Evidence, wanted)
        bulk.insert(Evidence, EVIDENCE, self._passages(fresh, examinations, iter(keys)))
        if are_theirs:
            bulk.set_past(Evidence)
        if pairs:
            written = (min(examinations.values()), max(examinations.values()))
            Evidence.objects.filter(examination__pk__range=written).translate_as_before()

    def _passages(self, fresh: list[Numbered], examinations: dict, keys: Iterator[int]) -> Iterator[tuple]:
        for number, judged, _own in fresh:
            for slug, paragraph, strength, summary, quote, prefix, suffix in judged.evidence:
                place: tuple = (None, None, None)
                if quote:
                    found = located(self.bodies[slug].text, quote, prefix, suffix)
                    place = (self.bodies[slug].pk, *(found or (None, None)))
                examination = examinations[number, slug]
                yield (
                    next(keys),
                    examination,
                    paragraph,
                    strength,
                    summary,
                    "{}",
                    quote,
                    prefix,
                    suffix,
                    *place,
                )

    def _findings(self, keys: list[int], rows: list[Numbered]) -> Iterator[tuple]:
        for key, (number, judged, is_self_coded) in zip(keys, rows, strict=True):
            more = judged.more or {"basis": Finding.Basis.SINGLE_CODER, "reason": self.reason}
            yield (
                key, self.meetings[judged.meeting], self.topics[judged.topic], number, judged.outcome, judged.depth,
                judged.is_excluded, is_self_coded, more["basis"], Finding.Status.PUBLISHED, self.by.pk,
                self._when(judged), more["reason"], judged.finding,
            )  # fmt: skip


def _number(text) -> int:
    """A number that a package gives; 0 for none."""
    return int(text) if str(text or "").isdecimal() and len(str(text)) < 16 else 0


def _keys(model, wanted: list[int]) -> tuple[list[int], bool]:
    """Numbers for new rows: those a package gives when all are there and free, so that addresses stay; else new ones."""
    if wanted and all(wanted) and len(set(wanted)) == len(wanted):
        highest = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if min(wanted) > highest or not model.objects.filter(pk__range=(min(wanted), max(wanted))).exists():
            return wanted, True
    return bulk.reserve(model, len(wanted)), False
