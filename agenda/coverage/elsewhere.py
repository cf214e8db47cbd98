"""Where else the topics of some pairings were taken up later: how often, and the first few meetings."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from agenda.dates import PartialDate

from .courses import TAKEN_UP, Occasion
from .ledger import Pairing
from .together import day_of

SHOWN = 5
"""Meetings of other dialogues that a row of a list names."""


def attach_elsewhere(pairings: Collection[Pairing], on: date, shown: int = SHOWN) -> None:
    """Give each pairing `n_elsewhere` and, as `elsewhere`, the oldest of those meetings. One query."""
    if not pairings:
        return
    named: dict[int, list[Occasion]] = defaultdict(list)
    counts: dict[int, int] = {}
    for n, count, pk, slug, title, held_on, precision, ends_on, dialogue, level, others in _asked(
        pairings, on, shown
    ):
        held = PartialDate(day_of(held_on), precision).until(day_of(ends_on))
        named[n].append(Occasion(pk, slug, title, held, dialogue, level, json.loads(others)))
        counts[n] = count
    for n, pairing in enumerate(pairings):
        pairing.elsewhere = sorted(named[n], key=lambda o: (o.held, o.slug))
        pairing.n_elsewhere = counts.get(n, 0)


def _asked(pairings: Collection[Pairing], on: date, shown: int) -> list[tuple[Any, ...]]:
    """The place of the pairing, how many meetings it has, and the OCCASION columns of the oldest of each. One query."""
    day = connection.ops.adapt_datefield_value
    columns = """m.id, m.slug, m.title, m.held_on, m.held_on_precision, m.ends_on, m.dialogue_id, m.level,
        CAST(m.translations AS text) AS translations"""
    selects, values = [], list[Any]()
    for n, pairing in enumerate(pairings):
        selects.append(f"""SELECT * FROM (SELECT {n} AS n, COUNT(*) OVER () AS found, {columns}
            FROM agenda_currentcell c JOIN agenda_meeting m ON m.id = c.meeting_id
            WHERE c.topic_id = %s AND c.held_on > %s AND c.held_on <= %s AND c.dialogue_id <> %s
            AND c.outcome IN {tuple(standing.value for standing in TAKEN_UP)}
            ORDER BY c.held_on, m.slug LIMIT {shown}) q{n}""")  # noqa: S608  words and numbers of our own
        dialogue = pairing.dialogue.pk if pairing.dialogue else 0
        asked = pairing.recommendation
        values += [asked.topic_id, day(asked.made.last), day(on), dialogue]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return list(cursor.fetchall())
