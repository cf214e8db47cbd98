"""Delimited text (CSV and its kin) as tables."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from .header_lines import HeaderWish
from .sheets import DELIMITERS, SAMPLE, FileRefused, Sheet, fill
from .wording import _

LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def delimiter_of(text: str) -> str:
    """The sign that cuts the first lines into the most columns, alike in the most lines."""
    if (first := text[:10].lower()).startswith("sep=") and text[4:5] in DELIMITERS:
        return first[4]
    best, score = ",", (0, 0)
    for sign in DELIMITERS:
        reader = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=sign)
        try:
            widths = [len(row) for row in islice(reader, 20) if row]
        except csv.Error:
            continue
        widest = max(widths, default=1)
        reached = (sum(width == widest for width in widths) * (widest > 1), widest)
        if reached > score:
            best, score = sign, reached
    return best


def csv_sheet(
    name: str, text: str, encoding: str, guessed: bool, delimiter: str = "", wish: HeaderWish | None = None
) -> Sheet:
    """Read delimited text; ragged rows become `bad`. Raises FileRefused where the quotes do not close."""
    sign = delimiter or delimiter_of(text)
    sheet = Sheet(name, [], encoding=encoding, delimiter=sign, is_escaped=True)
    if guessed:
        sentence = _(
            "The encoding was guessed: %(encoding)s. Look whether names are right; if not, choose another."
        )
        sheet.notes.append(sentence % {"encoding": encoding})
    if text[:4].lower() == "sep=":
        text = "\n" + text.partition("\n")[2]
    reader = csv.reader(_text_lines(text), delimiter=sign, strict=True)
    fill(sheet, _lines(reader), is_ragged_bad=True, wish=wish)
    return sheet


def _text_lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one after another: a StringIO would hold four bytes for every character."""
    return (match.group() for match in LINE.finditer(text))


def _lines(reader) -> Iterator[tuple[int, list]]:
    """(line a row starts on, its cells)."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            sentence = _(
                "The file cannot be read from line %(line)s on: %(error)s. Is a quotation mark left open there?"
            )
            raise FileRefused(sentence % {"line": line, "error": error}) from None
        yield line, cells
        line = reader.line_num + 1
