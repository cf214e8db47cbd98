"""Workbooks (Excel and OpenDocument) as tables.

calamine keeps the whole rectangle between the farthest cells of a sheet, so two far cells can ask for more memory than
there is; the process that reads files has bounds, and what it asks for is refused.
"""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from html import unescape

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from .header_lines import HeaderWish
from .hidden import hidden_in_excel, hidden_in_opendocument
from .merged import filled_in, spans_of
from .packages import DAMAGED
from .sheets import MAX_ROWS, FileRefused, Hidden, Sheet, archive_of, fill
from .wording import _

NONE_HIDDEN: Hidden = ((), ())
FARTHEST = MAX_ROWS + 1_000  # a table may begin below a few lines of title
CELL_IN_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,20})<",
    re.S,
)
BARE_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^>]*>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
    rb"\s*</(?:\w+:)?c>"
)
"""A cell with a formula whose result the file does not hold."""
SHEET_TAG, RELATION = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>"), re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


def workbook_sheet(name: str, content: bytes, wanted: str = "", wish: HeaderWish | None = None) -> Sheet:
    """The sheet called `wanted`, else the first visible one that holds a table. Raises FileRefused."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        kinds = (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible)
        visible = [sheet.name for sheet in book.sheets_metadata if (sheet.typ, sheet.visible) == kinds]
        chosen = wanted if wanted in visible else next(iter(visible), "")
        tables = {
            title: book.get_sheet_by_name(title) for title in ([chosen] if wanted in visible else visible)
        }
    except (CalamineError, ValueError, OSError):
        raise FileRefused(
            _("The workbook is damaged, or none: open it in a spreadsheet program and save it again.")
        ) from None
    if not tables:
        raise FileRefused(_("The workbook has no sheet that can be seen."))
    problem = FileRefused("")
    for title, found in tables.items():
        try:
            sheet = _sheet(name, title, found, visible if len(visible) > 1 else [], content, wish)
        except FileRefused as refusal:
            problem = problem if str(problem) else refusal
            continue
        if wanted and title != wanted:
            note = _("The workbook has no sheet “%(wanted)s”: the sheet “%(sheet)s” is read. Was it renamed?")
            sheet.notes.append(note % {"wanted": wanted, "sheet": title})
        elif title not in (wanted, visible[0]):
            note = _("The sheet “%(sheet)s” is read; those before it hold no table.")
            sheet.notes.append(note % {"sheet": title})
        return sheet
    if len(visible) == 1:
        raise problem
    listed = ", ".join(f"“{title}”" for title in visible)
    sentence = _("%(problem)s Sheets of the workbook: %(sheets)s.") % {"problem": problem, "sheets": listed}
    raise FileRefused(sentence, visible)


def _sheet(name: str, title: str, found, others: list[str], content: bytes, wish: HeaderWish | None) -> Sheet:
    """One sheet of a workbook as a table; its cells in error hold the error's name. Raises FileRefused."""
    if found.end and found.end[0] + 1 > FARTHEST:
        raise FileRefused(_too_far(found.end[0] + 1))
    is_excels = content.startswith(b"PK\x03\x04")
    sheet = Sheet(f"{name} › {title}" if others else name, [], others=others, is_escaped=True)
    spans = spans_of(found, content)
    errors, bare, hidden = _cells_told(content, title) if is_excels else ({}, 0, NONE_HIDDEN)
    rows = filled_in(_rows(found, errors), spans)
    fill(sheet, rows, is_ragged_bad=False, wish=wish, spans=spans, hidden=hidden)
    if bare:
        note = _(
            "Cells with a formula but without its result, which are empty here: %(n)s. If one matters, open the file in a "
            "spreadsheet program, save it and bring it in again."
        )
        sheet.notes.append(note % {"n": bare})
    return sheet


def _rows(sheet, errors: dict[tuple[int, int], str]) -> Iterator[tuple[int, list]]:
    """(number, texts) of each row with a filled cell."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [
            errors.get((number, place)) or text_of_cell(cell) for place, cell in enumerate(cells, start=1)
        ]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            if any("\x00" in text for text in texts):
                raise FileRefused(
                    _("The text contains NUL characters, which no database keeps: take them out.")
                )
            yield number, texts


def text_of_cell(cell) -> str:
    """A cell's value as text: dates in ISO form, whole numbers without a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _cells_told(content: bytes, title: str) -> tuple[dict[tuple[int, int], str], int, Hidden]:
    """The cells (row, column) of a sheet that hold an error such as #REF!, how many formulas lack a result, what is hidden.

    calamine gives cells of both kinds as empty, and tells nothing of what is hidden. Of OpenDocument only the last is told.
    """
    found, bare, hidden = {}, 0, NONE_HIDDEN
    with archive_of(content) as archive:
        try:
            part = _part_of(archive, title)
            xml = archive.read(part) if part else b""
            bare = len(BARE_FORMULA.findall(xml))
            hidden = hidden_in_excel(xml) if part else hidden_in_opendocument(archive, title)
            for column, row, error in CELL_IN_ERROR.findall(xml):
                number = 0
                for letter in column.decode():
                    number = number * 26 + ord(letter) - 64
                found[int(row), number] = error.decode("utf-8", "replace")
        except DAMAGED:
            return {}, 0, NONE_HIDDEN  # which calamine says better
    return found, bare, hidden


def _part_of(archive, title: str) -> str:
    """The name of the archive's part that holds the sheet; "" where it cannot be told."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    for tag in SHEET_TAG.findall(archive.read("xl/workbook.xml")):
        named = _attributes(tag)
        if unescape(named.get("name", "")) == title:
            for relation in map(_attributes, RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))):
                if relation.get("Id") == named.get("id"):
                    target = relation.get("Target", "").removeprefix("/xl/")
                    return f"xl/{target}" if f"xl/{target}" in names else ""
    return ""


def _attributes(tag: bytes) -> dict[str, str]:
    """The attributes of an XML tag by their names without prefix."""
    return dict(re.findall(r'(?:\w+:)?(\w+)="([^"]*)"', tag.decode("utf-8", "replace")))


def _too_far(row: int) -> str:
    return _(
        "A cell stands in row %(row)s; at most %(most)s rows are taken. Delete the rows below the table and save again, "
        "or split the table into several files."
    ) % {"row": f"{row:,}", "most": f"{MAX_ROWS:,}"}
