"""Rows by the beginning of their names: a few keys of an index, however many rows hold the words."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from agenda.models import SearchName
from agenda.models.base import row_by_row

from .kinds import IndexEntry, everything
from .words import indexable

MOST_NAMED = 50
"""Rows named exactly so, and rows whose name begins so, that a search looks up."""
LAST = "\U0010ffff"
WORDS = "\x01words\x01"
"""What stands for the words while the statement is put together: no text holds it."""


def names_of(entry: IndexEntry) -> list[str]:
    """The title and the other names of a row in folded words, each once."""
    return list(dict.fromkeys(indexable(name) for name in (entry.title, *entry.names) if name))


def forget(kind: str, pks: Collection[int] | None = None) -> None:
    """Drop the names of the kind's rows, of all without keys."""
    rows = SearchName.objects.filter(kind=kind)
    (rows if pks is None else rows.filter(object_id__in=pks)).delete()


def keep(kind: str, entries: Iterable[IndexEntry]) -> None:
    """Keep the entries' names in place of those that stood there for them."""
    entries = list(entries)
    forget(kind, [entry.pk for entry in entries])
    SearchName.objects.bulk_create(
        [
            SearchName(kind=kind, object_id=entry.pk, name=name[: SearchName.LONGEST])
            for entry in entries
            for name in names_of(entry)
            if name
        ],
        batch_size=500,
    )


def begun_by(words: str, scope: Mapping[str, QuerySet]) -> list[tuple[str, int]]:
    """(kind, key) of rows that may be seen and whose title or other name is, or begins with, the folded words. One statement."""
    if not words or not scope:
        return []
    is_plain = all(rows is everything(kind) for kind, rows in scope.items())
    parts = _of_kinds(connection.vendor, tuple(scope)) if is_plain else _parts(scope)
    # Folded words are letters, digits and blanks, so that they stand in a pattern as they are.
    given = [value.replace(WORDS, words) if isinstance(value, str) else value for value in parts[1]]
    with connection.cursor() as cursor:
        cursor.execute(parts[0], given)
        return list(dict.fromkeys(cursor.fetchall()))


@cache
def _of_kinds(_vendor: str, kinds: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The statement where no filter is chosen, which is the same each time."""
    return _parts({kind: everything(kind) for kind in kinds})


def _parts(scope: Mapping[str, QuerySet]) -> tuple[str, list[Any]]:
    """The statement with its parameters, in which `WORDS` stands for the words."""
    seen = Q()
    for kind, rows in scope.items():
        seen |= Q(row_by_row("object_id", rows.order_by()), kind=kind)
    rows = SearchName.objects.filter(seen).order_by().values_list("kind", "object_id")
    # In terms of each database's index.
    begins = (
        Q(name__startswith=WORDS)
        if connection.vendor == "postgresql"
        else Q(name__gte=WORDS, name__lt=WORDS + LAST)
    )
    parts = [rows.filter(name=WORDS)[:MOST_NAMED], rows.filter(begins)[:MOST_NAMED]]
    (exact, given), (begun, others) = (part.query.sql_with_params() for part in parts)
    sql = f"SELECT * FROM ({exact}) AS named UNION ALL SELECT * FROM ({begun}) AS begun"  # noqa: S608
    return sql, [*given, *others]
