"""A catalogue table as CSV or as an Excel file. No cell of either can become a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import QuerySet
from openpyxl import Workbook

from agenda.catalogue import Table, flat
from agenda.catalogue.cells import safe

from .quick import is_quick, quick_chunks

BOM = "\ufeff"
"""Without it Excel reads a UTF-8 file as if it were Latin-1."""
BATCH = 500
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_CELL = 32_767


def csv_chunks(table: Table, rows: Iterable) -> Iterator[str]:
    """The table as CSV text, a batch of rows at a time: UTF-8 with a mark for Excel, CRLF, one header line."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write(BOM)
    writer.writerow(table.names)
    if isinstance(rows, QuerySet) and is_quick(table):
        yield out.getvalue()
        yield from quick_chunks(table, rows)
        return
    readers = [column.read for column in table.columns]
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe(flat(read(row))) for read in readers])
        if number % BATCH == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def write_xlsx(table: Table, rows: Iterable, path: Path) -> None:
    """The table as one sheet, numbers as numbers, the head frozen; written row by row, so memory stays flat.

    Control characters, which no Excel file can hold, are left out; texts longer than Excel's 32,767 end in “…”.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:31])
    sheet.freeze_panes = "A2"
    sheet.append(table.names)
    readers = [column.read for column in table.columns]
    for row in rows:
        sheet.append([_cell(read(row)) for read in readers])
    book.save(path)


def _cell(value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = safe(ILLEGAL.sub("", str(flat(value))))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
