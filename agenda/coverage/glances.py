"""The table of topics and dialogues at a glance: the dialogues that met last, the topics found most often at them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import add, itemgetter
from typing import Any

from django.db import connection

from agenda.models import Dialogue, Topic
from agenda.models.vocabulary import vocabulary

from .ledger import Ledger
from .rates import FIELDS, Tally
from .states import State
from .together import Part, asked_together

MOST_DIALOGUES, MOST_TOPICS = 12, 60
"""A glance table shows the dialogues that met last, and the topics found most often at them."""
LOOKED_THROUGH = 300
"""The latest meetings with findings among which these dialogues are looked for."""
THIN_BELOW = 3
"""A cell of the glance table over fewer meetings is hatched."""


@dataclass(frozen=True)
class GlanceCell:
    """What the meetings of one dialogue say of one topic, and whether it is recommended for that dialogue."""

    tally: Tally | None
    is_recommended: bool
    forum: str = ""
    """The slug of the dialogue."""

    @property
    def step(self) -> int:
        """The share of N that was raised or partly raised, in steps of a quarter: 0 for none, 4 for over three quarters."""
        return -(-4 * self.tally.n_any // self.tally.N) if self.tally and self.tally.N else 0

    @property
    def css(self) -> str:
        """The classes that paint the cell: its state, the step of its share, "thin" for few meetings."""
        words = [self.paint.value if self.paint else ""]
        if self.tally and self.tally.N:
            words += [f"share-{self.step}", "thin" if self.is_thin else ""]
        return " ".join(word for word in words if word)

    @property
    def is_thin(self) -> bool:
        """Whether so few meetings could be judged that a share says little."""
        return self.tally is not None and self.tally.N < THIN_BELOW

    @property
    def paint(self) -> State | None:
        """The state whose color the cell has: that of "not mentioned" only where the topic is recommended."""
        state = self.tally.state if self.tally else None
        return None if state == State.NOT_RAISED and not self.is_recommended else state


@dataclass(frozen=True)
class Glance:
    """`dialogues` with findings, and a row a topic with a cell for each of them, topics found most often first.

    `tallies` are those of each of the dialogues, over all its topics. `all_dialogues` and `all_topics` count those with
    findings: `all_topics` those at the dialogues that are shown. `known` are dialogues that were asked along, by key.
    """

    dialogues: list[Dialogue] = field(default_factory=list)
    rows: list[tuple[Topic, list[GlanceCell]]] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    all_dialogues: int = 0
    all_topics: int = 0
    known: dict[int, Dialogue] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether no dialogue and no topic with findings is left out."""
        return len(self.dialogues) == self.all_dialogues and len(self.rows) == self.all_topics


COUNTED = tuple(dict.fromkeys(FIELDS.values()))
"""What a tally counts, in the order of the columns below."""
FOUND = tuple(
    name for (state, _shown), name in FIELDS.items() if state in (State.RAISED, State.PARTLY_RAISED)
)
FOUND_OF = itemgetter(*map(COUNTED.index, FOUND))
SHOWN = f"""SELECT dialogue_id FROM (SELECT m.dialogue_id, m.held_on FROM agenda_meeting m WHERE m.held_on <= %s
        AND EXISTS (SELECT 1 FROM agenda_currentcell c WHERE c.meeting_id = m.id)
        ORDER BY m.held_on DESC LIMIT {LOOKED_THROUGH}) latest
    GROUP BY dialogue_id ORDER BY MAX(held_on) DESC, dialogue_id LIMIT %s"""  # noqa: S608  a number of our own
COUNTED_AT = """(SELECT 1 FROM {table} a WHERE a.dialogue_id = d.id AND {holds}{counted} LIMIT 1)"""
"""Asked of each dialogue by itself, which an index answers."""
OF_DIALOGUE = "a.topic_id = 0 AND a.year = 0 AND a.n > 0"


def parts(on: date, *, with_self_coded: bool) -> dict[str, Part]:
    """Which dialogues are shown on the day ("met"), and how many have findings, where tallies hold for the day ("all_met")."""
    some = COUNTED_AT.format(
        table="agenda_celltally", holds=OF_DIALOGUE, counted=_counts("a", with_self_coded=with_self_coded)
    )
    return {
        "met": Part(
            {"key": "dialogue_id"},
            f"FROM ({SHOWN}) s",
            (connection.ops.adapt_datefield_value(on), MOST_DIALOGUES),
        ),
        "all_met": Part({"n": "COUNT(*)"}, f"FROM agenda_dialogue d WHERE {some} IS NOT NULL"),
    }


def _counts(row: str, *, with_self_coded: bool) -> str:
    """The condition, after others, that a row of cells counts."""
    return "" if with_self_coded else f" AND NOT {row}.is_self_coded"


def _sum_of(name: str, n: str) -> str:
    """SQL that adds up the cells which a tally counts under the name."""
    ways = " OR ".join(
        f"(c.outcome = '{state.value}' AND {'' if shown else 'NOT '}c.absence_shown)"
        for (state, shown), counted in FIELDS.items()
        if counted == name
    )
    return f"SUM(CASE WHEN {ways} THEN {n} ELSE 0 END)"


Pair = tuple[int, int]


def pairs_at(
    dialogues: Collection[int], on: date, *, is_kept: bool, with_self_coded: bool
) -> tuple[dict[Pair, tuple[int, ...]], set[Pair]]:
    """What is COUNTED by (dialogue id, topic id) at the dialogues, and which of them were recommended. One query.

    `is_kept`: from the tallies that the database keeps, which must hold for the day; else from the cells.
    """
    if not dialogues:
        return {}, set()
    table, each = ("agenda_celltally", "c.n") if is_kept else ("agenda_currentcell", "1")
    counted = ", ".join(_sum_of(name, each) for name in COUNTED)
    day = connection.ops.adapt_datefield_value(on)
    where = "c.year = 0 AND c.topic_id > 0" if is_kept else "c.held_on <= %s"
    places = ", ".join(["%s"] * len(dialogues))
    # The dialogues as values: PostgreSQL reads all tallies where a query gives them.
    sql = f"""SELECT c.dialogue_id, c.topic_id, {counted} FROM {table} c
        WHERE c.dialogue_id IN ({places}) AND {where}{_counts("c", with_self_coded=with_self_coded)}
        GROUP BY c.dialogue_id, c.topic_id
        UNION ALL SELECT DISTINCT k.dialogue_id, k.topic_id, {", ".join(["-1"] * len(COUNTED))} FROM agenda_keptcourse k
        WHERE k.dialogue_id IN ({places}) AND k.made_on <= %s"""  # noqa: S608  SQL of our own
    counts: dict[Pair, tuple[int, ...]] = {}
    asked = set()
    with connection.cursor() as cursor:
        cursor.execute(sql, [*dialogues, *([] if is_kept else [day]), *dialogues, day])
        for dialogue, topic, *found in cursor.fetchall():
            if found[0] < 0:
                asked.add((dialogue, topic))
            elif any(found):  # rows of tallies stay when their last cell goes
                counts[dialogue, topic] = tuple(map(int, found))
    return counts, asked


def _all_met(on: date, *, with_self_coded: bool) -> int:
    """How many dialogues have findings of meetings held by the day. One query."""
    counted = _counts("a", with_self_coded=with_self_coded)
    some = COUNTED_AT.format(table="agenda_currentcell", holds="a.held_on <= %s", counted=counted)
    with connection.cursor() as cursor:
        day = connection.ops.adapt_datefield_value(on)
        cursor.execute(f"SELECT COUNT(*) FROM agenda_dialogue d WHERE {some} IS NOT NULL", [day])  # noqa: S608
        return int(cursor.fetchone()[0])


def glance(ledger: Ledger, also: Iterable[int] = ()) -> Glance:
    """The table for the day of a whole ledger; the dialogues `also` are asked along.

    One query beside the names and the ledger's where its sums were asked with `parts`, two otherwise; one more for a day
    in the past.
    """
    on, is_kept, include = ledger.on, ledger.sums.is_kept, ledger.with_self_coded
    whole = ledger.sums.whole
    if "all_met" not in whole:
        whole = asked_together(parts(on, with_self_coded=include))
    counts, asked = pairs_at([row.key for row in whole["met"]], on, is_kept=is_kept, with_self_coded=include)
    n_dialogues = whole["all_met"][0].n if is_kept else _all_met(on, with_self_coded=include)
    found: Counter[int] = Counter()
    sums = {dialogue: [0] * len(COUNTED) for dialogue, _topic in counts}
    for (pk, topic), numbers in counts.items():
        found[topic] += sum(FOUND_OF(numbers))
        sums[pk] = list(map(add, sums[pk], numbers))
    wanted, named = {*also, *sums}, ledger.dialogues
    known = {pk: named[pk] for pk in named if pk in wanted}
    dialogues = [dialogue for pk, dialogue in known.items() if pk in sums]
    rows = [
        (topic, [_cell(d, counts.get((d.pk, topic.pk)), (d.pk, topic.pk) in asked) for d in dialogues])
        for topic in _most_found(found)
    ]
    tallies = [_tally(sums[d.pk]) for d in dialogues]
    return Glance(dialogues, rows, tallies, n_dialogues, len(found), known)


def _tally(counts: Iterable[int]) -> Tally:
    return Tally(**dict(zip(COUNTED, counts, strict=True)))


def _cell(dialogue: Dialogue, counts: tuple[int, ...] | None, is_asked: bool) -> GlanceCell:
    return GlanceCell(_tally(counts) if counts else None, is_asked, dialogue.slug)


def _most_found(found: Mapping[int, int]) -> list[Any]:
    """The topics found most often, then by the reader's order of names. One query a version of the record."""
    least = sorted(found.values(), reverse=True)[:MOST_TOPICS]
    topics = vocabulary().topics
    near = [topics[pk] for pk in topics if pk in found and found[pk] >= least[-1]] if least else []
    return sorted(near, key=lambda topic: (-found[topic.pk], topic.reader.order))[:MOST_TOPICS]
