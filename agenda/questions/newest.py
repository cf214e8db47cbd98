"""What changed at the last two meetings of every dialogue, newest first, read as far as somebody asks."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, overload

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from agenda.coverage.cells import OCCASION, LedgerCell, cells_of, occasion_columns, occasion_of
from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.ledger import Ledger
from agenda.models import CurrentCell, Dialogue, Meeting
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary

from .changes import changes
from .since import ChangeRow, Pair, TopicKey, could_be_judged, last_two

AT_FIRST = 36
"""Dialogues whose meetings are looked through at first; each further time twice as many."""
YEARS = 6
"""How far back from a dialogue's newest meeting its last two are looked for at first."""


class _Met(NamedTuple):
    """A held meeting: enough to choose two of a dialogue, and the columns that an occasion is made of."""

    pk: int
    level: str
    columns: tuple[Any, ...]


class NewestChanges:
    """The last two meetings of each dialogue, the dialogue whose later one is newest first, and what changed between them.

    `ledger` is that of the whole record. Dialogues of which both are equally new stand in the order of the ledger's.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._rows: dict[int, list[ChangeRow]] = {}
        """What was read, by the key of the later meeting."""

    def pairs(self, among: Collection[str] = ()) -> Iterator[Pair]:
        """The pairs of the dialogues of these slugs, or of all. A query, and one for some dialogues at a time."""
        met, at_once, known = self._newest_days(among), AT_FIRST, list[Pair]()
        while met:
            some, met, at_once = met[:at_once], met[at_once:], at_once * 2
            known = self._in_order([*known, *self._pairs_of(some)])
            # A later meeting may have been held after that of a pair that is known already.
            next_day = met[0][1] if met else date.min
            while known and known[0][1].held.first > next_day:
                yield known.pop(0)

    def _newest_days(self, among: Collection[str]) -> list[tuple[int, date]]:
        """(dialogue id, day of its newest held meeting), those that met last first. One query."""
        days = _newest_days_among(among, self.ledger.on) if among else _newest_days(self.ledger.on)
        return sorted(((pk, day) for pk, day in days if day), key=lambda item: item[1], reverse=True)

    def _pairs_of(self, met: Collection[tuple[int, date]]) -> list[Pair]:
        """The pairs of the dialogues, as `since.last_pairs` chooses them. A query where the years before tell all of them, three
        where one has no judged pair."""
        left, pairs = {pk for pk, _day in met}, list[Pair]()
        oldest = min(day for _pk, day in met)
        back = date(max(oldest.year - YEARS, date.min.year), 1, 1)
        for since, of_meetings in ((back, _judged), (date.min, _judged), (date.min, _found)):
            found = self._last_two(left, since, of_meetings) if left else {}
            pairs += found.values()
            left -= found.keys()
        return pairs

    def _last_two(
        self,
        dialogues: Collection[int],
        since: date,
        of_meetings: Callable[[Collection[int], date, date], list[Any]],
    ) -> dict[int, Pair]:
        """The last two such meetings of one level of each dialogue that has two, where no meeting before `since` changes that."""
        met: dict[int, list[_Met]] = {pk: [] for pk in dialogues}
        for *columns, is_judged in of_meetings(dialogues, since, self.ledger.on):
            if is_judged:
                met[columns[_DIALOGUE]].append(_Met(columns[0], columns[_LEVEL], tuple(columns)))
        pairs = {}
        for dialogue, meetings in met.items():
            both = last_two(meetings, {meeting.pk for meeting in meetings})
            # A later one than that of the pair may have its earlier one before those days.
            if both and (both[1] is meetings[-1] or since == date.min):
                pairs[dialogue] = (occasion_of(*both[0].columns), occasion_of(*both[1].columns))
        return pairs

    def _in_order(self, pairs: Sequence[Pair]) -> list[Pair]:
        places = {pk: place for place, pk in enumerate(self.ledger.dialogues)}
        known = sorted(pairs, key=lambda pair: places[pair[1].dialogue_id])
        return sorted(known, key=lambda pair: pair[1].held, reverse=True)

    def sizes(self, pairs: Collection[Pair]) -> list[int]:
        """How many topics were found at either meeting of each pair: as many rows as it has. One query."""
        found = dict(_sizes([occasion.pk for pair in pairs for occasion in pair], self.ledger.on))
        return [found.get(later.dialogue_id, 0) for _earlier, later in pairs]

    def rows(self, pairs: Collection[Pair]) -> list[ChangeRow]:
        """What changed at each of the pairs, in their order. One query for those that were not read yet."""
        wanted = [pair for pair in pairs if pair[1].pk not in self._rows]
        if wanted:
            self._rows |= self._read(wanted)
        return [row for _earlier, later in pairs for row in self._rows[later.pk]]

    def _read(self, pairs: Collection[Pair]) -> dict[int, list[ChangeRow]]:
        slugs = {occasion.pk: occasion.slug for pair in pairs for occasion in pair}
        at: dict[int, dict[tuple[int, int], LedgerCell]] = {pk: {} for pk in slugs}
        for cell in cells_of(self.ledger.kept_cells.filter(meeting__in=list(slugs)), slugs):
            at[cell.meeting_id][cell.meeting_id, cell.topic_id] = cell
        topics = vocabulary().topics
        places = {pk: place for place, pk in enumerate(topics)}
        found = {}
        for earlier, later in pairs:
            cells = at[earlier.pk] | at[later.pk]
            keys = sorted({topic for _meeting, topic in cells}, key=places.__getitem__)
            changed = changes(map(TopicKey, keys), cells, earlier.pk, later.pk)
            dialogue = self.ledger.dialogues[later.dialogue_id]
            found[later.pk] = [
                ChangeRow(dialogue, earlier, later, row, topics) for rows in changed.values() for row in rows
            ]
        return found


class Changed(Sequence[ChangeRow]):
    """What changed at some pairs, in their order; the rows of a pair are read when one of them is looked at.

    `places` are the rows: (pair, which of its rows).
    """

    def __init__(self, newest: NewestChanges, places: Sequence[tuple[Pair, int]]) -> None:
        self.newest, self.places = newest, places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> ChangeRow: ...

    @overload
    def __getitem__(self, at: slice) -> "Changed": ...

    def __getitem__(self, at):
        if isinstance(at, slice):
            return Changed(self.newest, self.places[at])
        pair, place = self.places[at]
        return self.newest.rows([pair])[place]

    def __iter__(self) -> Iterator[ChangeRow]:
        pairs = {pair[1].pk: pair for pair, _place in self.places}
        self.newest.rows(pairs.values())
        return (self.newest.rows([pair])[place] for pair, place in self.places)

    def day(self, at: int) -> date:
        """The first possible day of a row's later meeting, which nothing need be read for."""
        return self.places[at][0][1].held.first


_DIALOGUE, _LEVEL = OCCASION.index("dialogue_id"), OCCASION.index("level")


def _newest_held(dialogues: QuerySet[Dialogue], on: date) -> QuerySet[Any, Any]:
    held = Meeting.objects.held().until(on).filter(dialogue=OuterRef("pk"), is_published=True)
    newest = Subquery(held.order_by("-held_on").values("held_on")[:1])
    return dialogues.order_by().annotate(newest=newest).values_list("pk", "newest")


@Prepared
def _newest_days(on: date) -> QuerySet[Any, Any]:
    """Every public dialogue with the day of its newest held meeting."""
    return _newest_held(Dialogue.objects.published(), on)


@Prepared
def _newest_days_among(slugs: Collection[str], on: date) -> QuerySet[Any, Any]:
    """The same of the dialogues of these slugs."""
    return _newest_held(Dialogue.objects.published().filter(slug__in=slugs), on)


def _held(dialogues: Collection[int], since: date, on: date, of_cell: Q) -> QuerySet[Any, Any]:
    # In the columns: where it is a condition PostgreSQL may list the meetings of all such cells first.
    cells = Exists(CurrentCell.objects.filter(of_cell, meeting=OuterRef("pk")))
    rows = Meeting.objects.published().held().until(on).filter(dialogue__in=dialogues, held_on__gte=since)
    return rows.order_by("held_on", "slug").values_list(*occasion_columns(), cells)


@Prepared
def _judged(dialogues: Collection[int], since: date, on: date) -> QuerySet[Any, Any]:
    """The columns of held meetings, and whether each was judged."""
    return _held(dialogues, since, on, Q(absence_shown=True))


@Prepared
def _found(dialogues: Collection[int], since: date, on: date) -> QuerySet[Any, Any]:
    """The same, and whether something could be judged at each."""
    return _held(dialogues, since, on, could_be_judged())


@Prepared
def _sizes(meetings: Collection[int], on: date) -> QuerySet[Any, Any]:
    """(dialogue id, how many topics were found) at the meetings."""
    found = CurrentCell.objects.filter(meeting_id__in=meetings, held_on__lte=on, outcome__in=TAKEN_UP)
    return found.order_by().values_list("dialogue_id").annotate(Count("topic_id", distinct=True))
