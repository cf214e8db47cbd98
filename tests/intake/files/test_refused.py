"""What the readings themselves refuse, in their own words: no limit of the process that reads has to end them."""

from datetime import date, datetime

import pytest

from agenda.intake.files.sheets import FileRefused, ReadingOptions
from agenda.intake.files.tables import read_package, read_table
from agenda.intake.files.texts import TextRefused, read_file
from agenda.intake.files.workbooks import text_of_cell
from tests.support import hostile_tables, hostile_texts
from tests.support.imports import xlsx_of

TEXTS = (
    "nothing", "a picture", "a photo of a phone", "a program", "an archive", "an old Word file", "a locked Word file", "RTF",
    "NUL bytes", "a workbook", "slides", "OpenDocument", "an archive of something", "half an archive", "an encrypted part",
    "entities", "no XML", "a Word file without text", "only hidden text", "a scanned PDF", "a locked PDF", "a script only",
)  # fmt: skip
TABLES = (
    "nothing", "blanks", "a PDF", "a picture", "a web page", "half a workbook", "half an old workbook", "row 1,048,576",
    "a far column", "too many rows", "too many columns", "one column", "NUL", "NUL in UTF-16", "NUL in JSON", "an open quote",
    "broken JSON", "JSON of something", "JSON numbers", "a number of 5,000 digits", "objects with a key each",
    "a lone description", "a broken calendar",
)  # fmt: skip


@pytest.mark.parametrize("what", TEXTS)
def test_a_file_that_is_no_text(what):
    make, said = hostile_texts.TEXTS[what]
    with pytest.raises(TextRefused, match=said):
        read_file(make())


@pytest.mark.parametrize("what", TABLES)
def test_a_file_that_is_no_table(what):
    make, said = hostile_tables.TABLES[what]
    with pytest.raises(FileRefused, match=said):
        read_table("file", make(), "meetings", ReadingOptions())


@pytest.mark.parametrize(
    "content, said",
    [(b"slug,title\n", r"A package is a \.zip file"), (xlsx_of(["a", "b"]), "There is no datapackage.json")],
    ids=["a table", "a workbook"],
)
def test_a_file_that_is_no_package(content, said):
    with pytest.raises(FileRefused, match=said):
        read_package(content)


def test_a_cell_is_read_as_a_person_reads_it():
    day = datetime(2024, 5, 6)
    cells = ["x", True, False, day, day.replace(hour=9, minute=30), date(2024, 5, 6), 3.0, 1.5, 7]
    assert [text_of_cell(cell) for cell in cells] == [
        "x", "true", "false", "2024-05-06", "2024-05-06 09:30:00", "2024-05-06", "3", "1.5", "7",
    ]  # fmt: skip


def test_no_sheet_of_a_workbook_is_a_table(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["The record"])
    book.create_sheet("Notes").append(["None"])
    book.save(tmp_path / "book.xlsx")
    content = (tmp_path / "book.xlsx").read_bytes()
    with pytest.raises(FileRefused, match="Sheets of the workbook: “Cover”, “Notes”") as refused:
        read_table("file", content, "meetings", ReadingOptions())
    assert list(refused.value.sheets) == ["Cover", "Notes"]


def test_a_hidden_sheet_is_not_read_in_the_place_of_an_empty_one(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["slug", "title"])
    book.create_sheet("Shown")
    book.active.sheet_state = "veryHidden"
    book.active = 1
    book["Shown"].sheet_state = "visible"
    book.save(tmp_path / "book.xlsx")
    with pytest.raises(FileRefused, match=r"holds no table|is empty"):
        read_table("file", (tmp_path / "book.xlsx").read_bytes(), "meetings", ReadingOptions())
