"""Reckoning with days in the database: on SQLite too, where Django would call Python for every row."""

from typing import Any

from django.db.models import DateField, Func, IntegerField

Sql = tuple[str, Any]


class DaysFrom(Func):
    """The day that lies `days` days after the given one, before it where they are negative."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        return self.as_sql(compiler, connection, template="date(%(expressions)s, '%(days)d days')", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        return self.as_sql(compiler, connection, template="(%(expressions)s + (%(days)d))", **extra)


class DaysBetween(Func):
    """How many days lie between two days, whichever comes first; NULL where either is."""

    arity = 2
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        template = "ABS(CAST(julianday(%(expressions)s) AS INTEGER))"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        return self.as_sql(compiler, connection, template="ABS(%(expressions)s)", arg_joiner=" - ", **extra)
