"""A database without its record."""

from django.core.management import call_command
from django.db import connection


def emptied() -> None:
    """Take the record away, append-only or not; accounts stay."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names() if table.startswith("agenda_")]
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # what is still to be checked keeps tables from being emptied
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
        else:
            for table in tables:
                if "_search" not in table:
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    call_command("rebuild_sums", verbosity=0)
