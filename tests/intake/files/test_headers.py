"""Headers are found, merged cells filled and rows that are none of the table's left out, whatever program wrote the file."""

import shutil
import subprocess

import pytest

from agenda.intake.files.apart import received
from agenda.intake.files.sheets import ReadingOptions
from agenda.intake.files.tables import read_table, told
from tests.support import messy
from tests.support.imports import csv_of

WORDS = ("topic", "forum", "text", "document", "author", "date", "name", "kind")


def read(content, words=WORDS, **how):
    """The table as the process that reads files gives it, without the process."""
    sheet = read_table("file", content, "recommendations", ReadingOptions(**how), words)
    return received(told("file", sheet))["file"]


@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_two_header_rows_and_merged_cells_of_every_program(form, tmp_path):
    content = messy.two_headers()
    if form != "xlsx":
        office = shutil.which("soffice") or pytest.skip("LibreOffice is not here to save as another form")
        (tmp_path / "book.xlsx").write_bytes(content)
        call = [office, "--headless", "--convert-to", form, "--outdir", tmp_path, tmp_path / "book.xlsx"]
        subprocess.run(
            call, check=True, capture_output=True, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
        )
        content = (tmp_path / f"book.{form}").read_bytes()
    sheet = read(content)
    assert sheet.header_lines == "3-4" and sheet.headers == [
        "No.", "Recommendation › Topic", "Recommendation › Forum", "Recommendation › Text", "Source › Document",
        "Source › Author", "Source › Date", "Raised?"]  # fmt: skip
    assert len(sheet.rows) == 50 and all(cells[4] for _line, cells in sheet.rows)
    assert [kind for _line, _cells, kind in sheet.left_out].count("heading") == 5
    assert [kind for _line, _cells, kind in sheet.left_out].count("total") == 6
    assert [kind for _line, _cells, kind in sheet.left_out].count("note") == 1


def test_a_header_below_lines_with_several_cells_is_found_by_its_names():
    sheet = read(
        csv_of(("Office", "Tokyo", ""), ("Printed", "today", ""), ("Topic", "Forum", "Date"), ("a", "b", "c"))
    )
    assert sheet.headers == ["Topic", "Forum", "Date"] and sheet.rows == [(4, ["a", "b", "c"])]
    assert "Line 1, “Office”, stands above the table" in sheet.notes[0]


def test_without_known_names_the_first_line_with_two_cells_is_the_header():
    sheet = read(csv_of(("alpha", "beta"), ("Topic", "Forum")), words=())
    assert sheet.headers == ["alpha", "beta"] and sheet.rows == [(2, ["Topic", "Forum"])]


def test_two_header_lines_of_a_csv_are_joined_by_where_their_cells_stand():
    sheet = read(
        csv_of(
            ("What", "", "Source", "", ""), ("Topic", "Text", "Document", "Date", "Author"), *[("a",) * 5] * 3
        )
    )
    assert sheet.headers == [
        "What › Topic",
        "What › Text",
        "Source › Document",
        "Source › Date",
        "Source › Author",
    ]
    halves = read(csv_of(("Topic", "Forum", "", ""), ("", "", "Date", "Author"), ("a", "b", "c", "d")))
    assert halves.headers == ["Topic", "Forum", "Date", "Author"] and len(halves.rows) == 1


def test_a_first_row_of_data_is_no_second_header():
    sheet = read(csv_of(("Topic", "Forum", "Date"), ("Cables", "Quad", ""), ("Space", "Quad", "2022")))
    assert sheet.headers == ["Topic", "Forum", "Date"] and len(sheet.rows) == 2


@pytest.mark.parametrize("chosen", ["9999", "1-2", "0", "2"])
def test_any_line_may_be_chosen_and_nothing_breaks(chosen):
    content = csv_of(("Topic", "Forum"), ("a", "b"), ("c", "d"))
    try:
        sheet = read(content, headers={"file": chosen})
    except ValueError as refusal:
        assert "holds no table" in str(refusal)
    else:
        assert len(sheet.headers) == 2


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("Total", "", "", "12"), "total"),
        (("", "合計", "", "12"), "total"),
        (("Summe:", "3,5", "", "12"), "total"),
        (("* counted twice", "", "", ""), "note"),
        (("注：速報値", "", "", ""), "note"),
        (("Part II", "", "", ""), "heading"),
        (("Topic", "Forum", "Date", "Text"), "header"),
        (("Total", "Quad", "", "words"), ""),
        (("Summer schools", "Quad", "2022", "12"), ""),
    ],
)
def test_what_is_no_row_of_the_table(row, kind):
    rows = [("Cables", "Quad", "2022-03", "Lay them."), row, ("Space", "Quad", "2022-03", "Fly.")]
    sheet = read(csv_of(("Topic", "Forum", "Date", "Text"), *rows, sign="\t"))
    assert [found for _line, _cells, found in sheet.left_out] == ([kind] if kind else [])
    assert len(sheet.rows) == (2 if kind else 3)
