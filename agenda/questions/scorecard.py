"""The scorecard of a recommender: what became of everything it recommended, by pair of topic and dialogue."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property

from agenda.coverage.answers import scorecard_answer, silence_answer
from agenda.coverage.courses import Standing
from agenda.coverage.headline import Headline
from agenda.coverage.ledger import Ledger
from agenda.coverage.pairings import Pairing
from agenda.coverage.recommended import ORDER
from agenda.coverage.recommender_sums import RecommenderSums, pair_of, recommender_sums
from agenda.coverage.strips import Strip, strips_of
from agenda.models import Actor, Recommendation

DOTS = 48
"""Meetings of a strip, the latest."""


@dataclass(frozen=True)
class ScoreRow:
    """A topic at a dialogue: the pairing that saw most, all that the actor recommended of it, the latest meetings since."""

    pairing: Pairing
    recommendations: Sequence[Recommendation]
    strip: Strip


@dataclass(frozen=True)
class ScoreGroup:
    """How many pairs stand as what, and the first of them."""

    standing: Standing
    n: int
    rows: Sequence[ScoreRow]

    @property
    def n_more(self) -> int:
        """How many more stand so."""
        return self.n - len(self.rows)


class Scorecard:
    """What became of the recommendations of one actor: sentences over all of them, and the first rows of each standing."""

    def __init__(self, sums: RecommenderSums):
        self.sums = sums
        self.n = sums.n

    @cached_property
    def headline(self) -> Headline:
        return self.sums.headline

    @cached_property
    def answer(self) -> str:
        return scorecard_answer(self.headline) if self.n else ""

    @cached_property
    def longest_silence(self) -> str:
        return silence_answer(self.sums.silent)

    @cached_property
    def groups(self) -> list[ScoreGroup]:
        """The standings with what stands so, what is open first. Three queries beside those of the sums."""
        first = self.sums.first
        shown = [
            pairing
            for standing in ORDER
            for pairing in sorted(first.get(standing, ()), key=lambda p: (*p.course.rank, _order(p)))
        ]
        asked = self.sums.asked_of(shown)
        rows = [
            ScoreRow(pairing, asked[pair_of(pairing)], strip)
            for pairing, strip in zip(shown, strips_of(shown, self.sums.ledger.on, DOTS), strict=True)
        ]
        pairs = self.headline.pairs
        return [
            ScoreGroup(standing, pairs[standing], [r for r in rows if r.pairing.course.standing == standing])
            for standing in ORDER
            if pairs[standing]
        ]


def _order(pairing: Pairing) -> object:
    return pairing.recommendation.topic.reader.order


def scorecard_of(actor: Actor, ledger: Ledger) -> Scorecard:
    """The scorecard as of the ledger's day. One query, and those of the rows when they are asked for."""
    return Scorecard(recommender_sums(actor, ledger))
