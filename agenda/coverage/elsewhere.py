"""Where else the topics of some pairings were taken up later: how often, and the first few meetings."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from .cells import occasion_of
from .courses import TAKEN_UP, Occasion
from .pairings import Pairing
from .together import day_of

SHOWN = 5
"""Meetings of other dialogues that a row of a list names."""
MANY = 1_000_000
"""More than there are of any topic."""
COLUMNS = """m.id, m.slug, m.title, CAST(m.held_on AS text), m.held_on_precision, CAST(m.ends_on AS text), m.dialogue_id,
    m.level, CAST(m.translations AS text) AS translations"""
"""What an occasion is made of. Days are read as text: SQLite's driver would call Python for each."""
TOOK_UP = f"""c.topic_id = %s AND c.held_on > %s AND c.held_on <= %s AND c.dialogue_id <> %s
    AND c.outcome IN {tuple(standing.value for standing in TAKEN_UP)}"""
"""The cells that took a topic up after a day, by another, at another dialogue than one: an index tells them all."""
LATER = f"FROM agenda_currentcell c JOIN agenda_meeting m ON m.id = c.meeting_id WHERE {TOOK_UP}"
"""The same, each with its meeting."""
AFTER = TOOK_UP.replace(
    "c.topic_id = %s AND c.held_on > %s", "c.topic_id = a.topic AND c.held_on > a.made"
).replace("c.dialogue_id <> %s", "c.dialogue_id <> a.dialogue")
"""The same cells of a row that says what is asked."""
BY_KEY = {
    "sqlite": "JOIN agenda_meeting m ON m.id = {0}.meeting_id",
    "postgresql": "CROSS JOIN LATERAL (SELECT * FROM agenda_meeting WHERE id = {0}.meeting_id LIMIT 1) m",
}
"""The meeting of a cell, looked up: PostgreSQL expects more cells than there are, and would read all meetings."""
OLDEST = {
    vendor: f"""WITH asked(n, topic, made, dialogue) AS (VALUES {{rows}}),
    counted AS MATERIALIZED (
        SELECT a.*, (SELECT COUNT(*) FROM agenda_currentcell c WHERE {AFTER}) AS found,
            COALESCE((SELECT c.held_on FROM agenda_currentcell c WHERE {AFTER}
                ORDER BY c.held_on LIMIT 1 OFFSET %s), %s) AS last_day
        FROM asked a)
    SELECT a.n, a.found, CAST(c.held_on AS text), {COLUMNS} FROM counted a
    JOIN agenda_currentcell c ON {AFTER.replace("%s", "a.last_day")} {meeting.format("c")}"""  # noqa: S608  words of our own
    for vendor, meeting in BY_KEY.items()
}
"""The oldest cells after each of the days that are asked, up to the day of the last that is shown: indexes alone tell it."""


def attach_elsewhere(pairings: Collection[Pairing], on: date, shown: int = SHOWN) -> None:
    """Give each pairing `n_elsewhere` and, as `elsewhere`, the oldest of those meetings. One query."""
    if not pairings:
        return
    named: dict[int, list[tuple[Any, str, Occasion]]] = defaultdict(list)
    counts: dict[int, int] = {}
    for n, count, held_on, *columns in _asked(pairings, on, shown):
        occasion = occasion_as_told(*columns)
        named[n].append((held_on, occasion.slug, occasion))
        counts[n] = count
    for n, pairing in enumerate(pairings):
        oldest = [occasion for *_order, occasion in sorted(named[n], key=lambda at: at[:2])[:shown]]
        pairing.elsewhere = sorted(oldest, key=lambda o: (o.held, o.slug))
        pairing.n_elsewhere = counts.get(n, 0)


def _asked(pairings: Collection[Pairing], on: date, shown: int) -> list[tuple[Any, ...]]:
    """The place of the pairing, how many meetings it has, and the day and OCCASION columns of the oldest of each.

    Of the day of the last that is shown all. One query.
    """
    as_day = connection.ops.adapt_datefield_value
    values, day = list[Any](), as_day(on)
    for n, pairing in enumerate(pairings):
        asked = pairing.recommendation
        values += (n, asked.topic_id, as_day(asked.made.last), pairing.dialogue.pk if pairing.dialogue else 0)
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(pairings))
    with connection.cursor() as cursor:
        cursor.execute(OLDEST[connection.vendor].format(rows=rows), [*values, day, day, shown - 1, day])
        return list(cursor.fetchall())


def newest_elsewhere(pairings: Collection[Pairing], on: date) -> list[Occasion | None]:
    """Of each pairing the newest meeting of another dialogue that took its topic up after it was made. One query."""
    if not pairings:
        return []
    selects, values = [], list[Any]()
    for n, pairing in enumerate(pairings):
        selects.append(f"""SELECT * FROM (SELECT {n} AS n, {COLUMNS} {LATER}
            ORDER BY c.held_on DESC, c.held_last DESC, COALESCE(m.ends_on, c.held_last) DESC, m.slug DESC LIMIT 1
            ) q{n}""")  # noqa: S608  words and numbers of our own
        values += _values(pairing, on)
    found: list[Occasion | None] = [None] * len(pairings)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        for n, *columns in cursor.fetchall():
            found[n] = occasion_as_told(*columns)
    return found


def _values(pairing: Pairing, on: date) -> list[Any]:
    """What LATER asks for, in its order."""
    day, asked = connection.ops.adapt_datefield_value, pairing.recommendation
    return [asked.topic_id, day(asked.made.last), day(on), pairing.dialogue.pk if pairing.dialogue else 0]


def occasion_as_told(
    pk: int,
    slug: str,
    title: str,
    held_on: Any,
    precision: str,
    ends_on: Any,
    dialogue: int,
    level: str,
    others: str,
) -> Occasion:
    """The occasion of COLUMNS as the driver gives them."""
    return occasion_of(pk, slug, title, day_of(held_on), precision, day_of(ends_on), dialogue, level, others)
