"""Many rows into one table at once, by the quickest way each database has: COPY, or one prepared statement.

`bulk_create` builds a model instance, a parameter list and a statement of thousands of placeholders for each batch, which
is most of the time of a long import. Constraints and triggers stand guard here as there.
"""

from collections.abc import Iterable

from django.db import connection

from agenda.models import Actor, ActorSide, Dialogue, Document
from agenda.models.streams import batches

BATCH = 2_000


def reserve(model, n: int) -> list[int]:
    """`n` numbers that no row of the model's table has or will be given. Inside a transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, n]
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = row[0] if row else 0
        return list(range(last + 1, last + n + 1))


def set_past(model) -> None:
    """Let the table's own numbers go on after the highest one, when rows were inserted with numbers of their own."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), GREATEST((SELECT MAX(id) FROM {table}), "  # noqa: S608
                "nextval(pg_get_serial_sequence(%s, 'id'))))",
                [model._meta.db_table, model._meta.db_table],
            )


SIDES = (Actor, ActorSide, Dialogue, Dialogue.members.through, Document.issuers.through)
"""What says in whose name a document was issued."""


def take_stock(*models) -> None:
    """Tell PostgreSQL how large the tables have become, so that the rules' checks look rows up and do not read them all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def insert(model, names: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """Insert `rows`, tuples of the columns of the fields `names`, in order. Inside a transaction."""
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
        for batch in batches(rows, BATCH):
            cursor.executemany(statement, batch)
