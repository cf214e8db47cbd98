"""Tallies of the whole record as they are kept; for a day in its past those of the years before, and the cells of its year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Sum, Value
from django.utils.functional import cached_property

from agenda.models import CellTally, CurrentCell

from .cells import among
from .rates import Tally
from .together import Part, SumRow, asked_together

FLAGS = {"absence_shown": 1, "is_self_coded": 2, "is_recommended": 4}
"""What is true of cells that are counted together, as a sum of these."""


class Tallies:
    """Tallies by dialogue, topic or year of the current cells held by `on`. One query for each way to count.

    Self-coded cells count only `with_self_coded`; `left_out` says how many do not.
    """

    def __init__(self, on: date, *, with_self_coded: bool = False):
        self.on = on
        self.with_self_coded = with_self_coded

    @cached_property
    def is_kept(self) -> bool:
        """Whether no cell was held after `on`, so that what is kept holds for it."""
        if "whole" in self.__dict__:
            return not self.whole["later"][0].n
        return not CurrentCell.objects.filter(held_on__gt=self.on).exists()

    @cached_property
    def whole(self) -> dict[str, list[SumRow]]:
        """The sums of the whole record as they are kept: `parts`, which a page may ask along with others. One query."""
        return asked_together(self.parts())

    def parts(self) -> dict[str, Part]:
        """The sums of the whole record as they are kept, whatever the day, and what of them holds for it.

        "cells" by outcome, year (`key`) and the FLAGS that they have (`also`); "later": 1 where a cell was held after the
        day; "expected": the cells that were recommended before meetings held by the day.
        """
        day = connection.ops.adapt_datefield_value(self.on)
        flags = " + ".join(f"{flag} * CAST({name} AS integer)" for name, flag in FLAGS.items())
        cells = {"word": "outcome", "key": "year", "n": "SUM(n)", "also": flags}
        later = "CASE WHEN EXISTS (SELECT 1 FROM agenda_currentcell WHERE held_on > %s) THEN 1 ELSE 0 END"
        return {
            "cells": Part(cells, "FROM agenda_celltally WHERE dialogue_id = 0 AND topic_id = 0 AND n > 0 "
                          f"GROUP BY outcome, year, {', '.join(FLAGS)}"),
            "later": Part({"n": later}, values=(day,)),
            "expected": Part({"n": "SUM(n)"}, "FROM agenda_expectedcells WHERE held_on <= %s", (day,)),
        }  # fmt: skip

    @property
    def n_cells(self) -> int:
        """How many cells the whole record has, whatever the day."""
        return sum(row.n for row in self.whole["cells"])

    @cached_property
    def by_year(self) -> dict[int, Tally]:
        if "whole" not in self.__dict__ or not self.is_kept:
            return self._counted("year", dialogue_id=0, topic_id=0)
        counts: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
        for row in self.whole["cells"]:
            if self.with_self_coded or not row.also & FLAGS["is_self_coded"]:
                counts[row.key][row.word, bool(row.also & FLAGS["absence_shown"])] += row.n
        return {year: Tally.of_counts(found) for year, found in sorted(counts.items())}

    def by_year_of(self, dialogue_id: int) -> dict[int, Tally]:
        return self._counted("year", dialogue_id=dialogue_id, topic_id=0)

    @cached_property
    def by_dialogue(self) -> dict[int, Tally]:
        return self._counted("dialogue_id", topic_id=0, year=0)

    def of_dialogues(self, dialogues: Collection[int]) -> dict[int, Tally]:
        """By the id of each of the dialogues that has cells."""
        return self._counted("dialogue_id", topic_id=0, year=0, dialogue_id__in=list(dialogues))

    @cached_property
    def by_topic(self) -> dict[int, Tally]:
        return self._counted("topic_id", dialogue_id=0, year=0)

    @cached_property
    def by_pair(self) -> dict[tuple[int, int], Tally]:
        """By (dialogue id, topic id)."""
        return self._counted("dialogue_id", "topic_id", year=0)

    @cached_property
    def counts_by_pair(self) -> dict[tuple[int, int], Counter[tuple[str, bool]]]:
        """How many cells count as what, by (dialogue id, topic id)."""
        counts: dict[tuple[int, int], Counter[tuple[str, bool]]] = defaultdict(Counter)
        for dialogue, topic, outcome, shown, n in self._rows(("dialogue_id", "topic_id"), {"year": 0}):
            counts[dialogue, topic][outcome, bool(shown)] += n
        return counts

    def by_dialogue_of(self, topic_id: int) -> dict[int, Tally]:
        """By the id of each dialogue that has cells of the topic."""
        return self._counted("dialogue_id", topic_id=topic_id, year=0)

    @property
    def total(self) -> Tally:
        return sum(self.by_year.values(), Tally())

    @property
    def left_out(self) -> int:
        """How many self-coded cells the tallies leave out."""
        if self.with_self_coded or "whole" not in self.__dict__ or not self.is_kept:
            return sum(self.left_out_by_dialogue.values())
        return sum(row.n for row in self.whole["cells"] if row.also & FLAGS["is_self_coded"])

    @cached_property
    def left_out_by_dialogue(self) -> dict[int, int]:
        """How many self-coded cells of each dialogue the tallies leave out."""
        if self.with_self_coded:
            return {}
        if not self.is_kept:
            hidden: Counter[int] = Counter()
            for dialogue, n in self.past(("dialogue_id",), {"dialogue_id__gt": 0}, is_self_coded=True):
                hidden[dialogue] += n
            return dict(hidden)
        kept = CellTally.objects.filter(is_self_coded=True, dialogue_id__gt=0, topic_id=0, year=0)
        return dict(kept.order_by().values_list("dialogue_id").annotate(count=Sum("n")))

    def by_topic_of(self, dialogue_id: int) -> dict[int, Tally]:
        """By the id of each topic that has cells of the dialogue."""
        return self._counted("topic_id", dialogue_id=dialogue_id, year=0)

    def at_meetings(self, meetings: Collection[int]) -> dict[int, Tally]:
        """By the id of each topic that has cells at the meetings, which were held by the day."""
        rows = CurrentCell.objects.filter(meeting_id__in=among(meetings))
        if not self.with_self_coded:
            rows = rows.filter(is_self_coded=False)
        told = rows.order_by().values_list("topic_id", "outcome", "absence_shown").annotate(count=Count("pk"))
        return _tallied(told)

    def _counted(self, *by: str, **where: Any) -> dict[Any, Tally]:
        """The tallies by those columns, of the rows where the others have those values (0: all of them)."""
        return _tallied(self._rows(by, where))

    def _rows(self, by: tuple[str, ...], where: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
        """Rows of those columns, a state, whether absence is shown and how many; of a past day several of one key."""
        columns, flags = (
            (*by, "outcome", "absence_shown"),
            {} if self.with_self_coded else {"is_self_coded": False},
        )
        above = {f"{name}__gt": 0 for name in by}
        if self.is_kept:
            return _told(CellTally.objects.filter(n__gt=0, **where, **above, **flags), columns, Sum("n"))
        if where.get("topic_id") == 0 and by in (("year",), ("dialogue_id",)):
            dialogues = {
                name: value for name, value in (where | above).items() if name.startswith("dialogue_id")
            }
            return self.past(columns, dialogues, **flags)
        fixed = {name: value for name, value in where.items() if value and name != "year"}
        cells = CurrentCell.objects.filter(held_on__lte=self.on, **fixed, **flags)
        return _told(cells, columns, Count("pk"))

    def past(
        self, columns: tuple[str, ...], dialogues: dict[str, Any], **flags: bool
    ) -> Iterator[tuple[Any, ...]]:
        """Rows of those columns and how many cells with those flags were held by the day, several of one key.

        `dialogues` says of which dialogues, as a filter; 0 stands for all at once. Two queries: of the years before, which are
        kept, and of the cells of the day's own year.
        """
        first, years = date(self.on.year, 1, 1), {"year__gt": 0, "year__lt": self.on.year}
        before = CellTally.objects.filter(n__gt=0, topic_id=0, **years, **dialogues, **flags)
        named = {name: value for name, value in dialogues.items() if value != 0}
        cells = CurrentCell.objects.filter(held_on__range=(first, self.on), **named, **flags)
        yield from _told(before, columns, Sum("n"))
        yield from _told(cells.annotate(year=Value(first.year)), columns, Count("pk"))


def _told(
    rows: QuerySet[Any], columns: tuple[str, ...], count: Sum | Count
) -> QuerySet[Any, tuple[Any, ...]]:
    told: QuerySet[Any, tuple[Any, ...]] = rows.values_list(*columns).annotate(count=count).order_by()
    return told


def _tallied(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Tally]:
    """Rows of a key of one column or several, a state, whether absence is shown and how many there are: a tally a key."""
    counts: dict[Any, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for *key, outcome, shown, n in rows:
        counts[key[0] if len(key) == 1 else tuple(key)][outcome, bool(shown)] += n
    return {key: Tally.of_counts(found) for key, found in sorted(counts.items())}
