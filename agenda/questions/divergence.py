"""Whose readout names a topic and whose does not. Pure: documents and evidence come in as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop as _  # translated where it is shown


class Pattern(StrEnum):
    """How the sides' readouts of one meeting stand to one topic that at least one of them names."""

    JOINT = "joint"
    BOTH = "both"
    ONE_SIDE = "one_side"
    NOT_COMPARABLE = "not_comparable"

    @property
    def word(self) -> str:
        return PATTERNS[self][0]

    @property
    def meaning(self) -> str:
        return PATTERNS[self][1]


PATTERNS = {
    Pattern.ONE_SIDE: (_("One side only"), _("A side's readout names it, and another side's, read whole, does not.")),
    Pattern.BOTH: (_("Both sides"), _("At least two sides' readouts name it, and none that was read whole is silent.")),
    Pattern.JOINT: (_("Joint"), _("A document issued by all sides together names it.")),
    Pattern.NOT_COMPARABLE: (_("Not comparable"), _("The other side published no readout, or none that was read whole.")),
}  # fmt: skip


class Said(StrEnum):
    """What one side's readouts do with the topic."""

    NAMES = "names"
    SILENT = "silent"
    PARTLY_READ = "partly_read"
    UNREAD = "unread"
    NO_READOUT = "no_readout"

    @property
    def word(self) -> str:
        return {
            Said.NAMES: _("names it"),
            Said.SILENT: _("not mentioned in its published readouts"),
            Said.PARTLY_READ: _("not in the part that was read"),
            Said.UNREAD: _("readout published, not read"),
            Said.NO_READOUT: _("no readout published"),
        }[self]

    @property
    def symbol(self) -> str:
        return {Said.NAMES: "●", Said.SILENT: "○", Said.NO_READOUT: "–"}.get(self, "?")


@dataclass(frozen=True)
class Readout:
    """A readout as the comparison needs it: in whose name it was issued, and how much of it was read."""

    key: int
    sides: frozenset[int]
    is_complete: bool
    was_read: bool


def said_by(side: int, readouts: Sequence[Readout], naming: set[int]) -> Said:
    """What `side` says, `naming` being the keys of the readouts with a passage on the topic."""
    own = [readout for readout in readouts if side in readout.sides]
    if any(readout.key in naming for readout in own):
        return Said.NAMES
    if any(readout.is_complete for readout in own):
        return Said.SILENT
    if any(readout.was_read for readout in own):
        return Said.PARTLY_READ
    return Said.UNREAD if own else Said.NO_READOUT


def pattern_of(said: Mapping[int, Said], readouts: Iterable[Readout], naming: set[int]) -> Pattern:
    """The pattern over all sides. A readout of every side together outweighs the rest."""
    everybody = set(said)
    if len(everybody) > 1 and any(r.key in naming and everybody <= r.sides for r in readouts):
        return Pattern.JOINT
    words = set(said.values())
    if Said.SILENT in words and Said.NAMES in words:
        return Pattern.ONE_SIDE
    if list(said.values()).count(Said.NAMES) > 1:
        return Pattern.BOTH
    return Pattern.NOT_COMPARABLE
