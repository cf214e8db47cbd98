"""A recommendation at one dialogue with what became of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agenda.models import Dialogue, Recommendation

from .courses import AnyCourse, Occasion

if TYPE_CHECKING:
    from .ledger import Ledger


@dataclass
class Pairing:
    """A recommendation at one of its dialogues (None when it names none), and what became of it."""

    recommendation: Recommendation
    dialogue: Dialogue | None
    course: AnyCourse
    in_force: bool = True
    ledger: "Ledger | None" = None

    @cached_property
    def elsewhere(self) -> list[Occasion]:
        """The later meetings of other dialogues that took the topic up, oldest first. Asked when it is read."""
        return self.ledger.elsewhere(self.recommendation, self.dialogue) if self.ledger else []

    @cached_property
    def n_elsewhere(self) -> int:
        """How many these are; `coverage.elsewhere` counts them where only the first are read."""
        return len(self.elsewhere)
