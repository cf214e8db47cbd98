"""Meetings as a list shows them: what was raised, what became of the recommended topics, how much was read."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from agenda.models import CurrentCell, ExpectedCells, Meeting
from agenda.models.prepared import Prepared

from .extent import Reading, readings_at
from .rates import Tally
from .states import State, cell_state

ALIKE = ("outcome", "is_excluded", "absence_shown", "is_self_coded", "is_recommended")


class Cells(NamedTuple):
    """`n` cells of a meeting that are alike in what a list says of them."""

    outcome: str
    is_excluded: bool
    absence_shown: bool
    is_self_coded: bool
    is_recommended: bool
    n: int


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with its cells, and how much of its readouts was read (None where it was not held).

    `n_expected` topics had been recommended before it.
    """

    meeting: Meeting
    cells: Sequence[Cells]
    n_expected: int
    reading: Reading | None
    with_self_coded: bool = False

    @property
    def n_unassessed(self) -> int:
        """How many of the topics recommended before it nobody has assessed."""
        return self.n_expected - sum(cells.n for cells in self.cells if cells.is_recommended)

    @property
    def tally(self) -> Tally:
        """The meeting's findings, and the topics recommended before it that nobody has assessed."""
        return self.found_tally + self._unassessed

    @property
    def found_tally(self) -> Tally:
        """The meeting's findings alone."""
        return self._tally_of(self.cells)

    @property
    def recommended_tally(self) -> Tally:
        """The topics recommended before it, assessed or not."""
        return self._tally_of(cells for cells in self.cells if cells.is_recommended) + self._unassessed

    @property
    def _unassessed(self) -> Tally:
        return Tally.of_counts({(State.NOT_ASSESSED, False): self.n_unassessed})

    def _tally_of(self, cells: Iterable[Cells]) -> Tally:
        counts: Counter[tuple[str, bool]] = Counter()
        for alike in cells:
            if self.with_self_coded or not alike.is_self_coded:
                counts[alike.outcome, alike.absence_shown] += alike.n
        return Tally.of_counts(counts)

    @property
    def recommended(self) -> list[tuple[State, int]]:
        """(state, how many) of the topics recommended before the meeting, without the states that none is in."""
        counts = Counter({cell_state(None, recommended_before=True): self.n_unassessed})
        for cells in self.cells:
            if cells.is_recommended:
                counts[cell_state(cells.outcome, is_excluded=cells.is_excluded)] += cells.n
        return [(state, counts[state]) for state in State if counts[state]]


@Prepared
def _counted(meetings: Collection[int]) -> QuerySet[Any, Any]:
    """How many cells of each of the meetings are alike."""
    rows = CurrentCell.objects.filter(meeting__in=meetings).order_by()
    return rows.values_list("meeting_id", *ALIKE).annotate(n=Count("pk"))


@Prepared
def _expected(meetings: Collection[int]) -> QuerySet[Any, Any]:
    return ExpectedCells.objects.filter(pk__in=meetings).values_list("pk", "n")


def meeting_rows(meetings: Iterable[Meeting], *, with_self_coded: bool = False) -> list[MeetingRow]:
    """A row for each of the meetings, in their order. Three queries, whatever their number."""
    meetings = list(meetings)
    pks = [meeting.pk for meeting in meetings]
    found: dict[int, list[Cells]] = defaultdict(list)
    for meeting_id, *cells in _counted(pks):
        found[meeting_id].append(Cells._make(cells))
    expected = dict(_expected(pks))
    readings = readings_at(pks)
    return [
        MeetingRow(
            meeting,
            found[meeting.pk],
            expected.get(meeting.pk, 0),
            readings[meeting.pk] if meeting.status == Meeting.Status.HELD else None,
            with_self_coded,
        )
        for meeting in meetings
    ]
