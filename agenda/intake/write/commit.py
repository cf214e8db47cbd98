"""Write what a dry run showed: everything or nothing."""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agenda.intake.match.fields import TABLE_NOUNS
from agenda.intake.plan.plan import REFUSED, ImportPlan, Progress, quiet
from agenda.intake.plan.quotes import freeze_excerpts
from agenda.models import (
    Assessment,
    Assignment,
    Body,
    CodebookVersion,
    Draft,
    Finding,
    Import,
    Meeting,
    Topic,
)

from .codebook import ensure_first_version
from .rows import RuleBroken, write_rows
from .write_judgements import write_judgements

REASON = "Brought in from a table."
"""Why a finding was decided so, for its public page: the names of people's files are nobody's business."""


class RecordChanged(Exception):
    """The dry run would do something else now: rows that it touches were changed."""


def locked() -> None:
    """Keep every other writer out until the transaction ends; readers go on. SQLite's transactions do so anyway."""
    if connection.vendor == "postgresql":
        models = {noun.model for noun in TABLE_NOUNS.values()} | {
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
    make_plan,
    *,
    digest: str,
    by,
    name: str,
    publish: bool,
    without_refused: bool = False,
    progress: Progress = quiet,
) -> ImportPlan:
    """Plan again under a lock with `make_plan()`, and write it if it is what was shown.

    `digest` is the plan's fingerprint at the dry run: what others changed elsewhere meanwhile is no hindrance. `name` says
    where the rows came from, for their history. With `without_refused`, rows that are refused stay out and all others are
    written. Raises RecordChanged, RuleBroken when a rule in the database refuses, and
    ValueError when the plan does; nothing is written then.
    """
    locked()
    plan = make_plan()
    if plan.digest() != digest:
        raise RecordChanged
    if plan.unknown or (plan.counts[REFUSED] and not (without_refused and plan.kind != Import.Kind.PACKAGE)):
        raise ValueError("A plan with refusals is not written.")
    try:
        write(plan, by=by, name=name, publish=publish, progress=progress)
    except IntegrityError as error:
        raise RuleBroken(error) from None
    return plan


def write(plan: ImportPlan, *, by, name: str, publish: bool, progress: Progress = quiet) -> None:
    """Write nouns, then texts, judgements and drafts. Inside a transaction."""
    write_rows([*plan.made, *plan.writes], by, f"import of {name}"[:100], progress)
    if plan.judged or plan.drafts:
        ensure_first_version()
    if plan.excerpts:
        freeze_excerpts(plan.excerpts, by)
    if plan.judged:
        write_judgements(plan.judged, by, REASON, publish or plan.kind == Import.Kind.PACKAGE, progress)
    if plan.drafts:
        _drafts(plan.drafts, by)
    if plan.judged and not publish and plan.kind != Import.Kind.PACKAGE:
        unfinished = {row.key.partition(" × ")[0] for row in plan.results if row.state == REFUSED}
        _hand_in({judged.meeting for judged in plan.judged} - unfinished, by)


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
        draft.earlier = [*draft.earlier, draft.content][-Draft.UNDO_STEPS :]
        draft.content, draft.change_id = content, ""
        draft.version += 1
        draft.save()
    Draft.objects.bulk_create(fresh, batch_size=500)


def _hand_in(slugs: set[str], by) -> None:
    """Codes that nobody publishes yet are handed in, so that a reviewer sees them; not where drafts are still open."""
    now = timezone.now()
    drafted = set(Draft.objects.filter(analyst=by).values_list("meeting_id", flat=True))
    assignments = {a.meeting_id: a for a in Assignment.objects.filter(analyst=by)}
    for meeting in Meeting.objects.filter(slug__in=slugs):
        assignment = assignments.get(meeting.pk) or Assignment(meeting=meeting, analyst=by, assigned_by=by)
        if meeting.pk not in drafted:
            assignment.submitted_at = now
            assignment.first_submitted_at = assignment.first_submitted_at or now
        assignment.save()
