"""Tables of Word files: which one is read, where it goes on, and what is said of files without one."""

import io

import docx
import pytest

from agenda.intake.files import word_tables
from agenda.intake.files.sheets import FileRefused, ReadingOptions
from agenda.intake.files.tables import read_table
from tests.support import messier

HEAD = ("Topic", "Forum")
WORDS = ("topic", "forum", "recommendation", "source", "date")


def word_of(*tables) -> bytes:
    """A Word file with these tables, a sentence before each."""
    document = docx.Document()
    for rows in tables:
        document.add_paragraph("A sentence.")
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for n, row in enumerate(rows):
            for cell, text in zip(table.rows[n].cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(content: bytes, wanted: str = ""):
    return read_table("annex.docx", content, "recommendations", ReadingOptions(sheet=wanted), WORDS)


def test_tables_under_the_same_header_are_one_and_merged_cells_are_filled():
    sheet = read(messier.word())
    assert len(sheet.rows) == messier.ROWS and sheet.others == []
    points = [cells[sheet.headers.index("Recommendation")] for _line, cells in sheet.rows]
    assert points == [f"Point {n} should be taken up." for n in range(1, messier.ROWS + 1)]
    assert all(cells[sheet.headers.index("Source")] for _line, cells in sheet.rows)
    assert "Tables read as one, since they stand under the same header: 2." in sheet.notes


FORUMS, PAPERS = [HEAD, ("Cables", "Quad")], [("Source", "Date"), ("Communiqué", "2022")]


@pytest.mark.parametrize(
    "wanted, title, headers",
    [
        ("", "Table 2", list(HEAD)),
        ("Table 2", "Table 2", list(HEAD)),
        ("Table 3", "Table 3", ["Source", "Date"]),
    ],
)
def test_the_first_table_of_two_columns_is_read_or_the_one_that_is_chosen(wanted, title, headers):
    sheet = read(word_of([("A frame around the text",)], FORUMS, PAPERS), wanted)
    assert (sheet.name, sheet.headers) == (f"annex.docx › {title}", headers)
    assert sheet.others == ["Table 1", "Table 2", "Table 3"]
    assert not [note for note in sheet.notes if "has no" in note]


def test_a_table_that_is_not_there_is_said():
    sheet = read(word_of(FORUMS, PAPERS), "Table 9")
    assert sheet.headers == list(HEAD)
    assert "The Word file has no “Table 9”: “Table 1” is read." in sheet.notes


def test_a_table_with_another_header_does_not_go_on():
    sheet = read(word_of(FORUMS, PAPERS, FORUMS))
    assert [cells for _line, cells in sheet.rows] == [["Cables", "Quad"]]


def test_files_without_a_table_are_refused_with_what_to_do():
    with pytest.raises(FileRefused, match="holds no table: paste the cells"):
        read(word_of())
    with pytest.raises(FileRefused) as refusal:
        read(word_of([("Only one",)], [("Column",)]))
    assert refusal.value.sheets == ["Table 1", "Table 2"]


def test_a_damaged_file_is_refused():
    with pytest.raises(FileRefused, match="damaged"):
        read(messier.word().replace(b"word/document.xml", b"word/documenX.xml", 1))


def test_a_table_beyond_all_measure_is_refused(monkeypatch):
    monkeypatch.setattr(word_tables, "MOST_CELLS", 5)
    assert read(word_of(FORUMS)).rows
    with pytest.raises(FileRefused, match="too large"):
        read(word_of([*FORUMS, ("Space", "JHLC")]))
