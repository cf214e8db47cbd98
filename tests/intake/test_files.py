"""Files as people keep them are read right; hostile ones are refused with a sentence, before they grow."""

import datetime
import io
import json
import random
import shutil
import subprocess
import tracemalloc
import zipfile

import openpyxl
import pytest

from agenda.intake.files.sheets import MAX_ROWS, FileRefused, ReadingOptions
from agenda.intake.plan.dry_run import read_file
from tests.support.imports import csv_of, spoiled, xlsx_of

HEAD, ROW = ("slug", "title", "place"), ("quad", "日米豪印 首脳会合", "東京, 官邸")


def read(content, kind="meetings", **how):
    return read_file("file", content, kind, ReadingOptions(**how))


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
    assert sheet.delimiter == "," and sheet.rows == [(2, ["x", "a;b\x85c;d", "e"])]


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


def test_cells_in_error_are_named():
    book = openpyxl.Workbook()
    for row in (["slug", "title"], ["x", "#REF!"], ["y", "#N/A"]):
        book.active.append(row)
    book.active["B2"].data_type = book.active["B3"].data_type = "e"
    out = io.BytesIO()
    book.save(out)
    read_sheet = read(out.getvalue())
    assert read_sheet.rows == [(2, ["x", ""]), (3, ["y", ""])] and "an error, B2 first" in read_sheet.notes[0]


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


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/workbook.xml", "<workbook/>")
        new.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)
    return out.getvalue()


def far_cell() -> bytes:
    return spoiled(
        xlsx_of(["slug", "title"], ["x", "A"]),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace(
            "</sheetData>", '<row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData>'
        ),
    )


def wide_claim() -> bytes:
    return spoiled(
        xlsx_of(["slug", "title"], ["x", "A"]),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", '<row r="3"><c r="XFD3"><v>1</v></c></row></sheetData>'),
    )


def corners() -> bytes:
    """Two cells, with all the cells of a sheet between them."""
    return spoiled(
        xlsx_of(["slug", "title"], ["x", "A"]),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace(
            "</sheetData>", '<row r="50000"><c r="XFD50000"><v>1</v></c></row></sheetData>'
        ),
    )


def repeated_cell() -> bytes:
    """An OpenDocument cell that says it stands in every column of every row."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    cell = (
        '<table:table-row table:number-rows-repeated="50000"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>'
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="S">{cell}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def description() -> bytes:
    return zipped({"datapackage.json": noise(3_000_000)})


def noise(n: int) -> str:
    return random.Random(1).randbytes(n // 2).hex()  # noqa: S311  it only must not pack well


HOSTILE = {
    "a far cell": (far_cell, "row 1,048,576"),
    "a far column": (wide_claim, "at most 200"),
    "a zip bomb": (bomb, "zip bomb"),
    "two far corners": (corners, "too much memory"),
    "a cell repeated everywhere": (repeated_cell, "too much memory|damaged"),
    "too many rows": (lambda: b"slug,title\n" + b"x,y\n" * (MAX_ROWS + 1), "more than 50,000 rows"),
    "a long file of too many rows": (lambda: b"slug,title\n" + b"x,y\n" * 6_000_000, "more than 50,000 rows"),
    "too many empty rows": (lambda: b"\n" * 2_000_000, "holds no table|empty"),
    "too many rows of JSON": (lambda: json.dumps([{"slug": "x"}] * (MAX_ROWS + 1)).encode(), "more than 50,000"),
    "too many columns": (lambda: b",".join([b"a"] * 201) + b"\nx\n", "201 columns"),
    "NUL": (lambda: b"slug,title\nx,\0y\n", "NUL bytes"),
    "NUL in UTF-16": (lambda: "slug,title\nx,\0y\n".encode("utf-16"), "NUL characters"),
    "NUL in JSON": (lambda: b'[{"slug": "a\\u0000"}]', "NUL characters"),
    "an open quote": (lambda: b'slug,title\nx,"y\nz\n', "from line 2 on"),
    "a giant cell": (lambda: b"slug,title\nx," + b"y" * 200_000, "field larger|cannot be read"),
    "nothing": (lambda: b"", "empty"),
    "blanks": (lambda: b"  \n ", "empty"),
    "one column": (lambda: b"slug\nx\n", "holds no table"),
    "a PDF": (lambda: b"%PDF-1.7 x", "a PDF"),
    "half an old workbook": (lambda: b"\xd0\xcf\x11\xe0abc", "damaged"),
    "a web page": (lambda: b"<!doctype html><table>", "web page"),
    "a Word file": (lambda: zipped({"word/document.xml": "<x/>"}), "damaged|no workbook"),
    "half a workbook": (lambda: xlsx_of(["a", "b"])[:900], "damaged"),
    "deep JSON": (lambda: b'[{"a":' + b"[" * 100_000, "nested|JSON"),
    "broken JSON": (lambda: b'[{"a": 1},', "JSON|comma"),
    "JSON of something": (lambda: b'{"a": 1}', "list of objects"),
    "JSON numbers": (lambda: b"[1, 2]", "object"),
    "a giant description": (description, "at most 2,000,000"),
    "a broken calendar": (lambda: b"BEGIN:VCALENDAR\nnonsense", "calendar"),
    "a lone description": (lambda: b'{"resources": []}', "whole package"),
    "far too long": (lambda: b"slug,title\n" + b"x" * 26_000_000, "at most 25,000,000"),
}  # fmt: skip


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_taken_is_refused_in_words_and_without_much_memory(what):
    make, said = HOSTILE[what]
    content = make()
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused, match=said):
            read(content)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


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
