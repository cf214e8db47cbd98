"""Many rows read one after another, in flat memory."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
R = TypeVar("R")
T = TypeVar("T")
CHUNK = 900
"""SQLite bears no more than a thousand keys at once where related rows are fetched for each row of a chunk."""


def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows, so many at a time."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


@contextmanager
def kept_connection() -> Iterator[None]:
    """A transaction on PostgreSQL, for cursors of the server that are open meanwhile; nothing on SQLite.

    Outside of one the server would write the whole result down first, and a pooler that lends connections by the transaction
    would lose the cursor. SQLite needs none, and a transaction there would keep writers waiting.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic(
        using=connection.alias
    ):  # by its own name: the thread may turn to another meanwhile
        yield


def streamed(rows: QuerySet[M, R], chunk: int = CHUNK) -> Iterator[R]:
    """The rows of the queryset, so many fetched at a time. Two at once belong inside one `kept_connection()`."""
    with kept_connection():
        yield from rows.iterator(chunk_size=chunk)


def streamed_columns(rows: QuerySet, chunk: int = CHUNK) -> Iterator[list[list]]:
    """The columns of a `values_list`, so many rows at a time, from one statement.

    The values are those that the rows would have. What Django makes of the database's is made once for each that differs
    within a chunk, where for one row after another it would cost more than reading them.
    """
    with kept_connection():
        compiler = rows.query.get_compiler(rows.db)
        results = compiler.execute_sql(chunked_fetch=True, chunk_size=chunk)
        converters = compiler.get_converters([selected[0] for selected in compiler.select])
        for some in results or ():
            columns: list[list] = list(map(list, zip(*some, strict=True)))
            for place, (makers, expression) in converters.items():
                columns[place] = _converted(columns[place], makers, expression, compiler.connection)
            yield columns


def _converted(values: list, makers: list[Callable], expression: Any, of: Any) -> list:
    made = {}
    for value in set(values):
        found = value
        for make in makers:
            found = make(found, expression, of)
        made[value] = found
    return [made[value] for value in values]
