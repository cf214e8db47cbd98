"""What a column and a table of the catalogue are."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from agenda.models import Actor

KINDS = {
    "string": {"type": "string"},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": "boolean"},
    "edtf": {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "date": {"type": ["string", "null"], "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "url": {"type": ["string", "null"], "format": "uri"},
    "reference": {"type": ["string", "null"]},
    "list": {"type": "array", "items": {"type": "string"}},
}
"""Kinds of column as JSON Schema. `edtf` is a date as exactly as it is known: 2022, 2022-05 or 2022-05-06."""


@dataclass(frozen=True)
class Column:
    """`read(row)` gives the JSON value; `source` says which field or sum it comes from.

    `paths` and `of` are there where the value is made of fields alone: `of(*values at the paths)` is the same value, so
    that a long table can be written from tuples, without an object for every row.
    """

    name: str
    kind: str
    meaning: str
    example: Any
    source: str
    read: Callable[[Any], Any]
    paths: tuple[str, ...] = ()
    of: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Table:
    """A list that readers see: `key` names the columns that tell its rows apart."""

    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    shared: tuple[str, ...] = ()
    """Relations that many rows have in common: a long table looks their values up once."""
    has_pages: bool = True
    """Has every row a page, and JSON, of its own?"""

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def row(self, row) -> dict[str, Any]:
        """One row as it stands in JSON."""
        return {column.name: column.read(row) for column in self.columns}

    def rows(self, rows: Iterable) -> Iterable[dict[str, Any]]:
        return (self.row(row) for row in rows)


def flat(value) -> Any:
    """A JSON value as one cell of a table: lists joined by “; ”, nothing as an empty cell.

    A list that could not be told apart again (a part with a semicolon, a line end or spaces around) is written as JSON.
    """
    if isinstance(value, list):
        plainly = "; ".join(value)
        return (
            plainly
            if not value or (plainly.split("; ") == value and is_plain(plainly))
            else json.dumps(value, ensure_ascii=False)
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def is_plain(joined: str) -> bool:
    """Can a list that was joined so be read back part by part?"""
    parts = joined.split("; ")
    return all(part and part == part.strip() and ";" not in part for part in parts) and not (
        joined.startswith("[") or any(sign in joined for sign in ("\n", "\r", " | "))
    )


def edtf(date) -> str | None:
    return date.iso if date else None


def shown(actor: Actor | None) -> str | None:
    """The address of a related row, when the public may see it."""
    return actor.slug if actor and actor.is_published else None


def field(name: str, kind: str, meaning: str, example, *, source: str = "", of: str = "") -> Column:
    """A column that is a field of the row itself (`of`: under another name there)."""
    attribute = of or name
    return Column(name, kind, meaning, example, source or attribute, lambda row: getattr(row, attribute))


def _follow(row, path: str):
    return reduce(getattr, path.split("__"), row)


def value(
    name: str, kind: str, meaning: str, example, *paths: str, of: Callable = lambda found: found
) -> Column:
    """A column made of the fields at `paths` alone (“meeting__slug”), read from an object or from a tuple alike."""
    source = ", ".join(path.replace("__", ".") for path in paths)
    return Column(
        name,
        kind,
        meaning,
        example,
        source,
        lambda row: of(*(_follow(row, path) for path in paths)),
        paths,
        of,
    )
