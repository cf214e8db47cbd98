"""Where else the topics of some pairings were taken up later: how often, and the first few meetings."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from agenda.models import Meeting

from .cells import occasions_of
from .courses import TAKEN_UP
from .pairings import Pairing

SHOWN = 5
"""Meetings of other dialogues that a row of a list names."""


def attach_elsewhere(pairings: Collection[Pairing], on: date, shown: int = SHOWN) -> None:
    """Give each pairing `n_elsewhere` and, as `elsewhere`, the oldest of those meetings. Three queries."""
    wanted = [_found(pairing, on) for pairing in pairings]
    if not wanted:
        return
    counts = dict(_asked([f"SELECT {n}, COUNT(*) {sql}" for n, (sql, _values) in enumerate(wanted)], wanted))
    firsts = [
        f"SELECT * FROM (SELECT {n} AS n, c.meeting_id {sql} ORDER BY c.held_on, m.slug LIMIT {shown}) q{n}"  # noqa: S608
        for n, (sql, _values) in enumerate(wanted)
    ]
    named: dict[int, list[int]] = defaultdict(list)
    for n, meeting in _asked(firsts, wanted):
        named[n].append(meeting)
    keys = {meeting for meetings in named.values() for meeting in meetings}
    at = {occasion.pk: occasion for occasion in occasions_of(Meeting.objects.filter(pk__in=keys))}
    for n, pairing in enumerate(pairings):
        pairing.elsewhere = sorted((at[pk] for pk in named[n]), key=lambda o: (o.held, o.slug))
        pairing.n_elsewhere = counts[n]


def _found(pairing: Pairing, on: date) -> tuple[str, list[Any]]:
    """The meetings, as the rest of a statement and its values."""
    day = connection.ops.adapt_datefield_value
    sql = f"""FROM agenda_currentcell c JOIN agenda_meeting m ON m.id = c.meeting_id
        WHERE c.topic_id = %s AND c.held_on > %s AND c.held_on <= %s AND c.outcome IN {tuple(s.value for s in TAKEN_UP)}
        AND c.dialogue_id <> %s"""
    dialogue = pairing.dialogue.pk if pairing.dialogue else 0
    made = pairing.recommendation.made.last
    return sql, [pairing.recommendation.topic_id, day(made), day(on), dialogue]


def _asked(selects: list[str], wanted: list[tuple[str, list[Any]]]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), [value for _sql, values in wanted for value in values])
        return list(cursor.fetchall())
