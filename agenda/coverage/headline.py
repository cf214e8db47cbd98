"""The headline: was it raised? Pure: pairings and tallies come in as a ledger holds them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .courses import FOUND_SILENT, Standing
from .rates import Tally

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
