"""Pages of long lists by key: those far in are read from a row beside them, or from the nearer end of the list."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import F, OrderBy, Q, QuerySet

from agenda.filters.place import AFTER, BEFORE

FAR = 1_000
"""Rows before a page that are skipped without more ado."""


class KeyedPage(Page):
    """A page; the links from it to pages that are far in name the row beside them."""

    rows: Sequence[Any] = ()
    """Its rows as they were read, whatever is made of them to be shown."""

    @property
    def next_key(self) -> str:
        """What the address of the next page says beside its number; "" for pages near the beginning."""
        return self._key(AFTER, -1, self.end_index())

    @property
    def previous_key(self) -> str:
        """The same of the previous page."""
        return self._key(BEFORE, 0, (self.number - 2) * self.paginator.per_page)

    def _key(self, name: str, place: int, start: int) -> str:
        return f"&{name}={self.rows[place].slug}" if start >= FAR and self.rows else ""


class KeyedPaginator(Paginator):
    """Pages of rows with slugs that are sorted by a column and, where that is equal, by another in which no two are.

    `count` is given. `is_cut`: more rows follow those that are counted. `asked` is what the address asks for.
    """

    def __init__(self, rows: QuerySet[Any], per_page: int, *, count: int, is_cut: bool, asked: Any) -> None:
        super().__init__(rows, per_page)
        self.count = count
        self.rows, self.is_cut, self.asked = rows, is_cut, asked

    def page(self, number: Any) -> KeyedPage:
        number = self.validate_number(number)
        found = self._by_key(number)
        rows = self._by_number(number) if found is None else found
        shown = KeyedPage(rows, number, self)
        shown.rows = rows
        return shown

    def _bounds(self, number: int) -> tuple[int, int]:
        return (number - 1) * self.per_page, min(number * self.per_page, self.count)

    def _by_key(self, number: int) -> list[Any] | None:
        """The rows after or before the row that the address names; None where none is, or they are not a whole page."""
        start, stop = self._bounds(number)
        if start < FAR or self.asked.get("page") != str(number):
            return None
        for name in (AFTER, BEFORE):
            slug = self.asked.get(name, "").replace("\x00", "")[:200]
            if not slug:
                continue
            is_before = name == BEFORE
            rows = Ordered(self.rows.reverse() if is_before else self.rows).following(slug, self.per_page)
            if len(rows) == stop - start:
                return rows[::-1] if is_before else rows
        return None

    def _by_number(self, number: int) -> list[Any]:
        start, stop = self._bounds(number)
        if start < FAR:
            return list(self.rows[start:stop])
        # Keys first: what is skipped is read no further than its order asks.
        keys = self.rows.values_list("pk", flat=True)
        if not self.is_cut and self.count - stop < start:
            found = list(keys.reverse()[self.count - stop : self.count - start])[::-1]
        else:
            found = list(keys[start:stop])
        rows = {row.pk: row for row in self.rows.filter(pk__in=found).order_by()}
        return [rows[pk] for pk in found]


class Ordered:
    """Rows by the two terms that they are sorted by: one that may be empty, and one in which no two rows are alike."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        terms = [_term(term) for term in rows.query.order_by or rows.model._meta.ordering]
        if not rows.query.standard_ordering:
            for term in terms:
                term.reverse_ordering()
        self.first, self.tie = terms
        self.rows = rows.alias(first_term=self.first.expression, tie_term=self.tie.expression)

    def following(self, slug: str, most: int) -> list[Any]:
        """At most so many rows after the row of that slug; none where it is not among the model's public ones."""
        known = self.rows.model._default_manager.published().filter(slug=slug).order_by()
        expressions = {"first_term": self.first.expression, "tie_term": self.tie.expression}
        values = known.annotate(**expressions).values_list(*expressions).first()
        found: list[Any] = []
        for part in self._parts(*values) if values else ():
            if len(found) < most:
                found += part[: most - len(found)]
        return found

    def _parts(self, first: Any, tie: Any) -> list[QuerySet[Any]]:
        """What follows a row, in pieces that an index finds: empty values of the first term stand by themselves."""
        is_empty, further = Q(first_term=None), _beyond("tie_term", self.tie, tie)
        empty_last = _is_empty_last(self.first)
        if first is None:
            parts = [self.rows.filter(is_empty, further)]
            return parts if empty_last else [*parts, self.rows.exclude(is_empty)]
        beyond = _beyond("first_term", self.first, first)
        from_there_on = Q(**{f"first_term__{'lte' if self.first.descending else 'gte'}": first})
        parts = [self.rows.filter(from_there_on, beyond | Q(first_term=first) & further)]
        return [*parts, self.rows.filter(is_empty)] if empty_last else parts


def _term(term: Any) -> OrderBy:
    if isinstance(term, str):
        name = F(term.removeprefix("-"))
        return name.desc() if term.startswith("-") else name.asc()
    return term.copy() if isinstance(term, OrderBy) else term.asc()


def _beyond(name: str, term: OrderBy, value: Any) -> Q:
    return Q(**{f"{name}__{'lt' if term.descending else 'gt'}": value})


def _is_empty_last(term: OrderBy) -> bool:
    """Whether rows without a value stand last: as the order says, else as the database has it."""
    if term.nulls_last or term.nulls_first:
        return bool(term.nulls_last)
    return term.descending if connection.vendor == "sqlite" else not term.descending
