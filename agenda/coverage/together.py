"""Several sums asked of the database in one statement: each a part of it with a name, whose rows come back under that name."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

COLUMNS = ("word", "key", "n", "also", "since", "until")
NOTHING = {
    "word": "''",
    "key": "0",
    "n": "0",
    "also": "0",
    "since": "CAST(NULL AS date)",
    "until": "CAST(NULL AS date)",
}
"""What stands in a column that a part does not fill."""


class SumRow(NamedTuple):
    """A row of a part; every part has the same columns and fills those it needs."""

    word: str
    key: int
    n: int
    also: int
    since: date | None
    until: date | None


class Part(NamedTuple):
    """What fills the columns, as SQL; where from (FROM … WHERE … GROUP BY …); the values of its places."""

    columns: Mapping[str, str]
    source: str = ""
    values: tuple[Any, ...] = ()


def day_of(value: Any) -> Any:
    """The day of what a driver gives for a day or a moment in a statement of our own: SQLite has only their text."""
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value


Table = tuple[str, tuple[Any, ...]]
"""A SELECT that parts read from by a name, with the values of its places."""


def asked_together(
    parts: Mapping[str, Part], tables: Mapping[str, Table] | None = None
) -> dict[str, list[SumRow]]:
    """The rows of each part by its name. One query; `tables` by name are what parts may read from.

    Each part reads of a table what it needs: written out for several of them, all held meetings took longer than their sums.
    """
    read = ", ".join(f"{name} AS NOT MATERIALIZED ({sql})" for name, (sql, _values) in (tables or {}).items())
    selects = [
        f"SELECT '{name}' AS part, "
        + ", ".join(f"{part.columns.get(column, NOTHING[column])} AS {column}_" for column in COLUMNS)
        + f" {part.source}"
        for name, part in parts.items()
    ]
    given = [value for _sql, values in (tables or {}).values() for value in values]
    given += [value for part in parts.values() for value in part.values]
    found: dict[str, list[SumRow]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(f"{read and f'WITH {read}'} {' UNION ALL '.join(selects)}", given)
        for name, word, key, n, also, since, until in cursor.fetchall():
            found[name].append(
                SumRow(word, int(key or 0), int(n or 0), int(also or 0), day_of(since), day_of(until))
            )
    return found
