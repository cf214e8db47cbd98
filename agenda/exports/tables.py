"""A catalogue table as CSV or as an Excel file. No cell of either can become a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from openpyxl import Workbook

from agenda.catalogue import PublicTable, flat
from agenda.catalogue.cells import safe
from agenda.catalogue.columns import as_it_is
from agenda.catalogue.lines import csv_lines
from agenda.catalogue.plain import column_batches, is_plain
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
    for batch in batches(value_rows(table, rows, origin, _text), BATCH):
        writer.writerows(batch)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def value_rows(
    table: PublicTable, rows: Iterable, origin: str, cell: Callable[[Any], Any] = as_it_is
) -> Iterator[Sequence]:
    """The values of each row in the order of the columns, each as `cell` makes it of the JSON value; in flat memory."""
    if isinstance(rows, QuerySet) and is_plain(table, rows):
        for columns in column_batches(table, rows, origin, cell):
            yield from zip(*columns, strict=True)
        return
    for values in table.values(streamed(rows) if isinstance(rows, QuerySet) else rows, origin):
        yield [cell(value) for value in values]


def _text(value):
    return safe(flat(value))


def write_xlsx(table: PublicTable, rows: Iterable[Sequence], path: Path) -> None:
    """The table as one sheet of these JSON values, numbers and booleans as such, the head frozen; row by row in flat memory.

    Control characters, which no Excel file can hold, are left out; texts longer than Excel's 32,767 end in “…”.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:31])
    sheet.freeze_panes = "A2"
    sheet.append(table.names)
    for values in rows:
        sheet.append([_cell(value) for value in values])
    book.save(path)


def _cell(value):
    if isinstance(value, int | float):
        return value
    text = safe(NOT_XML.sub("", str(flat(value))))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
