"""A catalogue table as CSV or as an Excel file. No cell of either can become a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import QuerySet
from openpyxl import Workbook

from agenda.catalogue import PublicTable, flat
from agenda.catalogue.cells import safe
from agenda.catalogue.lines import csv_lines
from agenda.catalogue.plain import is_plain
from agenda.characters import NOT_XML
from agenda.models.streams import batches, streamed

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
    if isinstance(rows, QuerySet) and is_plain(table, rows):
        head = out.getvalue()
        for some in csv_lines(table, rows, origin, _text):
            yield head + some
            head = ""
        yield head
        return
    waiting = table.values(streamed(rows) if isinstance(rows, QuerySet) else rows, origin)
    for batch in batches(waiting, BATCH):
        writer.writerows([_text(value) for value in values] for values in batch)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _text(value):
    return safe(flat(value))


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
