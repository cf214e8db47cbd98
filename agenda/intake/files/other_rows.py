"""Rows of a sheet that are no rows of its table: totals, notes, headings, headers written again."""

import re
from collections.abc import Sequence

from .folding import folded
from .header_lines import filled

TOTAL = re.compile(
    r"(sub\s?-?totals?|grand\s+totals?|totals?|sum|count|average|mean|gesamt\w*|summe|insgesamt|anzahl|total\s+général"
    r"|somme|合計|小計|総計|計|件数|總計|共計|합계)\b",
    re.I,
)
NOTE = re.compile(
    r"(notes?|remarks?|sources?|legend|key|updated|last\s+updated|as\s+of|prepared\s+by|anmerkung\w*|hinweis\w*|quelle\w*"
    r"|stand|legende|légende|nota|注|註|備考|凡例|出典|出所|資料)\s*[:：.)\d]|[*※†‡]",
    re.I,
)
FIGURE = re.compile(r"[\s\d.,:/%$€£¥+()-]*")
TYPICAL = 3
"""Filled cells that rows of a table mostly have, where a row with a single one is none of its rows."""
KINDS = ("total", "note", "heading", "header", "blank", "hand", "name")
"""Why a row is left out; “hand” and “name” are said by a person."""


def sort_out(rows: Sequence[tuple[int, list]], header: Sequence[str]) -> tuple[list, list]:
    """The rows of the table, and (line, cells, kind) of those that are none."""
    usual = _typical([cells for _line, cells in rows])
    again = [folded(str(cell)) for cell in header]
    kept, left = [], []
    for line, cells in rows:
        if kind := _kind_of(cells, again, usual):
            left.append((line, cells, kind))
        else:
            kept.append((line, cells))
    return kept, left


def _typical(rows: Sequence[Sequence]) -> int:
    counts = sorted(len(filled(cells)) for cells in rows)
    return counts[len(counts) // 2] if counts else 0


def _kind_of(cells: Sequence, again: list[str], usual: int) -> str:
    """What the row is other than a row of the table; "" for one of its rows."""
    places = filled(cells)
    if not places:
        return "blank"
    texts = [str(cells[place]).strip() for place in places]
    if len(places) > 1 and all(
        folded(str(cell)) in ("", name) for cell, name in zip(cells, again, strict=False)
    ):
        return "header"
    if usual < TYPICAL:
        return ""
    if len(places) * 2 < usual and all(FIGURE.fullmatch(text) for text in texts):
        return "total"
    first = next((text for text in texts if not FIGURE.fullmatch(text)), "")
    others = [text for text in texts if text != first]
    if TOTAL.match(first) and all(FIGURE.fullmatch(text) or TOTAL.match(text) for text in others):
        return "total"
    if len({*texts}) > 1:
        return ""
    return "note" if NOTE.match(texts[0]) or len(texts[0]) > 60 else "heading"
