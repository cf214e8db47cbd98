from collections import defaultdict
from itertools import pairwise
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.evidence import sides_of
from agenda.filters import DocumentFilterSet
from agenda.models import Claim, Document, Evidence, Finding, Plan, Recommendation
from agenda.models.vocabulary import vocabulary
from agenda.translated import Said

from .base import list_page, page


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


def document(request, slug):
    rows = Document.objects.published().select_related("publisher", "author", "meeting__dialogue")
    row = get_object_or_404(rows.prefetch_related("bodies", "issuers"), slug=slug)
    marks = _marks(row)
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
        "recommendations": Recommendation.objects.published()
        .filter(document=row)
        .select_related("topic")
        .prefetch_related("dialogues"),
        "claims": Claim.objects.published().filter(document=row).select_related("topic", "meeting"),
        "plans": Plan.objects.published().filter(document=row).select_related("topic"),
        "examined_for": Finding.objects.published().filter(assessment__examinations__document=row).count(),
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


def _marks(document) -> dict[int, list[Any]]:
    """Public evidence in the document by paragraph number, each with its `finding`."""
    findings = Finding.objects.published().filter(assessment__examinations__document=document)
    findings = findings.select_related("meeting", "topic")
    by_assessment = {f.assessment_id: f for f in findings.select_related("topic")}
    marks: dict[int, list[Any]] = defaultdict(list)
    evidence = Evidence.objects.filter(
        examination__document=document, examination__assessment__in=by_assessment
    ).select_related("examination")
    passage: Any
    for passage in evidence:
        passage.finding = by_assessment[passage.examination.assessment_id]
        marks[passage.paragraph or 0].append(passage)
    for passages in marks.values():
        passages.sort(key=lambda passage: passage.finding.topic.reader.order)
    return marks
