"""Meetings as a list shows them: what was raised, what became of the recommended topics, how much was read."""

from collections.abc import Iterable
from dataclasses import dataclass

from agenda.models import CurrentCell, Meeting
from agenda.models.vocabulary import vocabulary

from .extent import Reading, reading_of
from .meetings import MeetingCoverage, coverage_of_meetings
from .rates import Tally
from .reaches import readouts_of
from .states import State


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with its coverage, and how much of its readouts was read (None where it was not held)."""

    meeting: Meeting
    coverage: MeetingCoverage
    reading: Reading | None

    @property
    def tally(self) -> Tally:
        return self.coverage.tally

    @property
    def recommended(self) -> list[tuple[State, int]]:
        """(state, how many) of the topics recommended before the meeting, without the states that none is in."""
        counts = self.coverage.expected_states
        return [(state, counts[state]) for state in State if counts[state]]


def meeting_rows(meetings: Iterable[Meeting], *, with_self_coded: bool = False) -> list[MeetingRow]:
    """A row for each of the meetings, in their order. Six queries, whatever their number."""
    meetings = list(meetings)
    pks = [meeting.pk for meeting in meetings]
    cells = CurrentCell.objects.filter(meeting__in=pks)  # whether absence could be shown is kept with them
    coverages = coverage_of_meetings(meetings, cells, with_self_coded=with_self_coded)
    readouts = readouts_of(pks, vocabulary().sides)
    return [
        MeetingRow(
            meeting,
            coverages[meeting.pk],
            reading_of(readouts[meeting.pk]) if meeting.status == Meeting.Status.HELD else None,
        )
        for meeting in meetings
    ]
