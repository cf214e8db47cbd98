from collections import defaultdict
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.answers import found_answer, reading_answer, recommended_answer
from agenda.coverage.cited import cited_documents
from agenda.coverage.extent import Reading, reading_of
from agenda.coverage.meetings import coverage_of_meetings, documents_by_side, result_of
from agenda.coverage.proven import ProvenFinding, proven_findings
from agenda.coverage.reaches import papers_of_meeting, reaches_of
from agenda.coverage.results import meeting_rows
from agenda.coverage.sentences import short_rate
from agenda.filters import MeetingFilterSet
from agenda.filters.asked import Asked
from agenda.joining import counted, listed
from agenda.models import Attendance, Claim, Document, Meeting, Plan
from agenda.models.prepared import Prepared
from agenda.questions.claims import checked_at
from agenda.questions.since import since_last

from .base import first_or_404, list_page, page, today
from .linked import event
from .periods import named_forums


def meeting_list(request):
    meetings = Meeting.objects.published().select_related("dialogue").newest_first()
    filterset = MeetingFilterSet(request.GET, queryset=meetings)
    include = Asked.of(request.GET, today()).with_self_coded
    forums = named_forums(filterset)
    return list_page(
        request,
        "agenda/meeting_list.html",
        filterset,
        filterset.qs,
        title=_("Meetings: %(forums)s") % {"forums": forums} if forums else _("Meetings"),
        said=("forum",),
        dress=lambda shown: meeting_rows(shown, with_self_coded=include),
        columns=COLUMNS,
        table="meetings",
    )


COLUMNS = {
    "forum": (_lazy("Forum"), lambda row: row.meeting.dialogue.reader.short_name),
    "result": (_lazy("Topics raised"), lambda row: short_rate(row.tally)),
    "recommended": (
        _lazy("Recommended topics"),
        lambda row: listed(counted(n, _(s.word)) for s, n in row.recommended),
    ),
    "read": (_lazy("Readouts read"), lambda row: _(row.reading.short) if row.reading else ""),
}


@Prepared
def _of_slug(slug: str):
    return Meeting.objects.published().select_related("dialogue").filter(slug=slug)


def meeting(request, slug):
    row = first_or_404(_of_slug(slug))
    include = Asked.of(request.GET, today()).with_self_coded
    documents, known = papers_of_meeting(row, with_words=False)
    proven = proven_findings(row, documents)
    coverage = coverage_of_meetings([row], proven, with_self_coded=include)[row.pk]
    groups = defaultdict(list)
    for finding in coverage.findings.values():
        groups[finding.outcome].append(finding)
    context = {
        "meeting": row,
        "coverage": coverage,
        "answer": _answer(row, coverage),
        "reading": _reading(row, known),
        "attendances": _attendances(row.pk),
        "groups": groups,
        "cited": cited_documents([*groups["raised"], *groups["partly_raised"]]),
        "documents_by_side": documents_by_side(documents, known.tops),
        "plans": [(plan, result_of(coverage.findings.get(plan.topic_id))) for plan in _plans(documents)],
        "silences": _silences(groups["not_raised"], known),
        "claims": checked_at(_claims(row.pk), coverage.findings, known),
        "since_last": since_last(row, proven) if proven else None,
    }
    return page(
        request,
        "agenda/meeting.html",
        context,
        title=str(row),
        statement=f"{context['answer']} {context['reading']}".strip(),
        card=f"meetings/{row.slug}",
        linked=event(request, row),
    )


@Prepared
def _attendances(meeting: int):
    rows = Attendance.objects.filter(meeting=meeting, actor__is_published=True)
    return rows.order_by("actor__name", "representative").select_related("actor")


def _answer(meeting, coverage) -> str:
    """What became of the topics recommended before the meeting, or, without any, what was found at it."""
    if meeting.status != Meeting.Status.HELD:
        return ""
    if answer := recommended_answer(coverage.recommended_tally):
        return answer
    none = _("No recommendation on record stood before it.")
    return f"{none} {found_answer(coverage.tally)}".strip()


def _reading(meeting, known) -> str:
    """How much of the meeting's readouts was read; "" for a meeting that was not held."""
    if meeting.status != Meeting.Status.HELD:
        return ""
    readouts = known.readouts[meeting.pk]
    return reading_answer(
        [readout.document for readout in readouts],
        absence_can_be_shown=reading_of(readouts) == Reading.WHOLE,
    )


def _silences(findings, known) -> dict[str, list[ProvenFinding]]:
    """The topics not mentioned, by whose published readouts were read for them and what was not, in words."""
    silences = defaultdict(list)
    reaches = reaches_of(findings, known)
    for finding in findings:
        silences[reaches[finding.pk].sentence].append(finding)
    return dict(silences)


def _plans(documents):
    """What the announcements among the documents say was planned."""
    return _planned([d.pk for d in documents if d.kind == Document.Kind.ANNOUNCEMENT])


@Prepared
def _planned(announcements: Collection[int]):
    plans = Plan.objects.published().filter(document__in=announcements)
    return plans.select_related("document__publisher", "topic")


@Prepared
def _claims(meeting: int):
    claims = Claim.objects.published().filter(meeting=meeting)
    return claims.select_related("topic", "document__author", "document__publisher")
