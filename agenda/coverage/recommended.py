"""Topics recommended for a dialogue: each once, with every recommendation of it and its cell at each meeting since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from agenda.models import Recommendation, Topic

from .courses import OPEN, AnyCourse, Occasion, Standing
from .headline import once_a_pair
from .ledger import Ledger
from .pairings import Pairing
from .states import State

ORDER = (*OPEN, Standing.PARTLY_RAISED, Standing.RAISED, Standing.NO_FORUM)
"""Standings in the order in which pages list them: what is open first."""


@dataclass(frozen=True)
class RecommendedTopic:
    """A topic recommended for a dialogue: the pairing that saw most, all recommendations, a cell for each meeting since."""

    pairing: Pairing
    recommendations: Sequence[Recommendation]
    since: Sequence[tuple[Occasion, State, str | None]]

    @property
    def topic(self) -> Topic:
        return self.pairing.recommendation.topic

    @property
    def course(self) -> AnyCourse:
        return self.pairing.course


def recommended_topics(ledger: Ledger, pairings: Iterable[Pairing]) -> list[RecommendedTopic]:
    """A row for each topic at each dialogue of the pairings: open ones first, most meetings found silent before others."""
    pairings = list(pairings)
    of_pair: dict[Any, list[Recommendation]] = defaultdict(list)
    for pairing in pairings:
        of_pair[_pair(pairing)].append(pairing.recommendation)
    rows = [
        RecommendedTopic(
            pairing,
            sorted(of_pair[_pair(pairing)], key=lambda r: (r.made, r.code)),
            ledger.since(pairing),
        )
        for pairing in once_a_pair(pairings)
    ]
    return sorted(
        rows, key=lambda row: (ORDER.index(row.course.standing), *row.course.rank, row.topic.reader.order)
    )


def _pair(pairing: Pairing) -> tuple[int, int | None]:
    return pairing.recommendation.topic_id, pairing.dialogue.pk if pairing.dialogue else None
