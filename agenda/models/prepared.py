"""Questions that differ only in their values: put together once a process, asked with other values each time."""

import copy
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Values = ParamSpec("Values")

LONGEST = 1024
"""A longer collection is asked for in a statement put together for it."""
NUMBERS_FROM, DAYS_FROM = 2_147_000_000, date(9000, 1, 1)
"""What stands for values while a statement is put together: no key or day of any record."""


class Prepared(Generic[Values, Row]):
    """A function that gives a queryset for values, asked as a statement that is put together once for each shape of values.

    Values are whole numbers, words, days, and collections of numbers or words. They may only be compared with: what the queryset
    looks like must not depend on them, nor on anything of a request. Called with values it gives the rows as a list, with
    what the queryset selects and prefetches. A collection is asked for by the next power of two, its last value repeated; an
    empty one as Django asks for it: nothing, where no row can fit. Raises TypeError for other values, and where the statement
    lacks one.
    """

    def __init__(self, build: Callable[Values, QuerySet[Any, Row]]) -> None:
        self.build: Callable[..., QuerySet[Any, Row]] = build
        self.__doc__ = build.__doc__
        self._statements: dict[tuple[Any, ...], _Statement] = {}

    def __call__(self, *values: Values.args, **named: Values.kwargs) -> list[Row]:
        if named:
            raise TypeError(f"{self.build.__name__} takes its values in their order, without names.")
        return self._rows(None, values)

    def few(self, most: int, *values: Any) -> list[Row]:
        """The same, at most so many of the rows."""
        return self._rows(most, values)

    def sql(self, *values: Any) -> tuple[str, tuple[Any, ...]]:
        """The statement for these values, to be a part of another, with what stands in its places."""
        given = [_in_places(value) for value in values]
        statement = self._statement(None, given)
        return statement.sql, statement.values(given)

    def _rows(self, most: int | None, values: tuple[Any, ...]) -> list[Row]:
        given = [_in_places(value) for value in values]
        if any(isinstance(value, list) and len(value) > LONGEST for value in given):
            return list(self.build(*values)[:most])
        return self._statement(most, given).rows(given)

    def _statement(self, most: int | None, given: list[Any]) -> "_Statement":
        key = (connection.vendor, most, *map(_shape, given))
        if key not in self._statements:
            self._statements[key] = _Statement(self.build, most, given)
        return self._statements[key]


class _Statement:
    """A queryset put together for values of one shape, and which of its values stand where."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], most: int | None, given: list[Any]) -> None:
        marks = _marks(given)
        rows = build(*marks)
        self._queryset = rows if most is None else rows[:most]
        self._compiler: SQLCompiler = self._queryset.query.get_compiler(connection=connection)
        self.sql, self._values, self._places = "", list[Any](), list[tuple[int, int]]()
        with suppress(EmptyResultSet):  # no row can be among nothing: there is no statement
            self._put_together(build, marks)
            self._keep_converters()

    def _keep_converters(self) -> None:
        """Let what the columns are converted with, the same for all rows ever asked for, be looked up once."""
        asking = copy.copy(self._compiler)
        asking.connection = _Anyones()  # type: ignore[assignment]
        converters = asking.get_converters([column for column, *_ in self._compiler.select or ()])
        self._compiler.get_converters = lambda *_, **__: converters  # type: ignore[method-assign]

    def _put_together(self, build: Callable[..., QuerySet[Any, Any]], marks: list[Any]) -> None:
        self.sql, values = self._compiler.as_sql()
        places = {_adapted(mark): at for at, mark in enumerate(_flat(marks))}
        self._values = list(values)
        self._places = [(at, places[value]) for at, value in enumerate(values) if _is_among(value, places)]
        missing = set(places.values()) - {place for _, place in self._places}
        if missing:
            raise TypeError(
                f"{build.__name__} does not compare with its values {sorted(missing)} as they are."
            )

    def values(self, given: list[Any]) -> tuple[Any, ...]:
        """What stands in the statement's places for the values."""
        flat = [_adapted(value) for value in _flat(given)]
        values = self._values.copy()
        for at, place in self._places:
            values[at] = flat[place]
        return tuple(values)

    def rows(self, given: list[Any]) -> list[Any]:
        if not self.sql:
            return []
        values, compiler = self.values(given), copy.copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.sql, values)  # type: ignore[method-assign]
        asked = self._queryset.all()
        # Set as a query is set, what the rows look like would be chosen anew.
        asked.__dict__["_query"] = _Compiled(self._queryset.query, compiler)
        return list(asked)


class _Anyones:
    """The connection of whichever thread asks: what is bound to its operations belongs to none."""

    def __init__(self) -> None:
        self.ops = type(connection.ops)(connection)

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)


class _Compiled(Query):
    """A query whose compiler is at hand. For one evaluation: it cannot be refined."""

    _at_hand: SQLCompiler

    def __init__(self, query: Query, compiler: SQLCompiler) -> None:
        self.__dict__ = query.__dict__ | {"_at_hand": compiler}

    def get_compiler(self, *_: Any, **__: Any) -> SQLCompiler:
        return self._at_hand

    def clone(self):
        raise TypeError(
            "The rows of a prepared statement are a list; refine the queryset that it is made of."
        )


def _in_places(value: Any) -> Any:
    """A value as it is, a collection as a list that is as long as a power of two."""
    if not isinstance(value, list | tuple | set | frozenset):
        return value
    values = list(value)
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values)) if values else values


def _shape(value: Any) -> tuple[type | None, int]:
    """What a statement is put together for: the kind of a value, and how many there are in a collection."""
    if value == []:
        return None, 0
    one, places = (value[0], len(value)) if isinstance(value, list) else (value, 0)
    if not isinstance(one, bool | datetime):
        for kind in (int, str, date):
            if isinstance(one, kind):
                return kind, places
    raise TypeError(f"A prepared statement cannot take {value!r}.")


def _marks(given: list[Any]) -> list[Any]:
    """Values of the same shapes of which no two are equal."""
    made = 0

    def mark(value: Any) -> Any:
        nonlocal made
        made += 1
        if isinstance(value, int):
            return NUMBERS_FROM + made
        return f"\x01value {made}\x01" if isinstance(value, str) else DAYS_FROM + timedelta(made)

    return [[mark(one) for one in value] if isinstance(value, list) else mark(value) for value in given]


def _flat(values: list[Any]) -> list[Any]:
    return [one for value in values for one in (value if isinstance(value, list) else [value])]


def _adapted(value: Any) -> Any:
    """The value as the driver takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _is_among(value: Any, places: dict[Any, int]) -> bool:
    """Whether a statement's value is a mark; some values of statements cannot be looked up."""
    return isinstance(value, int | str | date) and value in places
