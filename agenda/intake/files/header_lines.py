"""Which line of a sheet is its header, whether it takes two lines, and what the two say together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .folding import JOINT, header_forms

TOP = 30
"""Lines at the head of a sheet among which its header is looked for."""
FIGURES = re.compile(r"[\s\d.,:/%$€£¥+()-]+")
Span = tuple[int, int, int, int]
"""A merged cell: first row, first column, last row, last column, all from 1."""


@dataclass(frozen=True)
class HeaderWish:
    """What is known of a header beforehand: `words` that headers bear, in the form of `keyed`; `chosen` lines (“3”, “3-4”)."""

    words: frozenset[str] = frozenset()
    chosen: str = ""

    def lines(self) -> tuple[int, int] | None:
        """The first and the last line that the user chose; None where none was chosen."""
        match = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", self.chosen)
        if not match:
            return None
        first = int(match[1])
        return (first, first + 1 if match[2] and int(match[2]) > first else first)


@dataclass
class FoundHeader:
    """The header's cells as texts; `first` and `last` are its lines."""

    cells: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0


Lines = Sequence[tuple[int, list]]


def find_header(lines: Lines, wish: HeaderWish, spans: Sequence[Span] = ()) -> FoundHeader:
    """The header among the first lines of a sheet; without cells where no line has two filled ones.

    It is the line that the user chose, else the one with the most known names, else the first with two filled cells.
    """
    if chosen := wish.lines():
        picked = [(line, cells) for line, cells in lines if chosen[0] <= line <= chosen[1]]
        return _joined(picked, spans) if picked else FoundHeader()
    candidates = [place for place, (line, cells) in enumerate(lines) if is_wide(cells, line, spans)]
    if not candidates:
        return FoundHeader()
    known = {place: _known(lines[place][1], wish.words) for place in candidates}
    best = max(candidates, key=lambda place: (known[place], -place))
    if known[best] < 2 or known[best] <= known[candidates[0]]:
        best = candidates[0]
    if best and _is_upper(lines[best - 1], lines[best], spans):
        return _joined(lines[best - 1 : best + 1], spans)
    if best + 1 < len(lines) and _is_lower(lines[best], lines[best + 1], spans, wish.words):
        return _joined(lines[best : best + 2], spans)
    return _joined([lines[best]], spans)


def filled(cells: Sequence) -> list[int]:
    """The places of the cells that hold something."""
    return [place for place, cell in enumerate(cells) if str(cell).strip()]


def is_wide(cells: Sequence, line: int, spans: Sequence[Span]) -> bool:
    """Has the line two filled cells? One merged cell is one, whatever it spans."""
    return len(filled(cells)) > 1


def _known(cells: Sequence, words: frozenset[str]) -> int:
    """How many of the cells are known as names of columns."""
    return sum(any(form in words for form in header_forms(str(cell))) for cell in cells if str(cell).strip())


def _spans_across(line: int, spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span[0] == line and span[3] > span[1]]


def _is_text(cells: Sequence) -> bool:
    return not any(FIGURES.fullmatch(str(cell)) for cell in cells if str(cell).strip())


def _is_upper(above: tuple[int, list], header: tuple[int, list], spans: Sequence[Span]) -> bool:
    """Does the line above group the columns of the header?"""
    (line, cells), (under, names) = above, header
    if line != under - 1 or not _is_text(cells) or not filled(cells):
        return False
    across, width = _spans_across(line, spans), len(names)
    if _is_title(cells, across, width):
        return False
    if any(span[0] == line and span[2] == under for span in spans):
        return True
    if across:
        return all(span[3] - span[1] + 1 < width for span in across)
    places, under_it = filled(cells), set(filled(names))
    # A cell above a single named column groups nothing: the line is a title.
    alone = any(place + 1 == then and place in under_it for place, then in pairwise(places))
    return 1 < len(places) < len(under_it) and not alone


def _is_title(cells: Sequence, across: Sequence[Span], width: int) -> bool:
    """Is the line one merged cell from the left over half of the columns or more? Groups are narrower, or several."""
    return len(filled(cells)) == 1 and any(
        span[1] == 1 and (span[3] - span[1] + 1) * 2 >= width for span in across
    )


def _is_lower(header: tuple[int, list], below: tuple[int, list], spans: Sequence[Span], words) -> bool:
    """Does the line below belong to the header?"""
    (line, names), (under, cells) = header, below
    if under != line + 1 or not _is_text(cells) or not filled(cells):
        return False
    if any(span[0] == line and span[2] == under for span in spans):
        return True
    if _spans_across(line, spans):
        return True
    upper, lower = set(filled(names)), set(filled(cells))
    return bool(lower - upper and upper - lower) and _known(cells, words) > 0


def _joined(lines: Lines, spans: Sequence[Span]) -> FoundHeader:
    """One header of one or two lines: an upper cell stands above every column it spans, or up to the next upper cell."""
    first, last = lines[0][0], lines[-1][0]
    width = max(len(cells) for _line, cells in lines)
    texts = [[_text(cells, place) for place in range(width)] for _line, cells in lines]
    if len(texts) == 1:
        return FoundHeader(texts[0], first, last)
    upper, lower = texts
    across = _spans_across(first, spans)
    for _row, start, _last_row, end in across:
        for place in range(start, min(end, width)):
            upper[place] = upper[start - 1]
    if not across:
        for place in range(1, width):
            if not upper[place] and lower[place] and lower[place - 1]:
                upper[place] = upper[place - 1]
    cells = [
        one if one == other or not other else other if not one else f"{one}{JOINT}{other}"
        for one, other in zip(upper, lower, strict=True)
    ]
    return FoundHeader(cells, first, last)


def _text(cells: Sequence, place: int) -> str:
    return " ".join(str(cells[place]).split()) if place < len(cells) else ""
