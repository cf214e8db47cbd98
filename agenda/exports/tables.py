"""A catalogue table as CSV or as an Excel file. No cell of either can become a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook

from agenda.catalogue import PublicTable, flat
from agenda.catalogue.cells import safe
from agenda.characters import NOT_XML

BOM = "\ufeff"
"""Without it Excel reads a UTF-8 file as if it were Latin-1."""
BATCH = 500
LONGEST_CELL = 32_767


def csv_chunks(table: PublicTable, rows: Iterable, origin: str) -> Iterator[str]:
    """The table as CSV text, a batch of rows at a time: UTF-8 with a mark for Excel, CRLF, one header line.

    `origin`, as https://host, stands before addresses of this site.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    out.write(BOM)
    writer.writerow(table.names)
    for number, values in enumerate(table.values(rows, origin), start=1):
        writer.writerow([safe(flat(value)) for value in values])
        if number % BATCH == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def write_xlsx(table: PublicTable, rows: Iterable, path: Path, origin: str) -> None:
    """The table as one sheet, numbers and booleans as such, the head frozen; written row by row, so memory stays flat.

    Control characters, which no Excel file can hold, are left out; texts longer than Excel's 32,767 end in “…”.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:31])
    sheet.freeze_panes = "A2"
    sheet.append(table.names)
    for values in table.values(rows, origin):
        sheet.append([_cell(value) for value in values])
    book.save(path)


def _cell(value):
    if isinstance(value, int | float):
        return value
    text = safe(NOT_XML.sub("", str(flat(value))))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
