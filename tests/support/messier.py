"""Five more files of 50 recommendations each, of kinds that offices send too; they speak of the record of `messy`."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

import docx
import openpyxl

from .messy import PAPERS, ROWS, TOPIC_WORDS, TOPICS, _each

MARKS = ("*", "¹", " [2]", "", "†")
WEEKDAYS = (
    "Tue 15 Mar 2022",
    "Wednesday, 6 April 2022",
    "Fri., 1 July 2022",
    "Mon 5 December 2022",
    "15/03/2022 (Tue)",
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


NOTES = (
    "* Names of the codebook of 2021.",
    "¹ As printed on the paper.",
    "² Japan Business Federation",
    "† Joint High-Level Committee; formerly another name.",
    "[2] Second edition.",
)


def footnotes() -> bytes:
    """An OpenDocument sheet: titles over merged cells, footnote marks in cells, a hidden row and column, the notes below."""
    rows = ["<table:table-row/>"]
    rows += [
        _ods_row([(title, 7)])
        for title in ("Recommendations for the spring round", "Internal. Status: March 2022")
    ]
    head = (
        "No.",
        "Topic*",
        "Forum",
        "Recommended by¹",
        "Source",
        "Date",
        "Internal comment",
        "What is asked",
    )
    rows.append(_ods_row(head))
    for n in range(ROWS):
        mark = _each(MARKS, n)
        cells = [
            str(n + 1),
            f"{_each(TOPIC_WORDS, n)}{mark}",
            _each(("Quad", "JHLC†"), n),
            _each(("CSIS", "Keidanren²"), n),
            _each(PAPERS, n // 10)[1],
            _each(WEEKDAYS, n),
            "do not share",
            f"Point {n + 1} should be taken up.{mark}",
        ]
        rows.append(_ods_row(cells, hidden=n in (7, 8)))
    rows += [_ods_row([note]) for note in NOTES]
    columns = '<table:table-column table:number-columns-repeated="6"/><table:table-column table:visibility="collapse"/>'
    return _ods("Spring", columns + "<table:table-column/>" + "".join(rows))


def _ods_row(cells: Sequence, *, hidden: bool = False) -> str:
    made = []
    for cell in cells:
        text, across = cell if isinstance(cell, tuple) else (cell, 1)
        span = f' table:number-columns-spanned="{across}" table:number-rows-spanned="1"' if across > 1 else ""
        made.append(
            f'<table:table-cell office:value-type="string"{span}><text:p>{escape(text)}</text:p></table:table-cell>'
        )
        made += ["<table:covered-table-cell/>"] * (across - 1)
    state = ' table:visibility="filter"' if hidden else ""
    return f"<table:table-row{state}>{''.join(made)}</table:table-row>"


def _ods(name: str, rows: str) -> bytes:
    spaces = " ".join(f'xmlns:{short}="{OFFICE}{short}:1.0"' for short in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in {
            "mimetype": kind,
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }.items():
            archive.writestr(part, text)
    return out.getvalue()


def numbers() -> bytes:
    """What Numbers exports for Excel: UTF-16 with tabs, the table's name above it, percent, money and times."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\r\n")
    writer.writerow(["Table 1"] + [""] * 9)
    writer.writerow(["Date", "Agenda item", "To be raised at", "Institution", "Paper", "Ask", "Priority (%)", "Budget (USD)",
                     "Explicit?", ""])  # fmt: skip
    for n in range(ROWS):
        day = _each(
            (
                "Mar 15, 2022",
                "2022-04-06 00:00:00",
                "7/1/2022 12:00 AM",
                "June 2022",
                "March 31, 2022 at 9:00 AM",
            ),
            n,
        )
        writer.writerow([day, _each(TOPIC_WORDS, n), _each(("Quad", "Economic 2+2"), n), _each(("CSIS", "Keidanren"), n),
                         _each(PAPERS, n // 10)[1], f"Point {n + 1}: take it up.", f"{n % 100}%", f"$ {n + 1},000.00",
                         _each(("explicit", "implicit"), n), ""])  # fmt: skip
    writer.writerow(["", "", "", "", "", "", "24.5%", "$ 1,275,000.00", "", ""])
    return out.getvalue().encode("utf-16")


def hidden() -> bytes:
    """An Excel file: a cover sheet, then rows and columns that a filter hides, several recommenders in a cell, real dates."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Read me"
    cover.append(["Tracker of the desk"])
    cover.append(["Ask the desk before you pass it on."])
    sheet = book.create_sheet("All asks")
    sheet.append(
        [
            "ID",
            "Topic",
            "Raise at",
            "Recommenders",
            "Publication",
            "Published on",
            "Text of the ask",
            "Owner",
            "Done",
        ]
    )
    for n in range(ROWS):
        who = _each(
            ("Keidanren; Eric Jacobs", "Eric Jacobs", "Keidanren", "CSIS / Keidanren", "White House"), n
        )
        sheet.append([f"A-{n + 1:03}", _each(TOPIC_WORDS, n), _each(("Quad", "Quad, JHLC"), n), who, _each(PAPERS, n // 10)[1],
                      date(2022, 1 + n % 12, 1 + n % 28), f"Point {n + 1} should be taken up.", _each(("MK", "TS"), n),
                      n % 2 == 0])  # fmt: skip
        sheet.row_dimensions[sheet.max_row].hidden = n % 10 == 9
    sheet.column_dimensions["H"].hidden = True
    sheet.auto_filter.ref = sheet.dimensions
    secret = book.create_sheet("Lists")
    secret.append(["Topic", "Forum"])
    secret.append(["Space", "Quad"])
    secret.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


JAPANESE_DAYS = (
    "2022/03/01(火)",
    "令和4年4月6日（水）",
    "2022年7月1日 金曜日",
    "R4.12.5",
    "２０２２年５月２４日",
)


QUESTIONS = (
    "タイムスタンプ",
    "メールアドレス",
    "取り上げるべき議題をお選びください（複数選択可）",
    "どの対話で提起すべきですか？",
    "提言者のお名前",
    "出典となる文書の題名",
    "文書の公表日",
    "提言の内容を具体的にお書きください",
    "明示的な提言ですか？",
)


def japanese_form() -> bytes:
    """The answers of a Japanese Google Form: long questions for headers, times, several answers in a cell, full-width digits."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(QUESTIONS)
    for n in range(ROWS // 2):
        topics = f"{_each(TOPICS, 2 * n)[2]}, {_each(TOPICS, 2 * n + 1)[2]}"
        writer.writerow([f"2022/05/{n + 1:02} 10:00:00 午前 GMT+9", "someone@example.org", topics,
                         _each(("日米豪印", "経済版2プラス2、クアッド"), n), _each(("Keidanren", "エリック・ジェイコブス"), n),
                         f"提言書第{n + 1}号", _each(JAPANESE_DAYS, n), f"第{n + 1}の論点。\n取り上げるべきである。",
                         _each(("はい", "いいえ"), n)])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def word() -> bytes:
    """A Word file with text before its table; the table goes on as a second one after a page, and cells are merged down."""
    document = docx.Document()
    document.add_heading("Annex 2: what was asked", level=1)
    document.add_paragraph("Drawn up for the spring meeting.")
    head = ["Topic", "Forum", "Recommended by", "Source", "Date", "Recommendation"]
    for part in range(2):
        table = document.add_table(rows=1, cols=len(head))
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.text = text
        for n in range(part * 25, part * 25 + 25):
            row = [_each(TOPIC_WORDS, n), _each(("Quad", "JHLC"), n), _each(("CSIS", "Keidanren"), n),
                   _each(PAPERS, n // 5)[1] if n % 5 == 0 else "", _each(("15 March 2022", "Q2 2022", "2022-06-01"), n),
                   f"Point {n + 1} should be taken up."]  # fmt: skip
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
            if n % 5 == 4:
                table.cell(len(table.rows) - 5, 3).merge(table.cell(len(table.rows) - 1, 3))
        document.add_paragraph("Continued." if not part else "End of the annex.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
