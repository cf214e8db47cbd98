"""Django's own command, one at a time: of two containers that start together one migrates and the other finds it done."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.commands.migrate import Command as Migrate
from django.db import DEFAULT_DB_ALIAS, connections

from agenda.serving.outages import sqlite_file

LOCK = 7_201_705
"""Any number that nobody else locks by."""


class Command(Migrate):
    def execute(self, *args, **options):
        """The checks before it ask the database too."""
        with alone(connections[options.get("database") or DEFAULT_DB_ALIAS]):
            return super().execute(*args, **options)


@contextmanager
def alone(connection) -> Iterator[None]:
    """Wait until nobody else migrates the database, and keep others waiting meanwhile."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    file = sqlite_file(connection)
    if file is None or not file.parent.is_dir():
        yield
        return
    with file.with_name(f"{file.name}.migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
