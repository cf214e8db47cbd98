"""Rows and columns that a spreadsheet program hides: they are read like the others, and told."""

import io
import re
from zipfile import ZipFile

from .merged import TABLE
from .sheets import Hidden

ROW, COLUMN = re.compile(rb"<(?:\w+:)?row\b[^>]*>"), re.compile(rb"<(?:\w+:)?col\b[^>]*>")
HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
NUMBER = {name: re.compile(rb"\b" + name + rb"=\"(\d{1,7})\"") for name in (b"r", b"min", b"max")}
UNSEEN = ("collapse", "filter")


def hidden_in_excel(xml: bytes) -> Hidden:
    """The hidden rows and columns of a sheet of Excel's, by its XML."""
    rows = [
        int(found[1])
        for tag in ROW.findall(xml)
        if HIDDEN.search(tag) and (found := NUMBER[b"r"].search(tag))
    ]
    columns: list[int] = []
    for tag in COLUMN.findall(xml):
        first, last = NUMBER[b"min"].search(tag), NUMBER[b"max"].search(tag)
        if HIDDEN.search(tag) and first and last:
            columns += range(int(first[1]), min(int(last[1]), int(first[1]) + 1_000) + 1)
    return rows, columns


def hidden_in_opendocument(archive: ZipFile, title: str) -> Hidden:
    """The hidden rows and columns of an OpenDocument sheet."""
    from defusedxml.ElementTree import iterparse

    xml = archive.read("content.xml") if "content.xml" in archive.namelist() else b""
    if b":visibility" not in xml:
        return [], []
    return _unseen(iterparse(io.BytesIO(xml), ("start", "end")), title)


def _unseen(events, title: str) -> Hidden:
    found: dict[str, list[int]] = {"row": [], "column": []}
    counts = {"row": 0, "column": 0}
    is_wanted = False
    for event, element in events:
        kind = element.tag.removeprefix(f"{TABLE}table-")
        if element.tag == f"{TABLE}table":
            is_wanted = event == "start" and element.get(f"{TABLE}name") == title
        elif event == "end" and is_wanted and kind in counts:
            times = int(element.get(f"{TABLE}number-{kind}s-repeated", 1))
            if element.get(f"{TABLE}visibility") in UNSEEN:
                found[kind] += range(counts[kind] + 1, counts[kind] + min(times, 1_000) + 1)
            counts[kind] += times
            element.clear()
    return found["row"], found["column"]
