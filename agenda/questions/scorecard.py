"""The scorecard of a recommender: what became of everything it recommended, by (topic, dialogue) pair."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from agenda.coverage.answers import scorecard_answer, silence_answer
from agenda.coverage.courses import Standing
from agenda.coverage.headline import Headline, headline, once_a_pair
from agenda.coverage.ledger import Ledger, Pairing
from agenda.models import Actor, Recommendation

ORDER = (Standing.SILENT, Standing.SILENT_SO_FAR, Standing.CANNOT_BE_TOLD, Standing.NO_MEETING_SINCE,
         Standing.PARTLY_RAISED, Standing.RAISED, Standing.NO_FORUM)  # fmt: skip
"""Standings in the order of a scorecard: what waits first."""


@dataclass(frozen=True)
class ScoreRow:
    """One topic at one dialogue: the pairing that stands for it, every recommendation of it, and the meetings since."""

    pairing: Pairing
    recommendations: tuple[Recommendation, ...]
    since: tuple[Any, ...]


@dataclass(frozen=True)
class Scorecard:
    """What became of the recommendations of one actor; `groups` as (standing, its rows), what waits first."""

    headline: Headline
    pairings: tuple[Pairing, ...]
    groups: tuple[tuple[Standing, list[ScoreRow]], ...]

    @property
    def recommendations(self) -> list[Recommendation]:
        return list({pairing.recommendation.pk: pairing.recommendation for pairing in self.pairings}.values())

    @property
    def answer(self) -> str:
        return scorecard_answer(self.headline) if self.pairings else ""

    @property
    def longest_silence(self) -> str:
        return silence_answer(self.pairings)


def scorecard_of(actor: Actor, ledger: Ledger) -> Scorecard:
    """The scorecard as of the ledger's day. Three queries beside the ledger's own."""
    rows = Recommendation.objects.published().filter(recommender=actor, made_on__lte=ledger.on)
    pairings = ledger.pairings(rows)
    asked: dict[tuple, list[Recommendation]] = defaultdict(list)
    for pairing in pairings:
        asked[_pair(pairing)].append(pairing.recommendation)
    by_standing: dict[Standing, list[ScoreRow]] = {standing: [] for standing in ORDER}
    for pairing in sorted(once_a_pair(pairings), key=_place):
        row = ScoreRow(pairing, tuple(asked[_pair(pairing)]), tuple(ledger.since(pairing)))
        by_standing[pairing.course.standing].append(row)
    cells = ledger.tally_of(ledger.recommended_before(pairings))
    groups = tuple((standing, found) for standing, found in by_standing.items() if found)
    return Scorecard(headline(pairings, cells), tuple(pairings), groups)


def _pair(pairing: Pairing) -> tuple:
    return pairing.recommendation.topic_id, pairing.dialogue.pk if pairing.dialogue else None


def _place(pairing: Pairing) -> tuple:
    return *pairing.course.rank, pairing.recommendation.topic.name, pairing.recommendation.code
