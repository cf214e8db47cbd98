"""What the papers of meetings do with topics that were found there, for many kept cells, without an object for each paper."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from agenda.models import Actor, CurrentCell, Document, Examination
from agenda.models.base import address
from agenda.models.documents import JOINT_KINDS
from agenda.models.vocabulary import vocabulary

from .evidence import sides_of_keys
from .reaches import members_of
from .sides import ComparedPaper, SidesOfCell, SideStatement, SideView, statement_of


class ComparedReadout(NamedTuple):
    """What comparisons say of a public readout: its kind, where it stands, and how far it was read."""

    pk: int
    slug: str
    kind: str
    completeness: str
    is_read_whole: bool

    @property
    def is_joint(self) -> bool:
        return self.kind in JOINT_KINDS

    @property
    def was_read(self) -> bool:
        return self.completeness not in (Document.Completeness.NOT_READ, Document.Completeness.SECONDARY)

    def get_kind_display(self) -> str:
        return str(Document.Kind(self.kind).label)

    def get_absolute_url(self) -> str:
        return address("document", self.slug)


Strengths = Mapping[int, set[str]]
"""How the passages found in each document that was examined speak of the topic, by the document's key; none: it is silent."""


class _SidesAt:
    """The readouts of a meeting by side; what they do with a topic is made once for all topics they treat alike."""

    def __init__(self, members: list[Actor], readouts: list[tuple[ComparedReadout, list[Actor]]]) -> None:
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


def _paper(readout: ComparedReadout, examined: Strengths) -> ComparedPaper:
    strengths = examined.get(readout.pk, ())
    return ComparedPaper(
        is_read_whole=readout.is_read_whole,
        was_read=readout.was_read,
        is_examined=readout.pk in examined,
        names="full" in strengths,
        names_in_part=bool(strengths),
    )


def sides_of_kept(cells: Collection[CurrentCell]) -> dict[int, SidesOfCell]:
    """The sides of each cell, by the key of its finding, as `sides_of_cells` tells them. Three queries."""
    tops = vocabulary().sides
    dialogues = {cell.meeting_id: cell.dialogue_id for cell in cells}
    members, readouts = members_of(set(dialogues.values()), tops), _readouts_of(dialogues, tops)
    at = {meeting: _SidesAt(members[dialogue], readouts[meeting]) for meeting, dialogue in dialogues.items()}
    examined = _examined_for([cell.finding_id for cell in cells])
    return {cell.finding_id: at[cell.meeting_id].where(examined[cell.finding_id]) for cell in cells}


def _readouts_of(
    meetings: Iterable[int], tops: Mapping[int, Actor]
) -> dict[int | None, list[tuple[ComparedReadout, list[Actor]]]]:
    """The public readouts of each meeting, by slug, with the sides in whose name they were issued. One query."""
    whole = Exists(Document.objects.read_whole().filter(pk=OuterRef("pk")))
    rows = Document.objects.published().readouts().filter(meeting__in=list(meetings)).order_by("slug")
    columns = ("meeting", "publisher", "pk", "slug", "kind", "completeness", whole, "issuers")
    issuers: dict[tuple[int, int, ComparedReadout], list[int]] = defaultdict(list)
    for meeting, publisher, *readout, issuer in rows.values_list(*columns):
        issuers[meeting, publisher, ComparedReadout(*readout)] += [issuer] if issuer else []
    found: dict[int | None, list[tuple[ComparedReadout, list[Actor]]]] = defaultdict(list)
    for (meeting, publisher, light), keys in issuers.items():
        found[meeting].append((light, sides_of_keys(keys, publisher, tops)))
    return found


def _examined_for(findings: list[int]) -> dict[int, dict[int, set[str]]]:
    """The documents examined for each finding, and how the passages found in each speak of its topic. One query."""
    examined: dict[int, dict[int, set[str]]] = {finding: {} for finding in findings}
    rows = Examination.objects.filter(assessment__findings__in=findings)
    for finding, document, strength in rows.values_list(
        "assessment__findings", "document", "evidence__strength"
    ):
        if finding in examined:
            examined[finding].setdefault(document, set()).update([strength] if strength else [])
    return examined
