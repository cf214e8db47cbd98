"""What the database knows of its tables' sizes, by which it plans its statements."""

from django.db.backends.base.base import BaseDatabaseWrapper


def take_stock(connection: BaseDatabaseWrapper) -> None:
    """Let SQLite look at a part of each table; PostgreSQL does so by itself. Milliseconds, whatever the size."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
