"""The documents, meetings and topics on record as the rule of proof needs them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from agenda.models import CodebookVersion, Document, Meeting, Topic

from .proof import Cell, Paper


def paper_of(document: Document) -> Paper:
    """The document as the rule needs it. Reads its texts: prefetch `bodies` for many."""
    return Paper(
        key=document.pk,
        meeting=document.meeting_id,
        title=document.title,
        kind=document.get_kind_display(),
        completeness=document.get_completeness_display(),
        is_readout=document.is_readout,
        is_joint=document.is_joint,
        is_read_whole=document.is_read_whole,
        is_published=document.is_published,
    )


def papers_of(documents: Iterable[Document]) -> list[Paper]:
    """The documents as the rule needs them."""
    return [paper_of(document) for document in documents]


def papers_by_meeting(meetings: Collection[int]) -> dict[int | None, list[Paper]]:
    """Every document on record of each meeting. Two queries."""
    found: dict[int | None, list[Paper]] = defaultdict(list)
    for document in Document.objects.filter(meeting__in=meetings).prefetch_related("bodies"):
        found[document.meeting_id].append(paper_of(document))
    return found


def current_codes() -> frozenset[str] | None:
    """The topic codes of the codebook version in force; None when there is no version."""
    codes = CodebookVersion.objects.order_by("-number").values_list("codes", flat=True).first()
    return None if codes is None else frozenset(codes)


def cell_of(meeting: Meeting, topic: Topic, version: CodebookVersion | None = None) -> Cell:
    """The cell of a topic at a meeting under a codebook version, the one in force unless given. Four queries."""
    return Cell(
        meeting=meeting.pk,
        is_held=meeting.status == Meeting.Status.HELD,
        topic=topic.code,
        codes=frozenset(version.codes) if version else current_codes(),
        is_in_scope=not meeting.dialogue.out_of_scope.filter(pk=topic.pk).exists(),
        papers=papers_by_meeting([meeting.pk])[meeting.pk],
    )
