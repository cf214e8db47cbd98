"""Assessments with what they examined and their passages, straight into the three tables."""

from collections.abc import Iterator, Sequence
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
    Meeting,
    Merger,
    Recommendation,
    Topic,
)
from agenda.passages.quotes import located

from . import bulk
from .codebook import make_versions

ASSESSMENT = ("id", "meeting", "topic", "codebook_version", "outcome", "depth", "is_excluded", "confidence", "note",
              "is_self_coded", "assessed_by", "assessed_at", "supersedes")  # fmt: skip
EVIDENCE = ("id", "examination", "paragraph", "strength", "summary", "translations", "quote", "prefix", "suffix", "body",
            "start", "end")  # fmt: skip
MANY = 1_000
"""Rows from which on the size of the tables matters to the plans of the rules' checks."""
Numbered = tuple[int, Judged]
"""A judgement with the number of its assessment."""


class AssessmentWriter:
    """Writes judgements, in the name of `by` where they name no other; versions that it makes bear the note `reason`."""

    def __init__(self, by, reason: str, progress: Progress):
        self.by, self.reason, self.progress = by, reason, progress
        self.now = timezone.now()
        self.meetings = dict(Meeting.objects.values_list("slug", "pk"))
        self.forums = dict(Meeting.objects.values_list("slug", "dialogue_id"))
        self.topics = _by_key(Topic, "code")
        self.documents = _by_key(Document, "slug")
        own = Recommendation.objects.filter(recommender__affiliations__user=by, dialogues__isnull=False)
        self.own = set(own.values_list("topic__code", "dialogues"))

    def write(self, fresh: Sequence[Numbered]) -> None:
        """Three bulk inserts. Inside a transaction."""
        self._number_versions(fresh)
        self.progress("writing assessments", 0, len(fresh))
        bulk.insert(Assessment, ASSESSMENT, map(self._assessment, fresh))
        if len(fresh) > MANY:
            bulk.take_stock(Assessment)
        self.progress("writing proof", 0, len(fresh))
        self._proof(fresh)
        if len(fresh) > MANY:
            bulk.take_stock(Evidence)

    def _number_versions(self, fresh: Sequence[Numbered]) -> None:
        """Make the codebook versions that are named and not on record."""
        make_versions({judged.version for _number, judged in fresh if judged.version}, self.reason)
        self.versions = dict(CodebookVersion.objects.values_list("number", "pk"))
        self.newest = max(self.versions, default=1)

    def is_self_coded(self, judged: Judged) -> bool:
        """Did the account's own organization recommend the topic to the forum, or is the judgement said to be so?"""
        if judged.is_self_coded is not None:
            return judged.is_self_coded
        return (judged.topic, self.forums[judged.meeting]) in self.own

    def moment(self, at: datetime | None):
        """The moment, now where none is given, as the database keeps it."""
        return connection.ops.adapt_datetimefield_value(at or self.now)

    def _assessment(self, row: Numbered) -> tuple:
        number, judged = row
        return (
            number, self.meetings[judged.meeting], self.topics[judged.topic],
            self.versions[judged.version or self.newest], judged.outcome, judged.depth, judged.is_excluded,
            judged.confidence, judged.note, self.is_self_coded(judged), judged.by or self.by.pk, self.moment(judged.at),
            judged.supersedes,
        )  # fmt: skip

    def _proof(self, fresh: Sequence[Numbered]) -> None:
        pairs = [(number, slug) for number, judged in fresh for slug in judged.examined]
        keys = bulk.reserve(Examination, len(pairs))
        rows = ((key, number, self.documents[slug]) for key, (number, slug) in zip(keys, pairs, strict=True))
        bulk.insert(Examination, ("id", "assessment", "document"), rows)
        if len(fresh) > MANY:
            bulk.take_stock(Examination)
        examinations = dict(zip(pairs, keys, strict=True))
        passages = [(judged, passage) for _number, judged in fresh for passage in judged.evidence]
        # Fetched before the rows are written: nothing else can be asked of PostgreSQL while it copies.
        quoted = {passage[0] for _judged, passage in passages if passage[4]}
        bodies = Body.objects.filter(document__slug__in=quoted).select_related("document").order_by("version")
        self.bodies = {body.document.slug: body for body in bodies}
        wanted = [(judged.more or {}).get("passages", {}).get(passage) for judged, passage in passages]
        keys, are_theirs = numbers_for(Evidence, wanted)
        bulk.insert(Evidence, EVIDENCE, self._passages(fresh, examinations, iter(keys)))
        if are_theirs:
            bulk.set_past(Evidence)
        if pairs:
            written = (min(examinations.values()), max(examinations.values()))
            Evidence.objects.filter(examination__pk__range=written).translate_as_before()

    def _passages(
        self, fresh: Sequence[Numbered], examinations: dict, keys: Iterator[int]
    ) -> Iterator[tuple]:
        for number, judged in fresh:
            for slug, paragraph, strength, summary, quote, prefix, suffix in judged.evidence:
                place: tuple = (None, None, None)
                if quote:
                    found = located(self.bodies[slug].text, quote, prefix, suffix)
                    place = (self.bodies[slug].pk, *(found or (None, None)))
                words = (paragraph, strength, summary, "{}", quote, prefix, suffix)
                yield (next(keys), examinations[number, slug], *words, *place)


def _by_key(model, field: str) -> dict[str, int]:
    """{key: number} of every row, with the keys that merged rows had."""
    numbers = dict(model.objects.values_list(field, "pk"))
    merged = Merger.objects.keys_now(model._meta.model_name)
    return {key: numbers[into] for key, into in merged.items()} | numbers


def numbers_for(model, wanted: Sequence[str | None]) -> tuple[list[int], bool]:
    """Numbers for new rows: those a package gives when all are there and free, so that addresses stay; else new ones.

    The second value: are they the package's?
    """
    given = [int(text) if text and text.isdecimal() and len(text) < 16 else 0 for text in wanted]
    if given and all(given) and len(set(given)) == len(given):
        highest = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if min(given) > highest or not model.objects.filter(pk__range=(min(given), max(given))).exists():
            return given, True
    return bulk.reserve(model, len(given)), False
