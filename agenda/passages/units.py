"""The pieces a passage may be: sentences and bullets, without headings, labels and names of offices."""

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    "mr mrs ms dr jr sr st gen lt col sen rep gov no vs etc inc co ltd u.s u.k u.n e.g i.e a.m p.m "
    "jan feb mar apr jun jul aug sep sept oct nov dec art para approx".split()
)
END = re.compile(r"[.!?。！？]+[\"'”’)\]]*(?=\s|$)|[。！？]")
BULLET = re.compile(r"\s*(?:[-*•◦‣▪–—]|\(?\d{1,2}[.)]|\([a-z]\))\s+")
SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"]
)

# "Minister of Economy, Trade and Industry", "Office of Science and Technology Policy": names, not topics.
BODY = (
    r"(?:Vice[- ])?(?:Minist(?:er|ers|ry|ries)|Secretar(?:y|iat|ies)|Department|Office|Bureau|Agency|Institutes?"
    r"|Council|Commission|Commissioner|Director(?:ate)?|Advis[eo]r|Administration|Center|Centre|Authority"
    r"|Ambassador|Academy)"
)
NAMED = r"[A-Z][\w&'’-]*(?:,?\s(?:and\s|&\s|of\s|for\s|the\s)*[A-Z][\w&'’-]*)*"
TITLES = re.compile(
    rf"\b{BODY}(?:[- ]General)?(?: of State)?,? (?:of|for|on|to the President for) (?:the )?{NAMED}"
    r"|\b(?:[A-Z][\w-]+ (?:and )?){1,5}(?:Minister|Ministry|Ministers|Secretary|Department|Foundation|Agency"
    r"|Institute|University|Academy)(?:’s|'s)?\b"
)


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """[start, end) of each sentence or bullet of `text` from offset `start`, headings left out."""
    found = []
    for line in re.finditer(r"[^\n]+", text[start:] if start else text):
        begin, end = line.start() + start, line.end() + start
        for piece in _split_line(text, begin, end):
            if not _is_heading(text[piece[0] : piece[1]]):
                found.append(piece)
    return found


def _split_line(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    place = begin
    for stop in END.finditer(text, begin, end):
        before = text[place : stop.start()].rsplit(None, 1)
        word = (before[-1] if before else "").lstrip("(\"'“‘").lower()
        is_abbreviation = stop.group().startswith(".") and (
            word in ABBREVIATIONS
            or (len(word) == 1 and word.isalpha())
            or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word)
        )
        following = text[stop.end() : stop.end() + 3].lstrip()
        if is_abbreviation and stop.end() < end:
            continue
        if word.isdigit() and len(word) <= 2 and len(before) == 1 and stop.end() < end:
            continue  # "2. The leaders": a number, not a sentence
        if following[:1].islower():
            continue
        if piece := _trimmed(text, place, stop.end()):
            yield piece
        place = stop.end()
    if piece := _trimmed(text, place, end):
        yield piece


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
    words = re.findall(r"[^\W\d_][\w'’&-]*", bare)
    if bare.endswith(":"):
        return len(words) <= 12
    large = [word for word in words if word[0].isupper()]
    small = [word for word in words if word[0].islower() and word not in SMALL]
    return len(words) <= 14 and len(large) > 0 and not small


def titles(text: str) -> list[tuple[int, int]]:
    """[start, end) of names of offices, bodies and posts."""
    return [match.span() for match in TITLES.finditer(text)]
