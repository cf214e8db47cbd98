"""Names and headers in the one form in which they are compared."""

import re
import unicodedata
from collections.abc import Iterator

JOINT = " › "
"""What stands between the two lines of a header that was written in two."""
BRACKETED = re.compile(r"\s*[(\[（【「].*?[)\]）】」]")


def folded(text: str) -> str:
    """A name for comparing: one form of letters, no case, one space, no end punctuation."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .:;*")


def keyed(text: str) -> str:
    """A column's name for comparing: letters and digits joined by underscores."""
    return "_".join(re.findall(r"[^\W_]+", folded(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text))))


MARKS = re.compile(
    r"(?:\s*(?:[¹²³⁰⁴-⁹]+|[*＊†‡§]+\d{0,2}|\[\d{1,3}\]|\(\d{1,2}\)|（\d{1,2}）|[※注]\d{1,3}|（注\d{0,2}）|\(注\d{0,2}\)))+\s*$"
)
"""Marks of footnotes behind a name."""


def without_marks(text: str) -> str:
    """The name without marks of footnotes behind it; the text itself where nothing would be left."""
    return MARKS.sub("", text).strip() or text


def header_forms(header: str) -> Iterator[str]:
    """What a header may be known by, the surest first: whole, without brackets, its lower line, its upper line."""
    *upper, lower = header.split(JOINT)
    for part in (header, lower, *upper):
        for form in (part, without_marks(part), BRACKETED.sub("", part)):
            if key := keyed(form):
                yield key
