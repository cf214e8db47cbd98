"""The sitemap of public pages, and robots.txt that points to it."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as answer
from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from agenda.models import Actor, Dialogue, Document, Finding, Meeting, Recommendation, Topic

OF_FINDING = ("decided_at", "meeting__slug", "topic__code")


class Everywhere(Sitemap):
    """Each address in each language, and with it those in the others."""

    i18n = alternates = x_default = True


class Rows(Everywhere):
    limit = 10_000  # in one file: some megabytes of XML, made in a second

    def __init__(self, model, at: str = ""):
        self.model, self.at = model, at

    def items(self):
        rows = self.model.objects.published().order_by("pk")
        return rows.select_related("meeting", "topic").only(*OF_FINDING) if self.model is Finding else rows

    def get_latest_lastmod(self):
        return self.items().aggregate(at=Max(self.at))["at"] if self.at else None

    def lastmod(self, row):
        return getattr(row, self.at) if self.at else None


class Fixed(Everywhere):
    def items(self):
        return ["home", "dialogues", "meetings", "topics", "recommendations", "documents", "actors", "questions", "missed",
                "divergence", "planned", "elsewhere", "wordings", "claims", "compare", "coverage", "methodology", "agreement",
                "about", "follow", "api", "downloads"]  # fmt: skip

    def location(self, name):
        return reverse(name)


class Briefs(Everywhere):
    def items(self):
        return Dialogue.objects.published().order_by("pk")

    def location(self, dialogue):
        return reverse("brief", args=[dialogue.slug])


NOUNS = {
    model.__name__.lower(): Rows(model)
    for model in (Dialogue, Meeting, Topic, Recommendation, Document, Actor)
}
PARTS = NOUNS | {"finding": Rows(Finding, "decided_at"), "pages": Fixed(), "briefs": Briefs()}


MOST = 50_000
"""Addresses that the protocol allows in one file."""


def sitemap(request):
    """All public addresses; a list of several files of them (`/sitemap-finding.xml?p=2`) where one would hold too many."""
    pages = [part.paginator for part in PARTS.values()]
    if sum(part.count for part in pages) <= MOST and all(part.num_pages == 1 for part in pages):
        return answer(request, PARTS)
    return index(request, PARTS, sitemap_url_name="sitemap-part")


def sitemap_part(request, section):
    """The public addresses of one kind, some at a time."""
    return answer(request, PARTS, section=section)


HIDDEN = ("admin:index", "desk", "search", "correction-new")
"""Pages that no search engine is to keep."""


def robots(request):
    hidden = []
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            hidden += [f"Disallow: {reverse(name)}" for name in HIDDEN]
    lines = ["User-agent: *", *hidden, f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
