"""Raised elsewhere: topics not mentioned at one dialogue and taken up at another near that time."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from agenda.coverage.cells import occasions_at
from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.days import DAY_FROM, DaysBetween, DaysFrom
from agenda.coverage.elsewhere import BY_KEY
from agenda.coverage.states import State
from agenda.models import CurrentCell, Dialogue, Topic
from agenda.models.base import one_by_one
from agenda.models.findings import finding_address
from agenda.models.streams import batches
from agenda.models.vocabulary import vocabulary
from agenda.rules.course_sums import DAYS
from agenda.rules.reach import Reach

WINDOW = 365
"""Days around a meeting in which another dialogue's mention counts as near, unless asked otherwise."""
SHOWN = 3
"""Mentions that a row of the page names."""
BATCH = 500
"""Rows whose mentions are read at a time, and keys that a statement names."""
MANY = 1_000_000
"""More mentions than any cell has, and more days than lie between any two meetings."""


@dataclass(frozen=True)
class MentionElsewhere:
    """A meeting of another dialogue that took the topic up; `days` after the first meeting, negative when before."""

    occasion: Occasion
    dialogue: Dialogue
    topic: Topic
    days: int

    @property
    def address(self) -> str:
        """The path of the page of what was found there."""
        return finding_address(self.occasion.slug, self.topic.code)


@dataclass
class ElsewhereRow:
    """A meeting whose published readouts do not mention a topic, and mentions at other dialogues, nearest first.

    `n_mentions` counts those that are left out of `mentions` too. `reach` says how far the absence reaches; it is filled in
    where it is asked for.
    """

    topic: Topic
    occasion: Occasion
    dialogue: Dialogue
    cell: CurrentCell
    mentions: tuple[MentionElsewhere, ...]
    n_mentions: int
    reach: Reach | None = None

    @property
    def was_recommended(self) -> bool:
        """Whether the topic had been recommended for the dialogue before the meeting."""
        return self.cell.is_recommended

    @property
    def address(self) -> str:
        """The path of the finding's page."""
        return finding_address(self.occasion.slug, self.topic.code)

    @property
    def n_more(self) -> int:
        """How many mentions it has that it does not name."""
        return self.n_mentions - len(self.mentions)


USUAL = (F("is_recommended").desc(), F("held_on").desc(), F("held_last").desc(),
         Coalesce("meeting__ends_on", "held_last").desc(), F("meeting__slug").desc(), F("topic_id").desc())  # fmt: skip
"""The order of the list: what was recommended before the meeting first, then the newest meeting."""


def mentions_near(on: date, window: int) -> QuerySet[CurrentCell]:
    """The cells of other dialogues, held by `on`, that took up the topic of an outer cell within the window around it."""
    near = CurrentCell.objects.filter(
        topic=OuterRef("topic"),
        outcome__in=TAKEN_UP,
        held_on__gte=DaysFrom(OuterRef("held_on"), days=-window),
        held_on__lte=DaysFrom(OuterRef("held_on"), days=window),
    )
    return near.filter(held_on__lte=on).exclude(dialogue=OuterRef("dialogue"))


def cells_elsewhere(on: date, window: int = WINDOW, *, are_all_read: bool = True) -> QuerySet[CurrentCell]:
    """Every not-mentioned cell with a mention at another dialogue within `window` days, before or after.

    Only cells where absence could be shown count. Days between meetings whose date is known to the month or year count
    from their first possible day. Of cells that are not `are_all_read` each is looked at in turn.
    """
    silent = CurrentCell.objects.filter(outcome=State.NOT_RAISED, absence_shown=True, held_on__lte=on)
    near = mentions_near(on, window)
    return silent.filter(Exists(near) if are_all_read else one_by_one(near))


def with_days_apart(cells: QuerySet[CurrentCell], on: date, window: int) -> QuerySet[CurrentCell]:
    """The cells with `apart`: the days to the nearest mention, whether it came before or after."""
    near = mentions_near(on, window)
    before = near.filter(held_on__lte=OuterRef("held_on")).order_by("-held_on").values("held_on")
    after = near.filter(held_on__gte=OuterRef("held_on")).order_by("held_on").values("held_on")
    days = [Coalesce(DaysBetween("held_on", Subquery(there[:1])), MANY) for there in (before, after)]
    return cells.annotate(apart=Least(*days))


SLUG = {"sqlite": "m.slug", "postgresql": 'm.slug COLLATE "C"'}
NEAR = """agenda_currentcell c
    JOIN agenda_currentcell t ON t.topic_id = c.topic_id AND t.dialogue_id <> c.dialogue_id AND t.held_on <= %s
        AND t.outcome IN {taken_up} AND t.held_on BETWEEN {first} AND {last}
    {meeting} WHERE c.finding_id IN ({keys})"""
NEAREST = """SELECT here, meeting, days, n FROM (
    SELECT here, meeting, days, COUNT(*) OVER (PARTITION BY here) AS n,
        ROW_NUMBER() OVER (PARTITION BY here ORDER BY ABS(days), slug) AS place
    FROM (SELECT c.finding_id AS here, t.meeting_id AS meeting, {slug} AS slug, {days} AS days FROM {near}) p) q
    WHERE place <= {shown} ORDER BY here, place"""


class Near(NamedTuple):
    """A mention near a cell: the key of the cell and of the other meeting, the days between, how many the cell has in all."""

    here: int
    meeting: int
    days: int
    n: int


def nearest(cells: Sequence[int], on: date, window: int, shown: int = MANY) -> Iterator[Near]:
    """The nearest mentions of cells given by their keys, at most `shown` of each. One query for each 500 cells."""
    vendor = connection.vendor
    days = DAYS[vendor].format("t.held_on", "c.held_on")
    wanted = NEAREST.replace("{days}", days).replace("{slug}", SLUG[vendor]).replace("{shown}", str(shown))
    return map(Near._make, _asked(wanted, cells, on, window, meeting=BY_KEY[vendor].format("t")))


def dialogues_near(cells: Sequence[int], on: date, window: int) -> dict[int, int]:
    """Of how many of the cells, at most 10,000, each other dialogue has a mention near: by its key. One query."""
    wanted = "SELECT t.dialogue_id, COUNT(DISTINCT c.finding_id) FROM {near} GROUP BY t.dialogue_id"
    return dict(_asked(wanted, cells, on, window, 10_000))


def _asked(
    select: str, cells: Sequence[int], on: date, window: int, at_a_time: int = BATCH, *, meeting: str = ""
) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement over the mentions `t` near the cells `c`; `meeting` joins the meetings `m` of the former."""
    first, last = (DAY_FROM[connection.vendor].format("c.held_on", days) for days in (-window, window))
    taken_up = tuple(outcome.value for outcome in TAKEN_UP)
    for keys in batches(cells, at_a_time):
        named = ", ".join(["%s"] * len(keys))
        near = NEAR.format(taken_up=taken_up, first=first, last=last, keys=named, meeting=meeting)
        with connection.cursor() as cursor:
            cursor.execute(select.replace("{near}", near), [connection.ops.adapt_datefield_value(on), *keys])
            yield from cursor.fetchall()


def elsewhere_rows(
    cells: Collection[CurrentCell], on: date, window: int = WINDOW, shown: int = MANY
) -> list[ElsewhereRow]:
    """A row for each of the cells, in their order, with at most `shown` of its mentions. Two queries for each 500 cells,
    and two of the vocabulary."""
    near: dict[int, list[Near]] = defaultdict(list)
    for mention in nearest([cell.pk for cell in cells], on, window, shown):
        near[mention.here].append(mention)
    meetings = {cell.meeting_id for cell in cells}
    meetings |= {mention.meeting for found in near.values() for mention in found}
    at = {o.pk: o for part in batches(meetings, BATCH) for o in occasions_at(part)}
    dialogues, topics = vocabulary().dialogues, vocabulary().topics

    def row(cell: CurrentCell) -> ElsewhereRow:
        topic, found = topics[cell.topic_id], near[cell.pk]
        there = [(at[mention.meeting], mention.days) for mention in found]
        mentions = tuple(MentionElsewhere(o, dialogues[o.dialogue_id], topic, days) for o, days in there)
        return ElsewhereRow(
            topic, at[cell.meeting_id], dialogues[cell.dialogue_id], cell, mentions, found[0].n
        )

    return [row(cell) for cell in cells]
