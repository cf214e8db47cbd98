"""The headline: was it raised? Pure: pairings and tallies come in as a ledger holds them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .courses import FOUND_SILENT, Standing
from .rates import Tally
from .states import State

ORDER = (
    Standing.RAISED,
    Standing.PARTLY_RAISED,
    Standing.SILENT_SO_FAR,
    Standing.SILENT,
    Standing.CANNOT_BE_TOLD,
    Standing.NO_MEETING_SINCE,
    Standing.NO_FORUM,
)
"""Several recommendations may ask the same of a dialogue: the pair stands as the first of these that one has.

The earliest of them saw every meeting the others saw, so a meeting that could not be judged for it is not hidden.
"""


MOST_DIALOGUES, MOST_TOPICS = 16, 60
"""A glance table shows the dialogues with most cells, and the topics found most often at them."""
THIN_BELOW = 3
"""A cell of the glance table over fewer meetings is hatched."""


@dataclass(frozen=True)
class Headline:
    """Distinct recommended (topic, dialogue) pairs by what became of them, and the recommended cells.

    `cells` are the meetings × topics recommended before them. `sources` counts the documents that recommend,
    `recommenders` holds (who recommends, how many recommendations), most first.
    """

    pairs: Mapping[Standing, int]
    cells: Tally
    recommendations: int
    sources: int
    recommenders: Sequence[tuple[Any, int]]
    first_year: int | None
    last_year: int | None

    @property
    def n_pairs(self) -> int:
        return sum(self.pairs.values())

    @property
    def found_silent(self) -> int:
        """Pairs with at least one meeting found silent, and none known to have taken the topic up."""
        return sum(self.pairs[standing] for standing in FOUND_SILENT)

    @property
    def rows(self) -> list[tuple[Standing, int]]:
        """(standing, how many pairs), in the order of the standings, without those that no pair has."""
        return [(standing, self.pairs[standing]) for standing in Standing if self.pairs[standing]]


def once_a_pair(pairings: Iterable[Any]) -> list[Any]:
    """One pairing of each topic at each dialogue: the furthest by ORDER, then by the rank of its course."""
    best: dict[tuple[int, int | None], Any] = {}
    for pairing in pairings:
        key = pairing.recommendation.topic_id, pairing.dialogue.pk if pairing.dialogue else None
        if key not in best or _rank(pairing) < _rank(best[key]):
            best[key] = pairing
    return list(best.values())


def by_standing(pairings: Iterable[Any]) -> list[tuple[Standing, int]]:
    """(standing, how many of the pairings) of each standing that one has, the furthest first."""
    counts = Counter(pairing.course.standing for pairing in pairings)
    return [(standing, counts[standing]) for standing in ORDER if counts[standing]]


def _rank(pairing: Any) -> tuple[int, int, int, str]:
    return ORDER.index(pairing.course.standing), *pairing.course.rank, pairing.recommendation.code


def headline(pairings: Iterable[Any], cells: Tally) -> Headline:
    """The headline over the pairings of a ledger and the tally of its recommended cells."""
    pairings = list(pairings)
    recommendations = {p.recommendation.pk: p.recommendation for p in pairings}.values()
    years = [recommendation.made.first.year for recommendation in recommendations]
    recommenders = Counter(recommendation.recommender for recommendation in recommendations)
    return Headline(
        Counter(pairing.course.standing for pairing in once_a_pair(pairings)),
        cells,
        len(recommendations),
        len({recommendation.document_id for recommendation in recommendations}),
        sorted(recommenders.items(), key=lambda item: (-item[1], item[0].reader.order)),
        min(years, default=None),
        max(years, default=None),
    )


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


def glance(
    ledger: Any, topics: Iterable[Any], asked_at: Callable[[Collection[int]], set[tuple[int, int]]]
) -> tuple[list[Any], list[tuple[Any, list[GlanceCell]]]]:
    """(dialogues with findings, a row a topic with a cell for each of them), topics found most often first.

    `asked_at` gives the (dialogue id, topic id) recommended for some dialogues.
    """
    assessed = Counter({pk: tally.total for pk, tally in ledger.sums.by_dialogue.items()})
    shown = {dialogue for dialogue, _n in assessed.most_common(MOST_DIALOGUES)}
    tallies, asked = ledger.sums.by_pair_at(shown), asked_at(shown)
    dialogues = [d for d in ledger.dialogues.values() if d.pk in shown]
    rows = []
    for topic in topics:
        found = [tallies.get((d.pk, topic.pk)) for d in dialogues]
        if any(found):
            rows.append((sum(tally.found for tally in found if tally), topic, found))
    rows.sort(key=lambda row: (-row[0], row[1].reader.order))
    return dialogues, [
        (
            topic,
            [
                GlanceCell(tally, (d.pk, topic.pk) in asked, d.slug)
                for d, tally in zip(dialogues, found, strict=True)
            ],
        )
        for _n, topic, found in rows[:MOST_TOPICS]
    ]
