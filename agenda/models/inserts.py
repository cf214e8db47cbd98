"""New rows written by one statement, whose text is put together once."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import (
    AutoField,
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    TextField,
)

PLAIN = (BooleanField, CharField, ForeignKey, IntegerField, TextField)
"""Fields whose values both drivers take as they are."""


def insert_rows(rows: Sequence[Model]) -> None:
    """Write new rows of one model and give each its key, as `bulk_create` does. Signals are not sent.

    Values must be of their fields' types, as `clean_fields` leaves them; rows that they lead to must be stored. SQLite takes
    so many values a statement.
    """
    if not rows:
        return
    names = _names(type(rows[0]))
    fields = _fields(type(rows[0]), names)
    keys = insert_values(
        type(rows[0]), names, [[field.pre_save(row, True) for field in fields] for row in rows]
    )
    for row, key in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias


def insert_values(model: type[Model], names: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> list[Any]:
    """Write rows of these values, given in the order of the columns that `names` names; returns their keys in that order."""
    if not rows:
        return []
    fields, found = _fields(model, names), []
    ready = [_stored(field, [row[at] for row in rows]) for at, field in enumerate(fields)]
    size = connection.ops.bulk_batch_size(fields, rows)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), size):
            some = [column[start : start + size] for column in ready]
            if connection.vendor == "postgresql":
                cursor.execute(_statement_of_columns(model, names), some)
            else:
                values = list(chain.from_iterable(zip(*some, strict=True)))
                cursor.execute(_statement_of_rows(model, names, len(some[0])), values)
            found += [key for (key,) in cursor.fetchall()]
    return found


@cache
def _names(model: type[Model]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if not isinstance(f, AutoField))


@cache
def _fields(model: type[Model], names: tuple[str, ...]) -> tuple[Field, ...]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return tuple(by_name[name] for name in names)


def _stored(field: Field, values: list[Any]) -> list[Any]:
    """The values of a column as the driver takes them."""
    if isinstance(field, PLAIN):
        return values
    made: Callable[..., Any] = field.get_db_prep_save
    return [made(value, connection=connection) for value in values]


@cache
def _statement_of_columns(model: type[Model], names: tuple[str, ...]) -> str:
    """PostgreSQL's statement, which takes a list of values for each column, however many rows."""
    # Without lengths, or the database would cut what is too long instead of refusing it.
    kinds = [str(field.db_type(connection)).split("(")[0] for field in _fields(model, names)]
    lists = ", ".join(f"(%s)::{kind}[]" for kind in kinds)
    return _inserted(model, names, f"SELECT * FROM UNNEST({lists})")  # noqa: S608  names of our own


@lru_cache(maxsize=200)
def _statement_of_rows(model: type[Model], names: tuple[str, ...], count: int) -> str:
    """SQLite's statement, which takes the values of so many rows one after another."""
    row = f"({', '.join(['%s'] * len(names))})"
    return _inserted(model, names, f"VALUES {', '.join([row] * count)}")


def _inserted(model: type[Model], names: tuple[str, ...], given: str) -> str:
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in _fields(model, names))
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    return f"INSERT INTO {table} ({columns}) {given} RETURNING {key}"
