"""Tables of a Word file: the first with a header, and those that go on after it under the same one."""

import io
import zipfile
from collections.abc import Iterator

from .header_lines import HeaderWish
from .sheets import FileRefused, Sheet, archive_of, fill
from .wording import _

MOST_CELLS = 60_000
"""Cells of one table; python-docx keeps a tree of them."""


def is_word(content: bytes) -> bool:
    """Is the archive a Word file, by the names of its parts?"""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def word_sheet(name: str, content: bytes, wanted: str = "", wish: HeaderWish | None = None) -> Sheet:
    """The table called `wanted` (“Table 2”), else the first that holds two columns. Raises FileRefused."""
    tables = _tables(content)
    titles = [_("Table %(n)s") % {"n": number} for number in range(1, len(tables) + 1)]
    problem = FileRefused(_("The Word file holds no table: paste the cells, or save them as a spreadsheet."))
    for number, title in enumerate(titles):
        if wanted in titles and title != wanted:
            continue
        lines, following = _with_following(tables, number)
        others = titles if len(titles) > 1 + following else []
        sheet = Sheet(f"{name} › {title}" if others else name, [], others=others)
        try:
            fill(sheet, enumerate(lines, start=1), is_ragged_bad=False, wish=wish)
        except FileRefused as refusal:
            problem = refusal
            continue
        if wanted and title != wanted:
            note = _("The Word file has no “%(wanted)s”: “%(sheet)s” is read.")
            sheet.notes.append(note % {"wanted": wanted, "sheet": title})
        if following:
            note = _("Tables read as one, since they stand under the same header: %(n)s.")
            sheet.notes.append(note % {"n": following + 1})
        return sheet
    raise problem if not titles or len(titles) == 1 else FileRefused(str(problem), titles)


def _with_following(tables: list[list[list[str]]], number: int) -> tuple[list[list[str]], int]:
    """The rows of a table and of those after it that repeat its first row, and how many those are."""
    rows, following = list(tables[number]), 0
    for table in tables[number + 1 :]:
        if not table or table[0] != tables[number][0]:
            break
        rows += table[1:]
        following += 1
    return rows, following


def _tables(content: bytes) -> list[list[list[str]]]:
    """The texts of the cells of each table; a cell that is merged stands in all that it covers. Raises FileRefused."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    archive_of(content).close()  # its size is bearable
    try:
        document = docx.Document(io.BytesIO(content))
        return [list(_rows(table)) for table in document.tables]
    except FileRefused:
        raise
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError):
        raise FileRefused(_("The Word file is damaged: open it in Word and save it again.")) from None


def _rows(table) -> Iterator[list[str]]:
    count = 0
    for row in table.rows:
        cells = [cell.text.strip() for cell in row.cells]
        count += len(cells)
        if count > MOST_CELLS:
            raise FileRefused(_("A table of the Word file is too large: save it as a spreadsheet."))
        yield cells
