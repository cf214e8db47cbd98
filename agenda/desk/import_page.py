"""What the page of an import shows: the next step, what is to be decided, and a page of the grid."""

from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions.import_memory import remembered, same_files
from agenda.actions.import_rows import GridCell, GridRow, StoredRows
from agenda.intake.files.moments import ZONES
from agenda.intake.files.sheets import DELIMITERS, ENCODINGS
from agenda.intake.match.fields import LEAVE_OUT
from agenda.intake.match.labels import label_of
from agenda.intake.plan.plan import STATES
from agenda.intake.plan.rights import lacking_rights
from agenda.models import Import, Meeting, Outcome

from .import_choices import fixed_of, lines_of
from .import_names import answered_of, groups_of

PAGE = 100
HIDDEN = ("slug", "code", "outcome", "examined")
"""Columns of a new row that its key or its cells tell already."""


@dataclass(frozen=True)
class GridColumn:
    """A header of the file, and what it was taken for, in words."""

    header: str
    means: str
    is_known: bool = True
    is_left_out: bool = False


@dataclass(frozen=True)
class GridSection:
    """Rows of one table of the files that stand together on the page."""

    name: str
    columns: list[GridColumn]
    rows: list[tuple[GridRow, list[tuple[str, str]]]]
    """Each row, with (column in words, value) of what a new one gets that stands in no column of the file."""


@dataclass(frozen=True)
class OpenRow:
    """The row whose details are shown: its changes with columns in words, and its cells to mend, with their headers."""

    row: GridRow
    changes: list[tuple[str, str, str]]
    cells: list[tuple[int, str, GridCell]]


@dataclass(frozen=True)
class HeaderChoice:
    """A table of the files and the lines that may be its header: (value, label)."""

    name: str
    chosen: str
    options: list[tuple[str, str]]

    @classmethod
    def of(cls, table: dict) -> "HeaderChoice":
        options = []
        top = [(line, " | ".join(cell for cell in cells if cell)[:70]) for line, cells in table["top"]]
        for number, (line, text) in enumerate(top):
            options.append((str(line), _("line %(line)s: %(text)s") % {"line": line, "text": text}))
            if number + 1 < len(top) and top[number + 1][0] == line + 1:
                sentence = _("lines %(line)s and %(next)s: %(text)s")
                said = {"line": line, "next": line + 1, "text": f"{text[:30]} … {top[number + 1][1][:30]}"}
                options.append((f"{line}-{line + 1}", sentence % said))
        return cls(table["name"], table["header_lines"], options)


def page_of(request, batch: Import) -> dict:
    """The context of the page."""
    summary = batch.summary
    counts = summary.get("counts", {})
    state = request.GET.get("state", "")
    rows = StoredRows(batch, state if state in STATES else "")
    page: Page = Paginator(rows, PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]  # it is sliced only
    fixed = fixed_of(batch) if summary and "problem" not in summary else []
    lacking = [column for column in fixed if column.is_lacking]
    opened = _opened(request, batch)
    context = {
        "batch": batch,
        "summary": summary,
        "counts": [(name, STATES[name], n) for name, n in counts.items()],
        "state": state,
        "page": page,
        "asked": urlencode({"state": state, "page": page.number} if state else {"page": page.number}),
        "sections": _sections(batch, page),
        "opened": opened,
        "is_blocked": bool(summary.get("unknown") or counts.get("refused")),
        "good": summary.get("writes", 0),
        "next_step": _next_step(batch, [column for column in lacking if not column.value]),
        "several": len(summary.get("tables", [])) > 1 or batch.kind == Import.Kind.PACKAGE,
    }
    return context if batch.written_at else context | _to_decide(request, batch, fixed)


def _to_decide(request, batch: Import, fixed: list) -> dict:
    """What the forms of an unwritten import offer."""
    summary = batch.summary
    return {
        "lines": lines_of(batch),
        "header_tables": [HeaderChoice.of(table) for table in summary.get("tables", []) if table["top"]],
        "lacking": [column for column in fixed if column.is_lacking],
        "fixed": [column for column in fixed if not column.is_lacking],
        "names": groups_of(batch),
        "answered": answered_of(batch),
        "split_columns": batch.choices.get("splits", {}),
        "outcomes": Outcome.choices,
        "chosen_words": [
            (word, Outcome(outcome).label) for word, outcome in batch.choices.get("words", {}).items()
        ],
        "may_publish": not lacking_rights(request.user, batch.kind, publish=True),
        "encodings": ENCODINGS,
        "delimiters": DELIMITERS,
        "zones": ZONES,
        "asks_order": bool(summary.get("ambiguous") or batch.choices.get("order")),
        "earlier": remembered(batch),
        "same": same_files(batch, timezone.now()),
    }


def _next_step(batch: Import, lacking: list) -> str:
    """The one thing to do next: the name of a part of the page, "write", "nothing", "file" or "written"."""
    summary = batch.summary
    if batch.written_at:
        return "written"
    if summary.get("problem"):
        return "file"
    for name, is_open in (
        ("columns", summary.get("unknown")),
        ("lacking", lacking and summary.get("counts", {}).get("refused")),
        ("above", summary.get("gappy")),
        ("order", summary.get("ambiguous")),
        ("words", summary.get("words")),
        ("splits", summary.get("splits")),
        ("names", summary.get("names")),
        ("refused", summary.get("counts", {}).get("refused")),
        ("write", summary.get("writes")),
    ):
        if is_open:
            return name
    return "nothing"


def _sections(batch: Import, page) -> list[GridSection]:
    tables = {table["name"]: table for table in batch.summary.get("tables", [])}
    return [
        GridSection(
            name, _columns(tables.get(name), batch), [(row, _added(row, tables.get(name))) for row in rows]
        )
        for name, rows in groupby(page, key=lambda row: row.sheet)
    ]


def _added(row: GridRow, table: dict | None) -> list[tuple[str, str]]:
    have = {*(table["names"] if table else ()), *HIDDEN}
    if row.state != "created" or table is None:
        return [(label_of(name), now) for name, _was, now in row.changes] if table is None else []
    return [(label_of(name), now) for name, _was, now in row.changes if name not in have]


def _columns(table: dict | None, batch: Import) -> list[GridColumn]:
    if table is None:
        return []
    slugs = [name[1:] for name in table["names"] if name and name.startswith("@")]
    meetings = {row.slug: str(row) for row in Meeting.objects.filter(slug__in=slugs)} if slugs else {}
    columns = []
    for header, name in zip(table["headers"], table["names"] or [None] * len(table["headers"]), strict=False):
        if name == LEAVE_OUT:
            columns.append(GridColumn(header, "", is_left_out=True))
        elif name is None:
            columns.append(GridColumn(header, "", is_known=False))
        else:
            columns.append(GridColumn(header, meetings.get(name[1:], "") or label_of(name)))
    return columns


def _opened(request, batch: Import) -> OpenRow | None:
    """The row whose details the address asks for."""
    line = request.GET.get("line", "")
    if not line.isdecimal() or len(line) > 7:
        return None
    row = StoredRows(batch).at(request.GET.get("sheet", ""), int(line))
    if row is None:
        return None
    table = next((t for t in batch.summary.get("tables", []) if t["name"] == row.sheet), None)
    headers = table["headers"] if table else []
    changes = [(label_of(name), was, now) for name, was, now in row.changes]
    cells = [(place, headers[place], cell) for place, cell in enumerate(row.grid) if place < len(headers)]
    cells.sort(key=lambda part: part[2].mark != "refused")
    return OpenRow(replace(row), changes, cells)


def row_address(batch: Import, posted, sheet: str, line: int) -> str:
    """The page with that row's details, as the person was looking at it."""
    query = {name: posted[name] for name in ("state", "page") if posted.get(name)}
    act = posted.get("act", "mend")
    if act == "mend":
        query |= {"sheet": sheet, "line": str(line)}
    asked = f"?{urlencode(query)}" if query else ""
    return f"{batch.get_absolute_url()}{asked}#line-{line}"
