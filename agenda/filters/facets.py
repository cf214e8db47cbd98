"""What the form of a list shows of its filters: choices with their counts, and what was chosen."""

from dataclasses import dataclass

from django.utils.functional import cached_property

MANY = 50
"""A facet of rows with more options than this lists the chosen ones and some of the others, and looks for parts of names."""
SHOWN = 20
"""As many of the others."""
NAMED = "_name"
"""What follows a filter's name in that of the parameter that holds a part of the names to be listed."""
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
    """A fieldset of the filter form; `problem` says what of it was not understood.

    `is_long` where not all options are listed: `n_more` are left out, of those whose names hold what was `typed`.
    """

    name: str
    label: str
    options: list[Option]
    problem: str | None = None
    is_long: bool = False
    n_more: int = 0
    typed: str = ""

    @cached_property
    def shown(self) -> list[Option]:
        """Those that show something."""
        return [option for option in self.options if not option.is_folded]

    @cached_property
    def folded(self) -> list[Option]:
        """Those that would show nothing."""
        return [option for option in self.options if option.is_folded]

    @property
    def parameter(self) -> str:
        """The name of the field that a part of the options' names is typed into."""
        return f"{self.name}{NAMED}"

    @property
    def finds_none(self) -> bool:
        """Whether no name but those of chosen options holds what was typed."""
        return bool(self.typed) and all(option.is_chosen for option in self.options)

    @property
    def is_open(self) -> bool:
        """Whether its options are seen without a click."""
        chosen = any(option.is_chosen for option in self.options)
        return bool(chosen or self.problem or self.typed) or (not self.is_long and len(self.shown) <= LONG)


@dataclass(frozen=True)
class Chip:
    """A chosen value in words, and the address that leaves it out."""

    name: str
    label: str
    url: str
