"""Current cells and held meetings as the sums need them, read from what the database keeps."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from agenda.dates import stored_date
from agenda.models import CurrentCell, Meeting
from agenda.models.findings import finding_address
from agenda.models.prepared import Prepared
from agenda.models.translations import read_translations
from agenda.models.vocabulary import vocabulary

from .courses import TAKEN_UP, Occasion
from .states import State


class LedgerCell(NamedTuple):
    """A published finding; `absence_shown`: could the documents examined have shown that the topic is absent?"""

    finding_id: int
    outcome: str
    is_excluded: bool
    meeting_id: int
    topic_id: int
    is_self_coded: bool = False
    absence_shown: bool = True
    meeting: str = ""
    topic: str = ""
    """The meeting's slug and the topic's code."""

    @property
    def address(self) -> str:
        """The path of the finding's page."""
        return finding_address(self.meeting, self.topic)

    @property
    def counts_as(self) -> tuple[str, bool]:
        """What `Tally.of` counts."""
        return self.outcome, self.absence_shown

    @property
    def is_judged(self) -> bool:
        """Whether it says something of the topic: that it was found, or an absence that could be shown."""
        return self.outcome in TAKEN_UP or (self.outcome == State.NOT_RAISED and self.absence_shown)


def _columns(*names: str) -> Callable[[LedgerCell], tuple[Any, ...]]:
    return itemgetter(*map(LedgerCell._fields.index, names))


COUNTED_BY_TOPIC = _columns("topic_id", "outcome", "absence_shown")
COUNTED_BY_MEETING = _columns("meeting_id", "outcome", "absence_shown")
"""What `rates.tallies_of` counts of a cell by its topic, or its meeting: of thousands of cells, none in a step of Python."""
cell_made_of: Callable[[tuple[Any, ...]], LedgerCell] = partial(tuple.__new__, LedgerCell)
"""`LedgerCell._make` of all fields, at half of its cost."""

CELL = ("finding_id", "outcome", "is_excluded", "meeting_id", "topic_id", "is_self_coded", "absence_shown")
"""What a `LedgerCell` is made of, in the order of its fields, without the two words of its address."""
OCCASION = ("pk", "slug", "title", "held_on", "held_on_precision", "ends_on", "dialogue_id", "level",
            "translations")  # fmt: skip


def told_cells(rows: QuerySet[CurrentCell]) -> list[tuple[Any, ...]]:
    """The columns CELL of rows that are kept, in the order in which they were found, as the driver gives them. One query.

    SQLite has 1 and 0 for True and False: Django would look at each of three columns of thousands of rows.
    """
    return fetched(cell_columns(rows))


def cell_columns(rows: QuerySet[CurrentCell]) -> QuerySet[Any, Any]:
    """The columns CELL of rows that are kept, in the order in which they were found."""
    return rows.order_by("finding_id").values_list(*CELL)


def fetched(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them. One query. Django would look at each number of thousands of rows."""
    try:
        return fetched_by(*rows.query.sql_with_params(), connections[rows.db])
    except EmptyResultSet:
        return []


def fetched_by(sql: str, values: tuple[Any, ...], through: Any = connection) -> list[tuple[Any, ...]]:
    """The rows of a statement as the driver gives them. One query."""
    with through.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def cells_of(
    rows: QuerySet[CurrentCell],
    slugs: Mapping[int, str] | None = None,
    codes: Mapping[int, str] | None = None,
) -> Iterator[LedgerCell]:
    """A cell for each of the rows that are kept, in the order in which they were found. Three queries.

    `slugs` are those of the meetings and `codes` those of the topics, where they are at hand; each saves a query.
    """
    kept = told_cells(rows)
    if slugs is None:
        meetings = {row[3] for row in kept}
        slugs = dict(chosen(Meeting.objects.all(), meetings).values_list("pk", "slug"))
    named = vocabulary().topics.words if codes is None else codes
    return (LedgerCell._make((*row, slugs[row[3]], named[row[4]])) for row in kept)


def with_days(rows: QuerySet[CurrentCell]) -> list[tuple[LedgerCell, date]]:
    """Each of the cells with the first possible day of its meeting. Four queries."""
    days = dict(rows.values_list("finding_id", "held_on"))
    return [(cell, days[cell.finding_id]) for cell in cells_of(rows)]


MANY = 500


def chosen(rows: QuerySet[Any], keys: Collection[int]) -> QuerySet[Any]:
    """The rows of those keys; of very many keys all rows, which costs less than naming each."""
    return rows.filter(pk__in=keys) if len(keys) <= MANY else rows


def among(keys: Collection[int]) -> RawSQL:
    """The keys as a list that the database reads from one parameter, however many they are: `pk__in=among(keys)`."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])


def occasions_of(meetings: QuerySet[Meeting]) -> list[Occasion]:
    """An occasion for each of the meetings, oldest first. One query."""
    return _made(meetings.order_by("held_on", "slug"))


def occasions_at(meetings: Collection[int]) -> list[Occasion]:
    """An occasion for each of the meetings of these keys, oldest first. One query, none without keys."""
    return [occasion_of(*row) for row in _at(meetings)]


def held_occasions_at(meetings: Collection[int]) -> list[Occasion]:
    """The same of those that are public and were held."""
    return [occasion_of(*row) for row in _held_at(meetings)]


@Prepared
def _at(meetings: Collection[int]) -> QuerySet[Any, Any]:
    rows = Meeting.objects.filter(pk__in=meetings).order_by("held_on", "slug")
    return rows.values_list(*occasion_columns())


@Prepared
def _held_at(meetings: Collection[int]) -> QuerySet[Any, Any]:
    rows = Meeting.objects.published().held().filter(pk__in=meetings).order_by("held_on", "slug")
    return rows.values_list(*occasion_columns())


def latest_occasions(meetings: QuerySet[Meeting], most: int) -> list[Occasion]:
    """The latest of the meetings, at most as many, oldest first. One query."""
    return _made(meetings.order_by("-held_on", "-slug")[:most])[::-1]


def _made(meetings: QuerySet[Meeting]) -> list[Occasion]:
    rows: QuerySet[Any, Any] = meetings.values_list(*occasion_columns())
    return [occasion_of(*row) for row in rows]


def occasion_columns(path: str = "") -> list[Any]:
    """The columns OCCASION of meetings, or of those at the end of the path ("meeting__"), as `occasion_of` takes them.

    Translations are read as text: Django would have the JSON of each row decoded; few say anything in other languages.
    """
    return [*(f"{path}{name}" for name in OCCASION[:-1]), Cast(f"{path}{OCCASION[-1]}", TextField())]


def occasion_of(
    pk: int, slug: str, title: str, held_on: date, precision: str, ends_on: date | None,
    dialogue_id: int, level: str, translations: str,
) -> Occasion:  # fmt: skip
    """The occasion that the `occasion_columns` of a meeting make."""
    held = stored_date(held_on, precision, ends_on)
    return Occasion(pk, slug, title, held, dialogue_id, level, read_translations(translations))


def mentions_of(topics: Collection[int], on: date) -> dict[int, list[Occasion]]:
    """The meetings held by `on` that took each topic up, oldest first, by topic id. Two queries."""
    rows = CurrentCell.objects.filter(topic_id__in=topics, outcome__in=TAKEN_UP, held_on__lte=on)
    at = {o.pk: o for o in occasions_of(Meeting.objects.filter(pk__in=rows.values("meeting_id")))}
    found: dict[int, list[Occasion]] = {topic: [] for topic in topics}
    for topic, meeting in rows.values_list("topic_id", "meeting_id"):
        found[topic].append(at[meeting])
    for occasions in found.values():
        occasions.sort(key=lambda occasion: (occasion.held, occasion.slug))
    return found
