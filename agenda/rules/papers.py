"""The documents, meetings and topics on record as the rule of proof needs them."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agenda.models import CodebookVersion, Dialogue, Document, Evidence, Examination, Finding, Meeting, Topic
from agenda.models.prepared import Prepared

from .consequences import Consequences, StandingFinding, consequences
from .proof import Cell, Paper

BEARING = ("meeting", "kind", "is_official", "completeness", "read_on", "is_published")
"""Fields of a document that proof hangs on, in the order in which a problem is looked for."""


def paper_of(document: Document, key: Hashable = None, *, brings_text: bool = False) -> Paper:
    """The document as the rule needs it, under `key` when it is not saved. Reads its texts: prefetch `bodies` for many.

    `brings_text`: a whole text is saved together with it.
    """
    is_backed = document.is_signed or document.has_whole_text or brings_text
    completeness = document.get_completeness_display()
    if document.is_complete and not is_backed:
        completeness = _("Read whole, without a text, an abstract or a signed reading")
    return Paper(
        key=document.pk if key is None else key,
        meeting=document.meeting_id,
        title=document.title,
        kind=document.get_kind_display(),
        completeness=completeness,
        is_readout=document.is_readout,
        is_joint=document.is_joint,
        is_read_whole=document.is_complete and is_backed,
        is_published=document.is_published,
    )


def papers_of(documents: Iterable[Document]) -> list[Paper]:
    """The documents as the rule needs them."""
    return [paper_of(document) for document in documents]


def papers_by_meeting(meetings: Collection[int]) -> dict[int, list[Paper]]:
    """Every document on record of each meeting, none for one without documents. Two queries."""
    found: dict[int, list[Paper]] = defaultdict(list)
    for document in Document.objects.filter(meeting__in=meetings).prefetch_related("bodies"):
        if document.meeting_id is not None:
            found[document.meeting_id].append(paper_of(document))
    return found


def _newest() -> QuerySet[CodebookVersion]:
    return CodebookVersion.objects.order_by("-number")[:1]


def _left_out(dialogue: int) -> QuerySet[Any, int]:
    return Dialogue.out_of_scope.through.objects.filter(dialogue=dialogue).values_list("topic", flat=True)


newest, left_out = Prepared(_newest), Prepared(_left_out)


def newest_version() -> CodebookVersion | None:
    """The codebook version in force, where there is one."""
    return next(iter(newest()), None)


def codes_of(version: CodebookVersion | None) -> frozenset[str]:
    """The topic codes of the version; before there is one, of every topic, as version 1 will have them."""
    return frozenset(version.codes if version else Topic.objects.values_list("code", flat=True))


def current_codes() -> frozenset[str]:
    """The topic codes of the codebook version in force, as `codes_of` gives them."""
    return codes_of(newest_version())


@dataclass(frozen=True, slots=True)
class MeetingCells:
    """What all cells of a meeting share, read once however many of them are asked about."""

    meeting: Meeting
    papers: Sequence[Paper]
    out_of_scope: frozenset[int]

    def of(self, topic: Topic, codes: Collection[str]) -> Cell:
        """The cell of a topic under a codebook version of these codes. Asks nothing."""
        return Cell(
            meeting=self.meeting.pk,
            is_held=self.meeting.status == Meeting.Status.HELD,
            topic=topic.code,
            codes=codes,
            is_in_scope=topic.pk not in self.out_of_scope,
            papers=self.papers,
        )


def cells_of(meeting: Meeting, documents: Iterable[Document] | None = None) -> MeetingCells:
    """The cells of the meeting; `documents` are all of it on record with their texts, where they were read already.

    Three queries, one where the documents are given.
    """
    papers = papers_by_meeting([meeting.pk])[meeting.pk] if documents is None else papers_of(documents)
    return MeetingCells(meeting, papers, frozenset(left_out(meeting.dialogue_id)))


def cell_of(meeting: Meeting, topic: Topic, version: CodebookVersion | None = None) -> Cell:
    """The cell of a topic at a meeting under a codebook version, the one in force unless given. Four queries."""
    return cells_of(meeting).of(topic, codes_of(version) if version else current_codes())


def standing_findings(meetings: Iterable[int]) -> dict[int, list[StandingFinding]]:
    """The findings in force of each meeting with what they rest on. Three queries."""
    standing = Finding.objects.in_force().filter(meeting__in=list(meetings))
    judged = standing.values("assessment")
    examined: dict[int, list[int]] = defaultdict(list)
    for assessment, document in Examination.objects.filter(assessment__in=judged).values_list(
        "assessment", "document"
    ):
        examined[assessment].append(document)
    quoted: dict[int, list[int]] = defaultdict(list)
    for assessment, document in Evidence.objects.filter(examination__assessment__in=judged).values_list(
        "examination__assessment", "examination__document"
    ):
        quoted[assessment].append(document)
    found: dict[int, list[StandingFinding]] = defaultdict(list)
    rows = standing.order_by("topic__name").values_list(
        "pk", "meeting", "topic__name", "outcome", "assessment"
    )
    for pk, meeting, topic, outcome, assessment in rows:
        finding = StandingFinding(pk, topic, outcome, tuple(examined[assessment]), tuple(quoted[assessment]))
        found[meeting].append(finding)
    return dict(found)


def consequences_of_documents(
    documents: Sequence[Document], bringing_text: Collection[Document] = ()
) -> Consequences:
    """What saving `documents`, changed or new, would do to the findings in force of their meetings.

    A whole text is saved together with those in `bringing_text`. Six queries.
    """
    changed = {document.pk for document in documents if document.pk}
    before = Document.objects.filter(pk__in=changed).values_list("meeting", flat=True)
    meetings = {pk for pk in (*before, *(document.meeting_id for document in documents)) if pk is not None}
    standing = standing_findings(meetings)
    if not standing:
        return Consequences()
    stored = papers_by_meeting(standing)
    total = Consequences()
    for meeting, findings in standing.items():
        papers = [paper for paper in stored[meeting] if paper.key not in changed]
        papers += [
            paper_of(document, document.pk or ("new", row), brings_text=document in bringing_text)
            for row, document in enumerate(documents)
            if document.meeting_id == meeting
        ]
        total += consequences(findings, meeting, stored[meeting], papers)
    return total


def papers_of_findings() -> dict[int, list[Paper]]:
    """Every document on record of each meeting that has findings in force. Three queries."""
    return papers_by_meeting(set(Finding.objects.in_force().values_list("meeting", flat=True)))


def lost_since(
    before: Mapping[int, Sequence[Paper]],
) -> Iterator[tuple[list[StandingFinding], set[Hashable]]]:
    """For each meeting, the findings in force that lost their proof since its documents were `before`.

    With them the primary keys of the documents that are new or changed. Six queries.
    """
    after = papers_by_meeting(before)
    for meeting, findings in standing_findings(before).items():
        losing = consequences(findings, meeting, before[meeting], after[meeting]).losing
        if losing:
            changed = {paper.key for paper in after[meeting] if paper not in before[meeting]}
            changed |= {paper.key for paper in before[meeting]} - {paper.key for paper in after[meeting]}
            yield list(losing), changed
