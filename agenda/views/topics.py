from collections import Counter

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from agenda.coverage.headline import once_a_pair
from agenda.coverage.recoding import breaks
from agenda.coverage.sentences import short_rate
from agenda.coverage.states import cell_state
from agenda.coverage.topic_sums import states_at
from agenda.coverage.topics import recommended_pairs_answer, topic_answer
from agenda.filters.topic_list import KeptTopicFilterSet, listed_topics
from agenda.models.findings import finding_address
from agenda.pictures.dots import MOST, MOST_LINKED, DatedDot, Dot
from agenda.pictures.series import reach_word, strip_of
from agenda.questions.topic import SILENT, TopicOnRecord
from agenda.questions.topic_cells import topic_for_page

from .base import PER_PAGE, ledger_of, list_page, page, query_without_page
from .periods import named_forums


def topic_list(request):
    ledger = ledger_of(request)
    filterset = listed_topics(request.GET, ledger)
    rows = filterset.results()
    n_meetings, latest = filterset.meetings(MOST)
    forums = named_forums(filterset)
    is_one_forum = len(filterset.cleaned()["forum"]) == 1
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
        recommended=filterset.stood(rows),
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
    ledger = ledger_of(request)
    row = topic_for_page(code, ledger.on)
    if row is None:
        raise Http404
    on_record = TopicOnRecord(row, ledger.narrowed(topics=[row.pk]))
    raised = Paginator(range(on_record.n_taken_up), PER_PAGE).get_page(request.GET.get("page"))
    n_silent = on_record.n_all - on_record.n_taken_up
    silent = Paginator(range(n_silent), SILENT).get_page(request.GET.get("silent"))
    pairs = Counter(pairing.course.standing for pairing in once_a_pair(on_record.pairings))
    tally = on_record.tally
    found = topic_answer(on_record.n_taken_up, on_record.found_first_and_last, tally)
    answer = f"{found} {recommended_pairs_answer(pairs)}".strip()
    on_record.attach_elsewhere()
    context = {
        "answer": answer,
        "left_out": on_record.left_out,
        "strip": _picture(on_record),
        "breaks": breaks(row) if row.has_breaks else [],
        "topic": row,
        "notes": row.interpretation_notes.in_force() if row.has_notes else [],
        "children": row.children.filter(is_published=True) if row.has_children else [],
        "tally": tally,
        "raised": on_record.raised(_part(raised)) if raised else [],
        "page": raised,
        "query": query_without_page(request),
        "silent": on_record.silent(_part(silent)) if n_silent else [],
        "silent_page": silent,
        "n_silent": n_silent,
        "pairings": on_record.pairings,
        "forums": [(at, dots) for at, dots in zip(on_record.forums, _forum_strips(on_record), strict=True)],
        "more_forums": on_record.n_forums - len(on_record.forums),
    }
    return page(request, "agenda/topic.html", context, title=row.reader.name, statement=answer,
                card=f"topics/{row.code}")  # fmt: skip


def _part(shown) -> slice:
    """Which of all rows a page of them shows."""
    return slice(shown.start_index() - 1, shown.end_index())


def _picture(on_record: TopicOnRecord):
    """The topic across dialogues and years; of very many meetings the latest, which it says."""
    drawn = on_record.drawn
    reaches = on_record.reaches()
    words_of = {reach: reach_word(reach) for reach in set(reaches.values())}
    words = {meeting: words_of[reach] for meeting, reach in reaches.items()}
    more = ""
    if len(drawn) < on_record.n_all:
        more = ngettext(
            "The picture of this page draws the latest %(shown)s of %(n)s meeting; the files have all.",
            "The picture of this page draws the latest %(shown)s of %(n)s meetings; the files have all.",
            on_record.n_all,
        ) % {"shown": len(drawn), "n": on_record.n_all}
    marks = [(cell.finding, on_record.occasion(cell), cell.state) for cell in drawn]
    return strip_of(on_record.topic, marks, on_record.ledger.dialogues, words, on_record.tally, more)


def _forum_strips(on_record: TopicOnRecord) -> list[list[DatedDot]]:
    """A strip for each of the dialogues that are listed, a dot for each of their held meetings."""
    states, asked = on_record.states(), on_record.asked_before()
    expected, none = cell_state(None, recommended_before=True), cell_state(None)
    strips = []
    for row in on_record.forums:
        strip = []
        for meeting in on_record.by_dialogue.get(row.dialogue.pk, ()):
            is_before = meeting.pk in asked
            state = states.get(meeting.pk) or (expected if is_before else none)
            strip.append(DatedDot(meeting.held, state, is_before))
        strips.append(strip)
    return strips
