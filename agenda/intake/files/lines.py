"""Lines that were broken to fit a page, as paragraphs again: what a sentence says must not end where a line does."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

BULLET = re.compile(
    r"\s*(?:[-*•◦‣▪■□●○◆◇・–—➢✓]\s|[•◦‣▪■□●○◆◇➢✓]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s"
    r"|（?[\d０-９]{1,2}[）．]|[①-⑳])"
)
LABEL = re.compile(r"[A-Z][\w'’/ -]{0,30}:\s")
TERMINAL = re.compile(r"[.!?。！？:：;；]['\"’”)\]）」』]*$")
CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
HYPHEN = re.compile(r"(\w+(?:[-‐]\w+)*)([-‐\u00ad])$")
HYPHENS, LONGEST_WORD = ("-", "‐", "\u00ad"), 80
FIRST_WORD = re.compile(r"\w+")
WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")

# Where a word broken at its own hyphen stands nowhere else in the text, these parts tell it from a divided one.
HEADS = frozenset(
    "long short high low well cross non self mid near full part half all first second third one two three four five six "
    "seven eight nine ten decision policy rule people government state cutting fact risk data land sea space ground air "
    "large small medium fast open like same year day month hard soft end market private public energy carbon climate "
    "human vice ex co-ordinated evidence time job export import trade labor labour science technology".split()
)
TAILS = frozenset(
    "based led related term level made wide oriented driven class scale friendly standing sharing making funded owned "
    "range speed depth resilient free edge known like minded income year old party way fold party-led intensive sized "
    "emission emissions quality tech border country sector term security operation up off in on the of to by and "
    "neutral performance value economic political military pacific".split()
)

MOST_LINES = 100_000  # of so many lines, two million characters leave twenty for each
NARROWEST, WIDEST = 40, 130  # characters of a line that may have been broken to fit
PAGE_WIDTHS = 3  # lines of about one length, or broken within a sentence, that show a text was broken to fit


def unwrapped(text: str) -> str:
    """The text with the lines joined that were broken to fit; lists, headings and addresses keep their lines.

    Where no lines are of one width, only those are joined that go on with a small letter in the middle of a sentence.
    """
    lines = text.split("\n")
    if len(lines) > MOST_LINES or max(map(len, lines)) < NARROWEST:
        return text
    width = _width(lines)
    known, pieces = words_of(lines), [lines[0]]
    for before, line in pairwise(lines):
        if _is_set_in(before, line):
            pieces += ["\n\n", line]  # a paragraph, which an indent alone would not show any more
        elif _goes_on(before, line, width):
            append(pieces, line.strip(), known)
        else:
            pieces += ["\n", line]
    return "".join(pieces)


def _width(lines: list[str]) -> int:
    """How many characters had room in a line, if the text was broken to fit; else 0."""
    lengths = [len(line.strip()) for line in lines if " " in line.strip() or CJK.search(line)]
    long = sum(length > WIDEST for length in lengths)
    wide = [length for length in lengths if NARROWEST <= length <= WIDEST]
    if not wide:
        return 0
    broken = sum(_is_mid_sentence(before.strip(), line.strip()) for before, line in pairwise(lines))
    if not broken and not any(CJK.match(line.strip()) for line in lines):
        return 0
    widest = max(wide)
    full = broken + sum(length >= 0.8 * widest for length in wide)
    return widest if full >= PAGE_WIDTHS and full > long else 0


def _is_mid_sentence(upper: str, lower: str) -> bool:
    """Does a line that may have been full go on with a small letter, or with the rest of a divided word?"""
    if not NARROWEST <= len(upper) <= WIDEST or not lower[:1].islower():
        return False
    return not TERMINAL.search(upper)


def _goes_on(before: str, line: str, width: int) -> bool:
    """Is `line` the rest of what `before` began, because the page was full there?"""
    upper, lower = before.strip(), line.strip()
    if not upper or not lower or BULLET.match(lower) or LABEL.match(lower) or len(upper) > WIDEST:
        return False
    if not width:
        return _is_mid_sentence(upper, lower)
    if divided_word(upper) and lower[0].isalpha() and len(upper) >= 0.5 * width:
        return True
    if lower[0].islower() and not TERMINAL.search(upper):
        return True
    if CJK.match(lower):
        return len(upper) >= 0.95 * width
    return len(upper) + 1 + len(lower.split(None, 1)[0]) > 0.92 * width


def _is_set_in(before: str, line: str) -> bool:
    """Is the line the first of a paragraph, by its indent?"""
    if not before.strip() or not line.strip() or BULLET.match(line):
        return False
    return len(line) - len(line.lstrip()) > _indent(before) + 1


def _indent(line: str) -> int:
    """Where the words of a line begin, after its bullet."""
    found = BULLET.match(line)
    return found.end() if found else len(line) - len(line.lstrip())


def ends_a_sentence(text: str) -> bool:
    return bool(TERMINAL.search(text.rstrip()))


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words that stand whole within lines, in lower case, hyphenated ones as they are."""
    words: set[str] = set()
    for line in lines:
        found = [word.lower().replace("‐", "-") for word in WORD.findall(line)]
        words.update(found[1:-1])
    return frozenset(words)


def divided_word(text: str) -> re.Match[str] | None:
    """The word that a hyphen at the end of the text breaks off: its parts so far, and the hyphen."""
    return HYPHEN.search(text[-LONGEST_WORD:]) if text[-1:] in HYPHENS else None


def seam(before: str, after: str, known: frozenset[str]) -> tuple[str, str]:
    """(what stays of `before`, what stands between it and `after`) where two lines of a sentence become one.

    A divided word closes, words of Chinese and Japanese stand side by side.
    """
    before = before.rstrip()
    divided, first = divided_word(before), FIRST_WORD.match(after)
    if divided and first:
        return before[:-1], "" if _is_divided(divided[1], first[0], divided[2], known) else "-"
    if before and after and CJK.match(before[-1]) and CJK.match(after[0]):
        return before, ""
    return before, " "


def _is_divided(head: str, tail: str, sign: str, known: frozenset[str]) -> bool:
    """Was the hyphen put there to divide a word? By the same word elsewhere in the text, else by its parts."""
    if sign == "\u00ad":
        return True
    if not tail[0].islower() or not head[-1].islower() or "-" in head or "‐" in head:
        return False
    low, rest = head.lower(), tail.lower()
    if f"{low}-{rest}" in known:
        return False
    if low + rest in known:
        return True
    return low not in HEADS and rest not in TAILS


def paragraphs(parts: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The paragraphs of (line, does it begin one?) pairs."""
    listed = list(parts)
    known = words_of(text for text, _begins in listed)
    pieces: list[str] = []
    for text, begins in listed:
        if begins and pieces:
            yield "".join(pieces)
            pieces = []
        append(pieces, text, known)
    if pieces:
        yield "".join(pieces)


def append(pieces: list[str], line: str, known: frozenset[str]) -> None:
    """Let the line go on with what the pieces say; long paragraphs are not copied for every line of theirs."""
    if pieces:
        pieces[-1], between = seam(pieces[-1], line, known)
        pieces.append(between)
    pieces.append(line)
