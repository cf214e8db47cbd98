"""Fold a text for matching without moving a single offset: code point n stays code point n."""

import re
import unicodedata

DASHES = "-‐‑‒–—―−﹣－/"
SPACES = "\t\n\r\x0b\x0c\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
TABLE = (
    {ord(char): " " for char in DASHES + SPACES}
    | {ord(char): "'" for char in "’‘ʼ`´"}
    | {ord(char): '"' for char in "“”„«»"}
)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def _plain(char: str) -> str:
    """One code point in lower case without its accent; itself when that would not be one code point."""
    base = unicodedata.normalize("NFKD", char)[:1] or char
    low = base.lower()
    return low if len(low) == 1 else char


def fold(text: str) -> str:
    """The text in lower case, dashes and every kind of space as a space; same length."""
    folded = text.translate(TABLE)
    if folded.isascii():
        return folded.lower()
    return folded.translate(
        {ord(char): _plain(char) for char in set(folded) if not char.isascii() or char.isupper()}
    )


def squeeze(phrase: str) -> str:
    """A codebook phrase in the folded form, single spaces."""
    return " ".join(fold(phrase).split())


def is_word(char: str) -> bool:
    """Does the code point go on with a word written with spaces around it (unlike Chinese or Japanese)?"""
    return char.isalnum() and not CJK.match(char)
