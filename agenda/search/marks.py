"""Which words of a text a query found, for titles and snippets; the same on both databases."""

from .words import Query, stem, tokens

WIDTH = 220
NEAR = 40
"""Characters within which a snippet looks for a blank to begin or end at; Japanese text has none."""


def spans(text: str, query: Query) -> list[tuple[int, int]]:
    """(start, end) of every run of words that a term of the query matches, in order, not overlapping."""
    words = tokens(text)
    folded = [word for _, _, word in words]
    found = []
    for term in query.terms:
        for wanted in term.ways:
            length = len(wanted)
            for at in range(len(words) - length + 1):
                if _matches(wanted, folded[at : at + length], is_prefix=term.is_prefix):
                    found.append((words[at][0], words[at + length - 1][1]))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _matches(wanted: tuple[str, ...], words: list[str], *, is_prefix: bool) -> bool:
    last = len(wanted) - 1
    for position, (asked, word) in enumerate(zip(wanted, words, strict=True)):
        if asked == word or stem(asked) == stem(word):
            continue
        if not (is_prefix and position == last and word.startswith((asked, stem(asked)))):
            return False
    return True


def marked(text: str, query: Query) -> list[tuple[str, bool]]:
    """The text in pieces: (piece, was found)."""
    pieces, place = [], 0
    for start, end in spans(text, query):
        if start > place:
            pieces.append((text[place:start], False))
        pieces.append((text[start:end], True))
        place = end
    if place < len(text):
        pieces.append((text[place:], False))
    return pieces


def snippet(text: str, query: Query, width: int = WIDTH) -> list[tuple[str, bool]]:
    """About `width` characters around the place where most was found; [] when nothing was."""
    text = " ".join(text.split())
    found = spans(text, query)
    if not found:
        return []
    best = max(found, key=lambda span: (sum(span[0] <= s < span[0] + width - 60 for s, _ in found), -span[0]))
    start = max(0, best[0] - 60)
    if start and (blank := text.rfind(" ", max(0, start - NEAR), start + 1)) >= 0:
        start = blank + 1
    end = min(len(text), start + width)
    if end < len(text) and (blank := text.rfind(" ", end - NEAR, end)) >= 0:
        end = max(blank, best[1])
    pieces = marked(text[start:end], query)
    return ([("… ", False)] if start else []) + pieces + ([(" …", False)] if end < len(text) else [])
