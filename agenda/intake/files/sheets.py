"""A file as a table: what it is by its content, its header and its rows. Every refusal is a sentence.

Nothing is believed about a file's name, and nothing is taken that could grow: sizes are asked before anything is
unpacked, rows and columns are counted while they are read.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from charset_normalizer import from_bytes

from .header_lines import TOP, FoundHeader, HeaderWish, Span, filled, find_header
from .japanese import japanese_encoding
from .other_rows import sort_out
from .wording import Refused, _

MAX_FILE = 25_000_000  # bytes as uploaded
MAX_UNPACKED = 60_000_000  # bytes of an archive's parts together
MAX_RATIO = 60  # to which a large archive may unpack; spreadsheets reach 15
MAX_ROWS = 50_000
MAX_COLUMNS = 200
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ENCODINGS = (
    "utf-8",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "big5",
    "gb18030",
    "cp949",
    "cp1252",
    "cp1250",
    "cp1251",
    "utf-16",
)
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SAMPLE = 65_536
LISTED = 6  # lines that a note names; more are counted
OTHER_FILES = {
    b"%PDF-": "a PDF: export the table as .xlsx or .csv",
    b"\x1f\x8b": "a compressed archive: unpack it first",
    b"Rar!": "an archive: unpack it first",
    b"7z\xbc\xaf": "an archive: unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


class FileRefused(Refused):
    """The file cannot be taken at all; the message says why and what to do. `sheets` are those one may choose instead."""

    def __init__(self, message: str, sheets: Sequence[str] = ()):
        super().__init__(message)
        self.sheets = list(sheets)


@dataclass
class Sheet:
    """One table of a file. `rows` are (line in the file, one value for each header); `bad` are (line, why)."""

    name: str
    headers: list[str]
    rows: list[tuple[int, list]] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    others: list[str] = field(default_factory=list)
    """Names of the workbook's other sheets."""
    is_escaped: bool = False
    """Was it written by a spreadsheet program, so that cells may begin with an apostrophe as sign for text?"""
    left_out: list[tuple[int, list, str]] = field(default_factory=list)
    """(line, cells, why) of rows that are none of the table's, such as totals."""
    top: list[tuple[int, list]] = field(default_factory=list)
    """The first lines with their first cells, among which a person may choose the header."""
    header_lines: str = ""
    """The line or lines of the header that was found: “3” or “3-4”."""
    file: str = ""
    """The file's name, which several sheets may share."""


Hidden = tuple[Sequence[int], Sequence[int]]
"""Rows and columns of a sheet that its program hides, counted from 1."""


@dataclass(frozen=True)
class ReadingOptions:
    """The user's corrections of what was guessed about a file; empty where the guess stands."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    zone: str = ""
    """Of the places where the events of a calendar were, where it gives moments in UTC only."""
    headers: dict[str, str] = field(default_factory=dict)
    """The line or lines of the header (“3”, “3-4”) by file, where it was chosen."""


def text_of(content: bytes, encoding: str = "") -> tuple[str, str, bool]:
    """(text, encoding, was it guessed?). Raises FileRefused for NUL bytes and for what is no text."""
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    if not marked and encoding != "utf-16" and b"\x00" in content:
        raise FileRefused(
            _("The file contains NUL bytes, so it is no text: save it as CSV (UTF-8) or .xlsx.")
        )
    if not marked and b"\x1b$" in content:
        marked = "iso2022_jp"  # seven bits, so it would pass for UTF-8
    for name in filter(None, (encoding, marked, "utf-8")):
        try:
            text = content.decode(name)
        except (UnicodeDecodeError, LookupError):
            if name == encoding:
                raise FileRefused(
                    _("The file is not %(name)s text: choose another encoding.") % {"name": name}
                ) from None
            continue
        if "\x00" in text:
            raise FileRefused(_("The text contains NUL characters, which no database keeps: take them out."))
        return text.removeprefix("\ufeff"), name.removesuffix("-sig"), False
    guesses = [japanese_encoding(content[:SAMPLE])]  # short files of the record's other language
    if not guesses[0]:
        found = from_bytes(content[:SAMPLE], cp_isolation=list(ENCODINGS)).best()
        guesses = [found.encoding] if found else []
    for name in (*guesses, "cp1252"):
        try:
            return content.decode(name), name, True
        except UnicodeDecodeError:
            continue
    raise FileRefused(_("The file's encoding is not known: choose it, or save the file as UTF-8."))


def refuse_large(size: int) -> None:
    """Raise FileRefused for a file of so many bytes; asked before anything of it is held in memory."""
    if size > MAX_FILE:
        sentence = _("The file has %(n)s bytes; at most %(most)s are taken. Split it.")
        raise FileRefused(sentence % {"n": f"{size:,}", "most": f"{MAX_FILE:,}"})


def refuse_other_files(content: bytes) -> None:
    """Raise FileRefused for what is by its first bytes no table."""
    refuse_large(len(content))
    if not content.strip():
        raise FileRefused(_("The file is empty."))
    for start, what in OTHER_FILES.items():
        if content.startswith(start):
            raise FileRefused(_("By its content this is %(what)s.") % {"what": what})


def fill(
    sheet: Sheet,
    lines: Iterable[tuple[int, list]],
    *,
    is_ragged_bad: bool,
    wish: HeaderWish | None = None,
    spans: Sequence[Span] = (),
    hidden: Hidden = ((), ()),
) -> None:
    """Find the header and take the rows below it into `sheet`. Raises FileRefused at the limits.

    Rows and columns that are hidden are taken like the others, and told.

    Without a `wish` the table is a program's: its header is the first line with two filled cells, and all below are rows.
    """
    rest = _bounded(sheet, lines)
    head = list(islice(rest, TOP))
    found = find_header(head, wish or HeaderWish(), spans)
    sheet.top = [(line, [str(cell)[:40] for cell in cells[:8]]) for line, cells in head[:12]]
    if not found.cells:
        raise FileRefused(_("“%(name)s” holds no table: no row has two filled cells.") % {"name": sheet.name})
    _take_header(sheet, found, head)
    below = [(line, cells) for line, cells in head if line > found.last]
    _take_rows(sheet, chain(below, rest), is_ragged_bad)
    if wish is not None:
        sheet.rows, sheet.left_out = sort_out(sheet.rows, found.cells)
    _tell_hidden(sheet, *hidden)
    drop_empty_columns(sheet)


def _tell_hidden(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Note which rows and columns of the table the file hides."""
    lines = sorted({line for line, _cells in sheet.rows}.intersection(rows))
    if lines:
        named = ", ".join(map(str, lines[:LISTED])) + (" …" if len(lines) > LISTED else "")
        sentence = _("Rows that the file hides are read like the others: %(n)s (lines %(lines)s).")
        sheet.notes.append(sentence % {"n": len(lines), "lines": named})
    names = [f"“{sheet.headers[number - 1]}”" for number in columns if number <= len(sheet.headers)]
    if names:
        sentence = _("Columns that the file hides are read like the others: %(names)s.")
        sheet.notes.append(sentence % {"names": ", ".join(names)})


def _bounded(sheet: Sheet, lines: Iterable[tuple[int, list]]) -> Iterator[tuple[int, list]]:
    """The lines that hold something. Raises FileRefused for one too wide, or the first far below any table."""
    is_first = True
    for line, cells in lines:
        if is_first and line > MAX_ROWS + 1_000:
            raise FileRefused(_too_far(line))
        if not filled(cells):
            continue
        is_first = False
        if len(cells) > MAX_COLUMNS:
            sentence = _("Line %(line)s has %(n)s columns; at most %(most)s are taken.")
            raise FileRefused(sentence % {"line": line, "n": f"{len(cells):,}", "most": MAX_COLUMNS})
        yield line, cells


def _take_rows(sheet: Sheet, lines: Iterable[tuple[int, list]], is_ragged_bad: bool) -> None:
    """Take the lines below the header; those whose cells are no columns of it become `bad`."""
    width = len(sheet.headers)
    for line, cells in lines:
        if len(sheet.rows) + len(sheet.bad) == MAX_ROWS:
            sentence = _(
                "“%(name)s” has more than %(most)s rows. Split it into several files and bring them in together."
            )
            raise FileRefused(sentence % {"name": sheet.name, "most": f"{MAX_ROWS:,}"})
        extra = cells[width:]
        if (is_ragged_bad and len(cells) < width) or any(cell != "" for cell in extra):
            sentence = _("The row has %(n)s cells, the header %(width)s: a sign too many or too few?")
            sheet.bad.append((line, sentence % {"n": len(cells), "width": width}))
            continue
        sheet.rows.append((line, cells[:width] + [""] * (width - len(cells))))


def _too_far(line: int) -> str:
    return _(
        "A cell stands in row %(line)s, far below any table. Delete the rows below the table and save again."
    ) % {"line": f"{line:,}"}


def _take_header(sheet: Sheet, found: FoundHeader, head: Sequence[tuple[int, list]]) -> None:
    """Name the columns by the header; what stands above it is noted as a title."""
    sheet.header_lines = str(found.first) if found.first == found.last else f"{found.first}-{found.last}"
    for line, cells in head:
        if line < found.first:
            sentence = _("Line %(line)s, “%(text)s”, stands above the table and is left out.")
            text = str(next(c for c in cells if str(c).strip()))[:80]
            sheet.notes.append(sentence % {"line": line, "text": text})
    cells = found.cells
    while cells and cells[-1] == "":
        cells = cells[:-1]
    for number, cell in enumerate(cells, start=1):
        name = " ".join(str(cell).split()) or _("column %(number)s") % {"number": number}
        twin = 2
        while name in sheet.headers:
            name, twin = f"{name.removesuffix(f' ({twin - 1})')} ({twin})", twin + 1
        sheet.headers.append(name)


def drop_empty_columns(sheet: Sheet) -> None:
    """Columns without a name and without a value are no columns."""
    nameless = [_("column %(number)s") % {"number": n} for n in range(1, len(sheet.headers) + 1)]
    empty = [
        place
        for place, name in enumerate(sheet.headers)
        if name == nameless[place] and all(cells[place] == "" for _line, cells in sheet.rows)
    ]
    for place in reversed(empty):
        del sheet.headers[place]
        for _line, cells in sheet.rows:
            del cells[place]


def archive_of(content: bytes) -> zipfile.ZipFile:
    """Open a zip archive whose unpacked size is bearable. Raises FileRefused.

    `zipfile` never gives out more than the stated size, so the stated sizes may be believed as limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileRefused(_("The archive is damaged: %(error)s.") % {"error": error}) from None
    unpacked = sum(info.file_size for info in infos)
    if (
        len(infos) > 2_000
        or unpacked > MAX_UNPACKED
        or (unpacked > 5_000_000 and unpacked > MAX_RATIO * len(content))
    ):
        sentence = _("The file of %(n)s bytes unpacks to %(unpacked)s: it is refused as a zip bomb.")
        raise FileRefused(sentence % {"n": f"{len(content):,}", "unpacked": f"{unpacked:,}"})
    return archive
