"""Rows of the database written as lines of CSV, without an object or a list of cells for each row.

A line is put together of pieces. What rows have in common (all columns of a meeting, the words of an outcome) is read and written
once and stands in the line of each of them; only what is a row's own is read with the row.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from typing import Any

from django.db.models import QuerySet

from agenda.models.prepared import Prepared
from agenda.models.streams import ReadColumns, batches, columns_ahead, kept_connection

from .columns import AddressPattern, Attached, PublicColumn, PublicTable, as_it_is
from .plain import lookup

CHUNK = 10_000
"""Rows that are fetched and written together."""
KEYS = 900
"""Shared rows that are looked up at once: SQLite bears no more than a thousand keys."""
KEPT = 10_000
"""Shared rows whose pieces are kept for later chunks, so that memory does not grow with the list."""
Cell = Callable[[Any], Any]
Columns = list[PublicColumn]
Found = dict[Any, list]


class _Returned:
    """What a CSV writer writes to whose `writerow` is to return the line."""

    write = staticmethod(str)


_ODD = re.compile(r"[^\w%:/.-]", re.ASCII).search
"""What no key of an address holds. An address without it needs no quotes, and none begins like a formula."""
_line = csv.writer(_Returned()).writerow


def _piece(cells: Iterable) -> str:
    """The cells as they stand in a line after others: a comma before each, in quotes where CSV wants them."""
    return str(_line(["", *cells]))[:-2]  # an empty cell that is alone in its line would get quotes


def csv_lines(table: PublicTable, rows: QuerySet, origin: str, cell: Cell) -> Iterator[str]:
    """The lines of the rows, so many at a time, each ending in CRLF, in the bytes that Python's CSV writer has for them.

    `cell` makes of a JSON value what is to be written, of a number itself; `origin`, as https://host, stands before addresses of
    this site. Every column must lead to fields (`plain.is_plain`).
    """
    plan = _Plan(table, rows, origin, cell)
    rows = rows.prefetch_related(None).values_list(*map(lookup, plan.wanted))
    with kept_connection(is_frozen=True):
        for read in columns_ahead(rows, CHUNK, plan.look_up):
            first, *others = plan.pieces(read)
            lines = map("".join, zip([piece[1:] for piece in first], *others, strict=True))
            yield "\r\n".join(lines) + "\r\n"


class _Made(dict[Any, str]):
    """The piece of each value, made when it is first asked for."""

    def __init__(self, make: Callable[[Any], str]):
        super().__init__()
        self._make = make

    def __missing__(self, value: Any) -> str:
        piece = self[value] = self._make(value)
        return piece

    def of(self, values: Iterable) -> list[str]:
        if len(self) > KEPT:
            self.clear()
        return list(map(self.__getitem__, values))


class _Plan:
    """Which columns of a table make a piece together, and what is read of each row for them."""

    def __init__(self, table: PublicTable, rows: QuerySet, origin: str, cell: Cell):
        columns = [column.under(origin) for column in table.columns]
        self._attached = _Attachments(table.attached, cell) if table.attached else None
        self._top = _tops(path for column in columns for path in column.paths)
        self._shared = {top: _Shared(rows, top, cell) for top in sorted({*self._top.values()} - {""})}
        self._groups = [(source, list(some)) for source, some in groupby(columns, self._source)]
        for source, some in self._groups:
            self._note(source, some)
        self._own = {some[0].name: _Made(_maker(some[0], cell)) for _source, some in self._groups}
        own = [path for path, top in self._top.items() if not top]
        if self._attached:
            own = [path for path in own if path != self._attached.name] + [self._attached.key]
        # The key is always among them, or DISTINCT would take two rows with the same words for one.
        self.wanted = list(dict.fromkeys([*own, "pk", *(f"{top}_id" for top in self._shared)]))
        self._places = {path: at for at, path in enumerate(self.wanted)}

    def _source(self, column: PublicColumn) -> str:
        """What a column shares with its neighbors: the row that it is read of, what is attached, or nothing."""
        tops = {self._top[path] for path in column.paths}
        if len(tops) == 1 and "" not in tops:
            return tops.pop()
        if self._attached and column.paths == (self._attached.name,):
            return self._attached.name
        return f"column {column.name}"

    def _note(self, source: str, columns: Columns) -> None:
        """Let those who read for these columns know what they are to read and to write."""
        for path in (path for column in columns for path in column.paths):
            if self._top[path]:
                self._shared[self._top[path]].add(path, is_told=source not in self._shared)
        if source in self._shared:
            self._shared[source].written.append(columns)
        if self._attached and source == self._attached.name:
            self._attached.written.append(columns)

    def look_up(self, read: ReadColumns) -> None:
        """Read and write what these rows share, as far as it is not known yet."""
        for top, shared in self._shared.items():
            shared.look_up(read[self._places[f"{top}_id"]])
        if self._attached:
            self._attached.look_up(read[self._places[self._attached.key]])

    def pieces(self, read: ReadColumns) -> list[list[str]]:
        """The pieces of some rows, just looked up, in the order in which they make lines."""
        found: Found = dict(zip(self.wanted, read, strict=True))
        for top, shared in self._shared.items():
            found |= shared.told(found[f"{top}_id"])
        return [self._pieces_of(source, some, found) for source, some in self._groups]

    def _pieces_of(self, source: str, columns: Columns, found: Found) -> list[str]:
        column = columns[0]
        if source in self._shared:
            return list(map(self._shared[source].pieces[column.name].__getitem__, found[f"{source}_id"]))
        if self._attached and source == self._attached.name:
            return list(map(self._attached.pieces[column.name].__getitem__, found[self._attached.key]))
        values = [found[path] for path in column.paths]
        if isinstance(column.make, AddressPattern) and (addresses := _addresses(column.make.text, values)):
            return addresses
        if column.make is as_it_is and set(map(type, values[0])) == {int}:
            return list(map(",%d".__mod__, values[0]))
        return self._own[column.name].of(values[0] if len(values) == 1 else zip(*values, strict=True))


def _maker(column: PublicColumn, cell: Cell) -> Callable[[Any], str]:
    """The function that makes the piece of a column of its value, of its values where it has several."""
    if len(column.paths) == 1:
        return lambda value: _piece([cell(column.make(value))])
    return lambda values: _piece([cell(column.make(*values))])


def _addresses(pattern: str, values: list[list]) -> list[str]:
    """The pieces of addresses, made without a look at each; none where a key or the pattern holds odd characters."""
    if any(map(_ODD, {pattern, *map(str, chain.from_iterable(map(set, values)))})):
        return []
    return list(map(f",{pattern}".__mod__, zip(*values, strict=True)))


def _tops(paths: Iterable[str]) -> dict[str, str]:
    """Of each path the row that it is read of: the nearest that other paths lead through too; "" for the row itself."""
    hops = {path: path.rpartition(".")[0] for path in paths}
    near = {hop for hop in hops.values() if hop}
    top = {hop: min((of for of in near if f"{hop}.".startswith(f"{of}.")), key=len) for hop in near}
    return {path: top.get(hop, "") for path, hop in hops.items()}


class _Attachments:
    """What rows are given beyond their fields, by its key: the pieces of columns that are made of it."""

    def __init__(self, attached: Attached, cell: Cell):
        self.name, self.key = attached.name, attached.key
        self._make, self._cell = attached.maker(), cell
        self._known: set = set()
        self.written: list[Columns] = []
        self.pieces: dict[str, dict[Any, str]] = defaultdict(dict)

    def look_up(self, keys: list) -> None:
        """Make and write what is attached under these keys and is not known yet."""
        fresh = set(keys) - self._known
        if len(self._known) + len(fresh) > KEPT:
            fresh = set(keys)
            self._known.clear()
            for kept in self.pieces.values():
                kept.clear()
        self._known |= fresh
        for key, value in self._make(fresh).items():
            for columns in self.written:
                cells = (self._cell(column.make(value)) for column in columns)
                self.pieces[columns[0].name][key] = _piece(cells)


class _Shared:
    """Rows that the rows of a list lead to by one path: their pieces, and those of their values that others need."""

    def __init__(self, rows: QuerySet, path: str, cell: Cell):
        hops = rows.query.names_to_path(path.split("."), rows.model._meta)[0]
        self._rows = hops[-1].to_opts.model._base_manager.using(rows.db)
        self._start, self._cell = len(path) + 1, cell
        self._paths: dict[str, None] = {}
        self._asked: Prepared = Prepared(self._of_keys)
        self._told: dict[str, dict[Any, Any]] = {}
        self._known: set = set()
        self.written: list[Columns] = []
        self.pieces: dict[str, dict[Any, str]] = {}

    def add(self, path: str, *, is_told: bool) -> None:
        """Read this path of the rows; `is_told` where its values are asked for too."""
        self._paths[path] = None
        if is_told:
            self._told.setdefault(path, {})

    def look_up(self, keys: list) -> None:
        """Read and write the rows with these keys that are not known yet."""
        fresh = set(keys) - self._known
        if len(self._known) + len(fresh) > KEPT:
            fresh = set(keys)
            self._forget()
        self._known |= fresh
        if None in fresh:
            self._write(None, dict.fromkeys(self._paths))
        for some in batches(fresh - {None}, KEYS):
            for key, *values in self._asked(some):
                self._write(key, dict(zip(self._paths, values, strict=True)))

    def _of_keys(self, keys: list) -> QuerySet:
        paths = [lookup(path[self._start :]) for path in self._paths]
        return self._rows.filter(pk__in=keys).values_list("pk", *paths)

    def told(self, keys: list) -> Found:
        """The values asked for, a list for each path, of the rows with these keys."""
        return {path: [values[key] for key in keys] for path, values in self._told.items()}

    def _write(self, key: Any, found: dict[str, Any]) -> None:
        for columns in self.written:
            cells = [self._cell(column.make(*(found[path] for path in column.paths))) for column in columns]
            self.pieces.setdefault(columns[0].name, {})[key] = _piece(cells)
        for path, values in self._told.items():
            values[key] = found[path]

    def _forget(self) -> None:
        self._known.clear()
        for kept in (*self.pieces.values(), *self._told.values()):
            kept.clear()
