"""Many rows read one after another, in flat memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count, islice
from operator import itemgetter
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import DateTimeField, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
R = TypeVar("R")
T = TypeVar("T")
FROZEN = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
CHUNK = 900
"""SQLite bears no more than a thousand keys at once where related rows are fetched for each row of a chunk."""
_cursors = count()


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows, so many at a time."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


@contextmanager
def kept_connection(*, is_frozen: bool = False) -> Iterator[None]:
    """A transaction on PostgreSQL, for cursors of the server that are open meanwhile; nothing on SQLite.

    Outside of one the server would write the whole result down first, and a pooler that lends connections by the transaction
    would lose the cursor. SQLite needs none, and a transaction there would keep writers waiting. `is_frozen`: every statement
    sees the record as it is now, whatever others write meanwhile, and none may write; on SQLite an open cursor does that.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    # By its own name: the thread may turn to another meanwhile.
    with transaction.atomic(using=connection.alias):
        if is_frozen:
            with connection.cursor() as cursor:
                cursor.execute(FROZEN)
        yield


@contextmanager
def frozen_record() -> Iterator[None]:
    """Let every statement inside see the record as it is now, whatever others write meanwhile; none may write."""
    if connection.vendor == "postgresql" or connection.in_atomic_block:
        with kept_connection(is_frozen=True):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # who only reads keeps no writer waiting
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def streamed(rows: QuerySet[M, R], chunk: int = CHUNK) -> Iterator[R]:
    """The rows of the queryset, so many fetched at a time. Two at once belong inside one `kept_connection()`."""
    with kept_connection():
        yield from rows.iterator(chunk_size=chunk)


class ReadColumns:
    """The columns of some rows, in the order in which they are selected; each is made when it is first asked for."""

    def __init__(self, rows: Sequence[tuple], compiler: SQLCompiler):
        self._rows, self._connection = rows, compiler.connection
        self._selected = [each[0] for each in compiler.select]
        self._makers = compiler.get_converters(self._selected)
        self._made: dict[int, list] = {}

    def __iter__(self) -> Iterator[list]:
        return map(self.__getitem__, range(len(self._selected)))

    def __getitem__(self, place: int) -> list:
        if place not in self._made:
            self._made[place] = self._column(place)
        return self._made[place]

    def _column(self, place: int) -> list:
        values = list(map(itemgetter(place), self._rows))
        is_moment = isinstance(self._selected[place].output_field, DateTimeField)
        if is_moment and self._connection.vendor == "postgresql":
            values = _each_once(values, datetime.fromisoformat)
        makers, expression = self._makers.get(place, ([], None))
        return _converted(values, makers, expression, self._connection) if makers else values


def streamed_columns(rows: QuerySet, chunk: int = CHUNK) -> Iterator[ReadColumns]:
    """The columns of a `values_list`, so many rows at a time, from one statement.

    The values are those that the rows would have. What Django makes of the database's is made once for each that differs
    within a chunk, where for one row after another it would cost more than reading them.
    """
    with kept_connection():
        compiler = rows.query.get_compiler(rows.db)
        for some in _read_by_driver(compiler, chunk):
            yield ReadColumns(some, compiler)


def columns_ahead(
    rows: QuerySet, chunk: int, look_up: Callable[[ReadColumns], None]
) -> Iterator[ReadColumns]:
    """The same for one reader who asks the database for nothing else but in `look_up`, which is given each batch first.

    On PostgreSQL the server makes the next batch ready while the reader is busy with this one; to let it, the connection is
    in pipeline mode meanwhile. ReadColumns that `look_up` does not ask for are made only then.
    """
    if rows.query.get_compiler(rows.db).connection.vendor == "postgresql":
        yield from _fetched_ahead(rows.query.get_compiler(rows.db), chunk, look_up)
        return
    for columns in streamed_columns(rows, chunk):
        look_up(columns)
        yield columns


def _fetched_ahead(
    compiler: SQLCompiler, chunk: int, look_up: Callable[[ReadColumns], None]
) -> Iterator[ReadColumns]:
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return
    name = f"agenda_rows_{next(_cursors)}"
    fetch = f"FETCH {chunk} FROM {name}"
    with kept_connection(), compiler.connection.cursor() as cursor:
        _leave_moments_as_texts(cursor.cursor)
        cursor.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {sql}", params)
        cursor.execute(fetch)
        while some := cursor.fetchall():
            columns = ReadColumns(some, compiler)
            look_up(columns)
            with compiler.connection.connection.pipeline():
                cursor.execute(fetch)  # is sent, and its rows are waited for at the end of the block
                yield columns
        cursor.execute(f"CLOSE {name}")


def _leave_moments_as_texts(cursor: Any) -> None:
    """Take moments of PostgreSQL as texts: its driver makes each in Python, which costs ten times what it costs to read a row."""
    from psycopg.types.string import TextLoader  # is installed, but needed with PostgreSQL only

    cursor.adapters.register_loader("timestamptz", TextLoader)


def _read_by_driver(compiler: SQLCompiler, chunk: int) -> Iterator[Sequence[tuple]]:
    """The rows as the database's driver has them; from PostgreSQL with moments as texts."""
    if compiler.connection.vendor != "postgresql":
        yield from compiler.execute_sql(chunked_fetch=True, chunk_size=chunk) or ()
        return
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return
    with compiler.connection.chunked_cursor() as cursor:
        _leave_moments_as_texts(cursor.cursor)
        cursor.execute(sql, params)
        yield from iter(lambda: cursor.fetchmany(chunk), [])


def _each_once(values: list, make: Callable[[Any], Any]) -> list:
    """What is made of each value that is not None, made once for each that differs."""
    made = {value: None if value is None else make(value) for value in set(values)}
    return [made[value] for value in values]


def _converted(values: list, makers: list[Callable], expression: Any, of: Any) -> list:
    made = {}
    for value in set(values):
        found = value
        for make in makers:
            found = make(found, expression, of)
        made[value] = found
    return [made[value] for value in values]
