"""What a page asks of the database, counted in this process: statements, and rows read or steps taken."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

READ = "SELECT COALESCE(SUM(seq_tup_read + idx_tup_fetch), 0) FROM pg_stat_xact_user_tables"
STEPS = 100
"""How many instructions of SQLite's machine are counted at a time."""


@dataclass
class Cost:
    """`reads`: rows that PostgreSQL read of tables, or hundreds of instructions that SQLite's machine took."""

    status: int
    statements: int
    reads: int
    bytes: int


def cost_of(client: Client, address: str) -> Cost:
    """What the page costs when it is made the second time."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        content = answer.getvalue()
    statements = len(asked)  # the next request forgets them
    reads = reads_of(lambda: client.get(address).getvalue())
    return Cost(answer.status_code, statements, reads, len(content))


def reads_of(act: Callable[[], object]) -> int:
    """How much the act reads. On PostgreSQL inside a transaction, whose counts are its own."""
    if connection.vendor == "sqlite":
        return _steps_of(act)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")  # others' reads are not counted
        cursor.execute(READ)
        before = cursor.fetchone()[0]
        act()
        cursor.execute(READ)
        return int(cursor.fetchone()[0] - before)


def _steps_of(act: Callable[[], object]) -> int:
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, STEPS)
    try:
        act()
    finally:
        if connection.connection is not None:
            connection.connection.set_progress_handler(None, STEPS)
    return taken


def fetched(statements: list[tuple[str, list]]) -> Callable[[], None]:
    """A function that asks the statements and takes all their rows, through the driver alone."""
    mark = "?" if connection.vendor == "sqlite" else "%s"
    ready = [(sql.replace("%s", mark), tuple(values)) for sql, values in statements]

    def ask() -> None:
        connection.ensure_connection()
        for sql, values in ready:
            cursor = connection.connection.cursor()
            cursor.execute(sql, values)
            cursor.fetchall()
            cursor.close()

    return ask
