from django.core.paginator import Paginator
from django.http import JsonResponse
from django.utils.translation import gettext as _

from agenda.filters.search import SearchFilterSet
from agenda.joining import listed
from agenda.search import find, interface, named_topics, nothing_found, suggest, totals_by_forum
from agenda.search.find import PER_PAGE
from agenda.search.kinds import KINDS

from .base import page as show
from .base import today
from .periods import twelve_months


class _Pages(Paginator):
    """Pages of hits that the search itself has cut; only their number is worked out here."""

    def __init__(self, found, count):
        self.found, self.total = found, count
        super().__init__(found, PER_PAGE)

    @property
    def count(self):
        return self.total

    def page(self, number):
        return self._get_page(self.found, self.validate_number(number), self)


def search(request):
    filterset = SearchFilterSet(request.GET, [])
    chosen = filterset.cleaned()
    typed = request.GET.get("q", "").replace("\x00", "")[:200]
    number = request.GET.get("page", "")
    number = max(1, int(number[:6])) if number.isascii() and number.isdigit() else 1
    since, until = filterset.period
    found = find(typed, kinds=chosen["kind"], forums=chosen["forum"], since=since, until=until,
                 offset=PER_PAGE * (number - 1))  # fmt: skip
    filterset.counts = found.counts
    filterset.counts_by_forum = _counts_by_forum(typed, found, chosen, since=since, until=until)
    pages = _Pages(found.hits, found.total)
    query = request.GET.copy()
    for name in ("page", "cite"):
        query.pop(name, None)
    is_narrowed = any(chosen[name] for name in ("kind", "forum", "since", "until"))
    context = {
        "found": found,
        "cut": listed(str(label) for label in found.cut),
        "most_ranked": interface.MOST_RANKED,
        "topics": named_topics(found.query, forums=chosen["forum"], since=since, until=until)
        if found.query and number == 1
        else [],
        "nothing": nothing_found(found.query, found.near, is_narrowed=is_narrowed)
        if found.query and not found.total
        else None,
        "filterset": filterset,
        "facets": filterset.facets(),
        "twelve_months": twelve_months(request, filterset, today()),
        "page": pages.get_page(number),
        "query": query.urlencode(),
    }
    return show(
        request,
        "agenda/search.html",
        context,
        title=_("Search: %(typed)s") % {"typed": typed} if typed else _("Search"),
    )


def _counts_by_forum(typed, found, chosen, **dates):
    """How many each forum would give; None of too many, which is not asked where these forums alone give too many.

    Where no forum is chosen, kinds of which nothing was found have nothing in any forum, and are not asked.
    """
    if found.cut:
        return None
    kinds = chosen["kind"] or list(KINDS)
    kinds = kinds if chosen["forum"] else [name for name in kinds if name in found.counts]
    return totals_by_forum(typed, kinds=kinds, **dates) if kinds else {}


def suggestions(request):
    """What the search box offers while somebody types: [{"title", "kind", "url"}], best first."""
    rows = [
        {"title": title, "kind": kind, "url": url} for title, kind, url in suggest(request.GET.get("q", ""))
    ]
    return JsonResponse({"suggestions": rows})
