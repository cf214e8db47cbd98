from collections import defaultdict
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.evidence import sides_of
from agenda.coverage.papers import with_texts
from agenda.filters import DocumentFilterSet
from agenda.models import Claim, Document, Evidence, Finding, Plan, Recommendation, Topic
from agenda.models.findings import finding_address
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary
from agenda.translated import Said

from .base import first_or_404, list_page, page


def document_list(request):
    documents = Document.objects.published().select_related("publisher", "meeting__dialogue")
    filterset = DocumentFilterSet(request.GET, queryset=documents)
    return list_page(
        request,
        "agenda/document_list.html",
        filterset,
        filterset.qs,
        title=_("Documents"),
        columns=COLUMNS,
        table="documents",
    )


COLUMNS = {
    "publisher": (_lazy("Publisher"), lambda row: row.publisher),
    "kind": (_lazy("Kind"), lambda row: row.get_kind_display()),
    "forum": (_lazy("Forum"), lambda row: row.meeting and row.meeting.dialogue.reader.short_name),
    "read": (_lazy("How much was read"), lambda row: row.get_completeness_display()),
}


@Prepared
def _called(slug: str):
    return Document.objects.published().filter(slug=slug).select_related("meeting__dialogue")


@Prepared
def _recommendations(document: int):
    return Recommendation.objects.published().filter(document=document).select_related("topic")


@Prepared
def _claims(document: int):
    return Claim.objects.published().filter(document=document).select_related("topic", "meeting")


@Prepared
def _plans(document: int):
    return Plan.objects.published().filter(document=document).select_related("topic")


def document(request, slug):
    row = first_or_404(with_texts(_called(slug)))
    findings = {found.assessment: found for found in map(JudgedCell._make, _judged(row.pk))}
    marks = _marks(row, findings)
    body = row.body
    shown = []
    for number, start, text in body.located_paragraphs() if body else []:
        passages = marks.pop(number, [])
        shown.append((number, _pieces(body, start, text, passages), passages, _translated(text, passages)))
    context = {
        "document": row,
        "body": body,
        "text_language": body.language if body else "",
        "sides": sides_of(row, vocabulary().sides) if row.is_official else [],
        "paragraphs": shown,
        "without_text": sorted(marks.items()),
        "recommendations": _recommendations(row.pk),
        "claims": _claims(row.pk),
        "plans": _plans(row.pk),
        "examined_for": len(findings),
    }
    return page(request, "agenda/document.html", context, title=row.reader.title)


def _translated(text: str, passages) -> Said | None:
    """The paragraph in the reader's language where it is a summary of ours that has been translated, else None."""
    told = (e.reader.summary for e in passages if e.summary == text)
    return next((summary for summary in told if summary.plain != text), None)


def _pieces(body, start: int, text: str, passages) -> list[tuple[str, bool]]:
    """The paragraph as (text, is marked): quotes at their offsets, or all of it where no words were quoted."""
    if not passages:
        return [(text, False)]
    quoted = [(e.start - start, e.end - start) for e in passages if e.body_id == body.pk]
    if len(quoted) < len(passages):
        return [(text, True)]
    edges = sorted({0, len(text), *(min(max(edge, 0), len(text)) for span in quoted for edge in span)})
    return [
        (text[left:right], any(begin <= left and right <= end for begin, end in quoted))
        for left, right in pairwise(edges)
    ]


class JudgedCell(NamedTuple):
    """A finding for which the document was examined, as its marks name it."""

    assessment: int
    meeting: str
    topic_id: int
    code: str

    def get_absolute_url(self) -> str:
        return finding_address(self.meeting, self.code)

    @property
    def topic(self) -> Topic:
        return vocabulary().topics[self.topic_id]


@Prepared
def _judged(document: int):
    """The public findings for which the document was examined: their parts as `JudgedCell` has them."""
    findings = Finding.objects.published().filter(assessment__examinations__document=document)
    return findings.values_list("assessment_id", "meeting__slug", "topic_id", "topic__code")


@Prepared
def _passages(document: int):
    return Evidence.objects.filter(examination__document=document).select_related("examination")


def _marks(document, findings: dict[int, JudgedCell]) -> dict[int, list[Any]]:
    """Public evidence in the document by paragraph number, each with its `finding`; `findings` by their assessments."""
    marks: dict[int, list[Any]] = defaultdict(list)
    passage: Any
    for passage in _passages(document.pk) if findings else ():
        finding = findings.get(passage.examination.assessment_id)
        if finding and finding.topic_id in vocabulary().topics:
            passage.finding = finding
            marks[passage.paragraph or 0].append(passage)
    for passages in marks.values():
        passages.sort(key=lambda passage: passage.finding.topic.reader.order)
    return marks
