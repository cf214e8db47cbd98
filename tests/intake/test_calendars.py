"""Calendars, events, workbooks and encodings as other programs write them."""

import io
import json
from datetime import date

import openpyxl
import pytest

from agenda.intake.files.japanese import japanese_encoding
from agenda.intake.files.sheets import FileRefused, ReadingOptions, text_of
from agenda.intake.plan.dry_run import dry_run
from agenda.intake.plan.plan import Choices
from agenda.models import Import, Meeting
from tests.support import factories as f
from tests.support.desk import at
from tests.support.imports import brought, csv_of, messages, states, tried, xlsx_of

pytestmark = pytest.mark.usefixtures("read_here")

FIXED = {"dialogue": "quad", "format": "in_person"}


@pytest.fixture
def quad(db):
    return f.dialogue(slug="quad", short_name="Quad", level="leaders")


def ics(*events: str, head: str = "") -> bytes:
    parts = "".join(f"BEGIN:VEVENT\nUID:{n}\n{event}\nEND:VEVENT\n" for n, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{parts}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def days(plan) -> list[str]:
    return [write.values["held_on"] for write in plan.writes]


@pytest.mark.parametrize(
    "start, head, zone, day",
    [
        ("DTSTART:20240611T233000Z", "X-WR-TIMEZONE:Asia/Tokyo\n", "", "2024-06-12"),
        ("DTSTART:20240611T233000Z", "", "Asia/Tokyo", "2024-06-12"),
        ("DTSTART:20240612T003000Z", "X-WR-TIMEZONE:Asia/Tokyo\n", "America/New_York", "2024-06-11"),
        ("DTSTART;TZID=Asia/Tokyo:20240612T003000", "X-WR-TIMEZONE:America/New_York\n", "", "2024-06-12"),
        ("DTSTART:20240612T003000", "", "", "2024-06-12"),
        ("DTSTART;VALUE=DATE:20240612", "X-WR-TIMEZONE:America/New_York\n", "", "2024-06-12"),
    ],
)
def test_a_moment_lands_on_the_day_of_the_place(quad, editor, start, head, zone, day):
    event = ics(f"{start}\nSUMMARY:Talks", head=head)
    plan = tried("meetings", event, by=editor, fixed=FIXED, reading=ReadingOptions(zone=zone))
    assert days(plan) == [day]
    assert any("in UTC" in note for note in plan.notes) == (start.endswith("Z"))


@pytest.mark.parametrize(
    "times, ends",
    [
        ("DTSTART;VALUE=DATE:20240506\nDTEND;VALUE=DATE:20240508", "2024-05-07"),
        ("DTSTART;VALUE=DATE:20240506\nDTEND;VALUE=DATE:20240507", None),
        ("DTSTART;VALUE=DATE:20240506\nDURATION:P3D", "2024-05-08"),
        ("DTSTART;TZID=Asia/Tokyo:20240506T090000\nDTEND;TZID=Asia/Tokyo:20240507T170000", "2024-05-07"),
        ("DTSTART;TZID=Asia/Tokyo:20240506T200000\nDTEND;TZID=Asia/Tokyo:20240507T013000", None),
        ("DTSTART:20240505T230000Z\nDTEND:20240507T080000Z", "2024-05-07"),
        ("DTSTART;VALUE=DATE:20240506", None),
        ("DTSTART;VALUE=DATE:20240506\nDTEND;VALUE=DATE:20240501", None),
    ],
)
def test_an_event_of_several_days_has_a_last_one(quad, editor, times, ends):
    event = ics(f"{times}\nSUMMARY:Talks")
    plan = tried("meetings", event, by=editor, fixed=FIXED, reading=ReadingOptions(zone="Asia/Tokyo"))
    assert [(w.values["held_on"], w.values["ends_on"]) for w in plan.writes] == [("2024-05-06", ends)]


def test_an_event_that_was_moved_or_cut_short_loses_its_last_day(quad, editor):
    row = f.meeting(quad, "2022-05-06", ends_on=date(2022, 5, 8), title="Talks", slug="quad-x")
    for times, held, ends in (
        ("DTSTART;VALUE=DATE:20220506\nDTEND;VALUE=DATE:20220508", date(2022, 5, 6), date(2022, 5, 7)),
        ("DTSTART;VALUE=DATE:20220520\nDTEND;VALUE=DATE:20220521", date(2022, 5, 20), None),
    ):
        body = ics(f"{times}\nSUMMARY:Talks").replace(b"UID:0", b"UID:quad-x@agenda")
        brought("meetings", body, by=editor, fixed=FIXED)
        row.refresh_from_db()
        assert (row.held_on, row.ends_on) == (held, ends)


@pytest.mark.parametrize(
    "start, end, kept",
    [
        ("2024-05-06", "2024-05-07", "2024-05-07"),
        ("2024-05-06", "2024-05-06", None),
        ("2024-05-06", "", None),
        ("2024-05-06T09:00:00+09:00", "2024-05-08T12:00:00+09:00", "2024-05-08"),
    ],
)
def test_open_civic_data_events_have_an_end_date(quad, editor, start, end, kept):
    event = {"_type": "event", "name": "Talks", "start_date": start, "end_date": end, "status": "passed"}
    plan = tried("meetings", json.dumps([event]).encode(), by=editor, fixed=FIXED)
    assert [(w.values["held_on"], w.values["ends_on"]) for w in plan.writes] == [("2024-05-06", kept)]


def test_days_in_one_cell_or_in_two_are_kept_alike(quad, editor):
    rows = csv_of(
        ["title", "Date", "End date"],
        ["A", "6–7 May 2022", ""],
        ["B", "2022-06-06", "7 June 2022"],
        ["C", "2022年12月5日～6日", "2022年12月6日"],
        ["D", "2022-08-01", "2022-08-01"],
        ["E", "6–7 Sept 2022", "2022-09-09"],
        ["F", "2022-10-09", "2022-10-08"],
    )
    plan = tried("meetings", rows, by=editor, fixed=FIXED)
    assert [(w.values["held_on"], w.values["ends_on"]) for w in plan.writes] == [
        ("2022-05-06", "2022-05-07"), ("2022-06-06", "2022-06-07"), ("2022-12-05", "2022-12-06"), ("2022-08-01", None),
    ]  # fmt: skip
    assert states(plan)[-2:] == ["refused", "refused"]
    assert "another cell 2022-09-07" in messages(plan) and "The last day comes after the first" in messages(
        plan
    )


def test_a_table_names_a_meeting_by_its_days(quad, editor):
    f.meeting(quad, "2022-05-06", ends_on=date(2022, 5, 7))
    rows = csv_of(["title", "meeting", "publisher"], ["Statement", "Quad 6–7 May 2022", f.actor().slug])
    plan = tried("documents", rows, by=editor, fixed={"kind": "readout"})
    assert [write.values["meeting"] for write in plan.writes] == [Meeting.objects.get().slug]


def test_a_meeting_that_goes_on_is_scheduled_and_not_held(quad, editor):
    rows = csv_of(["title", "Date"], ["A", "6–9 May 2022"])
    during = date(2022, 5, 7)
    plan = dry_run("meetings", [("x.csv", rows)], Choices(fixed=FIXED), editor, during)
    assert [write.values["status"] for write in plan.writes] == ["scheduled"]
    held = dry_run("meetings", [("x.csv", rows)], Choices(fixed=FIXED | {"status": "held"}), editor, during)
    assert states(held) == ["refused"] and "lies ahead" in messages(held)


def test_a_moment_whose_day_nobody_can_tell_is_asked_about(quad, editor):
    event = ics("DTSTART:20240611T233000Z\nSUMMARY:Talks", head="X-WR-TIMEZONE:UTC\n")
    plan = tried("meetings", event, by=editor, fixed=FIXED)
    assert states(plan) == [
        "refused"
    ] and "begins at 23:30 UTC on 2024-06-11: choose the time zone" in messages(plan)


def test_cancelled_is_cancelled_and_a_title_that_says_so_is_asked_about(quad, editor):
    events = ics("DTSTART;VALUE=DATE:20240601\nSUMMARY:A\nSTATUS:CANCELED", "DTSTART;VALUE=DATE:20240602\nSUMMARY:Canceled: B",
                 "DTSTART;VALUE=DATE:20240603\nSUMMARY:Postponed: C\nSTATUS:CONFIRMED")  # fmt: skip
    plan = tried("meetings", events, by=editor, fixed=FIXED)
    assert (
        states(plan) == ["created", "refused", "refused"] and plan.writes[0].values["status"] == "cancelled"
    )
    assert "title says it was called off" in messages(plan)
    rows = ("Forum", "Date", "Title", "Status"), ("Quad", "2024-06-01", "Cancelled: X", "cancelled")
    assert states(tried("meetings", csv_of(*rows), by=editor, fixed=FIXED)) == ["created"]


def test_a_moved_event_moves(quad, editor):
    moved = "BEGIN:VEVENT\r\nUID:0\r\nDTSTART;VALUE=DATE:20240626\r\nSEQUENCE:2\r\nSUMMARY:Talks\r\nEND:VEVENT\r\nEND:VCALENDAR"
    events = ics("DTSTART;VALUE=DATE:20240625\nSEQUENCE:0\nSUMMARY:Talks").replace(
        b"END:VCALENDAR", moved.encode()
    )
    plan = tried("meetings", events, by=editor, fixed=FIXED)
    assert (
        days(plan) == ["2024-06-26"]
        and "Event 1 is an earlier version of event 2 and is left out." in plan.notes
    )
    backwards = events.replace(b"SEQUENCE:0", b"SEQUENCE:9")
    assert days(tried("meetings", backwards, by=editor, fixed=FIXED)) == ["2024-06-25"]


OCD = {
    "_type": "event",
    "name": "Talks",
    "start_date": "2024-06-12",
    "classification": "event",
    "status": "confirmed",
}


def test_one_event_by_itself_one_a_line_and_many(quad, editor):
    one, two = OCD, OCD | {"start_date": "2024-07-01"}
    for content in (json.dumps(one), json.dumps([one]), json.dumps(one, indent=2)):
        plan = tried("meetings", content.encode(), by=editor, fixed=FIXED)
        assert days(plan) == ["2024-06-12"], content
    lines = "\n".join(map(json.dumps, (one, two)))
    assert days(tried("meetings", lines.encode(), by=editor, fixed=FIXED)) == ["2024-06-12", "2024-07-01"]


def test_an_event_at_a_moment(quad, editor):
    utc, local = (
        OCD | {"start_date": "2024-06-12T00:30:00+00:00"},
        OCD | {"start_date": "2024-06-12T00:30:00+09:00"},
    )
    assert "choose the time zone" in messages(
        tried("meetings", json.dumps(utc).encode(), by=editor, fixed=FIXED)
    )
    named = json.dumps(utc | {"timezone": "America/New_York"}).encode()
    assert days(tried("meetings", named, by=editor, fixed=FIXED)) == ["2024-06-11"]
    assert days(tried("meetings", json.dumps(local).encode(), by=editor, fixed=FIXED)) == ["2024-06-12"]


def test_a_held_meeting_in_the_future_is_asked_about(quad, editor):
    head = ("Forum", "Date", "Status")
    plan = tried("meetings", csv_of(head, ("Quad", "2062-05-24", "held")), by=editor, fixed=FIXED)
    assert states(plan) == ["refused"] and "24 May 2062 lies ahead, so it cannot have been held" in messages(
        plan
    )
    for row in (
        ("Quad", "2062-05-24", "scheduled"),
        ("Quad", "2062-05-24", ""),
        ("Quad", "2026-11-25", "held"),
    ):
        assert states(tried("meetings", csv_of(head, row), by=editor, fixed=FIXED)) == ["created"], row
    actor = f.actor("Agency", slug="agency")
    row = (("title", "publisher", "kind", "issued_on"), ("Paper", actor.slug, "article", "2062-05-24"))
    assert "issued_on: 24 May 2062 lies ahead" in messages(tried("documents", csv_of(*row), by=editor))


def test_escapes_and_errors_of_excel(quad, editor):
    rows = (("dialogue", "held_on", "title", "place", "note"),
            ("quad", "2024-06-12", "Two_x000D_\nlines", "Tokyo", "tab_x0009_here"),
            ("quad", "2024-06-13", "Error", "#N/A", ""))  # fmt: skip
    plan = tried("meetings", xlsx_of(*rows), by=editor, fixed=FIXED)
    values = plan.writes[0].values
    assert (values["title"].split(), values["place"], values["note"]) == (
        ["Two", "lines"],
        "Tokyo",
        "tab\there",
    )
    assert states(plan) == ["created", "refused"]
    assert "place: the cell holds #N/A, an error of the spreadsheet program." in messages(plan)
    in_csv = csv_of(*rows[::2])
    assert "place: the cell holds #N/A" in messages(tried("meetings", in_csv, by=editor, fixed=FIXED))


def cover(*titles) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["Kept by the office"])
    for title in titles:
        sheet = book.create_sheet(title)
        sheet.append(["dialogue", "held_on"])
        sheet.append(["quad", "2024-06-12"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_cover_sheet_is_passed_over_and_sheets_can_be_chosen_before_any_refusal(
    quad, editor, editor_client
):
    plan = brought("meetings", cover("Meetings"), by=editor, fixed=FIXED)
    assert (
        Meeting.objects.count() == 1
        and "The sheet “Meetings” is read; those before it hold no table." in plan.notes
    )
    with pytest.raises(FileRefused, match="Sheets of the workbook: “About”, “Meetings”") as refused:
        tried("meetings", cover("Meetings"), by=editor, reading=ReadingOptions(sheet="About"))
    assert refused.value.sheets == ["About", "Meetings"]
    editor_client.post(at("imports"), {"kind": "meetings", "files": io.BytesIO(cover("Meetings"))})
    made = Import.objects.get()
    check = at("import-check", made.pk)
    said = editor_client.post(check, {"sheet": "About"}, follow=True).content.decode()
    assert "holds no table" in said and ">Meetings</option>" in said
    editor_client.post(check, {"sheet": "Meetings"})
    made.refresh_from_db()
    assert "problem" not in made.summary


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
@pytest.mark.parametrize(
    "row", ["日米首脳会談,東京", "クアッド外相会合", "電話協議", "第三回局長級協議,外務省", "高市総理大臣"]
)
def test_one_japanese_row_is_enough(encoding, row):
    content = f"title,place\r\n{row}".encode(encoding)
    assert text_of(content) == (content.decode(encoding), encoding, True)


@pytest.mark.parametrize(
    "row", ["März;Gespräch über Größe", "réunion à Genève", "señor años", "Kraków", "“quoted” – dash"]
)
def test_latin_letters_are_no_japanese(row):
    assert japanese_encoding(f"title;{row}".encode("cp1252", "replace")) == ""
