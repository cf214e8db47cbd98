"""Read a workbook in a process of its own: standard input to JSON lines on standard output.

calamine keeps the whole rectangle between the farthest cells of a sheet, so two far cells can ask for more memory than
there is, and the process that asks ends. This one has bounds and nothing to lose. It imports nothing of the program.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY = 2_000_000_000  # bytes of address space; 50,000 rows of 200 columns take about half
OUTPUT = 400_000_000  # bytes of JSON: a few texts can be named by millions of cells
SECONDS = 60


def lines(stream: BinaryIO, wanted: str, most_rows: int) -> Iterator[Any]:
    """First {sheets, sheet, rows}, then [row number, texts] of each row with a filled cell; else {problem}.

    `sheets` are the visible ones; `rows` is the number of the last row, and beyond `most_rows` no rows follow.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(stream.read()))
        kinds = (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible)
        visible = [sheet.name for sheet in book.sheets_metadata if (sheet.typ, sheet.visible) == kinds]
        chosen = wanted if wanted in visible else next(iter(visible), "")
        sheet = book.get_sheet_by_name(chosen) if chosen else None
    except (CalamineError, ValueError, OSError) as error:
        yield {"problem": type(error).__name__}
        return
    last = sheet.end[0] + 1 if sheet and sheet.end else 0
    yield {"sheets": visible, "sheet": chosen, "rows": last}
    if sheet is None or last > most_rows:
        return
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [text_of_cell(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield [number, texts]


def text_of_cell(cell) -> str:
    """A cell's value as text: dates in ISO form, whole numbers without a point."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def main() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CPU, SECONDS),
    ):
        resource.setrlimit(what, (most, most))
    for line in lines(sys.stdin.buffer, sys.argv[1], int(sys.argv[2])):
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
