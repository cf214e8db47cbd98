"""A dry run as it is stored with its import: a summary for the page, and every row of the files, packed."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from agenda.intake.match.fields import TABLE_NOUNS
from agenda.intake.plan.new_rows import made_rows
from agenda.intake.plan.plan import (
    CHANGED,
    CREATED,
    DRAFT,
    LEFT_OUT,
    REFUSED,
    STATES,
    UNCHANGED,
    FileTable,
    ImportPlan,
    Result,
)
from agenda.intake.plan.storable import storable
from agenda.models import Import

WORST_FIRST = (REFUSED, DRAFT, CHANGED, CREATED, UNCHANGED, LEFT_OUT)
GAPS = 0.3
"""The part of a column's cells that must be empty before it is asked whether empty means “as above”."""
NAMES = 200
"""Unknown names that a page asks about at once."""


@dataclass(frozen=True)
class GridCell:
    """A cell as it came and as it is read: `mark` is "refused", "changed", "mended" or ""; `was` what stood there before."""

    text: str
    mark: str = ""
    was: str = ""


@dataclass(frozen=True)
class GridRow:
    """One line of a file and what becomes of it; `results` are (key, state, changes, messages, places)."""

    sheet: str
    line: int
    cells: list
    mended: dict[str, str]
    results: list[list]

    @property
    def state(self) -> str:
        states = {result[1] for result in self.results}
        return next((state for state in WORST_FIRST if state in states), UNCHANGED)

    @property
    def keys(self) -> list[str]:
        return list(dict.fromkeys(result[0] for result in self.results if result[0]))

    @property
    def messages(self) -> list[str]:
        return list(dict.fromkeys(said for result in self.results for said in result[3]))

    @property
    def changes(self) -> list[list]:
        """(column, was, is to be) of every result, the refused ones apart."""
        return [change for result in self.results if result[1] != REFUSED for change in result[2]]

    @property
    def grid(self) -> list[GridCell]:
        """The cells for the page."""
        marks: dict[int, str] = {}
        for _key, state, _changes, _messages, places in self.results:
            for place in places:
                if marks.get(place) != REFUSED:
                    marks[place] = state if state in (REFUSED, CHANGED, DRAFT, CREATED) else ""
        return [
            GridCell(
                ""
                if cell is None
                else cell
                if isinstance(cell, str)
                else json.dumps(cell, ensure_ascii=False),
                marks.get(place) or ("mended" if str(place) in self.mended else ""),
                self.mended.get(str(place), ""),
            )
            for place, cell in enumerate(self.cells)
        ]

    def stored(self) -> Iterator[list]:
        """Each result as `Result.stored()` gives it."""
        for key, state, changes, messages, _places in self.results:
            yield [self.sheet, self.line, key, state, changes, messages]


class StoredRows:
    """Every line of the last dry run, read only where somebody looks.

    With `state`, only lines of which something has that state. Has a length and slices, for pages.
    """

    def __init__(self, batch: Import, state: str = ""):
        lines = zlib.decompress(bytes(batch.report)).split(b"\n") if batch.report else []
        wanted = state.encode()
        self.lines = [line for line in lines if not state or wanted in line.partition(b" ")[0].split(b",")]

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, place: slice) -> list[GridRow]:
        return [self._read(line) for line in self.lines[place]]

    def __iter__(self) -> Iterator[GridRow]:
        return map(self._read, self.lines)

    def results(self) -> Iterator[list]:
        """Every result, as reports take them."""
        for row in self:
            yield from row.stored()

    def at(self, sheet: str, line: int) -> GridRow | None:
        """The row of that line."""
        return next((row for row in self if (row.sheet, row.line) == (sheet, line)), None)

    @staticmethod
    def _read(line: bytes) -> GridRow:
        return GridRow(*json.loads(line.partition(b" ")[2]))


def packed(plan: ImportPlan) -> bytes:
    """A line for each line of the files, in their order: the states in it, a space, the row as JSON."""
    tables = {table.name: table for table in plan.tables}
    order = {name: number for number, name in enumerate(tables)}
    groups: dict[tuple[str, int], list[Result]] = defaultdict(list)
    for row in [*plan.results, *plan.joined]:
        groups[row.sheet, row.line].append(row)
    press, parts = zlib.compressobj(), []
    for number, (sheet, line) in enumerate(
        sorted(groups, key=lambda at: (order.get(at[0], len(order)), at[1]))
    ):
        text = _line(tables.get(sheet), sheet, line, groups[sheet, line])
        parts.append(press.compress((f"\n{text}" if number else text).encode()))
    return b"".join([*parts, press.flush()]) if parts else b""


def _line(table: FileTable | None, sheet: str, line: int, results: list[Result]) -> str:
    cells = table.cells.get(line, []) if table else []
    mended = table.mended.get(line, {}) if table else {}
    listed = [[r.key, r.state, r.changes, r.messages, r.places] for r in results]
    stored = storable([sheet, line, cells, {str(place): was for place, was in mended.items()}, listed])
    states = ",".join(sorted({result.state for result in results}))
    return f"{states} {json.dumps(stored, ensure_ascii=False)}"


def summary(plan: ImportPlan) -> dict[str, Any]:
    """What the page needs of the plan."""
    counts = plan.counts
    return {
        "counts": {state: counts[state] for state in STATES if counts[state]},
        "columns": [asdict(column) for column in plan.columns],
        "notes": list(dict.fromkeys([*plan.notes, *(column.why for column in plan.columns if column.why)])),
        "ambiguous": list(dict.fromkeys(plan.ambiguous))[:5],
        "words": plan.words.most_common(40),
        "layout": plan.layout,
        "sheets": plan.sheets,
        "unknown": plan.unknown,
        "writes": len(plan.writes) + len(plan.judged) + len(plan.drafts),
        "names": [
            asdict(name) | {"lines": name.lines[:6], "rows": len(name.lines)}
            for name in list(plan.names.values())[:NAMES]
        ],
        "splits": [asdict(offer) | {"said": " | ".join(offer.example)} for offer in plan.splits],
        "made": made_rows(plan),
        "answered": plan.answered,
        "twins": plan.twins,
        "tables": [
            {
                "name": table.name,
                "file": table.file,
                "headers": table.headers,
                "names": table.names,
                "header_lines": table.header_lines,
                "top": table.top,
            }
            for table in plan.tables
        ],
        "lacking": _lacking(plan),
        "gappy": _gappy(plan),
    }


def _lacking(plan: ImportPlan) -> list[str]:
    """Columns that every new row needs and that no table of the files has."""
    if plan.kind not in TABLE_NOUNS:
        return []
    have = {name for table in plan.tables for name in table.names}
    filled = {"code", "slug", "title", "level", "status", "completeness", "language"}
    if plan.kind == Import.Kind.RECOMMENDATIONS:
        filled |= {"made_on"} if "document" in have else set()
    needed = [column.name for column in TABLE_NOUNS[plan.kind].columns if column.required]
    return [name for name in needed if name not in have and name not in filled]


def _gappy(plan: ImportPlan) -> list[tuple[str, int]]:
    """(header, empty cells) of columns that every row needs, where empty cells below a filled one may mean “as above”."""
    if plan.kind not in TABLE_NOUNS:
        return []
    needed = {column.name for column in TABLE_NOUNS[plan.kind].columns if column.required}
    found = []
    for table in plan.tables:
        out = {row.line for row in plan.results if row.sheet == table.name and row.state == LEFT_OUT}
        rows = [cells for line, cells in sorted(table.cells.items()) if line not in out]
        for place, name in enumerate(table.names if rows else []):
            empty = sum(cells[place] in ("", None) for cells in rows)
            if name in needed and rows[0][place] not in ("", None) and empty >= GAPS * len(rows):
                found.append((table.headers[place], empty))
    return found
