"""Rows that were not written, as a file of their own: the columns as they came, and why beside them."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook

from agenda.catalogue.cells import safe
from agenda.intake.match.fields import REASON_HEADER


def _tables(tables: Iterable[dict], rows: Iterable) -> Iterator[tuple[str, list, list[list]]]:
    """(name, headers, rows) of each table that has refused rows; the reasons stand in the last column."""
    by_name: dict[str, list[list]] = {}
    for row in rows:
        cells = ["" if cell is None else safe(str(cell)) for cell in row.cells]
        by_name.setdefault(row.sheet, []).append([*cells, " ".join(row.messages)])
    for table in tables:
        if listed := by_name.get(table["name"]):
            width = len(table["headers"])
            filled = [[*cells[:-1], *[""] * (width + 1 - len(cells)), cells[-1]] for cells in listed]
            yield table["name"], [*map(safe, table["headers"]), _(REASON_HEADER)], filled


def refused_csv(tables: Iterable[dict], rows: Iterable) -> str:
    """The refused rows as CSV; those of several tables one below the other, each with its header."""
    out = io.StringIO()
    writer = csv.writer(out)
    for number, (_name, headers, listed) in enumerate(_tables(tables, rows)):
        writer.writerows([[], headers, *listed] if number else [headers, *listed])
    return out.getvalue()


def refused_xlsx(tables: Iterable[dict], rows: Iterable) -> bytes:
    """The refused rows as a workbook, a sheet for each table; no cell can become a formula."""
    book = Workbook(write_only=True)
    for name, headers, listed in _tables(tables, rows):
        sheet = book.create_sheet("".join(sign for sign in name if sign not in "[]:*?/\\")[-31:])
        sheet.freeze_panes = "A2"
        sheet.append(headers)
        for cells in listed:
            sheet.append(cells)
    if not book.sheetnames:
        book.create_sheet()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
