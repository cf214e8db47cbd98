from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.coverage.courses import STANDINGS
from agenda.coverage.ledger import longest_waiting
from agenda.coverage.states import LEGEND
from agenda.models import CodebookVersion, Document, Finding, Meeting, Recommendation, Topic
from agenda.pictures.series import rates

from .base import ledger_of, page
from .linked import dataset
from .questions import QUESTIONS

ABOUT = (
    "Topics recommended for diplomatic dialogues and whether the published readouts of each meeting raised them, "
    "cell by cell, with the passage or the list of documents examined."
)
LATEST = 6
WAITING = 8


def home(request):
    ledger = ledger_of(request)
    topics = list(Topic.objects.published())
    tallies = ledger.tallies()
    dialogues = [d for d in ledger.dialogues.values() if any(key[0] == d.pk for key in tallies)]
    glance = [(t, [tallies.get((d.pk, t.pk)) for d in dialogues]) for t in topics]
    glance = [row for row in glance if any(row[1])]
    glance.sort(key=lambda row: (-sum(tally.n_any for tally in row[1] if tally), row[0].name))
    context = {
        "ledger": ledger,
        "tally": ledger.tally(),
        "left_out": ledger.left_out(),
        "n_findings": Finding.objects.published().count(),
        "counts": [
            ("dialogues", len(ledger.dialogues), _("dialogues")),
            ("meetings", len(ledger.occasions), _("meetings held")),
            ("documents", Document.objects.published().official().count(), _("official documents")),
            ("topics", len(topics), _("topics")),
            (
                "recommendations",
                Recommendation.objects.published().filter(made_on__lte=ledger.on).count(),
                _("recommendations"),
            ),
        ],
        "latest": Meeting.objects.published()
        .held()
        .until(ledger.on)
        .select_related("dialogue")
        .newest_first()[:LATEST],
        "waiting": once_a_topic(longest_waiting(ledger.pairings()))[:WAITING],
        "rates": rates("all", _("all forums"), reverse("home"), ledger.tallies_by_year()),
        "questions": QUESTIONS,
        "glance_dialogues": dialogues,
        "glance": glance,
    }
    return page(request, "agenda/home.html", context, title=_("Was it raised?"),
                linked=dataset(request, ledger, "Agenda", ABOUT))  # fmt: skip


def once_a_topic(pairings):
    """The first pairing of each topic at each dialogue: several recommendations may ask the same."""
    return list({(p.recommendation.topic_id, p.dialogue): p for p in reversed(pairings)}.values())[::-1]


def methodology(request):
    context = {
        "legend": [(state, *words) for state, words in LEGEND.items()],
        "standings": STANDINGS.items(),
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
