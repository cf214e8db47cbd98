"""Rows and columns that a spreadsheet program hides are read like the others, and it is said which."""

import pytest

from agenda.intake.files.hidden import hidden_in_excel
from agenda.intake.files.sheets import ReadingOptions
from agenda.intake.files.tables import read_table
from tests.support import messier
from tests.support.imports import xlsx_of

WORDS = ("topic", "forum", "recommendation", "source", "date", "raise", "recommenders", "publication")


def read(name: str, content: bytes):
    return read_table(name, content, "recommendations", ReadingOptions(), WORDS)


@pytest.mark.parametrize(
    "name, make, rows, columns",
    [
        ("spring.ods", messier.footnotes, "2 (lines 12, 13)", "“Internal comment”"),
        ("desk.xlsx", messier.hidden, "5 (lines 11, 21, 31, 41, 51)", "“Owner”"),
    ],
)
def test_they_are_read_and_named(name, make, rows, columns):
    sheet = read(name, make())
    assert len(sheet.rows) == messier.ROWS
    assert f"Rows that the file hides are read like the others: {rows}." in sheet.notes
    assert f"Columns that the file hides are read like the others: {columns}." in sheet.notes


def test_of_a_sheet_that_hides_nothing_nothing_is_said():
    sheet = read("plain.xlsx", xlsx_of(("Topic", "Forum"), ("Cables", "Quad")))
    assert sheet.rows and not [note for note in sheet.notes if "hides" in note]


@pytest.mark.parametrize(
    "xml, rows, columns",
    [
        (b'<row r="3" hidden="1"/><row r="4" hidden="0"/><row r="5"/>', [3], []),
        (b'<x:row hidden="true" r="7"><x:c/></x:row>', [7], []),
        (b'<row hidden="1"/>', [], []),
        (b'<col min="2" max="4" hidden="1"/><col min="6" max="6"/>', [], [2, 3, 4]),
        (b'<col min="2" hidden="1"/>', [], []),
    ],
)
def test_the_marks_of_excel(xml, rows, columns):
    assert hidden_in_excel(xml) == (rows, columns)


def test_columns_hidden_to_the_end_of_the_sheet_are_not_all_counted():
    _rows, columns = hidden_in_excel(b'<col min="9" max="1048576" hidden="1"/>')
    assert columns[0] == 9 and len(columns) < 2_000
