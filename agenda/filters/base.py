"""One FilterSet a list: the only reader of query parameters.

An unknown value is named beside its field and left out; the rest of the filters stay in force. Counts beside
the options say how many rows each would give with the other filters as they are.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate
from agenda.models import Dialogue, Topic


class TolerantChoices(forms.MultipleChoiceField):
    """Keeps the known values and remembers the unknown ones. (Form fields are copied for each form.)"""

    unknown: tuple[str, ...] = ()

    def clean(self, value):
        values = [word for word in self.to_python(value or []) if word]
        self.unknown = tuple(word for word in values if not self.valid_value(word))
        return [word for word in values if word not in self.unknown]


class NumberField(forms.CharField):
    """A whole number from `low` to `high`; anything else is remembered as unknown and answered with None."""

    low, high = 0, 0
    unknown: tuple[str, ...] = ()

    def clean(self, value):
        text = (value or "").strip().replace("\x00", "")
        if not text:
            return None
        if text.isascii() and text.isdigit() and self.low <= int(text[:5]) <= self.high:
            return int(text)
        self.unknown = (text,)
        return None


class YearField(NumberField):
    low, high = 1900, 2100


class DaysField(NumberField):
    low, high = 1, 3650


class TextField(forms.CharField):
    """Free text, at most 200 characters; what PostgreSQL cannot hold (NUL) is taken out."""

    unknown: tuple[str, ...] = ()

    def clean(self, value):
        return (value or "").replace("\x00", "").strip()[:200]


class DateField(forms.CharField):
    """A day, month or year as text, in ISO form; anything else is remembered as unknown and answered with ""."""

    unknown: tuple[str, ...] = ()

    def clean(self, value):
        text = (value or "").replace("\x00", "").strip()[:40]
        if not text:
            return ""
        try:
            return PartialDate.parse(text).iso
        except ValueError:
            self.unknown = (text,)
            return ""


WISHES = {
    YearField: _("a year such as 2023"),
    DateField: _("a date such as 2022-03-01, 2022-03 or 2022"),
    DaysField: _("a number of days from 1 to 3650"),
}


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of several choices. The fields of our lists lead to one row each, so no DISTINCT is asked for: over wide rows
    it costs PostgreSQL more than the filter itself.
    """

    field_class = TolerantChoices

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"distinct": False} | kwargs)


class YearFilter(django_filters.Filter):
    field_class = YearField


class DateFilter(django_filters.Filter):
    field_class = DateField


class DaysFilter(django_filters.Filter):
    field_class = DaysField


class TextFilter(django_filters.Filter):
    field_class = TextField


LONG = 14
"""A facet with more options than this shows those with results first."""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Chip:
    label: str
    url: str


def forums():
    return [(d.slug, d.short_name) for d in Dialogue.objects.published()]


def topics():
    return [(t.code, t.name) for t in Topic.objects.published()]


class FilterSet(django_filters.FilterSet):
    """What all lists share: problems beside fields, counted options, chips.

    `formerly` names parameters that a list was given under before and still understands.
    """

    formerly: tuple[str, ...] = ()

    def cleaned(self) -> dict:
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def problems(self) -> dict[str, str]:
        """What could not be understood, by field name."""
        self.cleaned()
        said = {}
        for name, field in self.form.fields.items():
            if field.unknown:
                quoted = ", ".join(f"“{word[:60]}”" for word in field.unknown)
                wish = WISHES.get(type(field), _("one of the choices"))
                said[name] = _("%(typed)s is not %(wish)s; it was left out.") % {
                    "typed": quoted,
                    "wish": wish,
                }
        return said

    def without(self, left_out: str):
        """The filtered queryset as it would be without one filter."""
        queryset = self.queryset.all()
        for name, value in self.cleaned().items():
            if name != left_out:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def count_options(self, name: str) -> dict[str, int]:
        field_name = self.filters[name].field_name
        rows = self.without(name).order_by().values_list(field_name).annotate(n=Count("pk", distinct=True))
        return dict(rows)

    def facets(self) -> list[dict]:
        """Fieldsets of the filter form: each choice with its count, in the order of its choices."""
        found = []
        for name, filter_ in self.filters.items():
            field = self.form.fields[name]
            if not isinstance(filter_, ChoicesFilter):
                continue
            counts, chosen = self.count_options(name), self.cleaned().get(name, [])
            options = [
                Option(value, str(label), counts.get(value, 0), value in chosen)
                for value, label in field.choices
            ]
            if len(options) > LONG:
                options.sort(key=lambda option: not (option.count or option.is_chosen))
            found.append(
                {"name": name, "label": field.label, "options": options, "problem": self.problems.get(name)}
            )
        return found

    def inputs(self) -> list[dict]:
        """The fields that are typed: text and years."""
        return [
            {
                "name": name,
                "label": field.label,
                "value": self.data.get(name, "").replace("\x00", ""),
                "is_year": isinstance(field, YearField),
                "is_date": isinstance(field, DateField),
                "problem": self.problems.get(name),
            }
            for name, field in self.form.fields.items()
            if not isinstance(field, TolerantChoices)
        ]

    def chips(self) -> list[Chip]:
        """One a chosen value, with the address that leaves it out."""
        chips = []
        for name, value in self.cleaned().items():
            field = self.form.fields[name]
            labels = (
                dict(cast(Iterable[tuple[str, str]], field.choices))
                if isinstance(field, TolerantChoices)
                else {}
            )
            for one in value if isinstance(value, list) else [value]:
                if one in (None, ""):
                    continue
                query = self.data.copy()
                query.setlist(name, [word for word in query.getlist(name) if word != str(one) and labels])
                query.pop("page", None)
                for key in [key for key in query if not any(query.getlist(key))]:
                    del query[key]
                text = f"{field.label}: {labels.get(one, one)}"
                chips.append(Chip(text, f"?{query.urlencode()}" if query else "?"))
        return chips


def contains(*fields):
    """A filter method: every word of the text stands in one of the fields, of related rows in those that are public."""

    def method(self, queryset, name, value):
        for word in value.split():
            either = Q()
            for field in fields:
                relation, _separator, _name = field.rpartition("__")
                is_public = Q(**{f"{relation}__is_published": True}) if relation else Q()
                either |= Q(**{f"{field}__icontains": word}) & is_public
            queryset = queryset.filter(either)
        return queryset.distinct() if value else queryset

    return method


class RowFilterSet(FilterSet):
    """For lists whose rows are worked out in Python: `rows` is filtered with predicates, not with SQL.

    A subclass gives `values_of`: filter name → row → the option values it counts for; a row stays when one of
    them is chosen. `tests` is for what is typed: filter name → (row, value) → does the row stay. The day a list
    answers for, `as_of`, is read by the view before there are rows, so here it lets every row stay.
    """

    tests: dict = {}
    values_of: dict = {}

    def __init__(self, data, rows):
        self.rows = rows
        super().__init__(data, queryset=self._meta.model.objects.none())

    def passing(self, left_out: str = "") -> list:
        active = {n: v for n, v in self.cleaned().items() if v not in (None, "", []) and n != left_out}
        return [row for row in self.rows if all(self.stays(row, n, v) for n, v in active.items())]

    def stays(self, row, name: str, value) -> bool:
        if name in self.values_of:
            return not set(self.values_of[name](row)).isdisjoint(value)
        return name not in self.tests or self.tests[name](row, value)

    def count_options(self, name):
        return Counter(value for row in self.passing(name) for value in set(self.values_of[name](row)))
