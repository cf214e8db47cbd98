"""What the database knows of its tables' sizes, by which it plans its statements."""

from django.db.backends.base.base import BaseDatabaseWrapper


def take_stock(connection: BaseDatabaseWrapper) -> None:
    """Let SQLite count its tables; PostgreSQL does so by itself. 0.1 s at 100,000 findings, 3 s at two million.

    All of each table: a part of it (`PRAGMA analysis_limit`) makes a value seem as rare as the part is small, and the admin's
    list of two million findings was then sorted whole for each page, in 5 s instead of 0.25.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=0")
            cursor.execute("ANALYZE")
