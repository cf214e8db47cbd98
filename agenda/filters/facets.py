"""What the form of a list shows of its filters: choices with their counts, and what was chosen."""

from dataclasses import dataclass

MOST = 60
"""As many options as a facet lists, and as many that would show nothing."""
LONG = 14
"""A facet with more options than this is folded until one of them is chosen."""

COUNTED = 1_000
"""Rows up to which options are counted that are not kept as tallies."""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int | None
    """How many rows it would give; None where there are too many to count."""
    is_chosen: bool

    @property
    def is_folded(self) -> bool:
        """Whether it would show nothing, so that it stands under "n more"."""
        return self.count == 0 and not self.is_chosen


@dataclass(frozen=True)
class Facet:
    """A fieldset of the filter form; `problem` says what of it was not understood."""

    name: str
    label: str
    options: list[Option]
    problem: str | None = None
    left_out: int = 0
    """How many options beside these are too many to be looked at."""

    @property
    def shown(self) -> list[Option]:
        """Those that show something; of very many the chosen ones and those that show most."""
        found = [option for option in self.options if not option.is_folded]
        if len(found) <= MOST:
            return found
        ranked = sorted(found, key=lambda option: (not option.is_chosen, -(option.count or 0)))
        kept = {option.value for option in ranked[:MOST]} | {o.value for o in found if o.is_chosen}
        return [option for option in found if option.value in kept]

    @property
    def folded(self) -> list[Option]:
        """Those that would show nothing; none of very many."""
        found = [option for option in self.options if option.is_folded]
        return found if len(found) <= MOST else []

    @property
    def unlisted(self) -> int:
        """How many options are too many to be listed."""
        return self.left_out + len(self.options) - len(self.shown) - len(self.folded)

    @property
    def is_open(self) -> bool:
        """Whether its options are seen without a click."""
        chosen = any(option.is_chosen for option in self.options)
        return bool(chosen or self.problem) or len(self.shown) <= LONG


@dataclass(frozen=True)
class Chip:
    """A chosen value in words, and the address that leaves it out."""

    name: str
    label: str
    url: str
