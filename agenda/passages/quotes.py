"""Where a quote stands in a text that sets it differently: other blanks, line ends, dashes, quotation marks or letters.

What is compared are the letters, digits and points; what comes back are places in the text, whose own words count.
"""

import unicodedata
from array import array
from functools import lru_cache

from .fold import DASHES, is_word

SIGNS = dict.fromkeys(DASHES + "\xad\u200b\u200c\u200d\u2060\ufeff", "") | dict.fromkeys('’‘ʼ`´"“”„«»‹›', "'")


def located(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """[start, end) of the quote in the text, by its surroundings if they fit, else by its words; None when it is not there.

    Offsets count code points of `text`. An exact match comes before one that only reads alike.
    """
    if not quote:
        return None
    ways = dict.fromkeys([(prefix, suffix), (prefix, ""), ("", suffix), ("", "")])
    for before, after in ways:
        at = text.find(before + quote + after)
        if at >= 0:
            return at + len(before), at + len(before) + len(quote)
    letters, places = _letters(text)
    wanted = _letters(quote)[0]
    if not wanted:
        return None
    for before, after in ways:
        head = _letters(before)[0]
        whole = head + wanted + _letters(after)[0]
        at = letters.find(whole)
        while at >= 0:
            first = at + len(head)
            start, end = places[first], places[first + len(wanted) - 1] + 1
            if _is_whole(text, start, end):
                return start, end
            at = letters.find(whole, at + 1)
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Do the words at both ends of the place end there? A quote of "us" does not stand in "thus"."""
    if start and is_word(text[start - 1]) and is_word(text[start]):
        return False
    follows = text[end : end + 1]
    return not follows or not (
        unicodedata.combining(follows) or (is_word(follows) and is_word(text[end - 1]))
    )


@lru_cache(maxsize=16)
def _letters(text: str) -> "tuple[str, array[int]]":
    """The signs that are compared, and the offset in `text` of each."""
    known: dict[str, str] = {}
    parts: list[str] = []
    places: array[int] = array("I")
    for offset, char in enumerate(text):
        plain = known.get(char)
        if plain is None:
            plain = known[char] = _plain(char)
        if plain:
            parts.append(plain)
            places.extend([offset] * len(plain))
    return "".join(parts), places


def _plain(char: str) -> str:
    if char.isspace():
        return ""
    if char in SIGNS:
        return SIGNS[char]
    split = unicodedata.normalize("NFKD", char).casefold()
    return "".join(SIGNS.get(sign, sign) for sign in split if not sign.isspace())
