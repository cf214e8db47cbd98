"""The reach of an absence: whose own papers were read whole when a topic is not mentioned. Pure.

docs/design.md, "Proof", rule 6. A side is silent when each of its own papers on record was read whole and
examined, or when it has none on record and spoke through a joint paper that was.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from agenda.joining import listed, sentences


class SideReach(StrEnum):
    """How far one side's papers carry the absence."""

    SILENT = "silent"
    NOT_READ_WHOLE = "not_read_whole"
    NOT_EXAMINED = "not_examined"
    NONE_ON_RECORD = "none_on_record"


@dataclass(frozen=True, slots=True)
class SidePaper:
    """A readout of the meeting: the sides in whose name it was issued, and how it was read."""

    sides: frozenset[str]
    is_joint: bool
    is_read_whole: bool
    is_examined: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """The reach of one cell, side by side in the order the sides were given.

    `read` names the sides of which at least one own paper was read whole and examined.
    """

    sides: tuple[tuple[str, SideReach], ...]
    read: tuple[str, ...]
    has_joint_text: bool

    @property
    def word(self) -> str:
        """ "all" when no side's paper was left out, else "part"."""
        return "all" if all(state == SideReach.SILENT for _side, state in self.sides) else "part"

    @property
    def sentence(self) -> str:
        """Whose published readouts do not mention the topic, and what was not read."""
        return _sentence_of(self, get_language())

    @property
    def clauses(self) -> Iterator[str]:
        """The sentences that it is said in."""
        yield from self._silence()
        yield from self._gaps()

    def _silence(self) -> Iterator[str]:
        """The joint text and the sides whose own papers are all silent; apart from them those read in some papers only."""
        states = dict(self.sides)
        silent = [side for side in self.read if states[side] == SideReach.SILENT]
        some = [side for side in self.read if side not in silent]
        sides = {"sides": listed(silent)}
        if silent and self.has_joint_text:
            yield _("Not mentioned in the joint text, nor in the published readouts of %(sides)s.") % sides
        elif silent:
            yield _("Not mentioned in the published readouts of %(sides)s.") % sides
        elif self.has_joint_text:
            yield _("Not mentioned in the joint text.")
        if some:
            yield _("Not mentioned in those readouts of %(sides)s that were read for it.") % {
                "sides": listed(some)
            }

    def _gaps(self) -> Iterator[str]:
        for state, sentence in _GAPS.items():
            if sides := [side for side, found in self.sides if found == state]:
                yield _(sentence) % {"sides": listed(sides)}


@lru_cache(maxsize=4096)
def _sentence_of(reach: Reach, language: str | None) -> str:
    """The sentence of a reach in the language, which is the one in use. Many cells of a page reach equally far."""
    return sentences(reach.clauses)


_GAPS = {
    SideReach.NOT_READ_WHOLE: gettext_noop("Not every readout on record was read whole: %(sides)s."),
    SideReach.NOT_EXAMINED: gettext_noop(
        "Not every readout on record was examined for this topic: %(sides)s."
    ),
    SideReach.NONE_ON_RECORD: gettext_noop("No readout of their own on record: %(sides)s."),
}


def reach_of(sides: Sequence[str], papers: Iterable[SidePaper]) -> Reach:
    """The reach of a not-mentioned cell over the dialogue's `sides` and any other side that issued a paper."""
    papers = list(papers)
    names = dict.fromkeys(
        [*sides, *sorted(side for paper in papers if not paper.is_joint for side in paper.sides)]
    )
    joint = [paper for paper in papers if paper.is_joint and paper.is_read_whole and paper.is_examined]
    read = [side for side in names if any(side in paper.sides and _proves_silence(paper) for paper in papers)]
    return Reach(tuple((side, _side_reach(side, papers, joint)) for side in names), tuple(read), bool(joint))


def _proves_silence(paper: SidePaper) -> bool:
    return not paper.is_joint and paper.is_read_whole and paper.is_examined


def _side_reach(side: str, papers: Sequence[SidePaper], joint: Sequence[SidePaper]) -> SideReach:
    own = [paper for paper in papers if side in paper.sides and not paper.is_joint]
    if not own:
        spoke_jointly = any(side in paper.sides for paper in joint)
        return SideReach.SILENT if spoke_jointly else SideReach.NONE_ON_RECORD
    if not all(paper.is_read_whole for paper in own):
        return SideReach.NOT_READ_WHOLE
    return SideReach.SILENT if all(paper.is_examined for paper in own) else SideReach.NOT_EXAMINED
