"""What topics add up to at some dialogues within some dates, counted by the database without a row a cell."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import (
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Collate

from agenda.dates import PartialDate, stored_date
from agenda.models import CellTally, CurrentCell, KeptTopic, Topic
from agenda.models.prepared import Prepared
from agenda.rules.topic_sums import ASKED, CELLS

from .cells import LedgerCell, fetched
from .courses import TAKEN_UP, Occasion
from .states import State, cell_state
from .together import Part, asked_together

Counts = Sequence[int]
"""How many cells of a topic there are in each of STATES; or how many of its pairs with dialogues stand as each of ORDER."""
STATES = tuple(CELLS)
"""(outcome, could absence have been shown), as `Tally.of_counts` takes them."""
PLACES = {state: place for place, state in enumerate(STATES)}
Period = tuple[PartialDate | None, PartialDate | None]


class Holds(NamedTuple):
    """What of that which is kept holds for a day: tallies of cells, courses of what was recommended by it, all courses."""

    tallies: bool
    courses: bool
    all_courses: bool


def what_holds(on: date) -> Holds:
    """What of that which is kept holds for the day. One query. A course that holds was not made after it."""
    day = connection.ops.adapt_datefield_value(on)
    later = "EXISTS (SELECT 1 FROM agenda_currentcell WHERE held_on > %s)"
    unsettled = "EXISTS (SELECT 1 FROM agenda_keptcourse WHERE settled_on > %s{})"
    columns = {
        "n": f"CASE WHEN {later} THEN 1 ELSE 0 END",
        "also": f"CASE WHEN {unsettled.format(' AND made_on <= %s')} THEN 2 "
        f"WHEN {unsettled.format('')} THEN 1 ELSE 0 END",
    }
    (found,) = asked_together({"holds": Part(columns, values=(day,) * 4)})["holds"]
    return Holds(not found.n, found.also < 2, not found.also)


@Prepared
def _topics() -> QuerySet[Any, Any]:
    return KeptTopic.objects.order_by().values_list("topic_id", *CELLS.values(), *ASKED.values())


def sums_of_topics() -> tuple[dict[int, Counts], dict[int, Counts]]:
    """By topic id, how many cells are in which state and how many pairs stand as what, of those that have any. One query.

    At all dialogues, without self-coded cells; only for a day for which all that is kept holds.
    """
    states, standings = {}, {}
    for topic, *counts in _topics():
        cells, pairs = counts[: len(STATES)], counts[len(STATES) :]
        if any(cells):
            states[topic] = cells
        if any(pairs):
            standings[topic] = pairs
    return states, standings


class Shape(NamedTuple):
    """What is asked of cells beside a day: statements that differ in values alone are put together once for each shape."""

    with_self_coded: bool
    at_dialogues: bool
    since: bool
    until: bool

    def cells(self, on: date, *values: Any) -> QuerySet[CurrentCell]:
        """The cells held by the day: of the dialogues, since the one day, until the other, as far as they are asked for."""
        given = iter(values)
        rows = CurrentCell.objects.filter(held_on__lte=on)
        if not self.with_self_coded:
            rows = rows.filter(is_self_coded=False)
        if self.at_dialogues:
            rows = rows.filter(dialogue__in=next(given))
        # `held_last` is the last day on which the meeting may have been held.
        if self.since:
            rows = rows.filter(held_last__gte=next(given))
        return rows.filter(held_on__lte=next(given)) if self.until else rows


@cache
def _newest_of(shape: Shape) -> Prepared[..., tuple[Any, ...]]:
    def newest(topics: Collection[int], on: date, *values: Any) -> QuerySet[Any, Any]:
        by_code = Collate(F("meeting__slug"), "C" if connection.vendor == "postgresql" else "BINARY")
        of_topic = shape.cells(on, *values).filter(topic=OuterRef("pk"), outcome__in=TAKEN_UP).order_by(
            F("held_on").desc(), F("held_last").desc(), Coalesce("meeting__ends_on", "held_last").desc(), by_code.desc()
        )  # fmt: skip
        found = (
            Topic.objects.filter(pk__in=topics).order_by().values(newest=Subquery(of_topic.values("pk")[:1]))
        )
        return CurrentCell.objects.filter(pk__in=found).values_list(
            "finding_id", "outcome", "is_excluded", "meeting_id", "topic_id", "is_self_coded", "absence_shown",
            "meeting__slug", "topic__code", "meeting__title", "meeting__held_on", "meeting__held_on_precision",
            "meeting__ends_on", "dialogue_id",
        )  # fmt: skip

    return Prepared(newest)


@dataclass(frozen=True)
class TopicScope:
    """Which cells count: held by `on`, at the dialogues (ids; None: all), within the period; `is_kept`: tallies hold for `on`."""

    on: date
    with_self_coded: bool = False
    is_kept: bool = True
    dialogues: frozenset[int] | None = None
    period: Period = (None, None)

    @property
    def shape(self) -> Shape:
        since, until = self.period
        return Shape(self.with_self_coded, self.dialogues is not None, bool(since), bool(until))

    @property
    def values(self) -> list[Any]:
        """The day and what else the shape takes, in its order."""
        since, until = self.period
        asked = [self.dialogues, since and since.first, until and until.last]
        return [self.on, *(value for value in asked if value is not None)]

    @property
    def cells(self) -> QuerySet[CurrentCell]:
        """The cells themselves."""
        return self.shape.cells(*self.values)

    @property
    def _is_tallied(self) -> bool:
        return self.is_kept and not any(self.period)

    @property
    def is_whole(self) -> bool:
        """Whether these are the cells that the sums of topics count."""
        return self._is_tallied and self.dialogues is None and not self.with_self_coded

    def _tallies(self, dialogues: Q) -> QuerySet[CellTally]:
        rows = CellTally.objects.filter(dialogues, year=0, topic_id__gt=0, n__gt=0)
        return rows if self.with_self_coded else rows.filter(is_self_coded=False)

    def states(self) -> dict[int, Counts]:
        """By topic id, how many of the cells are in which state, of topics that have any. One query."""
        rows: QuerySet[Any, Any]
        if self._is_tallied:
            at = Q(dialogue_id=0) if self.dialogues is None else Q(dialogue_id__in=self.dialogues)
            # In the order of the index, so that the database need not sort.
            rows = self._tallies(at).values_list("topic_id", "year", "outcome", "absence_shown")
            rows = rows.annotate(count=Sum("n"))
        else:
            rows = self.cells.annotate(none=Value(0))
            rows = rows.values_list("topic_id", "none", "outcome", "absence_shown")
            rows = rows.annotate(count=Count("pk"))
        found: dict[int, list[int]] = {}
        for topic, _none, outcome, shown, n in fetched(rows.order_by()):
            if topic not in found:
                found[topic] = [0] * len(STATES)
            found[topic][PLACES[outcome, bool(shown)]] = int(n)
        return cast("dict[int, Counts]", found)

    def pairs(self, outcomes: Collection[str] = ()) -> QuerySet[Any, Any]:
        """(dialogue id, topic id) of the cells, with one of the outcomes where some are named."""
        rows: QuerySet[Any, Any]
        if self._is_tallied:
            at = Q(dialogue_id__gt=0) if self.dialogues is None else Q(dialogue_id__in=self.dialogues)
            rows = self._tallies(at)
        else:
            rows = self.cells
        if outcomes:
            rows = rows.filter(outcome__in=outcomes)
        return rows.order_by().values_list("dialogue_id", "topic_id").distinct()

    def newest(self, topics: Collection[int]) -> dict[int, tuple[Occasion, LedgerCell]]:
        """The latest cell that took each of the topics up, with its meeting, by topic id. One query."""
        latest = {}
        rows = _newest_of(self.shape)(topics, *self.values)
        for *cell, title, held_on, precision, ends_on, dialogue in rows:
            made = LedgerCell._make(cell)
            held = stored_date(cast("date", held_on), precision, ends_on)
            latest[made.topic_id] = Occasion(made.meeting_id, made.meeting, title, held, dialogue), made
        return latest


@Prepared
def _states_at(meetings: Collection[int], topics: Collection[int]) -> QuerySet[Any, Any]:
    rows = CurrentCell.objects.filter(meeting__in=meetings, topic__in=topics)
    return rows.values_list("meeting_id", "topic_id", "outcome", "is_excluded")


def states_at(occasions: Collection[Occasion], topics: Collection[int]) -> dict[tuple[int, int], State]:
    """The state of every cell of the topics at the meetings, by (meeting id, topic id). One query."""
    return {
        (meeting, topic): cell_state(outcome, is_excluded=is_excluded)
        for meeting, topic, outcome, is_excluded in _states_at([o.pk for o in occasions], topics)
    }
