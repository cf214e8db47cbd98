"""What public pages share: the day they answer for, their citation and share card, filtered lists."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.coverage.ledger import Ledger
from agenda.dates import PartialDate
from agenda.exports.citations import FORMS, Citation
from agenda.filters.asked import Asked
from agenda.filters.facets import NAMED
from agenda.filters.place import from_the_start
from agenda.joining import listed, with_aside
from agenda.languages import reading_language
from agenda.models.about import about_site
from agenda.serving.language import alternates

from .columns import same_throughout
from .empty import nothing_of
from .frame import frame_of
from .keyed import KeyedPaginator
from .periods import twelve_months
from .subjects import corrections_of

PER_PAGE = 50
Row = TypeVar("Row")


def today() -> date:
    """The one place where a public page reads the clock."""
    return timezone.now().date()


def first_or_404(rows: Sequence[Row]) -> Row:
    """The first of the rows, of which an address names at most one; raises Http404 where there is none."""
    if not rows:
        raise Http404
    return rows[0]


def asked(request) -> Asked:
    """What the address asks of the record as a whole, read once a request."""
    if not hasattr(request, "asked"):
        request.asked = Asked.of(request.GET, today())
    return request.asked


def ledger_of(request, **narrowed) -> Ledger:
    """The record as the address asks for it; narrowed to `dialogues` or `topics` where a page shows no others."""
    return Ledger(asked(request).on, with_self_coded=asked(request).with_self_coded, **narrowed)


def page(request, template: str, context: dict, *, title: str, statement="", card="home", linked=None):
    """Render a public page with its citation; `?cite=txt|bib|ris|json` answers with the citation alone.

    `statement`: what a cited finding rests on (a text, or a function that gives one). `card`: the
    share picture under /cards/. `linked`: JSON-LD objects that say the same to machines.
    """
    title = _as_of(request, str(title))
    query = request.GET.copy()
    form = query.pop("cite", [""])[-1]
    asked_for = f"{query.urlencode()}&" if query else ""
    path = f"{request.path}?{asked_for[:-1]}" if query else request.path
    changed_on = frame_of(request).changed_on
    citation = Citation(
        " ".join(title.split()),
        request.build_absolute_uri(path),
        changed_on or today(),
        today(),
        statement() if callable(statement) else statement,
        about_site().name,
        reading_language(),
    )
    if form in FORMS:
        return cited(citation, form)
    context |= {
        "title": title,
        # Only a page that asked for the day can say that it answers for it.
        "asked": getattr(request, "asked", None),
        "citation": citation,
        "changed_on": changed_on,
        "cite_forms": [
            (extension, name, f"?{asked_for}cite={extension}") for extension, (name, *_) in FORMS.items()
        ],
        "canonical": citation.url,
        "alternates": alternates(request),
        "data_url": _data_url(request),
        "card": request.build_absolute_uri(f"{reverse('home')}cards/{card}.png"),
        "linked": json.dumps(linked, ensure_ascii=False) if linked else "",
    } | corrections_of(request)
    return render(request, template, context)


def _as_of(request, title: str) -> str:
    """The title of a page, with the day that it answers for where it was asked for one."""
    if hasattr(request, "asked") and request.asked.is_as_of:
        return _("%(title)s, as of %(day)s") % {"title": title, "day": PartialDate(request.asked.on)}
    return title


DETAILS = ("dialogue", "meeting", "topic", "recommendation", "document", "actor", "finding")


def _data_url(request) -> str:
    """The address of a detail page's JSON; "" for other pages."""
    match = request.resolver_match
    if match.url_name not in DETAILS:
        return ""
    if match.url_name == "finding":
        return reverse("finding-detail", kwargs=match.kwargs)
    return reverse("detail", args=[f"{match.url_name}s", *match.kwargs.values()])


def cited(citation: Citation, form: str) -> HttpResponse:
    _name, content_type, attribute = FORMS[form]
    response = HttpResponse(getattr(citation, attribute), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{citation.key[:80]}.{form}"'
    return response


def query_without_page(request) -> str:
    """What the address asks of the rows: without the page, the citation and what choices are looked for by."""
    query = from_the_start(request.GET)
    for name in ("cite", *(name for name in request.GET if name.endswith(NAMED))):
        query.pop(name, None)
    return query.urlencode()


def _page_of(request, filterset, rows) -> Page:
    """The page of the rows that the address asks for, in the order that it asks for."""
    if filterset.sorting and isinstance(rows, QuerySet):
        rows = filterset.sorting.named(rows, filterset.order)
    if filterset.by_key and isinstance(rows, QuerySet):
        asked_for, count, is_cut = request.GET, filterset.n_rows, filterset.is_cut
        keyed = KeyedPaginator(rows, PER_PAGE, count=count, is_cut=is_cut, asked=asked_for)
        return keyed.get_page(asked_for.get("page"))
    pages = Paginator(rows, PER_PAGE)
    if filterset.n_rows is not None:
        pages.count = filterset.n_rows
    return pages.get_page(request.GET.get("page"))


def list_page(
    request,
    template,
    filterset,
    rows,
    *,
    title: str,
    said=(),
    dress=None,
    columns=None,
    figure=None,
    **context,
):
    """Render a filtered, paged list: `rows` is a queryset or list already filtered by `filterset`.

    `said` names the filters that the title says by itself; the other ones are said after it. `dress` makes what the
    template shows of the rows of one page, in a constant number of queries. `columns` are those that the template leaves
    out where they say the same in every row (`same_throughout`). `figure` makes what is shown beside the page's rows.
    """
    shown = _page_of(request, filterset, rows)
    if dress:
        shown.object_list = dress(list(shown.object_list))
    context |= figure(shown) if figure else {}
    chips = filterset.chips()
    # Filters that find nothing are not the same as a list that has nothing yet.
    has_none = not chips and not shown.paginator.count
    context |= {
        "heading": title,
        "filterset": filterset,
        "facets": filterset.facets(),
        "twelve_months": twelve_months(request, filterset, today()),
        "page": shown,
        "cut": filterset.is_cut,
        "more_pages": filterset.is_cut,
        "empty": nothing_of(request.resolver_match.url_name) if has_none else None,
        "same": same_throughout(shown.object_list, columns or {}, [chip.label for chip in chips]),
        "query": query_without_page(request),
    }
    chosen = listed(chip.label for chip in chips if chip.name not in said)
    return page(request, template, context, title=with_aside(title, chosen) if chosen else title)
