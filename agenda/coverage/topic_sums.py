"""What topics add up to at some dialogues within some dates, counted by the database without a row a cell."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import connection, connections
from django.db.models import (
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Collate

from agenda.dates import PartialDate, stands_on, stored_date
from agenda.models import CellTally, CurrentCell, Dialogue, KeptCourse, Topic
from agenda.models.sums import KeptCourseQuerySet

from .asked_sums import PLACE
from .cells import LedgerCell, fetched
from .courses import TAKEN_UP, Occasion, Standing
from .headline import ORDER
from .states import State, cell_state
from .together import Part, asked_together

States = dict[tuple[str, bool], int]
"""How many cells there are by outcome and whether absence could have been shown, as `Tally.of_counts` takes them."""
Period = tuple[PartialDate | None, PartialDate | None]


def what_holds(on: date) -> tuple[bool, bool]:
    """Whether the tallies that are kept hold for the day, and whether all kept courses do. One query."""
    day = connection.ops.adapt_datefield_value(on)
    later = "EXISTS (SELECT 1 FROM agenda_currentcell WHERE held_on > %s)"
    unsettled = "EXISTS (SELECT 1 FROM agenda_keptcourse WHERE settled_on > %s AND made_on <= %s)"
    columns = {
        "n": f"CASE WHEN {later} THEN 1 ELSE 0 END",
        "also": f"CASE WHEN {unsettled} THEN 1 ELSE 0 END",
    }
    (found,) = asked_together({"holds": Part(columns, values=(day, day, day))})["holds"]
    return not found.n, not found.also


@dataclass(frozen=True)
class TopicScope:
    """Which cells count: held by `on`, at the dialogues (ids; None: all), within the period; `is_kept`: tallies hold for `on`."""

    on: date
    with_self_coded: bool = False
    is_kept: bool = True
    dialogues: frozenset[int] | None = None
    period: Period = (None, None)

    @property
    def cells(self) -> QuerySet[CurrentCell]:
        """The cells themselves."""
        rows = CurrentCell.objects.filter(held_on__lte=self.on)
        if not self.with_self_coded:
            rows = rows.filter(is_self_coded=False)
        if self.dialogues is not None:
            rows = rows.filter(dialogue__in=self.dialogues)
        since, until = self.period
        # `held_last` is the last day on which the meeting may have been held.
        if since:
            rows = rows.filter(held_last__gte=since.first)
        return rows.filter(held_on__lte=until.last) if until else rows

    @property
    def _is_tallied(self) -> bool:
        return self.is_kept and not any(self.period)

    def _tallies(self, dialogues: Q) -> QuerySet[CellTally]:
        rows = CellTally.objects.filter(dialogues, year=0, topic_id__gt=0, n__gt=0)
        return rows if self.with_self_coded else rows.filter(is_self_coded=False)

    def states(self) -> dict[int, States]:
        """By topic id, how many of the cells are in which state. One query."""
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
        found: dict[int, States] = defaultdict(dict)
        for topic, _none, outcome, shown, n in fetched(rows.order_by()):
            found[topic][outcome, bool(shown)] = int(n)
        return found

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
        by_code = Collate(F("meeting__slug"), "C" if connection.vendor == "postgresql" else "BINARY")
        of_topic = self.cells.filter(topic=OuterRef("pk"), outcome__in=TAKEN_UP).order_by(
            F("held_on").desc(), F("held_last").desc(), Coalesce("meeting__ends_on", "held_last").desc(), by_code.desc()
        )  # fmt: skip
        found = (
            Topic.objects.filter(pk__in=topics).order_by().values(newest=Subquery(of_topic.values("pk")[:1]))
        )
        rows = CurrentCell.objects.filter(pk__in=found).values_list(
            "finding_id", "outcome", "is_excluded", "meeting_id", "topic_id", "is_self_coded", "absence_shown",
            "meeting__slug", "topic__code", "meeting__title", "meeting__held_on", "meeting__held_on_precision",
            "meeting__ends_on", "dialogue_id",
        )  # fmt: skip
        latest = {}
        for *cell, title, held_on, precision, ends_on, dialogue in rows:
            made = LedgerCell._make(cell)
            held = stored_date(cast("date", held_on), precision, ends_on)
            latest[made.topic_id] = Occasion(made.meeting_id, made.meeting, title, held, dialogue), made
        return latest


def states_at(occasions: Collection[Occasion], topics: Collection[int]) -> dict[tuple[int, int], State]:
    """The state of every cell of the topics at the meetings, by (meeting id, topic id). One query."""
    rows = CurrentCell.objects.filter(meeting__in=[o.pk for o in occasions], topic__in=topics)
    return {
        (meeting, topic): cell_state(outcome, is_excluded=is_excluded)
        for meeting, topic, outcome, is_excluded in rows.values_list(
            "meeting_id", "topic_id", "outcome", "is_excluded"
        )
    }


@dataclass(frozen=True)
class AskedScope:
    """Which recommendations count: made by `on`, at the dialogues (ids; None: all, and those that name none), by the
    recommenders (slugs; none: all). Their kept courses must hold for `on` (`kept.courses_on`)."""

    on: date
    dialogues: frozenset[int] | None = None
    recommenders: frozenset[str] = frozenset()

    @property
    def courses(self) -> KeptCourseQuerySet:
        """The courses themselves, in no order."""
        rows = KeptCourse.objects.filter(made_on__lte=self.on).order_by()
        if self.dialogues is not None:
            rows = rows.filter(dialogue__in=self.dialogues)
        return rows.filter(recommender__slug__in=self.recommenders) if self.recommenders else rows

    def standings(self) -> dict[int, dict[Standing, int]]:
        """By topic id, how many of its pairs with a dialogue stand as what: as the furthest recommendation. One query."""
        # In the order of the index, so that the database need not sort.
        pairs = self.courses.values("dialogue_id", "topic_id").annotate(place=Min(PLACE))
        sql, params = pairs.query.sql_with_params()
        found: dict[int, dict[Standing, int]] = defaultdict(dict)
        with connections[pairs.db].cursor() as cursor:
            cursor.execute(f"SELECT topic_id, place, COUNT(*) FROM ({sql}) p GROUP BY 1, 2", params)  # noqa: S608
            for topic, place, n in cursor.fetchall():
                found[topic][ORDER[place]] = n
        return found

    def before(self, topics: Collection[int], occasions: Collection[Occasion]) -> set[tuple[int, int]]:
        """(meeting id, topic id) where the topic had been recommended for the dialogue before the meeting. One query.

        A topic out of scope for the dialogue is no cell.
        """
        links = Dialogue.out_of_scope.through.objects
        is_out = Exists(links.filter(dialogue=OuterRef("dialogue"), topic=OuterRef("topic")))
        rows = self.courses.filter(
            ~is_out, topic__in=topics, dialogue__in={occasion.dialogue_id for occasion in occasions}
        ).values_list("topic_id", "dialogue_id", "made_last", "withdrawn_on")
        at: dict[int, list[Occasion]] = defaultdict(list)
        for occasion in occasions:
            at[occasion.dialogue_id].append(occasion)
        return {
            (occasion.pk, topic)
            for topic, dialogue, made_last, withdrawn_on in rows
            for occasion in at[dialogue]
            if made_last < occasion.held.first and stands_on(occasion.held.last, withdrawn_on)
        }
