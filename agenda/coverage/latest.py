"""The latest meetings as the first page shows them: what became of what had been recommended, and how much was read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from agenda.models import CurrentCell, Document, ExpectedCells, Meeting

from .extent import LightReadout, Reading, light_papers, reading_of_light
from .rates import Tally
from .states import State


def latest_meetings(
    on: date, most: int, *, with_self_coded: bool = False
) -> Iterator[tuple[Meeting, Tally, Tally, Reading]]:
    """(meeting, tally of the topics recommended before it, tally of all that was found there, how much was read).

    Of the latest meetings held by the day, the newest first. Three queries. The tallies are those of
    `meetings.MeetingCoverage` (`recommended_tally`, `found_tally`), from what the database keeps.
    """
    expected = ExpectedCells.objects.filter(meeting=OuterRef("pk")).values("n")
    rows = Meeting.objects.published().held().until(on).newest_first()[:most].select_related("dialogue")
    meetings: list[Any] = list(rows.annotate(expected=Subquery(expected)))
    pks = [meeting.pk for meeting in meetings]
    cells = _cells_of(pks)
    readouts: dict[int | None, list[LightReadout]] = defaultdict(list)
    for meeting_id, _pk, _publisher, paper, was_read in light_papers(
        Document.objects.filter(meeting__in=pks)
    ):
        readouts[meeting_id].append(LightReadout(paper, was_read, ()))
    for meeting in meetings:
        counted = [cell for cell in cells[meeting.pk] if with_self_coded or not cell.is_self_coded]
        asked = _tally(cell for cell in counted if cell.is_recommended)
        assessed = sum(cell.n for cell in cells[meeting.pk] if cell.is_recommended)
        waiting = Tally.of_counts({(State.NOT_ASSESSED, False): (meeting.expected or 0) - assessed})
        yield meeting, asked + waiting, _tally(counted), reading_of_light(readouts[meeting.pk])


def _cells_of(meetings: list[int]) -> dict[int, list[Any]]:
    """How many cells of each meeting count as what. One query."""
    columns = ("meeting_id", "outcome", "absence_shown", "is_self_coded", "is_recommended")
    rows = (
        CurrentCell.objects.filter(meeting__in=meetings).order_by().values(*columns).annotate(n=Count("pk"))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.values_list(*columns, "n", named=True):
        found[row.meeting_id].append(row)
    return found


def _tally(cells: Iterable[Any]) -> Tally:
    counts: Counter[tuple[str, bool]] = Counter()
    for cell in cells:
        counts[cell.outcome, bool(cell.absence_shown)] += cell.n
    return Tally.of_counts(counts)
