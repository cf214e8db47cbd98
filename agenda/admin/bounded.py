"""Lists of the admin that cost what they show: counted up to a bound, with choices of filters that are not read off all rows."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst

COUNTED = 2_000
"""Rows up to which a list and the choices of its filters are counted."""
AHEAD = 10
"""Pages behind the one shown that are counted too, so that a list can be leafed through to its end."""
MOST_CHOICES = 100
"""Choices of a filter that are listed; further ones are found by a part of their name."""

PARTS = ("year", "month", "day")


class BoundedPaginator(Paginator):
    """Pages of rows that are counted up to `COUNTED`, or some pages past the one that is shown."""

    def __init__(self, rows: Any, per_page: int, *, number: int = 1):
        super().__init__(rows, per_page)
        self.bound = max(COUNTED, (number + AHEAD) * per_page)

    @cached_property
    def counted(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[: self.bound + 1].count()

    @property
    def is_more(self) -> bool:
        """Are there more rows than were counted?"""
        return self.counted > self.bound

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most `bound`."""
        return min(self.counted, self.bound)


class BoundedFilter:
    """A filter of a changelist; its choices bear numbers only where few enough rows are to be counted."""

    def __init__(self, spec: Any, changelist: "BoundedChangeList"):
        self.spec, self.changelist = spec, changelist

    def __getattr__(self, name: str) -> Any:
        return getattr(self.spec, name)

    def choices(self, changelist: ChangeList) -> Iterator[dict]:
        asked = changelist.add_facets
        try:
            changelist.add_facets = asked and self.changelist.counts(self.spec)
            yield from list(self.spec.choices(changelist))
        finally:
            changelist.add_facets = asked


class BoundedChangeList(ChangeList):
    """Django's changelist, whose filters are made once and whose counts have a bound."""

    paginator: BoundedPaginator

    def get_filters(self, request):
        """As Django's, made once: each counted filter asks for all of them again."""
        if not hasattr(self, "_made"):
            self._made = super().get_filters(request)
            self._made = ([BoundedFilter(spec, self) for spec in self._made[0]], *self._made[1:])
        specs, has_filters, lookups, *rest = self._made
        return (specs, has_filters, lookups.copy(), *rest)

    def get_results(self, request):
        """As Django's; of the rows without any filter no more are counted than of those with them."""
        super().get_results(request)
        whole = self.paginator
        if self.has_active_filters or self.query or set(self.params) - {ORDER_VAR}:
            whole = BoundedPaginator(self.root_queryset, self.list_per_page)
        self.show_full_result_count = not whole.is_more
        self.full_result_count = self.result_count if self.paginator.is_more else whole.counted
        self.show_admin_actions = bool(whole.counted)

    def days(self) -> list[dict]:
        """Links to the years, months or days of a list of many rows, from its first to its last; rows are not asked for each."""
        name = self.date_hierarchy
        parts = [self.params.get(f"{name}__{part}", "") for part in PARTS]
        given = [int(part) for part in takewhile(str.isdigit, parts)]
        choices: Iterable[int] = ()
        if not given:
            dated = self.model._default_manager.exclude(**{name: None}).order_by(name)
            ends = [getattr(row, name).year for row in (dated.first(), dated.last()) if row]
            choices = range(ends[0], ends[-1] + 1) if ends else ()
        elif len(given) < len(PARTS):
            choices = range(1, (monthrange(*given)[1] if len(given) > 1 else 12) + 1)
        return [self._day_link([*given, choice]) for choice in choices]

    def _day_link(self, given: list[int]) -> dict:
        """The link to a year, or to a month or day of it."""
        day = date(*[*given, 1, 1][: len(PARTS)])
        form = ("Y", "YEAR_MONTH_FORMAT", "MONTH_DAY_FORMAT")[len(given) - 1]
        chosen = dict(zip([f"{self.date_hierarchy}__{part}" for part in PARTS], given, strict=False))
        link = self.get_query_string(chosen, [f"{self.date_hierarchy}__"])
        return {"link": link, "title": capfirst(date_format(day, form))}

    def counts(self, spec: Any) -> bool:
        """May the choices of the filter be counted: are there few enough rows without it?"""
        if not set(spec.expected_parameters()) & set(self.filter_params):
            return self.paginator.counted <= COUNTED
        rows = self.get_queryset(spec.request, exclude_parameters=spec.expected_parameters())
        return rows.order_by()[: COUNTED + 1].count() <= COUNTED


class RelatedChoices(admin.RelatedFieldListFilter):
    """The rows that a row of the list leads to; of many only some are listed, others are found by a part of their name."""

    template = "admin/agenda/filter.html"

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.find_name = f"find_{field_path.replace('__', '_')}"
        self.find = "".join(params.pop(self.find_name, [""])[-1:]).replace("\x00", "").strip()[:100]
        self.has_more = False
        super().__init__(field, request, params, model, model_admin, field_path)

    def has_output(self) -> bool:
        return bool(self.find) or super().has_output()

    def used(self, rows: QuerySet, model_admin: Any, request: Any) -> QuerySet:
        """Those that any row of the list leads to: looked up one by one, where a list of all rows would be read whole."""
        first, *further = self.field_path.split("__")
        leading = model_admin.get_queryset(request).order_by().filter(**{first: OuterRef("pk")})
        at = model_admin.model._meta.get_field(first).related_model
        for name in further:  # step by step, lest all rows are joined first
            leading = at._default_manager.filter(Exists(leading), **{name: OuterRef("pk")}).order_by()
            at = at._meta.get_field(name).related_model
        return rows.filter(Exists(leading))

    def field_choices(self, field, request, model_admin) -> list[Any]:
        model = field.remote_field.model
        order = self.field_admin_ordering(field, request, model_admin) or model._meta.ordering
        rows = self.used(model._default_manager.order_by(*order), model_admin, request)
        named = [name for name in ("name", "name_ja", "short_name", "code", "slug") if _has(model, name)]
        found = Q()
        for name in named:
            found |= Q(**{f"{name}__icontains": self.find})
        shown = list(rows.filter(found)[: MOST_CHOICES + 1] if self.find else rows[: MOST_CHOICES + 1])
        self.has_more = len(shown) > MOST_CHOICES
        shown = shown[:MOST_CHOICES]
        chosen = [int(pk) for pk in self.lookup_val or () if pk.isascii() and pk.isdigit() and len(pk) < 16]
        if missing := set(chosen) - {row.pk for row in shown}:
            shown += model._default_manager.filter(pk__in=missing)
        return [(row.pk, str(row)) for row in shown]

    @property
    def asks(self) -> bool:
        """Is there a box for a part of the name?"""
        return self.has_more or bool(self.find)

    @property
    def others(self) -> list[tuple[str, str]]:
        """The other parameters of the address, which the box keeps."""
        left = (self.find_name, "p", "e")
        return [
            (name, value) for name, values in self.request.GET.lists() if name not in left for value in values
        ]


class AllRelatedChoices(RelatedChoices):
    """The same, of all rows that there are."""

    def used(self, rows, model_admin, request):
        return rows


def _has(model: Any, name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


class Bounded(admin.ModelAdmin):
    """A list that costs what it shows."""

    show_full_result_count = False

    def get_changelist(self, request, **kwargs):
        return BoundedChangeList

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        typed = request.GET.get("p", "")
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1
        return BoundedPaginator(queryset, per_page, number=number)
