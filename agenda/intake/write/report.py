"""What an import does, as a table to keep: one line a change, one a row that changes nothing."""

import csv
import io
from collections.abc import Iterable, Iterator

from agenda.catalogue.cells import safe

BOM = "\ufeff"
HEAD = ("file", "line", "row", "state", "column", "was", "is to be", "message")
BATCH = 1_000


def report_lines(stored: Iterable[list]) -> Iterator[tuple]:
    """Lines of the report from results as `Result.stored()` gives them."""
    for sheet, line, key, state, changes, messages in stored:
        message = " ".join(messages)
        for number, (column, was, now) in enumerate(changes or [("", "", "")]):
            yield sheet, line, key, state, column, was, now, message if number == 0 else ""


def report_csv(stored: Iterable[list]) -> Iterator[str]:
    """The report as CSV text in pieces; no cell can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write(BOM)
    writer.writerow(HEAD)
    for number, line in enumerate(report_lines(stored), start=1):
        writer.writerow([safe(cell) for cell in line])
        if number % BATCH == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
