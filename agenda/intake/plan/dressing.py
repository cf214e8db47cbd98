"""A sheet with the user's options applied: rows taken in or left out, cells mended, empty cells filled from above."""

from agenda.intake.files.folding import folded
from agenda.intake.files.sheets import Sheet

from .plan import Choices, FileTable

DITTO = {"〃", "″", "ditto", "同上", "同前", "—〃—", "dto.", "dito"}
"""Signs for “as above” that are nothing else; a plain quotation mark may be meant as it stands."""


def dressed(sheet: Sheet, choices: Choices) -> FileTable:
    """Change the sheet's rows by the choices, and give the table as the page shows it, with what stood there before."""
    table = FileTable(
        sheet.name, sheet.file, sheet.headers, [], header_lines=sheet.header_lines, top=sheet.top
    )
    width = len(sheet.headers)
    taken = {line for line, _c, _k in sheet.left_out if row_name(sheet, line) in choices.taken}
    sheet.rows += [(line, _of_width(cells, width)) for line, cells, _kind in sheet.left_out if line in taken]
    sheet.left_out = [
        (line, _of_width(cells, width), kind) for line, cells, kind in sheet.left_out if line not in taken
    ]
    dropped = {line for line, _cells in sheet.rows if row_name(sheet, line) in choices.dropped}
    sheet.left_out += [(line, cells, "hand") for line, cells in sheet.rows if line in dropped]
    sheet.rows = [(line, cells) for line, cells in sheet.rows if line not in dropped]
    if taken:
        sheet.rows.sort(key=lambda row: row[0])
    table.cells = {line: list(cells) for line, cells, _kind in sheet.left_out}
    _mend(sheet, choices, table)
    _fill_from_above(sheet, choices)
    for line, cells in sheet.rows:
        table.cells[line] = cells
    return table


def row_name(sheet: Sheet, line: int) -> str:
    """How choices name a row."""
    return f"{sheet.name}:{line}"


def _of_width(cells: list, width: int) -> list:
    return [*cells[:width], *[""] * (width - len(cells))]


def _mend(sheet: Sheet, choices: Choices, table: FileTable) -> None:
    mended = choices.mended.get(sheet.name, {})
    if not mended:
        return
    places = {header: place for place, header in enumerate(sheet.headers)}
    for number, (line, cells) in enumerate(sheet.rows):
        for header, text in mended.get(str(line), {}).items():
            if header in places and str(cells[places[header]]) != text:
                table.mended.setdefault(line, {})[places[header]] = str(cells[places[header]])
                cells = [*cells]
                cells[places[header]] = text
        sheet.rows[number] = (line, cells)


def _fill_from_above(sheet: Sheet, choices: Choices) -> None:
    """Ditto marks, and empty cells of the columns that a person named, get what stands above them."""
    chosen = {place for place, header in enumerate(sheet.headers) if header in choices.above}
    above: list = [""] * len(sheet.headers)
    for number, (line, cells) in enumerate(sheet.rows):
        changed = None
        for place, cell in enumerate(cells):
            is_blank = isinstance(cell, str) and not cell.strip()
            if (is_blank and place in chosen) or _is_ditto(cell):
                changed = changed or [*cells]
                changed[place] = above[place]
            elif not is_blank:
                above[place] = cell
        if changed:
            sheet.rows[number] = (line, changed)
            for place, cell in enumerate(changed):
                above[place] = cell or above[place]


DITTO_FOLDED = {folded(mark) for mark in DITTO} - {""}
LONGEST = max(map(len, DITTO))


def _is_ditto(cell) -> bool:
    """Is the cell a sign for “as above”?"""
    return isinstance(cell, str) and len(cell) <= LONGEST and folded(cell) in DITTO_FOLDED
