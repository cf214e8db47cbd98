"""Five spreadsheets of 50 recommendations each, as offices keep them, and the small record that they speak of."""

import csv
import io

import openpyxl

from tests.support import factories as f

TOPICS = (
    ("semiconductors", "Semiconductors", "半導体", ["chips"]),
    ("subsea-cables", "Subsea cables", "海底ケーブル", ["undersea cables"]),
    ("supply-chain-security", "Supply chain security / resilience", "サプライチェーン強靱化", []),
    ("critical-minerals", "Critical minerals", "重要鉱物", []),
    ("export-controls", "Export controls / technology protection", "輸出管理", ["export control"]),
    ("artificial-intelligence", "Artificial intelligence", "人工知能", ["AI"]),
    ("quantum", "Quantum information science", "量子", ["quantum"]),
    ("space", "Space", "宇宙", []),
    ("cybersecurity", "Cybersecurity", "サイバーセキュリティ", []),
    ("biotechnology", "Biotechnology", "バイオテクノロジー", []),
)
FORUMS = (
    ("quad", "Quad", "日米豪印（クアッド）", ["クアッド", "日米豪印"]),
    ("two-plus-two", "Economic Two Plus Two", "経済版「2+2」", ["Economic 2+2", "経済版2プラス2"]),
    ("jhlc", "JHLC", "日米科学技術協力合同高級委員会", []),
)
ACTORS = (
    ("strategic-center", "Center for Strategic and International Studies", "think_tank"),
    ("eric-jacobs", "Eric Jacobs", "person"),
    ("keidanren", "Keidanren", "association"),
    ("white-house", "The White House", "office"),
)
PAPERS = (
    ("tech-agenda", "A technology agenda for the alliance", "strategic-center"),
    ("mineral-brief", "Minerals before machines", "keidanren"),
    ("cable-report", "Who lays the cables?", "eric-jacobs"),
)
ROWS = 50


def record() -> None:
    """The rows that the spreadsheets name; some by other names, some not at all."""
    for code, name, name_ja, aliases in TOPICS:
        f.topic(name, code=code, name_ja=name_ja, aliases=aliases)
    for slug, name, name_ja, others in FORUMS:
        f.dialogue(slug=slug, name=name, short_name=name, name_ja=name_ja, other_names=others)
    actors = {slug: f.actor(name, slug=slug, kind=kind) for slug, name, kind in ACTORS}
    for slug, title, publisher in PAPERS:
        f.document(
            publisher=actors[publisher], slug=slug, title=title, kind="report", is_official=False,
            completeness="part", on="2022-03-15",
        )  # fmt: skip


def _each(listed, number: int):
    return listed[number % len(listed)]


TOPIC_WORDS = ("Semiconductors", "Undersea cables", "Supply chain security", "Critical minerals", "AI", "Quantum",
               "Space", "Cybersecurity", "Biotechnology", "Export control")  # fmt: skip


def two_headers() -> bytes:
    """An Excel file with a title, two header rows, merged cells, formulas, subtotals, a total and a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Recommendations"
    sheet.append(["Tracker of recommendations, spring 2022"])
    sheet.merge_cells("A1:H1")
    sheet.append([])
    sheet.append(["No.", "Recommendation", "", "", "Source", "", "", "Raised?"])
    sheet.append(["", "Topic", "Forum", "Text", "Document", "Author", "Date", ""])
    for span in ("B3:D3", "E3:G3", "A3:A4", "H3:H4"):
        sheet.merge_cells(span)
    for part in range(5):
        sheet.append([f"Part {part + 1}: what was asked"])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=8)
        first = sheet.max_row + 1
        for n in range(part * 10, part * 10 + 10):
            paper = _each(PAPERS, part)[1]
            sheet.append([f"={n}+1", _each(TOPIC_WORDS, n), _each(("Quad", "Economic 2+2 & Quad", "JHLC"), n),
                          f"The forum should take up point {n + 1}.", paper if n % 10 == 0 else None,
                          "CSIS" if part % 2 else "White House", "2022-04-01" if n != 13 else None, "y"])  # fmt: skip
        last = sheet.max_row
        sheet.merge_cells(start_row=first, end_row=last, start_column=5, end_column=5)
        sheet.append(["Subtotal", f"=COUNTA(B{first}:B{last})"])
    sheet.append(["Total", "=COUNTA(B5:B70)"])
    sheet.append([])
    sheet.append(["Note: drawn up from published papers."])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


DATES = ("2-Mar-2022", "Sept. 2022", "Q1 2022", "25/03/2022", "Tuesday, 15 March 2022", "44635", "03/04/2022",
         "Spring 2022", "2022/12/05", "5 May 2022")  # fmt: skip


def mixed_dates() -> bytes:
    """A CSV file with dates written in ten ways, y/n/? marks, ditto marks, and a column that nobody asked for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["#", "Issue", "Venue", "Recommended by", "Source", "Date", "What", "Kind", "Public", "Mood"]
    )
    for n in range(ROWS):
        kind = _each(("explicit", "Explicit", "direct ask", "implicit"), n)
        source = _each(PAPERS, n // 10)[1] if n % 10 == 0 else "〃"
        writer.writerow([n + 1, _each(TOPIC_WORDS, n), _each(("Quad", "JHLC"), n), "Keidanren" if n % 2 else "CSIS",
                         source, _each(DATES, n) if n != 20 else "n.d.", f"Point {n + 1} should be taken up.", kind,
                         _each(("y", "n", "?"), n), "good"])  # fmt: skip
    writer.writerow(["Total", "", "", "", "", "", ROWS, "", "", ""])
    return out.getvalue().encode()


JAPANESE_DATES = ("令和4年3月", "R4.3.14", "2022年12月5日", "令和4年5月24日", "2022/3/1")


def japanese() -> bytes:
    """A Japanese CSV file as Excel saves it there: Shift-JIS, Japanese headers and names, era dates."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["提言一覧（令和4年）", "", "", "", "", "", ""])
    writer.writerow(["番号", "議題", "対話", "提言者", "文書", "日付", "提言内容"])
    for n in range(ROWS):
        writer.writerow([n + 1, _each(TOPICS, n)[2], _each(("クアッド", "日米豪印", "経済版2プラス2"), n),
                         _each(("エリック・ジェイコブス", "Keidanren"), n), "日米技術協力への提言" if n < 25 else "鉱物と同盟",
                         _each(JAPANESE_DATES, n), f"第{n + 1}の論点を取り上げるべきである。"])  # fmt: skip
    writer.writerow(["合計", "", "", "", "", "", ROWS])
    return out.getvalue().encode("cp932")


MONTHS = ("3. März 2022", "15. Mai 2022", "Dezember 2022", "1. Okt. 2022", "Jänner 2023")


def german() -> bytes:
    """A German CSV file: semicolons, cp1252, German headers and months, empty cells that mean “as above”."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Lfd. Nr.", "Thema", "Gremium", "Autor", "Quelle", "Datum", "Empfehlung", "Bemerkung"])
    for n in range(ROWS):
        writer.writerow([n + 1, _each(("Halbleiter", "Subsea cables", "Critical minerals", "Space", "Cybersecurity"), n),
                         "Quad", "Stiftung für Sicherheit" if n % 2 else "CSIS",
                         "Minerals before machines" if n % 10 == 0 else "", _each(MONTHS, n),
                         f"Punkt {n + 1} gehört auf die Tagesordnung: „Kühlung“ und Übertragung.", "–"])  # fmt: skip
    writer.writerow(["Summe", "", "", "", "", "", "50", ""])
    return out.getvalue().encode("cp1252")


def form() -> str:
    """Cells copied from the answers of a form: tabs, line ends within cells, several topics and forums in a cell."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(
        [
            "Timestamp",
            "Which topics?",
            "Where should it be raised?",
            "Who recommends it?",
            "Source",
            "Date",
            "In words",
        ]
    )
    answers = 0
    for n in range(25):
        topics = f"{_each(TOPIC_WORDS, 2 * n)}, {_each(TOPIC_WORDS, 2 * n + 1)}"
        writer.writerow([f"2022/05/{n + 1:02} 10:00:00", topics, "Quad; JHLC" if n % 2 else "Quad",
                         "Keidanren", f"Answer {n + 1} to the office's form", f"2022-05-{n + 1:02}",
                         f"First line {n + 1}.\nSecond line."])  # fmt: skip
        answers += 2
    assert answers == ROWS
    return out.getvalue()
