"""The scorecard of a recommender: what became of everything it recommended, by pair of topic and dialogue."""

from dataclasses import dataclass

from agenda.coverage.answers import scorecard_answer, silence_answer
from agenda.coverage.courses import Standing
from agenda.coverage.headline import Headline, headline
from agenda.coverage.ledger import Ledger
from agenda.coverage.pairings import Pairing
from agenda.coverage.recommended import ORDER, RecommendedTopic, recommended_topics
from agenda.models import Actor, Recommendation


@dataclass(frozen=True)
class Scorecard:
    """What became of the recommendations of one actor; `groups` as (standing, its rows), what is open first."""

    headline: Headline
    pairings: tuple[Pairing, ...]
    groups: tuple[tuple[Standing, list[RecommendedTopic]], ...]

    @property
    def answer(self) -> str:
        return scorecard_answer(self.headline) if self.pairings else ""

    @property
    def longest_silence(self) -> str:
        return silence_answer(self.pairings)


def scorecard_of(actor: Actor, ledger: Ledger) -> Scorecard:
    """The scorecard as of the ledger's day. Three queries beside the ledger's own."""
    pairings = ledger.pairings(
        Recommendation.objects.published().filter(recommender=actor, made_on__lte=ledger.on)
    )
    by_standing: dict[Standing, list[RecommendedTopic]] = {standing: [] for standing in ORDER}
    shown = ledger.narrowed_to(pairings)
    for row in recommended_topics(shown, pairings):
        by_standing[row.course.standing].append(row)
    cells = shown.tally_of(shown.recommended_before(pairings))
    groups = tuple((standing, rows) for standing, rows in by_standing.items() if rows)
    return Scorecard(headline(pairings, cells), tuple(pairings), groups)
