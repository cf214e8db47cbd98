"""What the form of a list shows of its filters: choices with their counts, and what was chosen."""

from dataclasses import dataclass

LONG = 14
"""A facet with more options than this is folded until one of them is chosen."""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool

    @property
    def is_folded(self) -> bool:
        """Whether it would show nothing, so that it stands under "n more"."""
        return not (self.count or self.is_chosen)


@dataclass(frozen=True)
class Facet:
    """A fieldset of the filter form; `problem` says what of it was not understood."""

    name: str
    label: str
    options: list[Option]
    problem: str | None = None

    @property
    def shown(self) -> list[Option]:
        return [option for option in self.options if not option.is_folded]

    @property
    def folded(self) -> list[Option]:
        return [option for option in self.options if option.is_folded]

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
