from collections import Counter

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.coverage.answers import recommended_pairs_answer, topic_answer
from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.evidence import attach_proof
from agenda.coverage.headline import once_a_pair
from agenda.coverage.rates import Tally
from agenda.coverage.recoding import breaks
from agenda.filters import TopicFilterSet
from agenda.filters.topics import topic_rows
from agenda.models import Finding, Recommendation, Topic
from agenda.pictures.series import strip
from agenda.pictures.strips import topic_strip
from agenda.questions.topic import forums_of, found_at

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
    pairings = ledger.pairings(Recommendation.objects.published().filter(topic=row, made_on__lte=on))
    tally = Tally.of((finding.outcome, finding.absence_shown) for finding in counted)
    asked_for = ledger.recommended_before(pairings)
    pairs = Counter(pairing.course.standing for pairing in once_a_pair(pairings))
    answer = f"{topic_answer(found_at(ledger, row.pk), tally)} {recommended_pairs_answer(pairs)}".strip()
    context = {
        "answer": answer,
        "left_out": len(findings) - len(counted),
        "strip": strip(row, ledger),
        "breaks": breaks(row),
        "topic": row,
        "notes": row.interpretation_notes.in_force(),
        "children": row.children.filter(is_published=True),
        "tally": tally,
        "raised": [f for f in findings if f.outcome in TAKEN_UP],
        "other": [f for f in findings if f.outcome not in TAKEN_UP],
        "pairings": pairings,
        "forums": [
            (at, topic_strip(ledger, at.dialogue.pk, row.pk, asked_for))
            for at in forums_of(ledger, row.pk, pairings)
        ],
    }
    return page(request, "agenda/topic.html", context, title=row.name, statement=answer,
                card=f"topics/{row.code}")  # fmt: skip
