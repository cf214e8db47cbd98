from collections import defaultdict

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.coverage.evidence import attach_proof, sides_of
from agenda.coverage.rates import Tally
from agenda.coverage.states import cell_state
from agenda.filters import MeetingFilterSet
from agenda.filters.asked import Asked
from agenda.models import Actor, Claim, Document, Finding, Meeting, Plan, Recommendation
from agenda.questions.claims import verdict_on

from .base import list_page, page, today
from .linked import event


def meeting_list(request):
    meetings = Meeting.objects.published().select_related("dialogue").newest_first()
    filterset = MeetingFilterSet(request.GET, queryset=meetings)
    return list_page(
        request, "agenda/meeting_list.html", filterset, filterset.qs, title=_("Meetings"), table="meetings"
    )


def meeting(request, slug):
    row = get_object_or_404(Meeting.objects.published().select_related("dialogue"), slug=slug)
    findings = attach_proof(Finding.objects.published().filter(meeting=row).order_by("topic__name"))
    by_topic = {finding.topic_id: finding for finding in findings}
    groups = defaultdict(list)
    for finding in findings:
        groups[finding.outcome].append(finding)
    include = Asked.of(request.GET, today()).with_self_coded
    counted = [f for f in findings if include or not f.is_self_coded]
    context = {
        "left_out": len(findings) - len(counted),
        "meeting": row,
        "attendances": row.attendances.filter(actor__is_published=True).select_related("actor"),
        "tally": Tally.of(finding.outcome for finding in counted),
        "groups": groups,
        "expected": _expected(row, by_topic),
        "documents_by_side": _documents_by_side(row),
        "plans": [(p, cell(by_topic.get(p.topic_id))) for p in _plans(row)],
        "claims": [_checked(c, by_topic.get(c.topic_id)) for c in _claims(row)],
    }
    return page(
        request,
        "agenda/meeting.html",
        context,
        title=str(row),
        card=f"meetings/{row.slug}",
        linked=event(request, row),
    )


def cell(finding):
    """(finding, state) for a topic that was recommended or planned."""
    if finding is None:
        return None, cell_state(None, recommended_before=True)
    return finding, cell_state(finding.outcome, is_excluded=finding.is_excluded)


def _checked(claim, finding):
    return claim, finding, verdict_on(claim.outcome, finding and finding.outcome)


def _expected(meeting, by_topic):
    """Recommendations made before the meeting, by topic, with what became of the topic there."""
    if meeting.held is None:
        return []
    rows = Recommendation.objects.published().filter(dialogues=meeting.dialogue).in_force(meeting.held_on)
    topics = defaultdict(list)
    for recommendation in rows.select_related("topic", "recommender"):
        if recommendation.made.is_before(meeting.held):
            topics[recommendation.topic].append(recommendation)
    return [
        (topic, recommendations, *cell(by_topic.get(topic.pk)))
        for topic, recommendations in sorted(topics.items(), key=lambda item: item[0].name)
    ]


def _documents_by_side(meeting):
    documents = Document.objects.published().filter(meeting=meeting)
    documents = (
        documents.select_related("publisher").prefetch_related("issuers").order_by("issued_on", "slug")
    )
    tops = Actor.objects.sides()
    by_side = defaultdict(list)
    for document in documents:
        if not document.is_official:
            side = "Others"
        else:
            sides = sides_of(document, tops)
            side = "Joint" if len(sides) > 1 else sides[0].name
        by_side[side].append(document)
    return sorted(by_side.items(), key=lambda item: (item[0] == "Others", item[0] != "Joint", item[0]))


def _plans(meeting):
    return Plan.objects.published().filter(document__meeting=meeting).select_related("document", "topic")


def _claims(meeting):
    return (
        Claim.objects.published()
        .filter(meeting=meeting)
        .select_related("topic", "document__author", "document__publisher")
    )
