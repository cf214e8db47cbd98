from collections import Counter

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.evidence import attach_proof
from agenda.coverage.headline import by_standing, once_a_pair
from agenda.coverage.rates import Tally
from agenda.coverage.recoding import breaks
from agenda.coverage.sentences import short_rate
from agenda.coverage.topics import recommended_pairs_answer, topic_answer
from agenda.filters import TopicFilterSet
from agenda.filters.topics import attach_pairings
from agenda.models import Finding, Topic
from agenda.pictures.dots import Dot
from agenda.pictures.series import strip
from agenda.pictures.strips import ledger_dot, topic_strip
from agenda.questions.topic import forums_of, found_at

from .base import ledger_of, list_page, page
from .periods import named_forums

MOST = 28
"""Meetings in the strip of a topic."""


def topic_list(request):
    ledger = ledger_of(request)
    filterset = TopicFilterSet(request.GET, ledger, is_light=True)
    rows = filterset.results()
    occasions = _occasions(ledger, filterset)
    forums = named_forums(filterset)
    return list_page(
        request,
        "agenda/topic_list.html",
        filterset,
        rows,
        title=_("Topics at %(forums)s") % {"forums": forums} if forums else _("Topics"),
        said=("forum",),
        dress=lambda shown: _dressed(shown, filterset, occasions[-MOST:]),
        columns=COLUMNS,
        table="topics",
        total=sum((row.tally for row in rows), Tally()),
        n_found=sum(row.tally.found > 0 for row in rows),
        recommended=by_standing(pairing for row in rows for pairing in row.pairings),
        meetings=occasions,
        forums=forums,
        is_one_forum=len(filterset.cleaned()["forum"]) == 1,
    )


COLUMNS = {
    "last": (_lazy("Last raised"), lambda row: row.last and row.last.occasion.held),
    "rate": (_lazy("Raised"), lambda row: short_rate(row.tally)),
    "recommended": (_lazy("Recommended"), lambda row: [p.recommendation.code for p in row.pairings]),
}


def _occasions(ledger, filterset):
    """The held meetings within the chosen forums and dates, oldest first."""
    forums = {pk: dialogue.slug for pk, dialogue in ledger.dialogues.items()}
    return [o for o in ledger.occasions.values() if filterset.covers(o, forums[o.dialogue_id])]


def _dressed(rows, filterset, occasions):
    """Each row with its last mention and its strip: a dot for each of the meetings."""
    filterset.complete(rows)
    attach_pairings(rows, filterset.ledger)
    ledger = filterset.ledger.at_meetings(occasions, {row.topic.pk for row in rows})
    recommended = ledger.recommended_before(pairing for row in rows for pairing in row.pairings)
    for row in rows:
        row.strip = [_dot(ledger, row.topic, occasion, recommended) for occasion in occasions]
    return rows


def _dot(ledger, topic, occasion, recommended) -> Dot:
    label = f"{ledger.dialogues[occasion.dialogue_id].reader.short_name}, {occasion.held}"
    return ledger_dot(ledger, occasion, topic.pk, recommended, label)


def topic(request, code):
    row = get_object_or_404(Topic.objects.published().select_related("parent"), code=code)
    ledger = ledger_of(request, topics=[row.pk])
    on = ledger.on
    findings = attach_proof(
        Finding.objects.published()
        .with_absence_shown()
        .filter(topic=row, meeting__held_on__lte=on)
        .order_by("-meeting__held_on", "meeting__slug")
    )
    include = ledger.with_self_coded
    counted = [f for f in findings if include or not f.is_self_coded]
    pairings = ledger.pairings()
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
    return page(request, "agenda/topic.html", context, title=row.reader.name, statement=answer,
                card=f"topics/{row.code}")  # fmt: skip
