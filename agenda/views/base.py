"""What list pages share."""

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

PER_PAGE = 50


def today() -> date:
    """The one place where a public page reads the clock."""
    return timezone.now().date()


def includes_self_coded(request) -> bool:
    """Are self-coded cells to count in the rates of this page? Left out unless asked for."""
    return request.GET.get("self_coded") == "include"


def list_page(request, template: str, filterset, rows, **context):
    """Render a filtered, paged list: `rows` is a queryset or list already filtered by `filterset`."""
    pages = Paginator(rows, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context |= {
        "filterset": filterset,
        "facets": filterset.facets(),
        "page": page,
        "query": query.urlencode(),
    }
    return render(request, template, context)
