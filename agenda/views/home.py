from urllib.parse import urlencode

from django.db.models import Prefetch
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.coverage.answers import meeting_sentence, reading_sentence
from agenda.coverage.asked_sums import AskedSums, DerivedSums
from agenda.coverage.coders import has_shipped_codes
from agenda.coverage.courses import Standing
from agenda.coverage.extent import held_and_read
from agenda.coverage.headline import glance
from agenda.coverage.kept import courses_hold
from agenda.coverage.recommended_cells import recommended_tally
from agenda.coverage.results import meeting_rows
from agenda.coverage.sentences import rate_sentence
from agenda.coverage.states import LEGEND
from agenda.filters import DocumentFilterSet
from agenda.models import (
    CodebookVersion,
    CurrentCell,
    Document,
    InterpretationNote,
    Meeting,
    Topic,
    WordProposal,
)
from agenda.models.about import about_site
from agenda.pictures.series import rates

from .base import asked, ledger_of, page
from .linked import dataset
from .questions import QUESTIONS

ABOUT = (
    "Topics recommended for diplomatic dialogues and whether the published readouts of each meeting raised them, "
    "cell by cell, with the passage or the list of documents examined."
)
LATEST = 4
SILENT = 4


def home(request):
    ledger = ledger_of(request)
    topics = list(Topic.objects.published())
    sums = AskedSums(ledger.on) if courses_hold(ledger.on) else DerivedSums(ledger)
    found = sums.headline(recommended_tally(ledger.sums))
    dialogues, rows = glance(ledger, topics, sums.asked_at)
    read, held, n_dialogues = held_and_read(ledger.on)
    context = {
        "ledger": ledger,
        "headline": found,
        "tally": ledger.tally(),
        "left_out": ledger.left_out(),
        "n_findings": CurrentCell.objects.count(),
        "counts": _counts(request, ledger, held, len(topics), sums.n_pairings),
        "recommenders": sums.recommenders(),
        "latest": _latest(ledger),
        "reading": reading_sentence(read, held, n_dialogues),
        "silent": _silent(ledger, sums),
        "busiest": ledger.dialogues.get(sums.busiest(ledger.dialogues)),
        "rates_by_dialogue": [(d, rate_sentence(ledger.tally(dialogue_id=d.pk))) for d in dialogues],
        "rates": rates("all", _("all forums"), reverse("home"), ledger.tallies_by_year()),
        "questions": QUESTIONS,
        "glance_dialogues": dialogues,
        "glance": rows,
    }
    return page(request, "agenda/home.html", context, title=_("Was it raised?"),
                linked=dataset(request, ledger, about_site(), ABOUT))  # fmt: skip


def _silent(ledger, sums):
    """(pairing, the meetings held since) of the longest silences, one a topic and dialogue."""
    longest = sums.longest_silences(ledger, SILENT)
    shown = ledger.narrowed_to(longest)
    return [(pairing, shown.since(pairing)) for pairing in longest]


def _latest(ledger) -> list[tuple[Meeting, str]]:
    """(meeting, what became of the recommended topics there and how much was read) of the latest meetings held."""
    meetings = list(
        Meeting.objects.published().held().until(ledger.on).select_related("dialogue").newest_first()[:LATEST]
    )
    return [
        (row.meeting, meeting_sentence(row.coverage.recommended_tally, row.coverage.found_tally, row.reading))
        for row in meeting_rows(meetings, with_self_coded=ledger.with_self_coded)
        if row.reading  # every one of them was held
    ]


def _counts(request, ledger, n_held: int, n_topics: int, n_pairings: int) -> list[tuple[str, int, str]]:
    """(address, how many, label) of what the record holds; each leads to a list of as many rows."""
    day = {"as_of": ledger.on.isoformat()} if asked(request).is_as_of else {}
    held = {"status": Meeting.Status.HELD.value}
    public = Document.objects.published()
    documents = DocumentFilterSet(day or None, public).qs.count()  # no question reads no choices
    counts = [
        ("dialogues", day, len(ledger.dialogues), _("dialogues")),
        ("meetings", held | day, n_held, _("meetings held")),
        ("documents", day, documents, _("documents")),
        ("topics", day, n_topics, _("topics")),
        ("recommendations", day, n_pairings, _("recommendations, counted by forum")),
    ]
    return [(_address(name, query), n, label) for name, query, n, label in counts]


def _address(name: str, query: dict[str, str]) -> str:
    return f"{reverse(name)}?{urlencode(query)}" if query else reverse(name)


def methodology(request):
    words = WordProposal.objects.accepted().filter(topic__is_published=True).select_related("topic")
    context = {
        "legend": [(state, *words) for state, words in LEGEND.items()],
        "standings": [(standing, standing.meaning) for standing in Standing],
        "versions": CodebookVersion.objects.prefetch_related(Prefetch("new_words", words)),
        "notes": InterpretationNote.objects.select_related("version"),
        "has_shipped_codes": has_shipped_codes(),
    }
    return page(request, "agenda/methodology.html", context, title=_("Method"))


def favicon(request):
    """Browsers ask for this by name on pages that name no icon, such as the admin's."""
    return redirect(static("agenda/icon.svg"))
