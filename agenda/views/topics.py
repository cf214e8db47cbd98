from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.evidence import attach_proof
from agenda.coverage.rates import Tally
from agenda.coverage.recoding import breaks
from agenda.filters import TopicFilterSet
from agenda.filters.topics import topic_rows
from agenda.models import Finding, Recommendation, Topic
from agenda.pictures.series import strip

from .base import asked, ledger_of, list_page, page


def topic_list(request):
    filterset = TopicFilterSet(
        request.GET, topic_rows(asked(request).on, with_self_coded=asked(request).with_self_coded)
    )
    rows = filterset.results()
    total = sum((row.tally for row in rows), Tally())
    return list_page(
        request, "agenda/topic_list.html", filterset, rows, title=_("Topics"), table="topics", total=total
    )


def topic(request, code):
    row = get_object_or_404(Topic.objects.published().select_related("parent"), code=code)
    ledger = ledger_of(request)
    on = ledger.on
    findings = attach_proof(
        Finding.objects.published()
        .with_absence_shown()
        .filter(topic=row, meeting__held_on__lte=on)
        .order_by("-meeting__held_on", "meeting__slug")
    )
    include = ledger.with_self_coded
    counted = [f for f in findings if include or not f.is_self_coded]
    recommendations = Recommendation.objects.published().filter(topic=row, made_on__lte=on)
    context = {
        "left_out": len(findings) - len(counted),
        "strip": strip(row, ledger),
        "breaks": breaks(row),
        "topic": row,
        "notes": row.interpretation_notes.in_force(),
        "children": row.children.filter(is_published=True),
        "tally": Tally.of((finding.outcome, finding.absence_shown) for finding in counted),
        "raised": [f for f in findings if f.outcome in TAKEN_UP],
        "other": [f for f in findings if f.outcome not in TAKEN_UP],
        "pairings": ledger.pairings(recommendations),
        "by_dialogue": [
            (dialogue, tally)
            for dialogue in ledger.dialogues.values()
            if (tally := ledger.tally(dialogue_id=dialogue.pk, topic_id=row.pk)).total
        ],
    }
    return page(request, "agenda/topic.html", context, title=row.name, card=f"topics/{row.code}")
