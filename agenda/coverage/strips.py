"""The meetings held since some recommendations were made: the latest of each for its strip of dots, the newest silent ones.

Both are asked of the database for all rows of one page at once, however many meetings a dialogue has held.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from agenda.dates import PartialDate, stored_date

from .cells import LedgerCell
from .courses import Occasion
from .elsewhere import COLUMNS, occasion_as_told
from .pairings import Pairing
from .states import State, cell_state
from .together import day_of

ASKED = ("n", "dialogue", "topic", "made", "day", "month", "year", "seen")
"""What is asked of a pairing: its place, whose meetings, and the days between which these have to be held (`_asked`)."""
SINCE = """FROM agenda_meeting m WHERE m.dialogue_id = a.dialogue AND m.held_on > a.made AND m.held_on <= a.seen
    AND m.held_on < CASE m.held_on_precision WHEN 'day' THEN a.day WHEN 'month' THEN a.month ELSE a.year END
    AND m.is_published AND m.status = 'held'"""
"""The meetings at which a recommendation stood (`dates.stands_at`)."""
LAST = f"{SINCE} ORDER BY m.held_on DESC, m.slug DESC LIMIT %s"
"""The latest so many of them, which an index gives one after the other."""
LOOKED_UP = {
    "sqlite": f""", counted AS MATERIALIZED (SELECT a.*, (SELECT COUNT(*) {SINCE}) AS found FROM asked a)
    SELECT a.n, a.found, {{}} FROM counted a JOIN agenda_meeting m ON m.id IN (SELECT m.id {LAST})""",  # noqa: S608
    "postgresql": f"""SELECT a.n, m.found, {{}} FROM asked a
    CROSS JOIN LATERAL (SELECT m.*, COUNT(*) OVER () AS found {LAST}) m""",  # noqa: S608  words of our own
}
"""How each kind of database is asked for columns of the latest meetings of each pairing, and how many there are."""
LATEST = {
    vendor: sql.format(
        "m.slug, CAST(m.held_on AS text), m.held_on_precision, CAST(m.ends_on AS text), c.outcome, c.is_excluded"
    )
    + " LEFT JOIN agenda_currentcell c ON c.meeting_id = m.id AND c.topic_id = a.topic ORDER BY a.n, m.held_on, m.slug"
    for vendor, sql in LOOKED_UP.items()
}
"""These with the finding at each, oldest first."""
SILENT = """SELECT a.n, c.finding_id, c.meeting_id, c.is_excluded, c.is_self_coded,
    RANK() OVER (PARTITION BY a.n ORDER BY c.held_on DESC) AS nth
    FROM asked a JOIN agenda_currentcell c ON c.dialogue_id = a.dialogue AND c.topic_id = a.topic
    AND c.held_on > a.made AND c.held_on <= a.seen AND c.held_last < a.day
    WHERE c.outcome = 'not_raised' AND c.absence_shown"""
NEWEST = f"""SELECT s.n, s.finding_id, s.is_excluded, s.is_self_coded, {COLUMNS}
    FROM ({SILENT}) s JOIN agenda_meeting m ON m.id = s.meeting_id WHERE s.nth <= %s"""  # noqa: S608
"""The latest cells that were judged silent since; of one day all."""


class StripCell(NamedTuple):
    """A meeting since, with the finding there; days as text: SQLite's driver would call Python for each of hundreds."""

    slug: str
    held_on: str
    precision: str
    ends_on: str | None
    outcome: str | None
    is_excluded: bool | None

    @property
    def held(self) -> PartialDate:
        return stored_date(day_of(self.held_on), self.precision, day_of(self.ends_on))

    @property
    def state(self) -> State:
        return cell_state(self.outcome, is_excluded=bool(self.is_excluded), recommended_before=True)


@dataclass
class Strip:
    """The latest of the `n` meetings held since a recommendation on the topic (its code) was made, oldest first."""

    topic: str
    latest: list[StripCell] = field(default_factory=list)
    n: int = 0

    @property
    def has_excluded(self) -> bool:
        """Whether a finding says that the topic was explicitly excluded."""
        return any(cell.is_excluded for cell in self.latest)


def strips_of(pairings: Iterable[Pairing], on: date, most: int) -> list[Strip]:
    """The strip of each pairing with at most so many meetings. One query."""
    pairings = list(pairings)
    strips = [Strip(pairing.recommendation.topic.code) for pairing in pairings]
    for n, found, *cell in _answered(LATEST[connection.vendor], pairings, on, most):
        strips[n].n = found
        strips[n].latest.append(StripCell._make(cell))
    return strips


def silent_at(pairings: Iterable[Pairing], on: date, newest: int) -> list[list[tuple[Occasion, LedgerCell]]]:
    """Of each pairing the newest meetings that were judged silent, oldest first, each with its cell. One query."""
    pairings = list(pairings)
    found: list[list[tuple[Occasion, LedgerCell]]] = [[] for _pairing in pairings]
    for n, finding, is_excluded, is_self_coded, *columns in _answered(NEWEST, pairings, on, newest):
        topic, occasion = pairings[n].recommendation.topic, occasion_as_told(*columns)
        cell = LedgerCell(
            finding, State.NOT_RAISED, bool(is_excluded), occasion.pk, topic.pk, bool(is_self_coded),
            meeting=occasion.slug, topic=topic.code,
        )  # fmt: skip
        found[n].append((occasion, cell))
    return [sorted(silent, key=lambda at: (at[0].held, at[0].slug))[-newest:] for silent in found]


def _answered(sql: str, pairings: Collection[Pairing], on: date, most: int) -> list[tuple[Any, ...]]:
    as_day = connection.ops.adapt_datefield_value
    asked = [_asked(n, pairing, on, as_day) for n, pairing in enumerate(pairings) if pairing.dialogue]
    if not asked:
        return []
    row = f"({', '.join(['%s'] * len(ASKED))})"
    table = f"WITH asked({', '.join(ASKED)}) AS (VALUES {', '.join([row] * len(asked))})"
    values = [value for row in asked for value in row]
    with connection.cursor() as cursor:
        cursor.execute(f"{table} {sql}", [*values, most])
        return list(cursor.fetchall())


def _asked(n: int, pairing: Pairing, on: date, as_day: Callable[[Any], Any]) -> list[Any]:
    """What ASKED names. Meetings lie after the last day it may have been made, and end before it was withdrawn.

    A meeting known to the month (year) only certainly ends before that day where its month (year) does.
    """
    asked = pairing.recommendation
    ends = asked.withdrawn_on or date.max
    days = (asked.made.last, ends, ends.replace(day=1), ends.replace(day=1, month=1), on)
    dialogue = pairing.dialogue.pk if pairing.dialogue else 0
    return [n, dialogue, asked.topic_id, *map(as_day, days)]
