"""Reckoning with days in the database: on SQLite too, where Django would call Python for every row."""

from typing import Any

from django.db.models import DateField, Func, IntegerField

from agenda.rules.course_sums import DAYS

Sql = tuple[str, Any]
DAY_FROM = {"sqlite": "date({}, '{} days')", "postgresql": "({} + ({}))"}
"""The day that lies so many days after another, before it where they are negative."""


class DaysFrom(Func):
    """The day that lies `days` days after the given one, as `DAY_FROM` has it."""

    output_field = DateField()

    def sql(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        day, params = compiler.compile(self.source_expressions[0])
        return DAY_FROM[connection.vendor].format(day, self.extra["days"]), params

    as_sqlite = as_postgresql = sql


class DaysBetween(Func):
    """How many days lie between two days, whichever comes first; NULL where either is."""

    arity = 2
    output_field = IntegerField()

    def sql(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        (one, before), (other, behind) = map(compiler.compile, self.source_expressions)
        return f"ABS({DAYS[connection.vendor].format(one, other)})", (*before, *behind)

    as_sqlite = as_postgresql = sql
