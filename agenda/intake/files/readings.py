"""Readings (furigana) in a PDF: small kana set above the characters that they tell how to read."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pdf import Line

KANA = re.compile(r"[\s\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe]+")
HAN = re.compile(r"[\u2e80-\u2fdf\u3005\u3400-\u9fff\uf900-\ufaff]")
SMALL = 0.65  # of the size of the characters; readings are set in half of it
ABOVE = (0.5, 1.6)  # sizes of the characters that a reading's line lies above theirs
LEVEL = 0.25  # of a size within which two lines are one


def without_readings(lines: Sequence["Line"]) -> tuple[list["Line"], list[str]]:
    """(lines without readings, the readings).

    A line is a reading when it is kana only, in type at most SMALL of that of a line with Chinese characters which it
    stands right above. A line that was drawn in pieces about its readings becomes one again.
    """
    kept: list[Line] = []
    dropped: list[str] = []
    for _page, ours in groupby(lines, key=lambda line: line.page):
        on_page = list(ours)
        was_reading = False
        for line in on_page:
            if any(_is_above(line, base) for base in on_page) and KANA.fullmatch(line.text):
                dropped.append("".join(line.text.split()))
                was_reading = True
                continue
            if was_reading and kept and _is_one_line(kept[-1], line):
                kept[-1] = replace(kept[-1], text=kept[-1].text + line.text.lstrip())
            else:
                kept.append(line)
            was_reading = False
    return kept, dropped


def _is_above(line: "Line", base: "Line") -> bool:
    """Does the small line stand right above the other, within its length as far as full-width characters tell?"""
    if not 0 < line.size <= SMALL * base.size or not HAN.search(base.text):
        return False
    low, high = (share * base.size for share in ABOVE)
    length = (len(base.text) + 1) * base.size
    return low < line.y - base.y < high and base.x - base.size < line.x < base.x + length


def _is_one_line(before: "Line", line: "Line") -> bool:
    level = LEVEL * max(before.size, line.size)
    return before.page == line.page and abs(before.y - line.y) < level and line.x > before.x
