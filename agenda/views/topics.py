from django.shortcuts import get_object_or_404, render

from agenda.coverage import Tally
from agenda.filters import TopicFilterSet
from agenda.filters.topics import topic_rows
from agenda.ledger import Ledger
from agenda.models import Finding, Recommendation, Topic

from .base import list_page, today
from .proof import attach_proof


def topic_list(request):
    filterset = TopicFilterSet(request.GET, topic_rows())
    rows = filterset.results()
    total = sum((row.tally for row in rows), Tally())
    return list_page(request, "agenda/topic_list.html", filterset, rows, total=total)


def topic(request, code):
    row = get_object_or_404(Topic.objects.published().select_related("parent"), code=code)
    findings = attach_proof(
        Finding.objects.published().filter(topic=row).order_by("-meeting__held_on", "meeting__slug")
    )
    ledger = Ledger(today())
    recommendations = Recommendation.objects.published().filter(topic=row)
    context = {
        "topic": row,
        "children": row.children.filter(is_published=True),
        "tally": Tally.of(finding.outcome for finding in findings),
        "raised": [f for f in findings if f.outcome in ("raised", "partly_raised")],
        "other": [f for f in findings if f.outcome not in ("raised", "partly_raised")],
        "pairings": ledger.pairings(recommendations),
        "by_dialogue": [
            (dialogue, tally)
            for dialogue in ledger.dialogues.values()
            if (tally := ledger.tally(dialogue_id=dialogue.pk, topic_id=row.pk)).total
        ],
    }
    return render(request, "agenda/topic.html", context)
