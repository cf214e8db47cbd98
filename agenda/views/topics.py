from django.shortcuts import get_object_or_404, render

from agenda.coverage import Tally
from agenda.filters import TopicFilterSet
from agenda.filters.topics import topic_rows
from agenda.ledger import Ledger
from agenda.models import Finding, Recommendation, Topic
from agenda.recoding import breaks

from .base import includes_self_coded, list_page, today
from .proof import attach_proof


def topic_list(request):
    filterset = TopicFilterSet(request.GET, topic_rows(with_self_coded=includes_self_coded(request)))
    rows = filterset.results()
    total = sum((row.tally for row in rows), Tally())
    return list_page(request, "agenda/topic_list.html", filterset, rows, total=total)


def topic(request, code):
    row = get_object_or_404(Topic.objects.published().select_related("parent"), code=code)
    findings = attach_proof(
        Finding.objects.published().filter(topic=row).order_by("-meeting__held_on", "meeting__slug")
    )
    include = includes_self_coded(request)
    counted = [f for f in findings if include or not f.is_self_coded]
    ledger = Ledger(today(), with_self_coded=include)
    recommendations = Recommendation.objects.published().filter(topic=row)
    context = {
        "left_out": len(findings) - len(counted),
        "breaks": breaks(row),
        "topic": row,
        "children": row.children.filter(is_published=True),
        "tally": Tally.of(finding.outcome for finding in counted),
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
