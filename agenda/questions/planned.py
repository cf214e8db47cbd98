"""Planned and unreported: what announcements promised, and what the readouts of their meetings say of it."""

from dataclasses import dataclass
from datetime import date

from agenda.coverage.meetings import result_of
from agenda.coverage.reaches import reaches_of
from agenda.coverage.states import State
from agenda.models import Finding, Meeting, Plan
from agenda.rules.reach import Reach
from agenda.translated import in_all_languages

AFTERWARDS = (State.NOT_RAISED, State.EXCLUDED, State.NOT_ASSESSED, State.NOT_DETERMINABLE, State.PARTLY_RAISED,
              State.RAISED)  # fmt: skip
"""What may have become of a plan, in the order of the page."""


@dataclass(frozen=True)
class PlannedRow:
    """A plan, the finding on its topic at its meeting, and how far an absence reaches (else None)."""

    plan: Plan
    state: State
    finding: Finding | None
    reach: Reach | None = None

    topic = property(lambda self: self.plan.topic)
    meeting = property(lambda self: self.plan.document.meeting)
    forum = property(lambda self: self.meeting.dialogue.slug)
    title = property(lambda self: " ".join([*in_all_languages(self.meeting, "title"), self.plan.summary]))
    held = property(lambda self: self.meeting.held)


def planned_rows(on: date) -> list[PlannedRow]:
    """A row for each plan of a meeting held by `on`: those not mentioned first, newest meeting first. Nine queries."""
    of_held = Plan.objects.published().filter(
        document__meeting__held_on__lte=on, document__meeting__status=Meeting.Status.HELD
    )
    plans = list(of_held.select_related("topic", "document__meeting__dialogue", "document__publisher"))
    findings = Finding.objects.published().filter(meeting__in={plan.document.meeting_id for plan in plans})
    by_cell: dict[tuple[int | None, int], Finding] = {(f.meeting_id, f.topic_id): f for f in findings}
    reaches = reaches_of(by_cell.values())
    rows = []
    for plan in plans:
        finding, state = result_of(by_cell.get((plan.document.meeting_id, plan.topic_id)))
        rows.append(PlannedRow(plan, state, finding, reaches.get(finding.pk) if finding else None))
    rows.sort(key=lambda row: row.topic.reader.order)
    rows.sort(key=lambda row: row.held, reverse=True)
    return sorted(rows, key=lambda row: AFTERWARDS.index(row.state))
