"""Which words of a text a query found, for titles and snippets; the same on both databases."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from .words import TOKEN, Query, stem, word_of

WIDTH = 220
NEAR = 40
"""Characters within which a snippet looks for a blank to begin or end at; Japanese text has none."""


def spans(text: str, query: Query) -> list[tuple[int, int]]:
    """(start, end) of every run of words that a term of the query matches, in order, not overlapping."""
    pieces = TOKEN.findall(text)
    distinct = set(pieces)
    words = dict(zip(distinct, map(word_of, distinct), strict=True))
    stems = dict(zip(words.values(), map(stem, words.values()), strict=True))
    folded = [words[piece] for piece in pieces]
    runs = {
        (at, at + len(wanted) - 1)
        for term in query.terms
        for wanted in term.ways
        for at in _places(wanted, folded, stems, is_prefix=term.is_prefix)
    }
    if not runs:
        return []
    ends = _ends(text, pieces[: max(last for _at, last in runs) + 1])
    found = [(ends[at] - len(pieces[at]), ends[last]) for at, last in runs]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _ends(text: str, pieces: list[str]) -> list[int]:
    """Where each word of the text ends; between two of them there is nothing that a word begins with."""
    ends, end, find = [], 0, text.index
    for piece in pieces:
        end = find(piece, end) + len(piece)
        ends.append(end)
    return ends


def _places(
    wanted: tuple[str, ...], folded: list[str], stems: Mapping[str, str], *, is_prefix: bool
) -> Sequence[int]:
    """Where the words wanted follow one another in a text; `stems` are those of its words, each of which is compared once."""
    places: Sequence[int] = range(len(folded) - len(wanted) + 1)
    for position, asked in enumerate(wanted):
        is_last = is_prefix and position == len(wanted) - 1
        fitting = _fitting(asked, stems, is_prefix=is_last)
        places = [at for at in places if folded[at + position] in fitting] if fitting else ()
        if not places:
            break
    return places


def _fitting(asked: str, stems: Mapping[str, str], *, is_prefix: bool) -> set[str]:
    """The words of the text that have the same stem, or that the word asked for, or its stem, is the beginning of."""
    wanted = stem(asked)
    found = {word for word, its in stems.items() if its == wanted}
    return found | {word for word in stems if word.startswith((asked, wanted))} if is_prefix else found


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
    starts = [start for start, _end in found]
    shown = [bisect_left(starts, start + width - 60) - at for at, start in enumerate(starts)]
    best = found[shown.index(max(shown))]
    start = max(0, best[0] - 60)
    if start and (blank := text.rfind(" ", max(0, start - NEAR), start + 1)) >= 0:
        start = blank + 1
    end = min(len(text), start + width)
    if end < len(text) and (blank := text.rfind(" ", end - NEAR, end)) >= 0:
        end = max(blank, best[1])
    pieces = marked(text[start:end], query)
    return ([("… ", False)] if start else []) + pieces + ([(" …", False)] if end < len(text) else [])
