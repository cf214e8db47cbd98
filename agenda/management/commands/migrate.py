"""Django's own command, one at a time: of two containers that start together one migrates and the other finds it done."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.commands.migrate import Command as Migrate
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from agenda.models import Actor, SearchMark
from agenda.models.stock import take_stock
from agenda.search import catch_up
from agenda.serving.outages import sqlite_file

LOCK = 7_201_705
"""Any number that nobody else locks by."""


class Command(Migrate):
    def execute(self, *args, **options):
        """The checks before it ask the database too."""
        connection = connections[options.get("database") or DEFAULT_DB_ALIAS]
        with alone(connection):
            said = super().execute(*args, **options)
            if is_whole(connection) and Actor.objects.exists():
                if not SearchMark.objects.exists():
                    catch_up()
                take_stock(connection)
            return said


def is_whole(connection) -> bool:
    """Whether every migration is applied, so that the models may be asked."""
    executor = MigrationExecutor(connection)
    return connection.alias == DEFAULT_DB_ALIAS and not executor.migration_plan(
        executor.loader.graph.leaf_nodes()
    )


@contextmanager
def alone(connection) -> Iterator[None]:
    """Wait until nobody else migrates the database, and keep others waiting meanwhile."""
    if connection.vendor == "postgresql":
        # A transaction of a connection of its own: a pooler may give each statement outside of one to another connection.
        own = connection.copy()
        try:
            own.set_autocommit(False)
            with own.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            yield
        finally:
            own.close()
        return
    file = sqlite_file(connection)
    if file is None or not file.parent.is_dir():
        yield
        return
    with file.with_name(f"{file.name}.migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
