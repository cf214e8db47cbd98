"""Several names in one cell: where they are set apart, and what shows that they are several."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

SIGNS = ("\n", ";", "；", " | ", "|", " / ", "/", "、", "・", ",", "，", " & ", " and ", " + ")
"""What may stand between names in a cell, the surest first."""
ANY = "any"
"""Chosen instead of a sign: each sign that sets known names apart divides."""


@dataclass
class SplitOffer:
    """A column whose cells seem to hold several names: the sign between them, and how many cells hold it.

    `others` are further signs that stand in them, so that a person may choose.
    """

    header: str
    sign: str
    cells: int
    example: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def parts_of(text: str, sign: str, is_known: Callable[[str], bool]) -> list[str]:
    """The names in a cell; a sign within a name that is known as a whole does not divide it."""
    pieces = [piece.strip() for piece in text.split(sign)]
    parts: list[str] = []
    start = 0
    while start < len(pieces):
        end = len(pieces)
        joined = sign.join(pieces[start:end]).strip()
        while end > start + 1 and not is_known(joined):
            end -= 1
            joined = sign.join(f" {p}" if n and sign == "," else p for n, p in enumerate(pieces[start:end]))
        if joined:
            parts.append(joined)
        start = end
    return list(dict.fromkeys(parts))


def divided(text: str, sign: str, is_known: Callable[[str], bool]) -> list[str]:
    """The names in a cell that the sign sets apart; with ANY those that any sign does, where it frees a known name."""
    if sign != ANY:
        return parts_of(text, sign, is_known)
    if is_known(text):
        return [text]
    for each in SIGNS:
        parts = parts_of(text, each, is_known) if each in text else []
        if len(parts) > 1 and any(map(is_known, parts)):
            return list(dict.fromkeys(name for part in parts for name in divided(part, ANY, is_known)))
    return [text]


def offers(unknown: Iterable[tuple[str, str]], is_known: Callable[[str, str], bool]) -> list[SplitOffer]:
    """Columns that may be split, from (header, text) of cells that name nothing as a whole.

    A sign counts where at least one of the parts it makes is known.
    """
    counts: dict[str, Counter] = {}
    examples: dict[tuple[str, str], list[str]] = {}
    for header, text in unknown:
        for sign in SIGNS:
            if sign not in text:
                continue
            parts = parts_of(text, sign, partial(is_known, header))
            if len(parts) > 1 and any(is_known(header, part) for part in parts):
                counts.setdefault(header, Counter())[sign] += sum(is_known(header, part) for part in parts)
                examples.setdefault((header, sign), parts)
    found = []
    for header, signs in counts.items():
        best = max(signs, key=lambda sign: (signs[sign], -SIGNS.index(sign)))
        cells = sum(1 for where, text in unknown if where == header and best in text)
        others = [sign for sign in signs if sign != best]
        found.append(SplitOffer(header, best, cells, examples[header, best], others))
    return found
