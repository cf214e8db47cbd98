"""The table of topics and dialogues at a glance: the dialogues that met last, the topics found most often at them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import add, itemgetter
from typing import Any

from django.db import connection

from agenda.models import Dialogue, Topic
from agenda.models.vocabulary import NAMES

from .ledger import Ledger
from .rates import FIELDS, Tally
from .states import State

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
SHOWN = """SELECT dialogue_id FROM (SELECT m.dialogue_id, m.held_on FROM agenda_meeting m WHERE m.held_on <= %s
        AND EXISTS (SELECT 1 FROM agenda_currentcell c WHERE c.meeting_id = m.id)
        ORDER BY m.held_on DESC LIMIT {most_meetings}) latest
    GROUP BY dialogue_id ORDER BY MAX(held_on) DESC, dialogue_id LIMIT {most}"""
ASKED = """EXISTS (SELECT 1 FROM agenda_keptcourse k
    WHERE k.dialogue_id = c.dialogue_id AND k.topic_id = c.topic_id AND k.made_on <= %s)"""
ALL = """(SELECT COUNT(*) FROM agenda_dialogue d
    WHERE EXISTS (SELECT 1 FROM agenda_currentcell a WHERE a.dialogue_id = d.id AND a.held_on <= %s{counted}))"""


def _sum_of(name: str, n: str) -> str:
    """SQL that adds up the cells which a tally counts under the name."""
    ways = " OR ".join(
        f"(c.outcome = '{state.value}' AND {'' if shown else 'NOT '}c.absence_shown)"
        for (state, shown), counted in FIELDS.items()
        if counted == name
    )
    return f"SUM(CASE WHEN {ways} THEN {n} ELSE 0 END)"


Pair = tuple[int, int]


def pairs_shown(
    on: date, *, is_kept: bool, with_self_coded: bool
) -> tuple[dict[Pair, tuple[int, ...]], set[Pair], int]:
    """What is COUNTED by (dialogue id, topic id) at the dialogues that met last; which of them were recommended; and how
    many dialogues have findings. One query.

    `is_kept`: from the tallies that the database keeps, which must hold for the day; else from the cells.
    """
    table, each = ("agenda_celltally", "c.n") if is_kept else ("agenda_currentcell", "1")
    counted = ", ".join(_sum_of(name, each) for name in COUNTED)
    day = connection.ops.adapt_datefield_value(on)
    where = "c.year = 0 AND c.topic_id > 0" if is_kept else "c.held_on <= %s"
    mine, theirs = ("", "") if with_self_coded else (" AND NOT c.is_self_coded", " AND NOT a.is_self_coded")
    shown = SHOWN.format(most_meetings=LOOKED_THROUGH, most=MOST_DIALOGUES)
    sql = f"""SELECT c.dialogue_id, c.topic_id, {ASKED}, {ALL.format(counted=theirs)}, {counted} FROM {table} c
        WHERE c.dialogue_id IN (SELECT dialogue_id FROM ({shown}) s) AND {where}{mine}
        GROUP BY c.dialogue_id, c.topic_id"""  # noqa: S608  SQL of our own
    counts: dict[Pair, tuple[int, ...]] = {}
    asked, n_dialogues = set(), 0
    with connection.cursor() as cursor:
        cursor.execute(sql, [day] * (3 if is_kept else 4))
        for dialogue, topic, is_asked, n, *found in cursor.fetchall():
            n_dialogues = n
            if any(found):  # rows of tallies stay when their last cell goes
                counts[dialogue, topic] = tuple(map(int, found))
            if is_asked:
                asked.add((dialogue, topic))
    return counts, asked, n_dialogues


def glance(ledger: Ledger, also: Iterable[int] = ()) -> Glance:
    """The table for the day of a whole ledger; the dialogues `also` are asked along. Three queries beside the ledger's."""
    is_kept, include = ledger.sums.is_kept, ledger.with_self_coded
    counts, asked, n_dialogues = pairs_shown(ledger.on, is_kept=is_kept, with_self_coded=include)
    found: Counter[int] = Counter()
    sums = {dialogue: [0] * len(COUNTED) for dialogue, _topic in counts}
    for (pk, topic), numbers in counts.items():
        found[topic] += sum(FOUND_OF(numbers))
        sums[pk] = list(map(add, sums[pk], numbers))
    known = {d.pk: d for d in Dialogue.objects.published().filter(pk__in={*also, *sums})}
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
    """The topics found most often, then by the reader's order of names. One query."""
    least = sorted(found.values(), reverse=True)[:MOST_TOPICS]
    near = [pk for pk, n in found.items() if n >= least[-1]] if least else []
    topics = Topic.objects.published().only(*NAMES).in_bulk(near)
    return sorted(topics.values(), key=lambda topic: (-found[topic.pk], topic.reader.order))[:MOST_TOPICS]
