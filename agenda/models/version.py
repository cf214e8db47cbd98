"""Which state of the record an answer was made from, so that a reader who has it already need not fetch it again."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from .sums import RecordVersion


@dataclass(frozen=True)
class Version:
    """A state of the public record: every change of it makes another. `changed_at` is when it came to be so."""

    number: int
    mark: str
    changed_at: datetime

    def __str__(self) -> str:
        return f"{self.number}-{self.mark}"


def reached(sources: dict[str, tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """How far each source has come: its newest key (0 without rows) and how many rows there are. One statement.

    `sources` maps a name of ours to a table and its key.
    """
    parts = [
        f"SELECT '{name}', COALESCE(MAX({key}), 0), COUNT(*) FROM {table}"  # noqa: S608
        for name, (table, key) in sources.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {name: (last, n) for name, last, n in cursor.fetchall()}


def current_version() -> Version | None:
    """The version of the record now; None of a database that has counted none yet. One statement by key.

    Triggers count it (`rules.sums`), so that SQL by hand changes it too.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, mark, changed_at FROM {RecordVersion._meta.db_table} WHERE id = 1")  # noqa: S608
        row = cursor.fetchone()
    if row is None:
        return None
    number, mark, changed_at = row
    if isinstance(changed_at, str):  # SQLite has no moments, only their text, in UTC
        changed_at = datetime.fromisoformat(changed_at)
    return Version(number, mark, changed_at if changed_at.tzinfo else changed_at.replace(tzinfo=UTC))


def record_version() -> str:
    """A short text that changes whenever the record does. One statement."""
    return str(current_version() or "0")


def record_changed_at() -> datetime | None:
    """When the record last changed, for readers that remember a time instead of a version; None of an empty record.

    What a load or an import brings in counts from then, however long ago it was decided.
    """
    version = current_version()
    return version.changed_at if version else None
