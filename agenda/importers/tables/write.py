"""Write what a dry run showed: everything or nothing."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from agenda.importers.record import ensure_codebook_version, save_row
from agenda.models import (
    Assessment,
    Assignment,
    Body,
    CodebookVersion,
    Document,
    Draft,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Recommendation,
    Topic,
)
from agenda.version import record_version

from . import bulk
from .cells import Judged
from .finders import MODELS
from .nouns import ordered
from .plan import Plan, Progress, quiet
from .quotes import freeze_excerpts, place_of

REASON = "Brought in from a table: {name}."


class RecordChanged(Exception):
    """The record is not the one the dry run was made on, or it would do something else now."""


def locked() -> None:
    """Keep every other writer out until the transaction ends; readers go on. SQLite's transactions do so anyway."""
    if connection.vendor == "postgresql":
        models = {model for model, *_rest in MODELS.values()} | {
            Assessment,
            Finding,
            Draft,
            Body,
            CodebookVersion,
        }
        tables = ", ".join(sorted(connection.ops.quote_name(model._meta.db_table) for model in models))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def commit(
    make_plan, *, version: str, digest: str, by, name: str, publish: bool, progress: Progress = quiet
) -> Plan:
    """Plan again under a lock with `make_plan()`, and write it if it is what was shown.

    `version` and `digest` are the record's version and the plan's fingerprint at the dry run. `name` says where the rows
    came from, for their history. Raises RecordChanged (nothing is written then) and ValueError when something is refused.
    """
    locked()
    if record_version() != version:
        raise RecordChanged
    plan = make_plan()
    if plan.digest() != digest:
        raise RecordChanged
    if plan.obstacles:
        raise ValueError("A plan with refusals is not written.")
    write(plan, by=by, name=name, publish=publish, progress=progress)
    return plan


def write(plan: Plan, *, by, name: str, publish: bool, progress: Progress = quiet) -> None:
    """Write nouns, then texts, judgements and drafts. Inside a transaction."""
    _nouns(plan, by, name, progress)
    if plan.judged or plan.drafts:
        ensure_codebook_version()
    if plan.excerpts:
        freeze_excerpts(plan.excerpts, by)
    if plan.judged:
        _Judgements(
            plan.judged, by, REASON.format(name=name), publish or plan.kind == "package", progress
        ).write()
    if plan.drafts:
        _drafts(plan.drafts, by)


class _Lookup:
    """Instances by noun and key, fetched when first asked for; those just saved are told to it."""

    def __init__(self):
        self.rows: dict[tuple[str, str], object] = {}

    def __call__(self, noun: str, key: str):
        if (noun, key) not in self.rows:
            model, name, _names = MODELS[noun]
            self.rows[noun, key] = model.objects.get(**{name: key})
        return self.rows[noun, key]


def _nouns(plan: Plan, by, name: str, progress: Progress) -> None:
    lookup = _Lookup()
    for number, one in enumerate(ordered(plan.writes), start=1):
        instance = one.instance or one.noun.model()
        saved = save_row(
            one.noun, instance, one.values, one.names, lookup, by, reason=f"import of {name}"[:100]
        )
        lookup.rows[one.noun.name, one.key] = saved
        if number % 500 == 0:
            progress("writing", number, len(plan.writes))


def _drafts(drafts: list[tuple[str, str, dict]], by) -> None:
    """Keep judgements that lack proof as the analyst's drafts; what stood there before can be taken back."""
    meetings = Meeting.objects.in_bulk({meeting for meeting, *_rest in drafts}, field_name="slug")
    topics = Topic.objects.in_bulk({topic for _m, topic, _c in drafts}, field_name="code")
    for meeting in meetings.values():
        Assignment.objects.get_or_create(meeting=meeting, analyst=by, defaults={"assigned_by": by})
    stored = {
        (d.meeting_id, d.topic_id): d for d in Draft.objects.filter(analyst=by, meeting__in=meetings.values())
    }
    fresh = []
    for slug, code, content in drafts:
        meeting, topic = meetings[slug], topics[code]
        draft = stored.get((meeting.pk, topic.pk))
        if draft is None:
            fresh.append(Draft(meeting=meeting, topic=topic, analyst=by, content=content))
            continue
        draft.earlier = [*draft.earlier, draft.content][-20:]
        draft.content, draft.change_id = content, ""
        draft.version += 1
        draft.save()
    Draft.objects.bulk_create(fresh, batch_size=500)


class _Judgements:
    """Assessments with their proof, and findings of them, straight into the four tables."""

    def __init__(self, judged: list[Judged], by, reason: str, publish: bool, progress: Progress):
        self.judged, self.by, self.reason, self.publish, self.progress = judged, by, reason, publish, progress
        self.now = connection.ops.adapt_datetimefield_value(timezone.now())
        self.meetings = dict(Meeting.objects.values_list("slug", "pk"))
        self.topics = dict(Topic.objects.values_list("code", "pk"))
        self.documents = dict(Document.objects.values_list("slug", "pk"))
        self.versions = dict(CodebookVersion.objects.values_list("number", "pk"))
        self.newest = max(self.versions)

    def write(self) -> None:
        total = len(self.judged)
        self._ensure_versions()
        own = self._own_recommendations()
        forums = dict(Meeting.objects.values_list("slug", "dialogue_id"))
        self.self_coded = [
            judged.more["is_self_coded"] == "true"
            if judged.more
            else (judged.topic, forums[judged.meeting]) in own
            for judged in self.judged
        ]
        self.numbers = bulk.reserve(Assessment, total)
        self.progress("writing assessments", 0, total)
        names = ("id", "meeting", "topic", "codebook_version", "outcome", "depth", "is_excluded", "confidence", "note",
                 "is_self_coded", "assessed_by", "assessed_at", "supersedes")  # fmt: skip
        bulk.insert(Assessment, names, self._assessments())
        self.progress("writing proof", 0, total)
        self._proof()
        if self.publish:
            self.progress("writing findings", 0, total)
            self._findings()

    def _ensure_versions(self) -> None:
        numbers = {int(judged.more["codebook_version"]) for judged in self.judged if judged.more}
        for number in sorted(numbers - set(self.versions)):
            made = CodebookVersion.objects.create(
                number=number, made_on=timezone.now().date(), note=self.reason, codes=[]
            )
            self.versions[number] = made.pk

    def _own_recommendations(self) -> set[tuple[str, int]]:
        """(topic, dialogue) that the account's organization recommended."""
        made = Recommendation.objects.filter(recommender__affiliations__user=self.by, dialogues__isnull=False)
        return set(made.values_list("topic__code", "dialogues"))

    def _assessments(self):
        rows = zip(self.numbers, self.judged, self.self_coded, strict=True)
        for number, judged, is_self_coded in rows:
            version = int(judged.more["codebook_version"]) if judged.more else self.newest
            yield (
                number, self.meetings[judged.meeting], self.topics[judged.topic], self.versions[version], judged.outcome,
                judged.depth, judged.is_excluded, judged.confidence, judged.note, is_self_coded, self.by.pk,
                self._when(judged), judged.supersedes,
            )  # fmt: skip

    def _when(self, judged: Judged):
        if not judged.more or not judged.more.get("decided_at"):
            return self.now
        return connection.ops.adapt_datetimefield_value(datetime.fromisoformat(judged.more["decided_at"]))

    def _proof(self) -> None:
        pairs = [
            (n, slug) for n, judged in zip(self.numbers, self.judged, strict=True) for slug in judged.examined
        ]
        numbers = bulk.reserve(Examination, len(pairs))
        rows = ((k, n, self.documents[slug]) for k, (n, slug) in zip(numbers, pairs, strict=True))
        bulk.insert(Examination, ("id", "assessment", "document"), rows)
        examinations = dict(zip(pairs, numbers, strict=True))
        wanted = [
            _number((judged.more or {}).get("passages", {}).get(p))
            for judged in self.judged
            for p in judged.evidence
        ]
        keys, are_theirs = _keys(Evidence, wanted)
        names = (
            "id",
            "examination",
            "paragraph",
            "strength",
            "summary",
            "quote",
            "prefix",
            "suffix",
            "body",
            "start",
            "end",
        )
        bulk.insert(Evidence, names, self._passages(examinations, iter(keys)))
        if are_theirs:
            bulk.set_past(Evidence)

    def _passages(self, examinations: dict[tuple[int, str], int], keys):
        bodies: dict[str, Body] = {}
        for number, judged in zip(self.numbers, self.judged, strict=True):
            for slug, paragraph, strength, summary, quote, prefix, suffix in judged.evidence:
                place: tuple = (None, None, None)
                if quote:
                    if slug not in bodies:
                        bodies[slug] = Body.objects.filter(document__slug=slug).order_by("version").last()
                    at = place_of(bodies[slug].text, prefix, quote, suffix)
                    place = (bodies[slug].pk, at, at + len(quote))
                yield (
                    next(keys),
                    examinations[number, slug],
                    paragraph,
                    strength,
                    summary,
                    quote,
                    prefix,
                    suffix,
                    *place,
                )

    def _findings(self) -> None:
        keys, are_theirs = _keys(Finding, [_number((judged.more or {}).get("id")) for judged in self.judged])
        names = ("id", "meeting", "topic", "assessment", "outcome", "depth", "is_excluded", "is_self_coded", "basis",
                 "status", "decided_by", "decided_at", "reason", "supersedes")  # fmt: skip
        bulk.insert(Finding, names, self._found(keys))
        if are_theirs:
            bulk.set_past(Finding)

    def _found(self, keys: list[int]):
        rows = zip(keys, self.numbers, self.judged, self.self_coded, strict=True)
        for key, number, judged, is_self_coded in rows:
            more = judged.more or {}
            yield (
                key, self.meetings[judged.meeting], self.topics[judged.topic], number, judged.outcome, judged.depth,
                judged.is_excluded, is_self_coded, more.get("basis") or Finding.Basis.SINGLE_CODER,
                Finding.Status.PUBLISHED, self.by.pk, self._when(judged), more.get("reason") or ("" if more else self.reason),
                judged.finding,
            )  # fmt: skip


def _number(said) -> int:
    """A number that a package gives; 0 for none."""
    return int(said) if str(said or "").isdecimal() and len(str(said)) < 16 else 0


def _keys(model, wanted: list[int]) -> tuple[list[int], bool]:
    """Numbers for new rows: those a package gives when all are there and free, so that addresses stay; else new ones."""
    if wanted and all(wanted) and len(set(wanted)) == len(wanted):
        highest = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if min(wanted) > highest or not model.objects.filter(pk__range=(min(wanted), max(wanted))).exists():
            return wanted, True
    return bulk.reserve(model, len(wanted)), False
