"""Rows of one noun that may be one and the same: names that differ in small words, signs and capitals only."""

from functools import reduce
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, Lower, Replace
from django.utils.translation import gettext_lazy as _

from agenda.models import Actor, Dialogue, Document, Topic

SMALL = (" the ", " of ", " and ", "&", ".", ",", "-", "’", " ")
"""What two names of one thing often differ in; a blank is last, so that words are told apart before.

SQLite's parser overflows where many more calls are nested."""


def folded(column: str) -> Any:
    """The column in small letters without `SMALL`."""
    bare: Any = Lower(Concat(Value(" "), F(column), Value(" "), output_field=models.CharField()))
    return reduce(
        lambda text, sign: Replace(text, Value(sign), Value(" " if sign.strip() else "")), SMALL, bare
    )


def _of_paper() -> Any:
    """A document's title with its publisher and day: many are called “Joint Statement”."""
    return Concat(
        folded("title"),
        Value("/"),
        Cast("publisher_id", models.CharField()),
        Value("/"),
        Coalesce(Cast("issued_on", models.CharField()), Value("")),
        output_field=models.CharField(),
    )


ALIKE: dict[type[models.Model], tuple[Any, ...]] = {
    Actor: (folded("name"), folded("name_ja")),
    Topic: (folded("name"), folded("name_ja")),
    Dialogue: (folded("name"), folded("short_name")),
    Document: (_of_paper(), F("url")),
}
"""What rows of a noun are compared by; an empty one is like no other."""


def alike(model: type[models.Model]) -> models.QuerySet:
    """The rows whose name, address or other mark another row of the model has too. One statement, grouped."""
    rows = model._default_manager.order_by()
    twins = Q()
    for mark in ALIKE[model]:
        marked = rows.annotate(mark=mark).exclude(mark="")
        shared = marked.values("mark").annotate(n=Count("pk")).filter(n__gt=1).values("mark")
        twins |= Q(pk__in=marked.filter(mark__in=shared).values("pk"))
    return model._default_manager.filter(twins)


def alike_to(row: models.Model) -> models.QuerySet:
    """The other rows that may be the same as this one."""
    rows = type(row)._default_manager.order_by()
    twins = Q(pk__in=[])
    for mark in ALIKE[type(row)]:
        marked = rows.annotate(mark=mark).exclude(mark="")
        own = marked.filter(pk=row.pk).values("mark")
        twins |= Q(pk__in=marked.filter(mark__in=own).values("pk"))
    return type(row)._default_manager.filter(twins).exclude(pk=row.pk)


class AlikeFilter(admin.SimpleListFilter):
    """Rows that look like another one."""

    title = _("names that look alike")
    parameter_name = "alike"

    def lookups(self, request, model_admin):
        return [("yes", _("Looks like another one"))]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        # Keys, not a statement within one: the facets' statement would be more than SQLite's parser holds.
        return queryset.filter(pk__in=list(alike(queryset.model).values_list("pk", flat=True)))
