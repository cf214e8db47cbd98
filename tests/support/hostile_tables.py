"""Files that are no table: they ask a reader for more than there is, or are not what they seem. Each is made when asked for."""

import json
from collections.abc import Callable

from .imports import spoiled, xlsx_of
from .texts import docx, many_parts, packed, zipped


def bomb() -> bytes:
    return packed("xl/worksheets/sheet1.xml", [b" " * 10_000_000] * 30)


def sheet_with(xml: str) -> bytes:
    return spoiled(
        xlsx_of(["slug", "title"], ["x", "A"]),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", f"{xml}</sheetData>"),
    )


def far_row(number: int | str) -> bytes:
    return sheet_with(f'<row r="{number}"><c r="B{number}"><v>1</v></c></row>')


def far_column(letters: str) -> bytes:
    return sheet_with(f'<row r="3"><c r="{letters}3"><v>1</v></c></row>')


def spans(name: str) -> str:
    return f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'


def open_document(rows: str) -> bytes:
    content = (
        f"<office:document-content {spans('office')} {spans('table')} {spans('text')}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = f"<manifest:manifest {spans('manifest')}/>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def repeated(rows: int, columns: int, text: str = "a") -> bytes:
    """An OpenDocument cell that says how often it stands there."""
    return open_document(
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{columns}"><text:p>{text}</text:p></table:table-cell></table:table-row>'
    )


def events(n: int) -> bytes:
    event = "BEGIN:VEVENT\r\nDTSTART:20240501T000000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + event * n + "END:VCALENDAR\r\n").encode()


TABLES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "blanks": (lambda: b"  \n ", "empty"),
    "a PDF": (lambda: b"%PDF-1.7 x", "a PDF"),
    "a picture": (lambda: b"\xff\xd8\xff\xe0" + b"x" * 90, "a picture"),
    "a web page": (lambda: b"<!doctype html><table>", "web page"),
    "a Word file": (lambda: docx("x"), "damaged|none"),
    "half a workbook": (lambda: xlsx_of(["a", "b"])[:900], "damaged"),
    "half an old workbook": (lambda: b"\xd0\xcf\x11\xe0abc", "damaged"),
    "a zip bomb": (bomb, "zip bomb"),
    "20,000 parts": (many_parts, "zip bomb"),
    "row 1,048,576": (lambda: far_row(1_048_576), "row 1,048,576"),
    "row 1,048,577": (lambda: far_row(1_048_577), "row 1,048,577|too much|damaged"),
    "row 4,294,967,295": (lambda: far_row(4_294_967_295), "row 4,294,967,295|too much|damaged"),
    "row 4,294,967,296": (lambda: far_row(4_294_967_296), "too much|damaged|far below"),
    "row of 40 digits": (lambda: far_row("9" * 40), "too much|damaged|far below"),
    "a far column": (lambda: far_column("XFD"), "at most 200"),
    "a column of 20 letters": (lambda: far_column("Z" * 20), "at most 200|too much|damaged"),
    "two far corners": (lambda: sheet_with('<row r="50000"><c r="XFD50000"><v>1</v></c></row>'), "too much"),
    "a wide rectangle": (lambda: sheet_with('<row r="50000"><c r="GR50000"><v>1</v></c></row>'), "too much"),
    "a cell repeated everywhere": (lambda: repeated(50_000, 16_384), "too much|damaged"),
    "a cell repeated beyond numbers": (lambda: repeated(4_294_967_295, 4_294_967_295), "too much|damaged|far below"),
    "a long text repeated": (lambda: repeated(3_000, 100, "y" * 5_000), "too much"),
    "nested sheet XML": (lambda: sheet_with("<row><c><v>" * 200_000), "too much|damaged|far below|no table"),
    "too many rows": (lambda: b"slug,title\n" + b"x,y\n" * 50_001, "more than 50,000 rows"),
    "24 MB of rows": (lambda: b"slug,title\n" + b"x,y\n" * 6_000_000, "more than 50,000 rows"),
    "2 million empty rows": (lambda: b"\n" * 2_000_000, "holds no table|empty"),
    "24 MB of commas": (lambda: b"," * 24_000_000, "columns|too much|no table"),
    "24 MB of quotes": (lambda: b'"' * 24_000_000, "from line 1|field larger|too much"),
    "24 MB of cells": (lambda: b"slug,title\n" + (b"x," * 199 + b"y\n") * 60_000, "more than 50,000 rows|too much"),
    "50,000 rows of 200 cells": (lambda: (b"abcd," * 99 + b"y\n") * 50_000, "too much"),
    "too many columns": (lambda: b",".join([b"a"] * 201) + b"\nx\n", "201 columns"),
    "one column": (lambda: b"slug\nx\n", "holds no table"),
    "NUL": (lambda: b"slug,title\nx,\0y\n", "NUL bytes"),
    "NUL in UTF-16": (lambda: "slug,title\nx,\0y\n".encode("utf-16"), "NUL characters"),
    "NUL in JSON": (lambda: b'[{"slug": "a\\u0000"}]', "NUL characters"),
    "an open quote": (lambda: b'slug,title\nx,"y\nz\n', "from line 2 on"),
    "a giant cell": (lambda: b"slug,title\nx," + b"y" * 200_000, "field larger|cannot be read"),
    "deep JSON": (lambda: b'[{"a":' + b"[" * 100_000, "nested|JSON"),
    "deep JSON in an object": (lambda: b'{"rows":' + b"[" * 100_000, "nested|JSON"),
    "broken JSON": (lambda: b'[{"a": 1},', "JSON|comma"),
    "JSON of something": (lambda: b'{"a": 1}', "list of objects"),
    "JSON numbers": (lambda: b"[1, 2]", "object"),
    "a number of 5,000 digits": (lambda: b'[{"slug": ' + b"9" * 5_000 + b"}]", "thousands of digits"),
    "24 MB of small objects": (lambda: b"[" + b'{"a":1},' * 3_000_000 + b'{"a":1}]', "more than 50,000|too much"),
    "24 MB of empty objects": (lambda: b"[" + b"{}," * 8_000_000 + b"{}]", "more than 50,000|too much|keys"),
    "24 MB of objects within one": (lambda: b'{"rows":[' + b'{"a":1},' * 3_000_000 + b'{"a":1}]}', "more than 50,000|too much"),
    "24 MB of lists": (lambda: b'[{"a":[' + b"[]," * 8_000_000 + b"[]]}]", "too much"),
    "objects with a key each": (lambda: json.dumps([{f"k{n}": 1} for n in range(9_000)]).encode(), "9,?000 keys"),
    "a lone description": (lambda: b'{"resources": []}', "whole package"),
    "a giant description": (lambda: zipped({"datapackage.json": "[" + "7," * 1_500_000 + "7]"}), "at most 2,000,000"),
    "a broken calendar": (lambda: b"BEGIN:VCALENDAR\nnonsense", "calendar"),
    "a nested calendar": (lambda: b"BEGIN:VCALENDAR\n" * 100_000, "calendar|too much"),
    "300,000 events": (lambda: events(300_000), "events|too much"),
    "one event of 24 MB": (lambda: b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:" + b"x\r\n y" * 4_800_000, "calendar|too much"),
    "far too long": (lambda: b"slug,title\n" + b"x" * 26_000_000, "at most 25,000,000"),
}  # fmt: skip
"""Name → (how to make it, what is said about it) of files that are no table."""
