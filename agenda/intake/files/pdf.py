"""The text of a PDF: lines where they stand on the page, joined to paragraphs by gap, indent and type."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import quantiles

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .lines import BULLET, CJK, divided_word, ends_a_sentence, paragraphs
from .normal import MAX_TEXT, TextRefused, without_controls
from .readings import without_readings
from .wording import _

MAX_PAGES = 1_000
HEADER_WITHIN = 1_024  # bytes in which readers look for %PDF-
NUMBER = re.compile(
    r"[-–—\s(]*(?:page|p\.|第)?\s*(?:\d{1,4}|[ivxl]{1,7})\s*(?:(?:of|/|／|-)\s*\d{1,4})?\s*(?:頁|ページ)?[-–—\s)]*",
    re.I,
)
SAME_SIZE = 0.08
EDGE = 0.1  # of a page's height, at its head and at its foot, where its running head may be
AT_EDGE = 2  # lines of a page that may be its running head, at its head and at its foot
REPEATED = 3  # pages on which a running head stands; in shorter papers, all of them
NEAR = 4  # lines before and after that tell how wide a column is
FULL = 60  # characters of a line from which on a short one beside it says something


@dataclass(frozen=True)
class Line:
    """One line of a page. `x`, `y` and `size` are in points, y from below; `is_bold` when all of it is.

    `is_edge` where running heads and page numbers stand: near the upper or lower end of the page.
    """

    text: str
    page: int
    x: float
    y: float
    size: float
    is_bold: bool
    is_edge: bool


def pdf_text(content: bytes) -> tuple[str, list[str]]:
    """(the text in paragraphs, what was left out). Raises TextRefused; pypdf's own errors are worded by the caller."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content[max(content.find(b"%PDF-", 0, HEADER_WITHIN + 5), 0) :]))
    if reader.is_encrypted and not reader.decrypt(""):
        raise TextRefused(_("This PDF is locked with a password: save a copy without it, or paste the text."))
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        sentence = _("This PDF has %(pages)s pages; at most %(most)s are taken. Bring it in in parts.")
        raise TextRefused(sentence % {"pages": f"{pages:,}", "most": f"{MAX_PAGES:,}"})
    lines: list[Line] = []
    length = 0
    for number, page in enumerate(reader.pages):
        found = _lines(page, number)
        length += sum(len(line.text) for line in found)
        if length > MAX_TEXT * 2:
            sentence = _("This PDF has more than %(most)s characters: bring it in in parts.")
            raise TextRefused(sentence % {"most": f"{MAX_TEXT:,}"})
        lines += found
    _refuse_pictures(lines, pages)
    lines, readings = without_readings(lines)
    kept, dropped = _without_running_heads(lines)
    text = "\n\n".join(paragraphs(_begun(_notes_last(kept))))
    return text, [*_told(dropped), *_told_readings(readings)]


def _refuse_pictures(lines: list[Line], pages: int) -> None:
    signs = Counter(sign for line in lines for sign in line.text if not sign.isspace())
    total = sum(signs.values())
    if total < 10 * pages:
        raise TextRefused(
            _(
                "This PDF has no text, only pictures of pages: it was scanned. "
                "Run text recognition on it, or paste the text."
            )
        )
    if signs["\x00"] + signs["\ufffd"] > 0.2 * total:
        raise TextRefused(
            _(
                "The letters of this PDF cannot be told: its fonts do not say what they stand for. "
                "Run text recognition on it, or paste the text."
            )
        )


def _lines(page, number: int) -> list[Line]:
    found: list[Line] = []
    parts: list[str] = []
    place: list[tuple[float, float, float]] = []
    fonts: list[str] = []
    low, high = float(page.mediabox.bottom), float(page.mediabox.top)
    margin = EDGE * (high - low)

    def end_line() -> None:
        text = "".join(parts).replace("\t", " ")
        if text.strip():
            x, y, size = place[0] if place else (0.0, 0.0, 0.0)
            bold = bool(fonts) and all("bold" in font or "black" in font for font in fonts)
            is_edge = bool(place) and not low + margin < y < high - margin
            found.append(Line(text, number, x, y, size, bold, is_edge))
        for known in (parts, place, fonts):
            known.clear()

    def visit(text: str, cm, tm, font, size) -> None:
        for n, piece in enumerate(text.split("\n")):
            if n:
                end_line()
            if piece.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                scale = abs((tm[2] ** 2 + tm[3] ** 2) ** 0.5 * (cm[2] ** 2 + cm[3] ** 2) ** 0.5)
                if not place:
                    place.append((x, y, float(size or 0) * scale))
                fonts.append(str((font or {}).get("/BaseFont", "")).lower())
            parts.append(piece)

    page.extract_text(visitor_text=visit)
    end_line()
    return found


def _without_running_heads(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """(lines, dropped texts): numbers of pages, and what stands at the same edge of at least REPEATED pages."""
    edges: list[Line] = []
    pages = _by_page(lines)
    for ours in pages:
        tall = sorted(ours, key=lambda line: -line.y)
        edges += [line for line in (*tall[:AT_EDGE], *tall[AT_EDGE:][-AT_EDGE:]) if line.is_edge]
    numbers = {id(line) for line in edges if NUMBER.fullmatch(line.text.strip())}
    heads = set(numbers)
    if len(pages) > 1 and any(not line.is_edge for line in lines):
        known = Counter((_masked(line.text), round(line.y / 3)) for line in edges)
        often = min(REPEATED, len(pages))
        heads |= {id(line) for line in edges if known[_masked(line.text), round(line.y / 3)] >= often}
    dropped = [line.text.strip() for line in lines if id(line) in heads]
    return [line for line in lines if id(line) not in heads], dropped


def _by_page(lines: list[Line]) -> list[list[Line]]:
    return [list(ours) for _page, ours in groupby(lines, key=lambda line: line.page)]


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _told(dropped: list[str]) -> list[str]:
    if not dropped:
        return []
    named = "”, “".join(dict.fromkeys(without_controls(text)[:60] for text in dropped[:6]))
    sentence = _("Left out, as page numbers or lines repeated on every page: “%(lines)s”.")
    return [sentence % {"lines": named}]


def _told_readings(readings: list[str]) -> list[str]:
    if not readings:
        return []
    named = "”, “".join(dict.fromkeys(readings[:6]))
    return [_("Left out, as readings above the characters: “%(readings)s”.") % {"readings": named}]


def _notes_last(lines: list[Line]) -> list[Line]:
    """Footnotes, which stand in smaller type below the text of a page, after the last page: sentences run on above them."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    kept: list[Line] = []
    notes: list[Line] = []
    for ours in _by_page(lines):
        end = len(ours)
        while end and 0 < ours[end - 1].size < 0.92 * body:
            end -= 1
        kept += ours[:end] if end else ours
        notes += ours[end:] if end else []
    last = kept[-1].page if kept else 0
    return kept + [replace(note, page=last + 1 + note.page) for note in notes]


def _begun(lines: list[Line]) -> Iterator[tuple[str, bool]]:
    """(text, does it begin a paragraph?) of each line."""
    page = _Layout(lines)
    if lines:
        yield lines[0].text.strip(), True
    for (before, line), width in zip(pairwise(lines), page.widths, strict=False):
        yield line.text.strip(), page.begins(before, line, width)


class _Layout:
    """How a document sets its paragraphs apart: by gaps, by indents, or only by lines that end early."""

    def __init__(self, lines: list[Line]):
        gaps: dict[float, list[float]] = {}
        for before, line in pairwise(lines):
            drop = before.y - line.y
            if (
                before.page == line.page
                and _same(before.size, line.size)
                and 0 < drop < 2.2 * (line.size or 1)
            ):
                gaps.setdefault(round(line.size), []).append(drop)
        self.leading = {
            size: quantiles(drops, n=4)[0] if len(drops) > 1 else drops[0] for size, drops in gaps.items()
        }
        self.has_gaps = any(self._is_gap(before, line) for before, line in pairwise(lines))
        self.has_indents = sum(self._is_indented(before, line) for before, line in pairwise(lines)) > 1
        lengths = [len(line.text.strip()) for line in lines]
        self.widths = [max(lengths[max(0, n - NEAR) : n + NEAR]) for n in range(len(lines))]

    def begins(self, before: Line, line: Line, width: int) -> bool:
        """`width` is the length in characters of the longest line about `before`."""
        upper, lower = before.text.strip(), line.text.strip()
        if BULLET.match(lower) or not _same(before.size, line.size) or (before.is_bold and not line.is_bold):
            return True
        if line.is_bold and not before.is_bold and ends_a_sentence(upper):
            return True
        if CJK.match(lower) and line.text[:1].isspace() and not before.text[:1].isspace():
            return True
        if before.page != line.page or line.y > before.y:  # a new page or column
            return ends_a_sentence(upper) and not lower[:1].islower()
        if self._is_gap(before, line) or self._is_indented(before, line):
            return True
        # Where the next word had found room, the line ended by itself; a small letter goes on all the same.
        filled = (len(upper) + 1 + len(lower.split(None, 1)[0])) / width
        if ends_a_sentence(upper):
            return filled < 0.75 and not (self.has_gaps or self.has_indents)
        return filled < 0.5 and width >= FULL and lower[0].isupper() and not divided_word(upper)

    def _is_gap(self, before: Line, line: Line) -> bool:
        if before.page != line.page or not line.size:
            return False
        leading = self.leading.get(round(line.size), 1.2 * line.size)
        return before.y - line.y > max(1.25 * leading, leading + 1)

    @staticmethod
    def _is_indented(before: Line, line: Line) -> bool:
        """A first line set in. After a bullet the lines of its item are set in too, and go on."""
        if before.page != line.page or BULLET.match(before.text):
            return False
        return 0.8 * line.size < line.x - before.x < 8 * line.size


def _same(size: float, other: float) -> bool:
    return abs(size - other) <= SAME_SIZE * max(size, other)


def reading_error(error: Exception) -> TextRefused:
    """What to say when pypdf gives up: a PDF may be broken in more ways than it has errors for."""
    name = type(error).__name__ if isinstance(error, PyPdfError) else "damaged"
    return TextRefused(_("This PDF cannot be read (%(name)s): paste its text instead.") % {"name": name})
