"""Excel workbooks, read row by row; entities, far cells and bombs are refused before they grow.

openpyxl parses most parts without defusedxml, so the parts are looked through first.
"""

import io
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from agenda.catalogue.cells import plain

from .sheets import MAX_COLUMNS, MAX_ROWS, FileRefused, Sheet, archive_of, fill

DAMAGED = (
    ParseError,
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    zlib.error,
)
MAX_STRINGS = 20_000_000  # bytes of the part that holds the texts, which has to be kept in memory
ROW_NUMBERS = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,10})"')


def workbook_sheet(name: str, content: bytes, wanted: str = "") -> Sheet:
    """The sheet called `wanted`, else the first visible one. Raises FileRefused."""
    try:
        with archive_of(content) as archive:
            _refuse_unsafe_parts(archive)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise FileRefused(_("The workbook has no sheet that can be seen."))
        chosen = book[wanted if wanted in visible else visible[0]]
        chosen.reset_dimensions()  # what the file says of its own size is not believed
        read = Sheet(f"{name} › {chosen.title}" if len(visible) > 1 else name, [])
        read.others = visible if len(visible) > 1 else []
        fill(read, _rows(chosen), is_ragged_bad=False)
        book.close()
    except FileRefused:  # a ValueError too, and it says more
        raise
    except DAMAGED as error:
        raise FileRefused(
            _("The workbook is damaged (%(name)s): open it in a spreadsheet program and save it again.")
            % {"name": type(error).__name__}
        ) from None
    return read


def _refuse_unsafe_parts(archive) -> None:
    """Look through every part before it is parsed: the parser itself would believe entities and row numbers.

    A workbook never declares a document type and is written in UTF-8, so anything else is refused.
    """
    for info in archive.infolist():
        if not info.filename.endswith((".xml", ".rels", ".vml")):
            continue
        if info.filename == "xl/sharedStrings.xml" and info.file_size > MAX_STRINGS:
            said = _("The workbook holds %(n)s bytes of texts; at most %(most)s are taken. Split it.")
            raise FileRefused(said % {"n": f"{info.file_size:,}", "most": f"{MAX_STRINGS:,}"})
        is_sheet, tail = info.filename.startswith("xl/worksheets/"), b""
        with archive.open(info) as stream:
            while block := stream.read(1_000_000):
                seen = tail + block
                if (b"<!" in seen and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen)) or (
                    not tail and b"\x00" in block[:4]
                ):
                    raise FileRefused(
                        _("The workbook declares XML entities, as only attacks do: it is refused.")
                    )
                if is_sheet:
                    _refuse_far_rows(seen)
                tail = block[-200:]


def _refuse_far_rows(seen: bytes) -> None:
    """Refuse a row number beyond the limit before the rows between it and the table are made up."""
    row = max((int(number) for number in ROW_NUMBERS.findall(seen)), default=0)
    if row > MAX_ROWS + 1_000:
        said = _(
            "A cell stands in row %(row)s; at most %(most)s rows are taken. Delete the rows below the table and save "
            "again, or split the table into several files."
        )
        raise FileRefused(said % {"row": f"{row:,}", "most": f"{MAX_ROWS:,}"})


def _rows(sheet) -> Iterator[tuple[int, list]]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if len(cells) > MAX_COLUMNS and cells[-1] is None:
            cells = cells[: max((n for n, cell in enumerate(cells, 1) if cell is not None), default=0)]
        yield number, [text_of_cell(cell) for cell in cells]


def text_of_cell(cell) -> str:
    """A cell's value as text: dates in ISO form, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
