from collections import Counter

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.courses import TAKEN_UP, Standing
from agenda.coverage.evidence import attach_proof
from agenda.coverage.headline import ORDER, once_a_pair
from agenda.coverage.rates import Tally
from agenda.coverage.recoding import breaks
from agenda.coverage.sentences import short_rate
from agenda.coverage.states import cell_state
from agenda.coverage.topic_sums import states_at
from agenda.coverage.topics import recommended_pairs_answer, topic_answer
from agenda.filters.topic_list import KeptTopicFilterSet, listed_topics
from agenda.models import Finding, Topic
from agenda.models.findings import finding_address
from agenda.pictures.dots import MOST, MOST_LINKED, Dot
from agenda.pictures.series import strip
from agenda.pictures.strips import topic_strip
from agenda.questions.topic import forums_of, found_at

from .base import PER_PAGE, ledger_of, list_page, page, query_without_page
from .periods import named_forums


def topic_list(request):
    ledger = ledger_of(request)
    filterset = listed_topics(request.GET, ledger)
    rows = filterset.results()
    n_meetings, latest = filterset.meetings(MOST)
    forums = named_forums(filterset)
    is_one_forum = len(filterset.cleaned()["forum"]) == 1
    standings: Counter[Standing] = Counter()
    for row in rows:
        standings.update(dict(row.asked))
    return list_page(
        request,
        "agenda/topic_list.html",
        filterset,
        rows,
        title=_("Topics at %(forums)s") % {"forums": forums} if forums else _("Topics"),
        said=("forum",),
        dress=lambda shown: _dressed(shown, filterset, latest, names_courses=is_one_forum),
        columns=COLUMNS,
        table="topics",
        total=filterset.total(rows),
        n_found=sum(row.found_of_N[0] > 0 for row in rows),
        recommended=[(standing, standings[standing]) for standing in ORDER if standings[standing]],
        n_meetings=n_meetings,
        forums=forums,
        is_one_forum=is_one_forum,
    )


COLUMNS = {
    "last": (_lazy("Last raised"), lambda row: row.last and row.last.occasion.held),
    "rate": (_lazy("Raised"), lambda row: short_rate(row.tally)),
    # No two topics share a recommendation: the column says the same only where it says nothing.
    "recommended": (_lazy("Recommended"), lambda row: row.topic.code if row.asked else ""),
}


def _dressed(rows, filterset, occasions, *, names_courses: bool):
    """Each row with its last mention and its strip, a dot for each of the meetings; with its courses where they are named."""
    filterset.complete(rows)
    if names_courses and isinstance(filterset, KeptTopicFilterSet):
        filterset.attach_pairings(rows)
    states = states_at(occasions, [row.topic.pk for row in rows])
    recommended = filterset.recommended_before(rows, occasions)
    strips = Strips(filterset.ledger.dialogues, occasions, is_linked=len(occasions) <= MOST_LINKED)
    for row in rows:
        row.strip = strips.of(row.topic, states, recommended)
    return rows


class Strips:
    """Strips of several topics over the same meetings; dots that lead nowhere are shared where they say the same."""

    def __init__(self, dialogues, occasions, *, is_linked: bool) -> None:
        self._labels = [(o, f"{dialogues[o.dialogue_id].reader.short_name}, {o.held}") for o in occasions]
        self._is_linked = is_linked
        self._shared: dict[tuple, Dot] = {}

    def of(self, topic, states, recommended) -> list[Dot]:
        """A dot for each of the meetings; `states` of cells and what was `recommended` before, by (meeting id, topic id)."""
        strip = []
        for occasion, label in self._labels:
            at = occasion.pk, topic.pk
            is_before = at in recommended
            state = states.get(at)
            url = finding_address(occasion.slug, topic.code) if state and self._is_linked else None
            key = (label, state or cell_state(None, recommended_before=is_before), url, is_before)
            if key not in self._shared:
                self._shared[key] = Dot(*key)
            strip.append(self._shared[key])
        return strip


def topic(request, code):
    row = get_object_or_404(Topic.objects.published().select_related("parent"), code=code)
    ledger = ledger_of(request, topics=[row.pk])
    on = ledger.on
    rows = Finding.objects.published().with_absence_shown().filter(topic=row, meeting__held_on__lte=on)
    findings = list(
        rows.order_by("-meeting__held_on", "meeting__slug").select_related("meeting__dialogue", "topic")
    )
    taken_up = Paginator([f for f in findings if f.outcome in TAKEN_UP], PER_PAGE)
    raised = taken_up.get_page(request.GET.get("page"))
    proven = {f.pk: f for f in attach_proof(rows.filter(pk__in=[f.pk for f in raised]))}
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
        "raised": [proven[f.pk] for f in raised],
        "page": raised,
        "query": query_without_page(request),
        "other": [f for f in findings if f.outcome not in TAKEN_UP],
        "pairings": pairings,
        "forums": [
            (at, topic_strip(ledger, at.dialogue.pk, row.pk, asked_for))
            for at in forums_of(ledger, row.pk, pairings)
        ],
    }
    return page(request, "agenda/topic.html", context, title=row.reader.name, statement=answer,
                card=f"topics/{row.code}")  # fmt: skip
