"""What the papers of meetings do with topics that were found there, for many kept cells, without an object for each paper."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet

from agenda.models import Actor, CurrentCell, Document, Examination
from agenda.models.base import address, words_of_choice
from agenda.models.documents import JOINT_KINDS, UNREAD
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary

from .evidence import sides_of_keys
from .reaches import members_of
from .sides import MeetingSides, SidesOfCell
from .stored_papers import papers_at_meetings


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
    def was_examined(self) -> bool:
        return self.completeness not in UNREAD

    def get_kind_display(self) -> str:
        return words_of_choice(Document, "kind", self.kind)

    def get_absolute_url(self) -> str:
        return address("document", self.slug)


def sides_of_kept(cells: Collection[CurrentCell]) -> dict[int, SidesOfCell]:
    """The sides of each cell, by the key of its finding, as `sides_of_cells` tells them. Three queries."""
    tops = vocabulary().sides
    dialogues = {cell.meeting_id: cell.dialogue_id for cell in cells}
    members, readouts = members_of(set(dialogues.values()), tops), _readouts_of(list(dialogues), tops)
    at = {
        meeting: MeetingSides(members[dialogue], readouts[meeting]) for meeting, dialogue in dialogues.items()
    }
    examined = _examined_for([cell.finding_id for cell in cells])
    return {cell.finding_id: at[cell.meeting_id].where(examined[cell.finding_id]) for cell in cells}


@Prepared
def _examinations(findings: Collection[int]) -> QuerySet[Any, Any]:
    """A row for each passage found for the findings, and for each document in which nothing was found."""
    rows = Examination.objects.filter(assessment__findings__in=findings)
    return rows.values_list("assessment__findings", "document", "evidence__strength")


def _readouts_of(
    meetings: Collection[int], tops: Mapping[int, Actor]
) -> dict[int | None, list[tuple[ComparedReadout, list[Actor]]]]:
    """The public readouts of each meeting, by slug, with the sides in whose name they were issued. One query."""
    found: dict[int | None, list[tuple[ComparedReadout, list[Actor]]]] = defaultdict(list)
    for paper in sorted(papers_at_meetings(meetings), key=lambda paper: paper.slug):
        if paper.is_readout:
            light = ComparedReadout(paper.pk, paper.slug, paper.kind, paper.completeness, paper.is_whole)
            found[paper.meeting_id].append((light, sides_of_keys(paper.issuers, paper.publisher_id, tops)))
    return found


def _examined_for(findings: list[int]) -> dict[int, dict[int, set[str]]]:
    """The documents examined for each finding, and how the passages found in each speak of its topic. One query."""
    examined: dict[int, dict[int, set[str]]] = {finding: {} for finding in findings}
    for finding, document, strength in _examinations(findings):
        if finding in examined:
            examined[finding].setdefault(document, set()).update([strength] if strength else [])
    return examined
