"""Workbooks (Excel and OpenDocument) as tables.

calamine keeps the whole rectangle between the farthest cells of a sheet, so two far cells can ask for more memory than
there is; the process that reads files has bounds, and what it asks for is refused.
"""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from .packages import DAMAGED
from .sheets import MAX_ROWS, FileRefused, Sheet, archive_of, fill
from .wording import _

FARTHEST = MAX_ROWS + 1_000  # a table may begin below a few lines of title
CELL_IN_ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*?\bt="e"')


def workbook_sheet(name: str, content: bytes, wanted: str = "") -> Sheet:
    """The sheet called `wanted`, else the first visible one. Raises FileRefused."""
    error = _first_error(content) if content.startswith(b"PK\x03\x04") else ""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        kinds = (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible)
        visible = [sheet.name for sheet in book.sheets_metadata if (sheet.typ, sheet.visible) == kinds]
        chosen = wanted if wanted in visible else next(iter(visible), "")
        found = book.get_sheet_by_name(chosen) if chosen else None
    except (CalamineError, ValueError, OSError):
        raise FileRefused(
            _("The workbook is damaged, or none: open it in a spreadsheet program and save it again.")
        ) from None
    if found is None:
        raise FileRefused(_("The workbook has no sheet that can be seen."))
    if found.end and found.end[0] + 1 > FARTHEST:
        raise FileRefused(_too_far(found.end[0] + 1))
    others = visible if len(visible) > 1 else []
    sheet = Sheet(f"{name} › {chosen}" if others else name, [], others=others, is_escaped=True)
    fill(sheet, _rows(found), is_ragged_bad=False)
    if error:
        note = _("Cells of the workbook hold an error, %(cell)s first; they are read as empty.")
        sheet.notes.append(note % {"cell": error})
    return sheet


def _rows(sheet) -> Iterator[tuple[int, list]]:
    """(number, texts) of each row with a filled cell."""
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [text_of_cell(cell) for cell in cells]
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


def _first_error(content: bytes) -> str:
    """The first cell of an Excel workbook that holds an error such as #REF!, which the reader gives as empty."""
    with archive_of(content) as archive:
        for info in archive.infolist():
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                try:
                    found = CELL_IN_ERROR.search(archive.read(info))
                except DAMAGED:
                    return ""  # damaged, which the reader says better
                if found:
                    return found[1].decode()
    return ""


def _too_far(row: int) -> str:
    return _(
        "A cell stands in row %(row)s; at most %(most)s rows are taken. Delete the rows below the table and save again, "
        "or split the table into several files."
    ) % {"row": f"{row:,}", "most": f"{MAX_ROWS:,}"}
