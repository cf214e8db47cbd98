"""Rates: how many cells stand in each state. Pure: no database, no clock; the only place that defines a rate."""

from collections.abc import Iterable
from dataclasses import dataclass

from .states import State


@dataclass(frozen=True)
class Tally:
    """How many cells stand in each state, and the rates of docs/design.md ("Sums")."""

    raised: int = 0
    partly_raised: int = 0
    not_raised: int = 0
    not_determinable: int = 0
    not_assessed: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[str]) -> "Tally":
        """Count outcome names; `excluded` counts as not raised. Raises KeyError on an unknown name."""
        counts = dict.fromkeys(cls.__dataclass_fields__, 0)
        for outcome in outcomes:
            counts["not_raised" if outcome == State.EXCLUDED else str(outcome)] += 1
        return cls(**counts)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f) + getattr(other, f) for f in self.__dataclass_fields__))

    @property
    def n_any(self) -> int:
        """Raised or partly raised."""
        return self.raised + self.partly_raised

    @property
    def N(self) -> int:
        """The denominator of every rate: raised + partly raised + not raised."""
        return self.n_any + self.not_raised

    @property
    def outside(self) -> int:
        """Cells beside the rate, never inside it: no public record, not assessed."""
        return self.not_determinable + self.not_assessed

    @property
    def total(self) -> int:
        return self.N + self.outside

    @property
    def strict_rate(self) -> float | None:
        """raised / N as a fraction; None when N is 0."""
        return self.raised / self.N if self.N else None

    @property
    def inclusive_rate(self) -> float | None:
        """(raised + partly raised) / N as a fraction; None when N is 0."""
        return self.n_any / self.N if self.N else None
