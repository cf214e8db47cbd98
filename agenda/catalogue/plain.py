"""Rows of the database read as the values of a table's columns, without an object for each row.

The columns are those of the catalogue: a path of attributes that leads to a field is read as that field, many rows at a time, and
what a column makes of its values is made once for each that differs within a batch.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import FieldError
from django.db.models import QuerySet

from agenda.models.streams import streamed_columns

from .columns import PublicColumn, PublicTable

CHUNK = 5_000
"""Rows that are fetched and made together."""


def is_plain(table: PublicTable, rows: Any) -> bool:
    """Can every column of the table be read as fields of these rows?"""
    paths = {path for column in table.columns for path in column.paths or ("",)}
    attached = {table.attached.name} if table.attached else set()
    return isinstance(rows, QuerySet) and all(_is_field(rows, path) for path in paths - attached)


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
    columns, attached = [column.under(origin) for column in table.columns], table.attached
    wanted = _wanted(table)
    rows = rows.prefetch_related(None).values_list(*(_lookup(path) for path in wanted))
    for read in streamed_columns(rows, CHUNK):
        found = dict(zip(wanted, read, strict=True))
        if attached:
            found[attached.name] = attached.make(*(found[of] for of in attached.fields))
        yield [
            _cells(
                column,
                [found[path] for path in column.paths],
                cell,
                by_place=column.kind == "list" or bool(attached) and attached.name in column.paths,
            )
            for column in columns
        ]


def _wanted(table: PublicTable) -> list[Any]:
    """The paths and expressions that are read of each row.

    The key is always among them, or DISTINCT would take two rows with the same words for one.
    """
    paths = [path for column in table.columns for path in column.paths]
    if table.attached:
        paths = [path for path in paths if path != table.attached.name]
        paths += table.attached.fields
    return list(dict.fromkeys([*paths, "pk"]))


def _lookup(path: Any) -> Any:
    return path.replace(".", "__") if isinstance(path, str) else path


def _cells(column: PublicColumn, values: list[list], cell: Callable, *, by_place: bool) -> list:
    """The column's cells, each made once for all rows that have the same values.

    `by_place`: for all that have the very same object, of values that cannot be looked up, or only slowly.
    """
    make = column.make
    if len(values) > 1:
        several = list(zip(*values, strict=True))
        made = {some: cell(make(*some)) for some in set(several)}
        return [made[some] for some in several]
    (single,) = values
    if not by_place:
        made = {value: cell(make(value)) for value in set(single)}
        return [made[value] for value in single]
    places = list(map(id, single))
    made = {place: cell(make(value)) for place, value in dict(zip(places, single, strict=True)).items()}
    return [made[place] for place in places]
