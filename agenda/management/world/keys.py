"""Foreign keys that rest while a whole record is written: one look at a table when it is full takes less than one a row."""

from dataclasses import dataclass

from django.db import connection

KEYS = """SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2"""


@dataclass(frozen=True)
class ForeignKey:
    """A constraint of PostgreSQL as its catalog tells it; all three are SQL already."""

    table: str
    name: str
    definition: str

    def drop(self) -> None:
        _execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")

    def add(self) -> None:
        """Add it again; raises IntegrityError where a row breaks it."""
        _execute(f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} {self.definition}")


def foreign_keys() -> list[ForeignKey]:
    """Those of every table. SQLite keeps its own in the tables and looks at them as the transaction ends: none."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # no table can be altered whose rows wait for their keys
        cursor.execute(KEYS)
        return [ForeignKey(*row) for row in cursor.fetchall()]


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
