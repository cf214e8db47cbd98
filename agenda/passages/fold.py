"""Fold a text for matching and keep, for every folded character, the place in the text that it stands for.

Dashes, slashes and every kind of space become a space, capitals and accents go, and full-width and half-width forms
become the usual ones (NFKC). In texts of Chinese characters, kana or hangul more is left out: breaks and
blanks between characters (hard-wrapped lines), middle dots, corner brackets, long vowel marks, and readings
in parentheses after a character: 抑止力（よくしりょく）.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

DASHES = "-‐‑‒–—―−﹣－/"
SPACES = "\t\n\r\x0b\x0c\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
TABLE = (
    {ord(char): " " for char in DASHES + SPACES}
    | {ord(char): "'" for char in "’‘ʼ`´"}
    | {ord(char): '"' for char in "“”„«»"}
)
CJK = re.compile(r"[々\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]")
KATAKANA = re.compile(r"[\u30a1-\u30fa]")
READING = re.compile(r"(?<=[々\u30a1-\u30fa\u30fc\u3400-\u9fff])[（(][\u3041-\u309f・ー\s]+[)）]")
MARKS = "\u3099\u309a\uff9e\uff9f"  # voicing marks written as characters of their own
LEFT_OUT = "・･·‧「」『』〈〉《》"
# Spellings that vary from text to text: old and new characters, small vowels, and ヶ for か.
VARIANTS = str.maketrans("靭礦鑛ァィゥェォヶヵ", "靱鉱鉱アイウエオかか")


@dataclass(frozen=True)
class Folded:
    """A folded text. `shaped` is the same before capitals went; character n stands for [starts[n], ends[n])."""

    text: str
    shaped: str
    starts: list[int] | range
    ends: list[int] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text as written the folded characters [start, end) stand."""
        return self.starts[start], self.ends[end - 1]

    def within(self, start: int, end: int) -> str:
        """The folded characters of [start, end) of the text as written."""
        return self.text[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def has_gap(self, place: int) -> bool:
        """Was something left out just before the folded character, such as a middle dot?"""
        return self.starts[place] != self.ends[place - 1]


def _plain(char: str) -> str:
    """One character in lower case without its accent; itself when that would not be one character."""
    if CJK.match(char):
        return char
    base = unicodedata.normalize("NFKD", char)[:1] or char
    low = base.lower()
    return low if len(low) == 1 else char


def fold(text: str) -> Folded:
    """The text folded for matching, with the place of every character kept."""
    if not CJK.search(text):
        shaped = text.translate(TABLE)
        return Folded(_lowered(shaped), shaped, range(len(text)), range(1, len(text) + 1))
    chars, starts, ends = _folded_characters(text)
    shaped = "".join(chars)
    return Folded(_lowered(shaped), shaped, starts, ends)


def _lowered(shaped: str) -> str:
    if shaped.isascii():
        return shaped.lower()
    return shaped.translate(
        {ord(char): _plain(char) for char in set(shaped) if not char.isascii() or char.isupper()}
    )


def _folded_characters(text: str) -> tuple[list[str], list[int], list[int]]:
    """Folded characters of a text with Chinese characters, kana or hangul, and where each stands."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    readings = {match.start(): match.end() for match in READING.finditer(text)}
    at, length = 0, len(text)
    while at < length:
        if at in readings:
            at = readings[at]
            continue
        end = at + 1
        while end < length and text[end] in MARKS:
            end += 1
        piece = unicodedata.normalize("NFKC", text[at:end]).translate(VARIANTS)
        last = chars[-1] if chars else ""
        if piece == "ー" or (piece in DASHES and _is_long_vowel(last, text, end)):
            if chars:
                ends[-1] = end
        elif piece not in LEFT_OUT:
            for char in piece.translate(TABLE):
                if char == " " and _is_between_characters(last, text, end):
                    continue
                chars.append(char)
                starts.append(at)
                ends.append(end)
        at = end
    return chars, starts, ends


def _is_long_vowel(last: str, text: str, end: int) -> bool:
    """Is a dash between two katakana meant as a long vowel mark?"""
    return bool(last and KATAKANA.match(last) and KATAKANA.match(text[end : end + 1]))


def _is_between_characters(last: str, text: str, end: int) -> bool:
    """Does a blank only wrap or set apart characters that are written without blanks?"""
    if last and CJK.match(last):
        return True
    following = re.compile(r"\s*(\S?)").match(text, end)
    return bool(following and CJK.match(following[1]))


def squeeze(phrase: str) -> str:
    """A codebook phrase in the folded form, single spaces."""
    return " ".join(fold(phrase).text.split())


def shape(phrase: str) -> str:
    """A codebook phrase in the folded form, its capitals kept."""
    return " ".join(fold(phrase).shaped.split())


def is_word(char: str) -> bool:
    """Does the code point go on with a word written with spaces around it (unlike Chinese or Japanese)?"""
    return char.isalnum() and not CJK.match(char)
