from datetime import date
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.coverage.answers import meeting_sentence, reading_sentence
from agenda.coverage.asked_sums import AskedSums, DerivedSums
from agenda.coverage.coders import has_shipped_codes
from agenda.coverage.counts import RecordCounts, counted, counts_of, in_words
from agenda.coverage.counts import parts as count_parts
from agenda.coverage.counts import tables as count_tables
from agenda.coverage.courses import Standing
from agenda.coverage.glances import glance
from agenda.coverage.glances import parts as glance_parts
from agenda.coverage.recommended_cells import recommended_tally
from agenda.coverage.results import meeting_rows
from agenda.coverage.sentences import rate_sentence
from agenda.coverage.states import LEGEND
from agenda.coverage.together import asked_together
from agenda.filters import DocumentFilterSet
from agenda.models import (
    CodebookVersion,
    Document,
    InterpretationNote,
    Meeting,
    WordProposal,
)
from agenda.models.about import about_site
from agenda.models.prepared import Prepared
from agenda.pictures.glance import glance_table
from agenda.pictures.series import rates

from .base import asked, ledger_of, page
from .frame import frame_of
from .linked import dataset
from .questions import QUESTIONS

ABOUT = (
    "Topics recommended for diplomatic dialogues and whether the published readouts of each meeting raised them, "
    "cell by cell, with the passage or the list of documents examined."
)
LATEST = 4
SILENT = 4


def home(request):
    frame_of(request)  # the settings come along with it
    ledger = ledger_of(request)
    sums, counts = _sums(ledger)
    found = sums.headline(recommended_tally(ledger.sums))
    shown = glance(ledger, also=sums.busiest)
    busiest = [shown.known[pk] for pk in sums.busiest if pk in shown.known]
    context = {
        "ledger": ledger,
        "headline": found,
        "tally": ledger.tally(),
        "left_out": ledger.left_out(),
        "n_findings": ledger.sums.n_cells,
        "counts": _counts(request, ledger, counts, sums.n_pairings),
        "recommenders": sums.recommenders(),
        "latest": _latest(ledger),
        "reading": reading_sentence(counts),
        "silent": _silent(ledger, sums),
        "busiest": min(busiest, key=lambda dialogue: dialogue.reader.order, default=None),
        "rates_by_dialogue": [
            (d, rate_sentence(tally)) for d, tally in zip(shown.dialogues, shown.tallies, strict=True)
        ],
        "rates": rates("all", _("all forums"), reverse("home"), ledger.tallies_by_year()),
        "questions": QUESTIONS,
        "glance": shown,
        "glance_table": glance_table(shown),
    }
    return page(request, "agenda/home.html", context, title=_("Was it raised?"),
                linked=dataset(request, about_site(), ABOUT, counts.ends))  # fmt: skip


def _sums(ledger) -> tuple[AskedSums, RecordCounts]:
    """What was recommended and what is on record, with the tallies of the ledger. One query, where courses hold for the day."""
    asked = AskedSums(ledger.on)
    parts = ledger.sums.parts() | asked.parts() | count_parts(ledger.on)
    parts |= glance_parts(ledger.on, with_self_coded=ledger.with_self_coded)
    rows = asked_together(parts, count_tables(ledger.on))
    ledger.sums.whole = asked.whole = rows
    return asked if asked.hold else DerivedSums(ledger), counts_of(rows)


def _silent(ledger, sums):
    """(pairing, the meetings held since) of the longest silences, one a topic and dialogue."""
    longest = sums.longest_silences(ledger, SILENT)
    shown = ledger.narrowed_to(longest)
    return [(pairing, shown.since(pairing)) for pairing in longest]


def _held_by(on: date) -> QuerySet[Meeting]:
    return Meeting.objects.published().held().until(on).select_related("dialogue").newest_first()[:LATEST]


_last_held = Prepared(_held_by)


def _latest(ledger) -> list[tuple[Meeting, str]]:
    """(meeting, what became of the recommended topics there and how much was read) of the latest meetings held."""
    return [
        (row.meeting, meeting_sentence(row.recommended_tally, row.found_tally, row.reading))
        for row in meeting_rows(_last_held(ledger.on), with_self_coded=ledger.with_self_coded)
        if row.reading  # every one of them was held
    ]


def _counts(request, ledger, counts: RecordCounts, n_pairings: int) -> list[tuple[str, int | str, str]]:
    """(address, how many, label) of what the record holds; each leads to a list of as many rows."""
    day = {"as_of": ledger.on.isoformat()} if asked(request).is_as_of else {}
    held = {"status": Meeting.Status.HELD.value}
    documents = counts.documents
    if day:  # no question reads no choices
        documents = counted(DocumentFilterSet(day, Document.objects.published()).qs)
    rows = [
        ("dialogues", day, counts.dialogues, _("dialogues")),
        ("meetings", held | day, in_words(counts.meetings), _("meetings held")),
        ("documents", day, in_words(documents), _("documents")),
        ("topics", day, counts.topics, _("topics")),
        ("recommendations", day, n_pairings, _("recommendations, counted by forum")),
    ]
    return [(_address(name, query), n, label) for name, query, n, label in rows]


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
