"""What changed at the last two meetings of every dialogue, newest first, read as far as somebody asks."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery

from agenda.coverage.cells import LedgerCell, cells_of, occasions_of
from agenda.coverage.ledger import Ledger
from agenda.models import CurrentCell, Dialogue, Meeting
from agenda.models.vocabulary import vocabulary

from .changes import changes
from .since import ChangeRow, Pair, TopicKey, could_be_judged, last_two

AT_FIRST = 24
"""Dialogues whose meetings are looked through at first; each further time twice as many."""


class _Met(NamedTuple):
    """A held meeting: enough to choose two of a dialogue."""

    pk: int
    level: str


class NewestChanges:
    """The last two meetings of each dialogue, the dialogue whose later one is newest first, and what changed between them.

    `ledger` is that of the whole record. Dialogues of which both are equally new stand in the order of the ledger's.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._rows: dict[int, list[ChangeRow]] = {}
        """What was read, by the key of the later meeting."""

    def pairs(self, among: Collection[str] = ()) -> Iterator[Pair]:
        """The pairs of the dialogues of these slugs, or of all. A query, and two for some dialogues at a time."""
        met, at_once, known = self._newest_days(among), AT_FIRST, list[Pair]()
        while met:
            some, met, at_once = met[:at_once], met[at_once:], at_once * 2
            known = self._in_order([*known, *self._pairs_of([pk for pk, _day in some])])
            # A later meeting may have been held after that of a pair that is known already.
            next_day = met[0][1] if met else date.min
            while known and known[0][1].held.first > next_day:
                yield known.pop(0)

    def _newest_days(self, among: Collection[str]) -> list[tuple[int, date]]:
        """(dialogue id, day of its newest held meeting), those that met last first."""
        held = Meeting.objects.held().until(self.ledger.on).filter(dialogue=OuterRef("pk"), is_published=True)
        rows = Dialogue.objects.published()
        if among:
            rows = rows.filter(slug__in=among)
        newest = Subquery(held.order_by("-held_on").values("held_on")[:1])
        days = rows.order_by().annotate(newest=newest).values_list("pk", "newest")
        return sorted(((pk, day) for pk, day in days if day), key=lambda item: item[1], reverse=True)

    def _pairs_of(self, dialogues: Collection[int]) -> list[Pair]:
        """The pairs of these dialogues, as `since.last_pairs` chooses them. Two queries, three where one has no judged pair."""
        pairs = self._last_two(dialogues, Q(absence_shown=True))
        if others := set(dialogues) - pairs.keys():
            pairs |= self._last_two(others, could_be_judged())
        keys = {meeting.pk for pair in pairs.values() for meeting in pair}
        at = {o.pk: o for o in occasions_of(Meeting.objects.filter(pk__in=keys))}
        return [(at[earlier.pk], at[later.pk]) for earlier, later in pairs.values()]

    def _last_two(self, dialogues: Collection[int], of_cell: Q) -> dict[int, tuple[_Met, _Met]]:
        """The last two meetings of one level that have such a cell, of each dialogue that has two."""
        cells = CurrentCell.objects.filter(of_cell, meeting=OuterRef("pk"))
        held = Meeting.objects.published().held().until(self.ledger.on).filter(dialogue__in=dialogues)
        met: dict[int, list[_Met]] = {pk: [] for pk in dialogues}
        judged = set[int]()
        rows = held.order_by("held_on", "slug").values_list("dialogue_id", "pk", "level", Exists(cells))
        for dialogue, pk, level, is_judged in rows:
            met[dialogue].append(_Met(pk, level))
            if is_judged:
                judged.add(pk)
        pairs = {dialogue: last_two(meetings, judged) for dialogue, meetings in met.items()}
        return {dialogue: pair for dialogue, pair in pairs.items() if pair}

    def _in_order(self, pairs: Sequence[Pair]) -> list[Pair]:
        places = {pk: place for place, pk in enumerate(self.ledger.dialogues)}
        known = sorted(pairs, key=lambda pair: places[pair[1].dialogue_id])
        return sorted(known, key=lambda pair: pair[1].held, reverse=True)

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
