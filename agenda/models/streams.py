"""Many rows read one after another, in flat memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
R = TypeVar("R")
CHUNK = 2_000


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
