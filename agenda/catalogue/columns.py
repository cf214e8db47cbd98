"""What a column and a table of the catalogue are."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from agenda.dates import PartialDate
from agenda.models import Actor
from agenda.models.base import address, address_pattern
from agenda.models.streams import batches

KINDS: dict[str, dict[str, Any]] = {
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
BATCH = 500
"""Rows that are prepared together."""


def as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class PublicColumn:
    """`source` says which field or sum the value comes from.

    `paths` are the attributes of a row that it is made of (“meeting.slug”), none where it needs the row itself. `make` gives
    the JSON value of what stands there.
    """

    name: str
    kind: str
    meaning: str
    example: Any
    source: str
    paths: tuple[str, ...] = ()
    make: Callable[..., Any] = as_it_is

    @property
    def read(self) -> Callable[[Any], Any]:
        """The function that gives the JSON value of a row."""
        if not self.paths:
            return self.make
        get, make = attrgetter(*self.paths), self.make
        return (lambda row: make(get(row))) if len(self.paths) == 1 else (lambda row: make(*get(row)))

    def under(self, origin: str) -> "PublicColumn":
        """The same column with `origin` (https://host) put before an address of this site."""
        if self.kind != "url":
            return self
        make = self.make
        if isinstance(make, AddressOf):
            return replace(self, make=make.under(origin, len(self.paths)))
        return replace(self, make=lambda *values: _absolute(make(*values), origin))

    def within(self, attribute: str) -> "PublicColumn":
        """The same column of rows that have this column's row at `attribute`."""
        paths = tuple(f"{attribute}.{path}" for path in self.paths) or (attribute,)
        return replace(self, source=f"{attribute}.{self.source}", paths=paths)


@dataclass(frozen=True)
class AddressOf:
    """Makes of keys the path of a page of this site."""

    page: str

    def __call__(self, *keys) -> str:
        return address(self.page, *keys)

    def under(self, origin: str, count: int) -> "Pattern":
        """The same with `origin` before the path, quicker for many; of this moment's language and script name."""
        return Pattern(origin.replace("%", "%%") + address_pattern(self.page, count))


@dataclass(frozen=True)
class Pattern:
    """Puts keys into the %s of a text."""

    text: str

    def __call__(self, *keys) -> str:
        return self.text % keys


def _absolute(path: str | None, origin: str) -> str | None:
    return f"{origin}{path}" if path and path.startswith("/") else path


@dataclass(frozen=True)
class Attached:
    """An attribute that rows are given beyond their fields.

    `key` is read of each row: a path of a field, or an expression. `maker` returns the function that makes the attribute for one
    list: it takes keys and returns {key: attribute}, some rows after others.
    """

    name: str
    key: Any
    maker: Callable[[], Callable[[set], dict]]


@dataclass(frozen=True)
class PublicTable:
    """A list that readers see: `key` names the columns that tell its rows apart."""

    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[PublicColumn, ...]
    has_pages: bool = True
    """Has every row a page, and JSON, of its own?"""
    prepare: Callable[[list], None] = lambda rows: None
    """Fills in what a batch of rows needs beyond its fields, in a constant number of queries."""
    attached: "Attached | None" = None
    """The attribute that `prepare` fills in, where it can be made of fields alone."""

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def values(self, rows: Iterable, origin: str) -> Iterator[list[Any]]:
        """The JSON values of each row, in the order of the columns; `origin` as https://host."""
        readers = [column.under(origin).read for column in self.columns]
        for batch in batches(rows, BATCH):
            self.prepare(batch)
            for row in batch:
                yield [read(row) for read in readers]

    def rows(self, rows: Iterable, origin: str) -> Iterator[dict[str, Any]]:
        """Each row as it stands in JSON."""
        return (dict(zip(self.names, values, strict=True)) for values in self.values(rows, origin))


def flat(value) -> Any:
    """A JSON value as one cell of a table: lists joined by “; ”, nothing as an empty cell.

    A list that could not be told apart again (a part with a semicolon, a line end or spaces around) is written as JSON.
    """
    if isinstance(value, str):
        return value
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


def dated(first, precision) -> str | None:
    """The same of a date that is kept in two columns."""
    return PartialDate(first, precision).iso if first else None


def iso(day) -> str | None:
    return day.isoformat() if day else None


def slug(row) -> str | None:
    """The address of a related row, when there is one and the public may see it."""
    return row.slug if _is_shown(row) else None


def name(row) -> str | None:
    """The name of a related row, when there is one and the public may see it."""
    return row.name if _is_shown(row) else None


def _is_shown(row) -> bool:
    return row is not None and row.is_published


def public_actors(manager) -> list[Actor]:
    """The public ones among related actors, by slug."""
    return sorted((actor for actor in manager.all() if actor.is_published), key=lambda actor: actor.slug)


def field(name: str, kind: str, meaning: str, example, *, source: str = "", of: str = "") -> PublicColumn:
    """A column that is a field of the row itself (`of`: under another name there)."""
    return PublicColumn(name, kind, meaning, example, source or of or name, (of or name,))


def value(
    name: str, kind: str, meaning: str, example, *paths: str, of: Callable | None = None, source: str = ""
) -> PublicColumn:
    """A column made of the attributes at `paths` (“meeting.slug”): the one there, or what `of` makes of them."""
    column = PublicColumn(name, kind, meaning, example, source or ", ".join(paths), paths)
    return replace(column, make=of) if of else column
