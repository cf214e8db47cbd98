"""Files as people keep them are read right; hostile ones are refused with a sentence, before they grow."""

import datetime
import io
import json
import shutil
import subprocess

import openpyxl
import pytest

from agenda.intake.files.apart import received
from agenda.intake.files.sheets import MAX_ROWS, FileRefused, ReadingOptions
from agenda.intake.files.tables import read_table, told
from tests.support.imports import csv_of, spoiled, xlsx_of

HEAD, ROW = ("slug", "title", "place"), ("quad", "日米豪印 首脳会合", "東京, 官邸")


def read(content, kind="meetings", **how):
    """The table as the process that reads files gives it, without the process."""
    return received(told("file", read_table("file", content, kind, ReadingOptions(**how))))["file"]


def quoted(row):
    return [f'"{cell}"' for cell in row]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_found(encoding, sign):
    rows = [
        HEAD,
        *[
            quoted((f"quad-{n}", "日米豪印首脳会合の共同声明について", "東京、内閣総理大臣官邸"))
            for n in range(5)
        ],
    ]
    sheet = read(csv_of(*rows, sign=sign, encoding=encoding))
    assert sheet.headers == list(HEAD) and sheet.delimiter == sign
    assert sheet.rows[0] == (2, ["quad-0", "日米豪印首脳会合の共同声明について", "東京、内閣総理大臣官邸"])


def test_western_and_taiwanese_files_are_read_and_a_hand_may_choose():
    assert read("slug;title\nx;Élysée – Söder\n".encode("cp1252")).rows[0][1][1] == "Élysée – Söder"
    taiwan = "slug,title\n" + "x,臺美經濟繁榮夥伴對話會議新聞稿說明內容\n" * 8
    sheet = read(taiwan.encode("big5"))
    assert sheet.rows[0][1][1].startswith("臺美經濟繁榮") and "big5" in sheet.notes[0]
    assert read(taiwan.encode("big5"), encoding="big5").notes == []
    with pytest.raises(FileRefused, match="not utf-8 text"):
        read(taiwan.encode("big5"), encoding="utf-8")
    assert read(b"a;b,c\n1;2,3\n", delimiter=",").headers == ["a;b", "c"]
    assert read(b"sep=;\na;b\n1;2\n").rows == [(3, ["1", "2"])]


def test_odd_line_signs_inside_cells_do_not_mislead():
    """Found by Hypothesis: NEL and its kin end a line for Python's splitlines, not for CSV."""
    sheet = read("slug,title,place\nx,a;b\x85c;d,e\n".encode())
    assert sheet.delimiter == "," and sheet.rows == [(2, ["x", "a;b c;d", "e"])]


def test_titles_above_the_table_empty_rows_and_odd_headers():
    sheet = read(b"Our tracker 2024,,\n\nslug,,title,title,\nx,,A,B,\n,,,,\n")
    assert sheet.headers == ["slug", "title", "title (2)"] and sheet.rows == [(4, ["x", "A", "B"])]
    assert "Our tracker 2024" in sheet.notes[0]


def test_ragged_rows_are_named_and_nothing_shifts():
    sheet = read(b"slug,title,place\nx,A\ny,B,C,D\nz,E,F,\n")
    assert [(line, why[:17]) for line, why in sheet.bad] == [
        (2, "The row has 2 cel"),
        (3, "The row has 4 cel"),
    ]
    assert sheet.rows == [(4, ["z", "E", "F"])]


def test_lines_are_counted_through_quoted_line_ends():
    sheet = read(b'slug,note\nx,"one\ntwo"\ny,b\n')
    assert sheet.rows == [(2, ["x", "one\ntwo"]), (4, ["y", "b"])]


def test_workbooks_give_dates_numbers_and_the_sheet_one_chooses():
    content = xlsx_of(
        ["slug", "held_on", "n", "is"],
        ["x", datetime.datetime(2024, 5, 6), 3.0, True],
        ["y", None, 1.5, False],
    )
    assert read(content).rows == [(2, ["x", "2024-05-06", "3", "true"]), (3, ["y", "", "1.5", "false"])]
    book = openpyxl.load_workbook(io.BytesIO(content))
    other = book.create_sheet("2023")
    other.append(["slug", "title"])
    other.append(["z", "'=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).others == ["Sheet", "2023"]
    assert read(out.getvalue(), sheet="2023").rows == [(2, ["z", "=1+1"])]


def test_rows_keep_their_numbers_below_empty_ones_and_hidden_sheets_stay_hidden():
    book = openpyxl.Workbook()
    book.active.title, book.active.sheet_state = "Notes", "hidden"
    sheet = book.create_sheet("Table")
    for row, cells in ((3, ["slug", "title"]), (6, ["x", "A"])):
        for column, cell in enumerate(cells, start=2):
            sheet.cell(row, column, cell)
    out = io.BytesIO()
    book.save(out)
    read_sheet = read(out.getvalue())
    assert (read_sheet.headers, read_sheet.rows, read_sheet.others) == (
        ["slug", "title"],
        [(6, ["x", "A"])],
        [],
    )


def test_cells_in_error_hold_the_name_of_the_error():
    book = openpyxl.Workbook()
    for row in (["slug", "title"], ["x", "#REF!"], ["y", "#N/A"]):
        book.active.append(row)
    book.active["B2"].data_type = book.active["B3"].data_type = "e"
    out = io.BytesIO()
    book.save(out)
    read_sheet = read(out.getvalue())
    assert read_sheet.rows == [(2, ["x", "#REF!"]), (3, ["y", "#N/A"])]


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_other_workbooks_are_read_too(form, tmp_path):
    office = shutil.which("soffice")
    assert office, "Tests of other workbooks need LibreOffice: `make test` says how to install it."
    rows = ["slug", "held_on", "n"], ["x", datetime.datetime(2024, 5, 6), 3.0], ["=1", None, 1.5]
    (tmp_path / "t.xlsx").write_bytes(xlsx_of(*rows[:2], ["'=1", None, 1.5]))
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to", form,
               "--outdir", str(tmp_path), str(tmp_path / "t.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheet = read((tmp_path / f"t.{form}").read_bytes())
    assert sheet.headers == rows[0] and sheet.rows == [(2, ["x", "2024-05-06", "3"]), (3, ["=1", "", "1.5"])]


def test_json_in_the_shapes_there_are():
    rows = [{"slug": "x", "other_names": ["a; b"]}, {"slug": "y", "note": None}]
    for text in (json.dumps(rows), json.dumps({"rows": rows}), json.dumps({"data": rows})):
        assert read(text.encode(), "dialogues").rows == [
            (1, ["x", ["a; b"], None]), (1 if text.startswith("[") else 2, ["y", None, None])
        ]  # fmt: skip


def test_entities_are_never_expanded():
    declared = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    content = spoiled(
        xlsx_of(["slug", "title"], ["x", "A"]),
        "xl/worksheets/sheet1.xml",
        lambda text: declared + text.replace("</sheetData>", '<row r="3"><c r="A3" t="inlineStr"><is><t>&a;&b;</t></is></c>'
                                             "</row></sheetData>"),
    )  # fmt: skip
    try:
        rows = read(content).rows
    except FileRefused:
        return
    assert "ha" not in str(rows) and "root" not in str(rows)


def test_every_limit_lets_through_what_is_just_inside():
    assert len(read(b"slug,title\n" + b"x,y\n" * MAX_ROWS).rows) == MAX_ROWS
    assert (
        len(read(b",".join(b"c%d" % n for n in range(200)) + b"\n" + b",".join([b"1"] * 200)).headers) == 200
    )


def test_control_characters_become_blanks_and_half_pairs_are_marked():
    sheet = read("slug,ti\x0btle\nx,A\x1fB\x85C\n".encode())
    assert (sheet.headers, sheet.rows) == (["slug", "ti tle"], [(2, ["x", "A B C"])])
    sheet = read(b'[{"slug": "x", "names": ["A\\u000bB", "\\ud83d"]}]')
    assert sheet.rows == [(1, ["x", ["A B", "\ufffd"]])]
