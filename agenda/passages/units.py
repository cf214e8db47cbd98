"""The pieces a passage may be: sentences and list items, without headings, labels and reporters' questions."""

import re
import unicodedata
from collections.abc import Iterator

from .fold import CJK
from .silence import ASKED, LABELED

ABBREVIATIONS = frozenset(
    "mr mrs ms dr jr sr st gen lt col sen rep gov no vs etc inc co ltd u.s u.k u.n e.g i.e a.m p.m "
    "jan feb mar apr jun jul aug sep sept oct nov dec art para approx".split()
)
END = re.compile(
    r"[.!?。！？]+[\"'”’)\]]*(?=\s|$)|[。！？｡︒][」』）)]*|(?<=[\u3041-\u309f\u3400-\u9fff])．(?=\s|$|[^\d０-９])"
)
BULLET = re.compile(r"\s*(?:[-*•◦‣▪–—]|\(?\d{1,2}[.)]|\([a-z]\))\s+")
SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"]
)

# How lines of Chinese characters, kana or hangul begin when they begin something of their own.
ITEM = re.compile(
    r"\s*(?:[-*•◦‣▪–—・･●○■□◆◇▼※→⇒]|[①-⑳]|[(（]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[a-zａ-ｚア-ン])[)）.．、](?![0-9０-９])"
    r"|第[0-9０-９一二三四五六七八九十]+[条章節項部]|[【〔［\[])"
)
NUMBER = re.compile(
    r"\s*(?:[(（]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[)）.．、](?![0-9０-９])|[①-⑳]|[■□◆◇●○▼])\s*"
)
BRACKETED = re.compile(
    r"\s*(?:【[^】]*】|（[^）]*）|\([^)]*\)|〈[^〉]*〉|＜[^＞]*＞|《[^》]*》|［[^］]*］|〔[^〕]*〕)\s*"
)
POINTS = "・･-*•‣◦–—"
STOPS = "。！？｡︒．.!?"
SHORT = 30  # characters of a heading at most
NARROW = 48  # columns of a hard-wrapped line at least: 24 full-width characters
SLACK = 5  # columns by which wrapped lines differ, so that no line begins with a comma


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """[start, end) of each sentence or list item of `text` from offset `start`.

    Headings, labels and reporters' questions are left out; lines that were wrapped between characters are one.
    """
    found = []
    lines = list(_lines(text, start))
    for number, (begin, end) in enumerate(lines):
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        before = text[slice(*lines[number - 1])] if number else ""
        line = text[begin:end]
        if LABELED.match(line) or _is_title(line, before, following):
            continue
        for piece in _split_line(text, begin, end):
            if not _is_heading(text[slice(*piece)]) and not ASKED.match(text[slice(*piece)]):
                found.append(piece)
    return found


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """[start, end) of lines that are not empty, hard-wrapped ones joined."""
    block: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*\n?", text[start:] if start else text):
        begin, end = line.start() + start, line.start() + start + len(line[0].rstrip("\r\n"))
        if text[begin:end].strip():
            block.append((begin, end))
        else:
            yield from _joined(text, block)
            block = []


def _joined(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph; those that break off at the margin are joined with the next."""
    if len(block) < 2 or not any(CJK.search(text, begin, end) for begin, end in block):
        yield from block
        return
    widths = [_columns(text[begin:end]) for begin, end in block]
    margin = max(NARROW, max(widths) - SLACK)
    begin = block[0][0]
    for number, (_, end) in enumerate(block):
        following = text[slice(*block[number + 1])] if number + 1 < len(block) else ""
        breaks_off = widths[number] >= margin and text[end - 1] not in STOPS
        if following and breaks_off and CJK.search(following) and not ITEM.match(following):
            continue
        yield begin, end
        begin = block[number + 1][0] if following else end


def _columns(line: str) -> int:
    return len(line) + sum(unicodedata.east_asian_width(char) in "WF" for char in line)


def _split_line(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    place = begin
    for stop in END.finditer(text, begin, end):
        if stop.end() < end and _goes_on(text, place, stop, end):
            continue
        if piece := _trimmed(text, place, stop.end()):
            yield piece
        place = stop.end()
    if piece := _trimmed(text, place, end):
        yield piece


def _goes_on(text: str, place: int, stop: re.Match[str], end: int) -> bool:
    """Does the sentence that began at `place` go on after a stop: an abbreviation, a number, inside a quote?"""
    before = text[place : stop.start()].rsplit(None, 1)
    word = (before[-1] if before else "").lstrip("(\"'“‘").lower()
    if stop.group().startswith(".") and (
        word in ABBREVIATIONS
        or (len(word) == 1 and word.isalpha())
        or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word)
    ):
        return True
    if word.isdigit() and len(word) <= 2 and len(before) == 1:
        return True  # "2. The leaders": a number, not a sentence
    if text[stop.end() : stop.end() + 3].lstrip()[:1].islower():
        return True
    return _is_quoted(text, place, stop, end)


def _is_quoted(text: str, place: int, stop: re.Match[str], end: int) -> bool:
    """Is the stop inside 「…。…」, or is what it closes only a quote, as in 「…。」と述べた?"""
    if not CJK.match(text[stop.start() - 1 : stop.start()] or " "):
        return False
    for left, right in ("「」", "『』", "（）"):
        is_open = text.rfind(left, place, stop.start()) > text.rfind(right, place, stop.start())
        if is_open and right in stop.group():
            return right != "）" and text[stop.end()] not in "\n 　「『"
        if is_open and text.find(right, stop.end(), end) >= 0:
            return True
    return False


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _is_heading(piece: str) -> bool:
    """A line without a full stop that reads like a title or a label: "Cybersecurity", "- Digital Economy:"."""
    bare = BULLET.sub("", piece, count=1).strip()
    if not bare or bare[-1] in ".!?。！？;,":
        return False
    if CJK.search(bare):
        return bare[-1] in ":："
    words = re.findall(r"[^\W\d_][\w'’&-]*", bare)
    if bare.endswith(":"):
        return len(words) <= 12
    large = [word for word in words if word[0].isupper()]
    small = [word for word in words if word[0].islower() and word not in SMALL]
    return len(words) <= 14 and len(large) > 0 and not small


def _is_title(line: str, before: str, following: str) -> bool:
    """Is a line of characters a heading: in brackets, before a colon, or short, numbered and followed by text?

    A numbered line among its like is an item of a list.
    """
    bare = line.strip()
    if not CJK.search(bare) or bare[-1] in STOPS or bare[0] in POINTS:
        return False
    if BRACKETED.fullmatch(bare) or bare[-1] in "：:":
        return True
    if len(bare) > SHORT or not following or following.strip()[-1:] not in STOPS:
        return False
    if NUMBER.match(bare):
        return not any(NUMBER.match(near) and len(near.strip()) <= SHORT for near in (before, following))
    return bare[-1] not in "るたすいうくぐつぬぶむだ、,"
