"""What the joint text and each side's own papers of a meeting do with a topic."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.joining import labeled, sentence, sentences
from agenda.models import Actor, Finding

from .reaches import SidesOnRecord, sides_on_record


class SideStatement(StrEnum):
    """What the papers of one side, or the joint papers, do with a topic."""

    NAMES = "names"
    NAMES_IN_PART = "names_in_part"
    SILENT = "silent"
    PARTLY_READ = "partly_read"
    NOT_EXAMINED = "not_examined"
    UNREAD = "unread"
    NONE_ON_RECORD = "none_on_record"

    @property
    def symbol(self) -> str:
        return STATEMENTS[self][0]

    @property
    def word(self) -> str:
        return STATEMENTS[self][1]


# symbol, and what stands after "in the readouts of …:"
STATEMENTS = {
    SideStatement.NAMES: ("●", _("raised")),
    SideStatement.NAMES_IN_PART: ("◐", _("partly raised")),
    SideStatement.SILENT: ("○", _("not mentioned")),
    SideStatement.PARTLY_READ: ("?", _("not mentioned in the parts that were read")),
    SideStatement.NOT_EXAMINED: ("?", _("not all were examined for this topic")),
    SideStatement.UNREAD: ("?", _("on record, not read")),
    SideStatement.NONE_ON_RECORD: ("–", _("none on record")),
}
NAMING = (SideStatement.NAMES, SideStatement.NAMES_IN_PART)


@dataclass(frozen=True, slots=True)
class ComparedPaper:
    """A readout as the comparison needs it: how far it was read, and whether it names the topic."""

    is_read_whole: bool = True
    was_read: bool = True
    is_examined: bool = True
    names: bool = False
    names_in_part: bool = False


def statement_of(papers: Sequence[ComparedPaper]) -> SideStatement:
    """What a side's own papers together do with the topic: silent only when all were read whole and examined."""
    if not papers:
        return SideStatement.NONE_ON_RECORD
    if any(paper.names for paper in papers):
        return SideStatement.NAMES
    if any(paper.names_in_part for paper in papers):
        return SideStatement.NAMES_IN_PART
    if not any(paper.was_read for paper in papers):
        return SideStatement.UNREAD
    if not all(paper.is_read_whole for paper in papers):
        return SideStatement.PARTLY_READ
    is_silent = all(paper.is_examined for paper in papers)
    return SideStatement.SILENT if is_silent else SideStatement.NOT_EXAMINED


@dataclass(frozen=True)
class SideView:
    """What one side's own papers, or the joint papers (`side` None), do with a topic."""

    side: Actor | None
    statement: SideStatement
    documents: tuple[Any, ...] = ()
    """`Document`s, or what lists say of them (`ComparedReadout`)."""

    @property
    def name(self) -> str:
        """The side's name, or "joint text"."""
        return self.side.reader.name if self.side else gettext("joint text")

    @property
    def heading(self) -> str:
        """Whose readouts: "In the readouts of Japan"."""
        if self.side is None:
            return gettext("In the joint text")
        return gettext("In the readouts of %(side)s") % {"side": self.side.reader.name}

    @property
    def sentence(self) -> str:
        """Whose readouts, and what they do: "In the readouts of Japan: not mentioned." """
        return sentence(labeled(self.heading, gettext(self.statement.word)))


@dataclass(frozen=True)
class SidesOfCell:
    """The joint text (None where none is on record) and each side's own papers beside each other."""

    joint: SideView | None
    sides: tuple[SideView, ...] = field(default=())

    @property
    def views(self) -> tuple[SideView, ...]:
        return (self.joint, *self.sides) if self.joint else self.sides

    @property
    def by_statement(self) -> list[tuple[SideStatement, list[SideView]]]:
        """(statement, whose papers do that), those that name the topic first."""
        return [
            (statement, views)
            for statement in SideStatement
            if (views := [view for view in self.views if view.statement == statement])
        ]

    @property
    def sentence(self) -> str:
        """What each does, one after the other; "" where no side is known."""
        return sentences(view.sentence for view in self.views)


Strengths = Mapping[int, Collection[str]]
"""How the passages found in each document that was examined speak of the topic, by the document's key; none: it is silent."""


class MeetingSides:
    """The readouts of a meeting by side; what they do with a topic is made once for all topics they treat alike.

    Readouts are `Document`s, or what lists say of them (`ComparedReadout`), each with the sides in whose name it was issued.
    """

    def __init__(self, members: list[Actor], readouts: Sequence[tuple[Any, Collection[Actor]]]) -> None:
        self._readouts = [readout for readout, _sides in readouts]
        own = [(readout, sides) for readout, sides in readouts if not readout.is_joint]
        issuers = sorted({side for _, sides in own for side in sides}, key=lambda side: side.reader.order)
        self._joint = tuple(readout for readout in self._readouts if readout.is_joint)
        self._own = {
            side: tuple(readout for readout, sides in own if side in sides)
            for side in dict.fromkeys([*members, *issuers])
        }
        self._made: dict[tuple[SideStatement, ...], SidesOfCell] = {}

    def where(self, examined: Strengths) -> SidesOfCell:
        """The sides beside each other, as a topic is found in the documents examined for it."""
        papers = {readout.pk: _paper(readout, examined) for readout in self._readouts}
        groups = (self._joint, *self._own.values())
        said = tuple(statement_of([papers[readout.pk] for readout in group]) for group in groups)
        if said not in self._made:
            joint, *own = said
            self._made[said] = SidesOfCell(
                SideView(None, joint, self._joint) if self._joint else None,
                tuple(
                    SideView(side, statement, documents)
                    for (side, documents), statement in zip(self._own.items(), own, strict=True)
                ),
            )
        return self._made[said]


def _paper(readout: Any, examined: Strengths) -> ComparedPaper:
    strengths = examined.get(readout.pk, ())
    return ComparedPaper(
        is_read_whole=readout.is_read_whole,
        was_read=readout.was_examined,
        is_examined=readout.pk in examined,
        names="full" in strengths,
        names_in_part=bool(strengths),
    )


def sides_of_cells(findings: Iterable[Finding], known: SidesOnRecord | None = None) -> dict[int, SidesOfCell]:
    """The sides of each finding by its pk; findings carry `proof` and `examined` (`attach_proof`).

    Six queries, none with `known`.
    """
    findings = list(findings)
    known = known or sides_on_record({finding.meeting_id for finding in findings})
    at = {
        meeting: MeetingSides(
            known.members[meeting], [(row.document, row.sides) for row in known.readouts[meeting]]
        )
        for meeting in {finding.meeting_id for finding in findings}
    }
    return {finding.pk: at[finding.meeting_id].where(_strengths(finding)) for finding in findings}


def _strengths(finding: Any) -> Strengths:
    found: dict[int, set[str]] = {document.pk: set() for document in finding.examined}
    for evidence in finding.proof:
        found.setdefault(evidence.document.pk, set()).add(evidence.strength)
    return found
