"""Rows of the database read as the values of a table's columns, without an object for each row.

The columns are those of the catalogue: a path of attributes that leads to a field is read as that field, many rows at a time, and
what a column makes of its values is made once for each that differs within a batch.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.exceptions import FieldError
from django.db.models import QuerySet

from agenda.models.streams import streamed

from .columns import PublicColumn, PublicTable

CHUNK = 5_000
"""Rows that are fetched and prepared together."""


def is_plain(table: PublicTable, rows: Any) -> bool:
    """Can every column of the table be read as fields of these rows?"""
    paths = {path for column in table.columns for path in column.paths or ("",)}
    return isinstance(rows, QuerySet) and all(
        _is_field(rows, path) for path in paths.difference(table.prepare_gives)
    )


def _is_field(rows: QuerySet, path: str) -> bool:
    if path in rows.query.annotations:
        return True
    try:
        _hops, field, _targets, _rest = rows.query.names_to_path(path.split("."), rows.model._meta)
    except FieldError:
        return False
    return not field.is_relation


def column_batches(
    table: PublicTable, rows: QuerySet, origin: str, cell: Callable[[Any], Any]
) -> Iterator[list[list]]:
    """The values of each column for so many rows at a time, in the order of the columns.

    `cell` makes of a JSON value what is to be written; `origin`, as https://host, stands before addresses of this site.
    """
    columns = [column.under(origin) for column in table.columns]
    read = [path for column in columns for path in column.paths if path not in table.prepare_gives]
    names = list(dict.fromkeys((*read, *table.prepare_reads, "pk")))  # the key, lest DISTINCT takes two rows for one
    lookups = [name.replace(".", "__") for name in names]
    waiting = streamed(rows.prefetch_related(None).values_list(*lookups), CHUNK)
    while batch := list(islice(waiting, CHUNK)):
        found: dict[str, Sequence] = dict(zip(names, zip(*batch, strict=True), strict=True))
        given = _given(table, found)
        yield [_cells(column, [(found | given)[path] for path in column.paths], cell, given) for column in columns]


def _given(table: PublicTable, found: dict[str, Sequence]) -> dict[str, Sequence]:
    """What the table's `prepare` fills in for the rows, by attribute."""
    if not table.prepare_gives:
        return {}
    values = zip(*(found[name] for name in table.prepare_reads), strict=True)
    rows = [_Row(table.prepare_reads, some) for some in values]
    table.prepare(rows)
    return {name: [getattr(row, name) for row in rows] for name in table.prepare_gives}


class _Row:
    """Has the fields that a table's `prepare` reads, and takes what it gives."""

    def __init__(self, names: Sequence[str], values: Sequence):
        self.__dict__ = dict(zip(names, values, strict=True))


def _cells(column: PublicColumn, values: list[Sequence], cell: Callable, given: dict) -> list:
    """The column's cells, each made once for all rows that have the same values."""
    make = column.make
    if column.kind == "list" or column.paths[0] in given:  # what may not be told apart but as itself
        once = {id(value): value for value in values[0]}
        made = {key: cell(make(value)) for key, value in once.items()}
        return [made[id(value)] for value in values[0]]
    if len(values) == 1:
        made = {value: cell(make(value)) for value in set(values[0])}
        return [made[value] for value in values[0]]
    several = list(zip(*values, strict=True))
    made = {some: cell(make(*some)) for some in set(several)}
    return [made[some] for some in several]
