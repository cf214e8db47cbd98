"""Rows of the database read as the values of a table's columns, without an object for each row.

The columns are those of the catalogue: a path of attributes that leads to a field is read as that field, many rows at a time, and
what a column makes of its values is made once for each that differs within a batch.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import FieldError
from django.db import connections
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast, Collate

from agenda.models.streams import streamed_columns

from .columns import Attached, PublicColumn, PublicTable

CHUNK = 5_000
"""Rows that are fetched and made together."""


def is_plain(table: PublicTable, rows: QuerySet) -> bool:
    """Can every column of the table be read as fields of these rows?"""
    paths = {path for column in table.columns for path in column.paths or ("",)}
    attached = {table.attached.name} if table.attached else set()
    return all(_is_field(rows, path) for path in paths - attached)


def _is_field(rows: QuerySet, path: str) -> bool:
    if path in rows.query.annotations:
        return True
    try:
        _hops, field, _targets, _rest = rows.query.names_to_path(path.split("."), rows.model._meta)
    except FieldError:
        return False
    return not field.is_relation


def in_key_order(table: PublicTable, rows: QuerySet) -> QuerySet:
    """The rows by the texts of the table's key, as Python compares texts, and where these are the same by number."""
    paths = [path for column in table.columns if column.name in table.key for path in column.paths]
    texts = [Cast(F(lookup(path)), TextField()) for path in paths]
    if connections[rows.db].vendor == "postgresql":
        return rows.order_by(*(Collate(text, "C") for text in texts), "pk")
    return rows.order_by(*texts, "pk")


def column_batches(
    table: PublicTable, rows: QuerySet, origin: str, cell: Callable[[Any], Any]
) -> Iterator[list[list]]:
    """The values of each column for so many rows at a time, in the order of the columns.

    `cell` makes of a JSON value what is to be written; `origin`, as https://host, stands before addresses of this site.
    """
    columns, attached = [column.under(origin) for column in table.columns], table.attached
    make_attached = attached.maker() if attached else None
    by_place = [column.kind == "list" or _is_of(attached, column) for column in columns]
    wanted = _wanted(table)
    rows = rows.prefetch_related(None).values_list(*(lookup(path) for path in wanted))
    for read in streamed_columns(rows, CHUNK):
        found = dict(zip(wanted, read, strict=True))
        if attached and make_attached:
            made = make_attached(set(found[attached.key]))
            found[attached.name] = [made[key] for key in found[attached.key]]
        several = [[found[path] for path in column.paths] for column in columns]
        yield [
            _once_by_place(column.make, values[0], cell) if place else once(column.make, values, cell)
            for column, values, place in zip(columns, several, by_place, strict=True)
        ]


def _is_of(attached: Attached | None, column: PublicColumn) -> bool:
    return attached is not None and attached.name in column.paths


def _wanted(table: PublicTable) -> list[Any]:
    """The paths and expressions that are read of each row.

    The key is always among them, or DISTINCT would take two rows with the same words for one.
    """
    paths = [path for column in table.columns for path in column.paths]
    if table.attached:
        paths = [path for path in paths if path != table.attached.name]
        paths.append(table.attached.key)
    return list(dict.fromkeys([*paths, "pk"]))


def lookup(path: Any) -> Any:
    """A path of attributes as Django's querysets name it; an expression as it is."""
    return path.replace(".", "__") if isinstance(path, str) else path


def once(make: Callable, columns: list[list], cell: Callable) -> list:
    """The cells of a column, each made once for all rows that have the same values in the columns it is made of."""
    if len(columns) == 1:
        made = {value: cell(make(value)) for value in set(columns[0])}
        return [made[value] for value in columns[0]]
    several = list(zip(*columns, strict=True))
    made = {values: cell(make(*values)) for values in set(several)}
    return [made[values] for values in several]


def _once_by_place(make: Callable, values: list, cell: Callable) -> list:
    """The same for rows that have the very same object, of objects that cannot be looked up, or only slowly."""
    places = list(map(id, values))
    made = {place: cell(make(value)) for place, value in dict(zip(places, values, strict=True)).items()}
    return [made[place] for place in places]
