"""Workbooks (Excel and OpenDocument) as tables. They are read in a process of their own, within bounds."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from agenda.catalogue.cells import plain

from .packages import DAMAGED
from .sheets import MAX_ROWS, FileRefused, Sheet, archive_of, fill

READER = Path(__file__).with_name("workbook_process.py")
FARTHEST = MAX_ROWS + 1_000  # a table may begin below a few lines of title
PATIENCE = 90  # seconds; the process itself stops earlier
CELL_IN_ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*?\bt="e"')


def workbook_sheet(name: str, content: bytes, wanted: str = "") -> Sheet:
    """The sheet called `wanted`, else the first visible one. Raises FileRefused."""
    is_archive = content.startswith(b"PK\x03\x04")
    error = _first_error(content) if is_archive else ""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile("w+", encoding="utf-8") as result:
        source.write(content)
        source.seek(0)
        _run(source, result, wanted)
        result.seek(0)
        head = json.loads(next(result, "{}"))
        if not head or "problem" in head:
            raise FileRefused(
                _("The workbook is damaged, or none: open it in a spreadsheet program and save it again.")
            )
        if not head["sheet"]:
            raise FileRefused(_("The workbook has no sheet that can be seen."))
        if head["rows"] > FARTHEST:
            raise FileRefused(_too_far(head["rows"]))
        others = head["sheets"] if len(head["sheets"]) > 1 else []
        sheet = Sheet(f"{name} › {head['sheet']}" if others else name, [], others=others)
        fill(sheet, _rows(result), is_ragged_bad=False)
    if error:
        note = _("Cells of the workbook hold an error, %(cell)s first; they are read as empty.")
        sheet.notes.append(note % {"cell": error})
    return sheet


def _run(source, result, wanted: str) -> None:
    command = [sys.executable, "-I", str(READER), wanted.replace("\x00", ""), str(FARTHEST)]
    try:
        done = subprocess.run(  # noqa: S603  our own program; `wanted` is one of its arguments, not a shell's
            command, stdin=source, stdout=result, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
        is_done = done.returncode == 0
    except subprocess.TimeoutExpired:
        is_done = False
    if not is_done:
        sentence = _(
            "The workbook takes too much memory or time. Delete the rows and columns beside the table and save again, "
            "or save the table as CSV."
        )
        raise FileRefused(sentence)


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list]]:
    for line in lines:
        number, texts = json.loads(line)
        if "\\u0000" in line and any("\x00" in text for text in texts):
            raise FileRefused(_("The text contains NUL characters, which no database keeps: take them out."))
        yield number, [plain(text) for text in texts]


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
