"""Rates: how many cells stand in each state. Pure: no database, no clock; the only place that defines a rate."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .states import State

PERCENT_FROM = 5
"""A rate of fewer cells has no percentage: its n and N are shown alone."""
HOLLOW_BELOW = 10
"""A bar or column of fewer cells is drawn hollow."""


@dataclass(frozen=True)
class Tally:
    """How many cells stand in each state, and the rates of docs/design.md ("Sums").

    `raised`, `partly_raised` and `not_raised` count cells whose absence could have been shown; the two `…_in_part`
    count what was found where it could not, in papers read in part.
    """

    raised: int = 0
    partly_raised: int = 0
    not_raised: int = 0
    raised_in_part: int = 0
    partly_raised_in_part: int = 0
    not_determinable: int = 0
    not_assessed: int = 0

    @classmethod
    def of(cls, cells: Iterable[tuple[str, bool]]) -> "Tally":
        """Count cells given as (outcome, could absence have been shown). Raises ValueError on an unknown outcome."""
        return cls.of_counts(Counter(cells))

    @classmethod
    def of_counts(cls, counts: Mapping[tuple[str, bool], int]) -> "Tally":
        """The same from {(outcome, could absence have been shown): how many cells}.

        `excluded` counts as not raised; an absence that could not have been shown counts as not determinable.
        """
        fields: Counter[str] = Counter()
        for (outcome, absence_shown), n in counts.items():
            fields[FIELDS[State(outcome), bool(absence_shown)]] += n
        return cls(**fields)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f) + getattr(other, f) for f in self.__dataclass_fields__))

    @property
    def n_any(self) -> int:
        """Raised or partly raised, among the cells of N."""
        return self.raised + self.partly_raised

    @property
    def N(self) -> int:
        """The denominator of every rate: raised + partly raised + not raised, where absence could have been shown."""
        return self.n_any + self.not_raised

    @property
    def found_in_part(self) -> int:
        """Raised or partly raised in papers read in part: beside the rate, never inside it."""
        return self.raised_in_part + self.partly_raised_in_part

    @property
    def found(self) -> int:
        """Raised or partly raised, wherever it was found."""
        return self.n_any + self.found_in_part

    @property
    def outside(self) -> int:
        """Cells without a result: no public record, not assessed."""
        return self.not_determinable + self.not_assessed

    @property
    def total(self) -> int:
        return self.N + self.found_in_part + self.outside

    @property
    def state(self) -> State:
        """The furthest state that any of its cells reached, for the color of a cell that stands for many."""
        if self.raised or self.raised_in_part:
            return State.RAISED
        if self.found:
            return State.PARTLY_RAISED
        return State.NOT_RAISED if self.N else State.NOT_DETERMINABLE

    @property
    def has_percentage(self) -> bool:
        return self.N >= PERCENT_FROM

    @property
    def is_hollow(self) -> bool:
        """Whether so few cells stand behind a bar that it is drawn hollow."""
        return 0 < self.N < HOLLOW_BELOW

    @property
    def strict_rate(self) -> float | None:
        """raised / N as a fraction; None when N is too small for a percentage."""
        return self.raised / self.N if self.has_percentage else None

    @property
    def inclusive_rate(self) -> float | None:
        """(raised + partly raised) / N as a fraction; None when N is too small for a percentage."""
        return self.n_any / self.N if self.has_percentage else None


FIELDS = {
    (State.RAISED, True): "raised",
    (State.RAISED, False): "raised_in_part",
    (State.PARTLY_RAISED, True): "partly_raised",
    (State.PARTLY_RAISED, False): "partly_raised_in_part",
    (State.NOT_RAISED, True): "not_raised",
    (State.NOT_RAISED, False): "not_determinable",
    (State.EXCLUDED, True): "not_raised",
    (State.EXCLUDED, False): "not_determinable",
    (State.NOT_DETERMINABLE, True): "not_determinable",
    (State.NOT_DETERMINABLE, False): "not_determinable",
    (State.NOT_ASSESSED, True): "not_assessed",
    (State.NOT_ASSESSED, False): "not_assessed",
}
"""Which count of a tally a cell adds to, by (outcome, could absence have been shown)."""


def tallies_of(cells: Iterable[tuple[int, str, bool]]) -> dict[int, Tally]:
    """The tally of each key, of cells given as (key, outcome, could absence have been shown)."""
    counts: dict[int, dict[tuple[str, bool], int]] = defaultdict(dict)
    for (key, outcome, absence_shown), n in Counter(cells).items():
        counts[key][outcome, absence_shown] = n
    return {key: Tally.of_counts(found) for key, found in counts.items()}
