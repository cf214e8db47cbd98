"""Rows of one noun that may be one and the same: their names, in every language and spelling, or a paper's title and address."""

import hashlib
from collections.abc import Hashable
from functools import reduce
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, Lower, Replace
from django.utils.translation import gettext_lazy as _

from agenda.intake.match.alike import NameIndex
from agenda.models import Actor, Dialogue, Document, Topic

SMALL = (" the ", " of ", " and ", "&", ".", ",", "-", "’", " ")
"""What two titles of one paper often differ in; a blank is last, so that words are told apart before.

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


NAMES: dict[type[models.Model], tuple[str, ...]] = {
    Actor: ("name", "name_ja"),
    Topic: ("name", "name_ja"),
    Dialogue: ("name", "short_name", "name_ja", "other_names"),
}
"""The columns in which rows of a noun are named, beside what translations call them."""
WORDS = ("aliases",)
"""Columns of other words, which rows of one noun may share: they are compared with names only."""
CALLED = ("name", "short_name")
"""The parts of a translation that are names."""
_kept: dict[type[models.Model], tuple[str, NameIndex, frozenset[frozenset[Hashable]]]] = {}
"""What was made of the names of each noun last, by a fingerprint of them."""


def names_in(values: dict[str, Any]) -> list[str]:
    """The names among the values of a row or a form: of its columns, its lists of names and its translations."""
    found: list[str] = []
    for value in (values.get(name) for names in NAMES.values() for name in names):
        found += value if isinstance(value, list) else [value] if value else []
    for parts in (values.get("translations") or {}).values():
        found += [parts[part] for part in CALLED if parts.get(part)]
    return list(dict.fromkeys(found))


def words_in(values: dict[str, Any]) -> list[str]:
    """The other words among the values of a row or a form."""
    return [word for name in WORDS for word in values.get(name) or []]


def _index(model: type[models.Model]) -> tuple[NameIndex, frozenset[frozenset[Hashable]]]:
    """The names of all rows, and the pairs of rows that look alike. One query; the pairs are found once for the same names."""
    words = [name for name in WORDS if name in {column.name for column in model._meta.concrete_fields}]
    rows = list(model._default_manager.order_by("pk").values("pk", *NAMES[model], *words, "translations"))
    fingerprint = hashlib.sha256(repr(rows).encode()).hexdigest()
    kept = _kept.get(model)
    if kept is None or kept[0] != fingerprint:
        named = {row["pk"]: names_in(row) for row in rows}
        index = NameIndex(named, {row["pk"]: words_in(row) for row in rows})
        kept = _kept[model] = (fingerprint, index, frozenset(index.pairs()))
    return kept[1:]


def twins_named(model: type[models.Model], values: dict[str, Any]) -> set[Any]:
    """The keys of the rows that a new one with these values may be. One query."""
    return set(_index(model)[0].twins(names_in(values), words_in(values)))


def alike_keys(model: type[models.Model]) -> set[Any]:
    """The keys of the rows that another row of the model may be. One query."""
    if model is Document:
        return set(_alike_papers().values_list("pk", flat=True))
    return {key for pair in _index(model)[1] for key in pair}


def _alike_papers() -> models.QuerySet:
    twins = Q()
    for mark in (_of_paper(), F("url")):
        marked = Document.objects.order_by().annotate(mark=mark).exclude(mark="")
        shared = marked.values("mark").annotate(n=Count("pk")).filter(n__gt=1).values("mark")
        twins |= Q(pk__in=marked.filter(mark__in=shared).values("pk"))
    return Document.objects.filter(twins)


def alike_to(row: Any) -> models.QuerySet:
    """The other rows that may be the same as this one."""
    model = type(row)
    if model is not Document:
        values = {name: getattr(row, name, None) for name in (*NAMES[model], *WORDS, "translations")}
        return model._default_manager.filter(pk__in=twins_named(model, values) - {row.pk})
    twins = Q(pk__in=[])
    for mark in (_of_paper(), F("url")):
        marked = Document.objects.order_by().annotate(mark=mark).exclude(mark="")
        twins |= Q(pk__in=marked.filter(mark__in=marked.filter(pk=row.pk).values("mark")).values("pk"))
    return Document.objects.filter(twins).exclude(pk=row.pk)


class AlikeFilter(admin.SimpleListFilter):
    """Rows that look like another one."""

    title = _("names that look alike")
    parameter_name = "alike"

    def lookups(self, request, model_admin):
        return [("yes", _("Looks like another one"))]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=alike_keys(queryset.model)) if self.value() == "yes" else queryset
