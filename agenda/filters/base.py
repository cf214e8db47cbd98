"""One FilterSet a list: the only reader of query parameters.

An unknown value is named beside its field and left out; the rest of the filters stay in force. Counts beside
the options say how many rows each would give with the other filters as they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate, may_lie_within
from agenda.joining import listed, quoted

from .counting import counted
from .facets import MANY, NAMED, SHOWN, Chip, Facet, Option
from .fields import ChoicesFilter, DateField, RangeField, TolerantChoices
from .given_up import lead_on
from .place import from_the_start
from .sorting import SortField, SortFilter

RANGES = (("since", "until"), ("then_since", "then_until"))
"""The parameters that are the two ends of a range."""


class FilterSet(django_filters.FilterSet):
    """What all lists share: problems beside fields, counted options, chips.

    `formerly` names parameters that a list was given under before and still understands.
    """

    formerly: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    """Filters whose choices are not counted by the values of a column."""
    by_key = False
    """Whether pages far in are found by the key of a row beside them (`views.keyed`); else by counting rows."""
    keys: ClassVar[dict[str, str]] = {}
    """Filter → column that holds the key of its choice, which is a row of the vocabulary."""

    @property
    def n_rows(self) -> int | None:
        """How many rows pass, of those that are counted; None where that is asked of the rows themselves."""
        return None

    @property
    def is_cut(self) -> bool:
        """Whether more rows pass than are counted."""
        return False

    @cached_property
    def form(self):
        """The form, whose choices are looked up once."""
        form = super().form
        for field in form.fields.values():
            if isinstance(field, TolerantChoices):
                field.settle()
        return form

    def cleaned(self) -> dict:
        """What was understood. Of a range that ends before it begins only the beginning is kept."""
        self.form.is_valid()
        lead_on({name: field.unknown for name, field in self.form.fields.items() if field.unknown})
        chosen = self.form.cleaned_data
        for start, end in RANGES:
            if chosen.get(start) and chosen.get(end) and not _is_range(chosen[start], chosen[end]):
                self.reversed[end] = chosen[end]
                chosen[end] = ""
        return chosen

    @cached_property
    def reversed(self) -> dict[str, str]:
        """The ends of ranges that lie before their beginning, by field name."""
        return {}

    def filter_queryset(self, queryset):
        self.cleaned()
        return super().filter_queryset(queryset)

    @property
    def problems(self) -> dict[str, str]:
        """What could not be understood, by field name."""
        self.cleaned()
        said = {
            name: _("“%(day)s” lies before the day the range begins; it was left out.")
            % {"day": PartialDate.parse(day)}
            for name, day in self.reversed.items()
        }
        for name, field in self.form.fields.items():
            if field.unknown:
                words = {"typed": listed(quoted(word[:60]) for word in field.unknown), "wish": field.wish}
                said[name] = _("%(typed)s is not %(wish)s; it was left out.") % words
        return said

    @cached_property
    def period(self) -> tuple[PartialDate | None, PartialDate | None]:
        """The two ends of the range asked for (None: open)."""
        since, until = (self.cleaned().get(name) for name in RANGES[0])
        return (since and PartialDate.parse(since)) or None, (until and PartialDate.parse(until)) or None

    def twelve_months(self, until: date) -> str:
        """The address that narrows the list to the twelve months that end on the day."""
        day = 28 if (until.month, until.day) == (2, 29) else until.day
        a_year_before = date(max(until.year - 1, 1), until.month, day)
        query = from_the_start(self.data)
        query["since"], query["until"] = (a_year_before + timedelta(days=1)).isoformat(), until.isoformat()
        return f"?{query.urlencode()}"

    @property
    def sorting(self) -> SortFilter | None:
        """The orders that the list may be put into."""
        found = self.filters.get("sort")
        return found if isinstance(found, SortFilter) else None

    @property
    def order(self) -> str:
        """The order asked for: a key, with a minus in front for the largest first; "" for none."""
        return self.cleaned().get("sort", "")

    def sort_options(self) -> list[tuple[str, Any]]:
        """(value, label) of the orders to choose from, and of the one in force if it is turned round."""
        if not self.sorting:
            return []
        options = [(order.sign(key), order.label) for key, order in self.sorting.orders.items()]
        if self.order and self.order not in dict(options):
            label = self.sorting.orders[self.order.removeprefix("-")].label
            options.append((self.order, _("%(column)s, turned round") % {"column": label}))
        return options

    def reach(self, rows: int, per_page: int = 50) -> int:
        """How many rows are counted at most: so many, and more for a page further down, so that ten follow it."""
        page = self.data.get("page", "")
        number = int(page[:7]) if page.isascii() and page.isdigit() else 1
        return max(rows, (number + 10) * per_page)

    def without(self, left_out: str):
        """The filtered queryset as it would be without one filter."""
        queryset = self.queryset.all()
        for name, value in self.cleaned().items():
            if name != left_out:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def count_options(self, name: str) -> dict[str, int] | None:
        """How many rows each option would give with the other filters as they are; None where that is not counted."""
        return self.by_value({name: (self.without(name), self.column(name))})[name]

    def count_all(self) -> dict[str, dict[str, int] | None]:
        """The same of every filter of choices."""
        found = self.by_value(self.groups_of([n for n in self.of_choices if n not in self.apart]))
        found |= {name: self.count_options(name) for name in self.apart}
        return {name: found[name] for name in self.of_choices}

    def groups_of(self, names: Iterable[str]) -> dict[str, Any]:
        """The rows that the choices of each filter are counted among, and their column."""
        return {name: (self.without(name), self.column(name)) for name in names}

    @property
    def of_choices(self) -> list[str]:
        """The names of the filters with choices."""
        return [name for name, filter_ in self.filters.items() if isinstance(filter_, ChoicesFilter)]

    def column(self, name: str) -> str:
        """The column whose values are the options of a filter, or their keys."""
        return self.keys.get(name) or self.filters[name].field_name

    def by_value(self, groups: Mapping[str, Any], most: int | None = None) -> dict[str, Any]:
        """`counted`, with the words of addresses in the place of keys."""
        return self.in_words(counted(groups, most))

    def in_words(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """Counts by the values of columns, with the words of addresses in the place of keys."""
        return {
            name: self.worded(name, {int(key): n for key, n in counts.items() if key})
            if name in self.keys and counts is not None
            else counts
            for name, counts in found.items()
        }

    def worded(self, name: str, counts: Mapping[Any, int]) -> dict[str, int]:
        """Counts by the keys of a filter's options as counts by their words; what is no option is left out."""
        words = self.form.fields[name].named.nouns.words
        return {words[key]: n for key, n in counts.items() if key in words}

    def facets(self) -> list[Facet]:
        """Fieldsets of the filter form: each choice with its count, in the order of its choices."""
        problems = self.problems
        return [self._facet(name, counts, problems.get(name)) for name, counts in self.count_all().items()]

    def _facet(self, name: str, counts: Mapping[str, int] | None, problem: str | None) -> Facet:
        field, chosen, n_more = self.form.fields[name], self.cleaned().get(name, []), 0
        typed, choices = "", field.choices
        is_long = field.named is not None and len(field.named) > MANY
        if is_long:
            typed = self.data.get(f"{name}{NAMED}", "").replace("\x00", "").strip()[:60]
            choices, n_more = field.named.some(SHOWN, counts, chosen, typed)
        options = [
            Option(
                value,
                label if isinstance(label, str) else str(label),
                None if counts is None else counts.get(value, 0),
                value in chosen,
            )
            for value, label in choices
        ]
        return Facet(name, field.label, options, problem, is_long, n_more, typed)

    def inputs(self) -> list[dict]:
        """The fields that are typed: text, dates and days."""
        return [
            {
                "name": name,
                "label": field.label,
                "value": self.data.get(name, "").replace("\x00", ""),
                "is_range": isinstance(field, RangeField),
                "is_date": isinstance(field, DateField),
                "problem": self.problems.get(name),
            }
            for name, field in self.form.fields.items()
            if not isinstance(field, TolerantChoices | SortField)
        ]

    def chips(self) -> list[Chip]:
        """One a chosen value, with the address that leaves it out."""
        chips = []
        for name, value in self.cleaned().items():
            field = self.form.fields[name]
            is_choice = isinstance(field, TolerantChoices)
            for one in value if isinstance(value, list) else [value]:
                if one in (None, "") or name == "sort":
                    continue
                query = from_the_start(self.data)
                query.setlist(name, [word for word in query.getlist(name) if word != str(one) and is_choice])
                for key in [key for key in query if not any(query.getlist(key))]:
                    del query[key]
                said = PartialDate.parse(one) if isinstance(field, DateField) else one
                if is_choice:
                    said = field.label_of(one)
                chips.append(Chip(name, f"{field.label}: {said}", f"?{query.urlencode()}" if query else "?"))
        return chips


def _is_range(since: str, until: str) -> bool:
    """Whether any day lies between the first day of `since` and the last day of `until`."""
    return PartialDate.parse(since).first <= PartialDate.parse(until).last


class RowFilterSet(FilterSet):
    """For lists whose rows are worked out in Python: `rows` is filtered with predicates, not with SQL.

    A subclass gives `values_of`: filter name → row → the option values it counts for; a row stays when one of
    them is chosen. `tests` is for what is typed: filter name → (row, value) → does the row stay. The day a list
    answers for, `as_of`, is read by the view before there are rows, so here it lets every row stay.
    """

    tests: dict = {}
    values_of: dict = {}

    def count_all(self):
        return {name: self.count_options(name) for name in self.of_choices}

    def __init__(self, data, rows):
        self.rows = rows
        super().__init__(data, queryset=self._meta.model.objects.none())

    def passing(self, left_out: str = "") -> list:
        """The rows that stay, in the order asked for; as they would be without one filter if one is `left_out`."""
        active = {n: v for n, v in self.cleaned().items() if v not in (None, "", []) and n != left_out}
        rows = [row for row in self.rows if all(self.stays(row, n, v) for n, v in active.items())]
        return rows if left_out else self.arranged(rows)

    def arranged(self, rows: list) -> list:
        """The rows in the order asked for."""
        return self.sorting.arranged(rows, self.order) if self.sorting else rows

    def stays(self, row, name: str, value) -> bool:
        if name in self.values_of:
            return not set(self.values(row, name)).isdisjoint(value)
        if name in RANGES[0]:
            since, until = self.period
            return may_lie_within(self.day_of(row), *((since, None) if name == "since" else (None, until)))
        return name not in self.tests or self.tests[name](row, value)

    def day_of(self, row) -> PartialDate:
        """The date of a row that `since` and `until` ask for."""
        return row.held

    def count_options(self, name):
        return Counter(value for row in self.passing(name) for value in set(self.values(row, name)))

    def values(self, row, name: str) -> Iterable[str]:
        """The option values of a filter that the row counts for."""
        return self.values_of[name](row)
