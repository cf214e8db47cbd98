"""A row of the list of topics, over sums that the database counts."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.utils.functional import cached_property

from agenda.coverage.cells import LedgerCell
from agenda.coverage.courses import Occasion, Standing
from agenda.coverage.headline import ORDER
from agenda.coverage.light import LightPairing
from agenda.coverage.rates import Tally
from agenda.coverage.topic_sums import STATES, Counts
from agenda.models import Topic

# No cells of a topic, and no recommendations of it.
NO_CELLS, NOT_ASKED = (0,) * len(STATES), (0,) * len(ORDER)


class Mention(NamedTuple):
    """A cell that took a topic up, and its meeting."""

    occasion: Occasion
    cell: LedgerCell


class TopicSum:
    """A topic with what its cells and recommendations add up to under the filters.

    `last` (the latest cell that took it up) and `pairings` (one a forum that it is recommended for) are filled in where
    they are shown.
    """

    last: Mention | None = None
    pairings: Collection[LightPairing] = ()

    def __init__(self, pk: int, topics: Mapping[int, Topic], states: Counts, standings: Counts) -> None:
        self.pk, self._topics, self.states, self.standings = pk, topics, states, standings

    @property
    def topic(self) -> Topic:
        return self._topics[self.pk]

    @cached_property
    def tally(self) -> Tally:
        return tally_of(self.states)

    @cached_property
    def found_of_N(self) -> tuple[int, int]:
        """How many cells took the topic up, and of how many absence could have been shown: `Tally.found` and `Tally.N`."""
        raised, raised_unshown, partly, partly_unshown, not_raised, *_more = self.states
        return raised + raised_unshown + partly + partly_unshown, raised + partly + not_raised

    @property
    def furthest(self) -> int | None:
        return next((place for place, n in enumerate(self.standings) if n), None)

    @property
    def asked(self) -> list[tuple[Standing, int]]:
        """(standing, to how many forums it is recommended with it), the furthest first."""
        return [(standing, n) for standing, n in zip(ORDER, self.standings, strict=True) if n]


def tally_of(states: Counts) -> Tally:
    """The tally of cells that are counted by their state."""
    return Tally.of_counts(dict(zip(STATES, states, strict=True)))


def added(counts: Iterable[Counts], none: Counts) -> Counts:
    """The sums of counts, place by place."""
    return [sum(column) for column in zip(none, *counts, strict=True)]
