"""The sitemap of public pages, and robots.txt that points to it."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as answer
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property

from agenda.models import (
    Actor,
    CellTally,
    CurrentCell,
    Dialogue,
    Document,
    Finding,
    Meeting,
    Recommendation,
    Topic,
)
from agenda.models.findings import finding_address

OF_FINDING = ("finding__decided_at", "meeting__slug", "topic__code")


class Everywhere(Sitemap):
    """Each address in each language, and with it those in the others."""

    i18n = alternates = x_default = True

    @cached_property
    def paginator(self):
        """The files, whose addresses are counted once: Django makes it anew whenever it asks."""
        return Paginator(self._items(), self.limit)


class Localized(Sequence):
    """Each of the rows once a language, read only as far as a slice asks."""

    def __init__(self, rows, tags, n_rows: int) -> None:
        self.rows, self.tags, self.n_rows = rows, tags, n_rows

    def __len__(self) -> int:
        return self.n_rows * len(self.tags)

    def __getitem__(self, index):
        start, stop, _step = index.indices(len(self))
        each = len(self.tags)
        first = start // each
        pairs = [(row, tag) for row in self.rows[first : -(-stop // each)] for tag in self.tags]
        return pairs[start - first * each : stop - first * each]


class Rows(Everywhere):
    limit = 5_000  # in one file: a megabyte of XML

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published().order_by("pk")

    def _items(self):
        """What Django pages through: it would read every row to count them."""
        return Localized(self.items(), [tag for tag, _name in settings.LANGUAGES], self.n_rows())

    def n_rows(self) -> int:
        return self.items().count()

    def get_latest_lastmod(self):
        return None


class Findings(Rows):
    """The findings in force, found by the keys that are kept of them."""

    def items(self):
        return (
            CurrentCell.objects.order_by("pk").select_related("finding", "meeting", "topic").only(*OF_FINDING)
        )

    def n_rows(self):
        """As many as are tallied of the whole record."""
        return CellTally.objects.filter(dialogue_id=0, topic_id=0).aggregate(n=Sum("n"))["n"] or 0

    def location(self, cell):
        return finding_address(cell.meeting.slug, cell.topic.code)

    def lastmod(self, cell):
        return cell.finding.decided_at

    def get_latest_lastmod(self):
        newest = Finding.objects.order_by("-decided_at").values_list("decided_at", flat=True)
        return newest.filter(pk__in=CurrentCell.objects.values("pk")).first()


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


NOUNS = (Dialogue, Meeting, Topic, Recommendation, Document, Actor)


def parts() -> dict[str, Sitemap]:
    """The kinds of addresses, for one request: each counts its own once."""
    nouns: dict[str, Sitemap] = {model.__name__.lower(): Rows(model) for model in NOUNS}
    return nouns | {"finding": Findings(CurrentCell), "pages": Fixed(), "briefs": Briefs()}


MOST = 5_000
"""Addresses in one file; the protocol allows ten times as many."""


def sitemap(request):
    """All public addresses; a list of several files of them (`/sitemap-finding.xml?p=2`) where one would hold too many."""
    known = parts()
    pages = [part.paginator for part in known.values()]
    if sum(part.count for part in pages) <= MOST and all(part.num_pages == 1 for part in pages):
        return answer(request, known)
    return index(request, known, sitemap_url_name="sitemap-part")


def sitemap_part(request, section):
    """The public addresses of one kind, some at a time."""
    return answer(request, parts(), section=section)


HIDDEN = ("admin:index", "desk", "search", "correction-new")
"""Pages that no search engine is to keep."""


def robots(request):
    hidden = []
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            hidden += [f"Disallow: {reverse(name)}" for name in HIDDEN]
    lines = ["User-agent: *", *hidden, f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
