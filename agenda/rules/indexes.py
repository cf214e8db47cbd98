"""The indexes that the models ask for, and which of them the database lacks."""

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

PRESENT = {
    "sqlite": "SELECT m.name, i.name FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i"
    " WHERE m.type = 'table' AND i.seqno = 0",
    "postgresql": "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
    " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
    " WHERE i.indisvalid AND pg_table_is_visible(c.oid)",
}
"""The first column of every index, with its table."""


def wanted() -> set[tuple[str, str]]:
    """(table, column) of every column that some index must begin with."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if (getattr(field, "db_index", False) or field.unique) and not field.primary_key and field.column:
                found.add((model._meta.db_table, field.column))
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                first = model._meta.get_field(constraint.fields[0])
                found.add((model._meta.db_table, str(first.column)))  # type: ignore[union-attr]
    return found


def missing(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """(table, column) of the indexes that are not there. One query."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        return wanted() - set(cursor.fetchall())
