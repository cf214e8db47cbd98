"""A table from an uploaded file: what kind of file it is by its content, and the table as `apart` takes it over.

These readers run in a process of their own; each is imported only where a file of its kind has come.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .delimited import csv_sheet
from .header_lines import HeaderWish
from .lists import parse_rows
from .normal import cleaned
from .sheets import FileRefused, ReadingOptions, Sheet, refuse_other_files, text_of
from .wording import _

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Excel's and OpenDocument's files begin."""


def read_table(
    name: str, content: bytes, kind: str, reading: ReadingOptions, words: Iterable[str] = ()
) -> Sheet:
    """The table in a file that is brought in as `kind`, by its content. Raises FileRefused.

    `words` are names that headers of such a table bear, in the form of `keyed`.
    """
    sheet = _read(name, content, kind, reading, HeaderWish(frozenset(words), reading.headers.get(name, "")))
    sheet.file = name
    return sheet


def _read(name: str, content: bytes, kind: str, reading: ReadingOptions, wish: HeaderWish) -> Sheet:
    from .packages import is_package, one_table
    from .word_tables import is_word, word_sheet

    refuse_other_files(content)
    if is_package(content):
        return one_table(name, content, kind, reading)
    if is_word(content):
        return word_sheet(name, content, reading.sheet, wish)
    if content.startswith(WORKBOOKS):
        from .workbooks import workbook_sheet

        return workbook_sheet(name, content, reading.sheet, wish)
    text, encoding, guessed = text_of(content, reading.encoding)
    start = text.lstrip()[:40].upper()
    if start.startswith("BEGIN:VCALENDAR"):
        return _calendar(name, text, kind, reading.zone)
    if start.startswith("<"):
        raise FileRefused(_("By its content this is a web page or XML: save the table as CSV or .xlsx."))
    if start.startswith("{") and '"resources"' in text[:20_000] and _is_description(text):
        raise FileRefused(_("This only describes a package: bring in the whole package as one .zip file."))
    if start.startswith(("[", "{")):
        return _json(name, text, kind, reading.zone)
    return csv_sheet(name, text, encoding, guessed, reading.delimiter, wish)


def read_package(content: bytes) -> dict[str, Sheet]:
    """The tables of a zipped package by their names. Raises FileRefused."""
    from .packages import package_sheets

    refuse_other_files(content)
    if not content.startswith(b"PK\x03\x04"):
        raise FileRefused(_("A package is a .zip file with datapackage.json and its tables in it."))
    return package_sheets(content)


def _is_description(text: str) -> bool:
    try:
        return isinstance(json.loads(text).get("resources"), list)
    except (ValueError, RecursionError):
        return False


def _json(name: str, text: str, kind: str, zone: str) -> Sheet:
    from .events import events_sheet, is_events
    from .objects import json_sheet, objects_sheet

    if text.lstrip().startswith("[") and kind == "meetings":
        rows, problems = parse_rows(text, name)
        listed = [(row.line, row.values) for row in rows]
        if not problems:
            return events_sheet(name, listed, zone) if is_events(listed) else objects_sheet(name, listed)
    if text.lstrip().startswith("[") or kind != "meetings":
        return json_sheet(name, text)
    sheet = json_sheet(name, text)
    listed = [(line, dict(zip(sheet.headers, cells, strict=True))) for line, cells in sheet.rows]
    return events_sheet(name, listed, zone) if is_events(listed) else sheet


def _calendar(name: str, text: str, kind: str, zone: str) -> Sheet:
    from .events import calendar_sheet

    if kind != "meetings":
        raise FileRefused(_("A calendar holds meetings: choose “meetings” to bring it in."))
    return calendar_sheet(name, text, zone)


def told(key: str, sheet: Sheet) -> Iterator[Any]:
    """The sheet as values that JSON can hold: a head that says how many rows follow, then (line, cells) of each row."""
    head = {name: value for name, value in vars(sheet).items() if name != "rows"}
    yield cleaned(head | {"count": len(sheet.rows)}) | {"key": key}
    for line, cells in sheet.rows:
        yield line, cleaned(cells)
