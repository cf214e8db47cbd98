from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.coverage.courses import Standing
from agenda.coverage.headline import glance, headline
from agenda.coverage.states import LEGEND
from agenda.models import CodebookVersion, Document, Finding, Meeting, Recommendation, Topic
from agenda.pictures.series import rates
from agenda.questions.missed import first_of_each_pair, found_silent

from .base import ledger_of, page
from .linked import dataset
from .questions import QUESTIONS

ABOUT = (
    "Topics recommended for diplomatic dialogues and whether the published readouts of each meeting raised them, "
    "cell by cell, with the passage or the list of documents examined."
)
LATEST = 6
SILENT = 8


def home(request):
    ledger = ledger_of(request)
    topics, pairings = list(Topic.objects.published()), ledger.pairings()
    recommended_cells = ledger.tally_of(ledger.recommended_before(pairings))
    dialogues, rows = glance(ledger, topics)
    context = {
        "ledger": ledger,
        "headline": headline(pairings, recommended_cells),
        "tally": ledger.tally(),
        "left_out": ledger.left_out(),
        "n_findings": Finding.objects.published().count(),
        "counts": _counts(ledger, topics),
        "latest": Meeting.objects.published()
        .held()
        .until(ledger.on)
        .select_related("dialogue")
        .newest_first()[:LATEST],
        "silent": first_of_each_pair(found_silent(pairings))[:SILENT],
        "rates": rates("all", _("all forums"), reverse("home"), ledger.tallies_by_year()),
        "questions": QUESTIONS,
        "glance_dialogues": dialogues,
        "glance": rows,
    }
    return page(request, "agenda/home.html", context, title=_("Was it raised?"),
                linked=dataset(request, ledger, "Agenda", ABOUT))  # fmt: skip


def _counts(ledger, topics) -> list[tuple[str, int, str]]:
    """(url name, how many, label) of what the record holds; each leads to a list of as many rows."""
    return [
        ("dialogues", len(ledger.dialogues), _("dialogues")),
        ("meetings", len(ledger.occasions), _("meetings held")),
        ("documents", Document.objects.published().official().count(), _("official documents")),
        ("topics", len(topics), _("topics")),
        (
            "recommendations",
            Recommendation.objects.published().filter(made_on__lte=ledger.on).count(),
            _("recommendations"),
        ),
    ]


def methodology(request):
    context = {
        "legend": [(state, *words) for state, words in LEGEND.items()],
        "standings": [(standing, standing.meaning) for standing in Standing],
        "versions": CodebookVersion.objects.all(),
    }
    return page(request, "agenda/methodology.html", context, title=_("Method"))


def favicon(request):
    """Browsers ask for this by name on pages that name no icon, such as the admin's."""
    return redirect(static("agenda/icon.svg"))


def healthz(request):
    """200 "ok" when the database answers; what the container's health check asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
