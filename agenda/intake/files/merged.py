"""Merged cells: which rows and columns each spans, and their value in every cell that they cover."""

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .header_lines import Span, filled
from .sheets import MAX_COLUMNS, archive_of

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
MOST = 100_000
"""Merged cells of a sheet that are filled; a sheet with more of them is no table."""


def spans_of(sheet, content: bytes) -> list[Span]:
    """The merged cells of a workbook's sheet, counted from 1."""
    found = sheet.merged_cell_ranges
    if found is None:
        found = _of_open_document(content, sheet.name) if content.startswith(b"PK\x03\x04") else []
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in found[:MOST]]


def _of_open_document(content: bytes, title: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The merged cells of an OpenDocument sheet, which calamine does not tell."""
    from defusedxml.ElementTree import iterparse

    with archive_of(content) as archive:
        if "content.xml" not in archive.namelist():
            return []
        found, row, is_wanted, xml = [], 0, False, archive.read("content.xml")
        if b"-spanned" not in xml:
            return []
        for event, element in iterparse(io.BytesIO(xml), ("start", "end")):
            if element.tag == f"{TABLE}table":
                if event == "start":
                    row, is_wanted = 0, element.get(f"{TABLE}name") == title
                if event == "end":
                    element.clear()
            elif event == "end" and element.tag == f"{TABLE}table-row" and is_wanted:
                found += _of_row(element, row)
                row += int(element.get(f"{TABLE}number-rows-repeated", 1))
                element.clear()
        return found


def _of_row(element, row: int) -> list:
    found, column = [], 0
    for cell in element:
        across = int(cell.get(f"{TABLE}number-columns-spanned", 1))
        down = int(cell.get(f"{TABLE}number-rows-spanned", 1))
        if across > 1 or down > 1:
            found.append(((row, column), (row + down - 1, column + across - 1)))
        column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
    return found


def filled_in(rows: Iterable[tuple[int, list]], spans: Sequence[Span]) -> Iterator[tuple[int, list]]:
    """The rows with each merged cell's value in all cells it covers.

    A merged cell that stands alone in its row is a title or a heading, and is not spread over the columns beside it.
    """
    starting = defaultdict(list)
    for span in spans:
        starting[span[0]].append(span)
    open_spans: list[tuple[Span, object]] = []
    for line, cells in rows:
        alone = len(filled(cells)) == 1
        for span in starting.pop(line, ()):
            value = cells[span[1] - 1] if span[1] <= len(cells) else ""
            if alone and span[3] > span[1]:
                continue
            open_spans.append((span, value))
        open_spans = [(span, value) for span, value in open_spans if span[2] >= line]
        yield line, _with(cells, line, open_spans)


def _with(cells: list, line: int, spans: list[tuple[Span, object]]) -> list:
    for (_top, left, _bottom, right), value in spans:
        if str(value).strip():
            last = min(right, MAX_COLUMNS)
            cells = cells + [""] * (last - len(cells))
            for place in range(left - 1, last):
                cells[place] = cells[place] or value
    return cells
