"""Somebody brings a spreadsheet in, in a real browser, and puts right what is wrong with it."""

import pytest
from playwright.sync_api import expect

from agenda.models import Dialogue, Finding, Import, Meeting
from tests.support import factories as f
from tests.support.browser import sign_in, sound
from tests.support.imports import csv_of, xlsx_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHEET = csv_of(
    ("Quad meetings 2024", "", "", "", ""),
    ("Forum", "Date", "Format", "Where", "Mood"),
    ("Quad", "12/11/2024", "In person", "Wilmington", "good"),
    ("Quat", "24 May 2022", "phone", "Tōkyō 東京", ""),
    sign=";",
    encoding="utf-16",
)


@pytest.fixture
def editor():
    f.codebook()
    f.dialogue(slug="quad", short_name="Quad", level="leaders")
    return f.user("Editor", "Analyst", "Reviewer")


def choose(page, url, kind, name, content):
    page.goto(f"{url}/desk/import/")
    page.get_by_label("What the files hold").select_option(kind)
    page.locator("#id_files").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Look at it").click()


def test_mistakes_are_corrected_on_the_way_and_all_is_written_at_once(live_server, page, editor):
    sign_in(page, live_server.url, editor)
    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("link", name="Bring tables in").click()
    sound(page)
    choose(page, live_server.url, "meetings", "quad.csv", SHEET)
    expect(page.get_by_text("2 rows are refused")).to_be_visible()
    expect(page.get_by_text("stands above the table and is left out")).to_be_visible()
    expect(page.get_by_text("There is no dialogue “Quat” on record. Is it quad?")).to_be_visible()
    sound(page)
    page.get_by_label("The day comes first").check()
    page.get_by_label("Where").select_option("place")
    page.get_by_label("Mood").select_option(label="leave out")
    page.get_by_role("button", name="Look again with these").click()
    expect(page.get_by_text("one row is refused")).to_be_visible()
    assert page.get_by_label("The day comes first").is_checked()
    assert not Meeting.objects.exists()
    page.go_back()
    page.go_forward()
    # The forum is misspelled in the file itself: mended there, and brought in again.
    choose(
        page,
        live_server.url,
        "meetings",
        "quad.csv",
        SHEET.decode("utf-16").replace("Quat", "Quad").encode("utf-16"),
    )
    page.get_by_label("The day comes first").check()
    page.get_by_label("Where").select_option("place")
    page.get_by_label("Mood").select_option(label="leave out")
    page.get_by_role("button", name="Look again with these").click()
    expect(page.get_by_role("link", name="Created 2")).to_be_visible()
    page.get_by_role("button", name="Write what is shown: 2 rows").click()
    expect(page.get_by_text("Written on")).to_be_visible()
    sound(page)
    assert set(Meeting.objects.values_list("slug", "place")) == {
        ("quad-2024-11-12", "Wilmington"),
        ("quad-2022-05-24", "Tōkyō 東京"),
    }
    with page.expect_download() as download:
        page.get_by_role("link", name="The whole report as CSV").click()
    assert "quad-2022-05-24,created" in download.value.path().read_text(encoding="utf-8-sig")


def test_a_wide_sheet_by_keyboard_alone(live_server, page, editor):
    meeting = f.meeting(Dialogue.objects.get(slug="quad"), "2022-05-24", slug="q4")
    f.document(meeting, slug="statement")
    f.topic("Cables", code="cables")
    f.topic("Chips", code="chips")
    sign_in(page, live_server.url, editor)
    choose(page, live_server.url, "assessments", "tracker.xlsx",
           xlsx_of(["Topic", "24 May 2022"], ["Cables", "Y ¶2"], ["Chips", "x"]))  # fmt: skip
    expect(page.get_by_text("“x”, in one cell, means")).to_be_visible()
    page.get_by_label("“x”, in one cell, means").focus()
    page.keyboard.type("Not mentioned")
    for _tab in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "publish":
            page.keyboard.press("Space")
            break
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Write what is shown: 2 rows").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Written on")).to_be_visible()
    assert set(Finding.objects.values_list("topic__code", "outcome")) == {
        ("cables", "raised"),
        ("chips", "not_raised"),
    }


def test_a_long_import_ends_where_its_outcome_stands(live_server, page, editor):
    sign_in(page, live_server.url, editor)
    rows = [("quad", f"{year}-{month:02}-{day:02}", "phone", "x" * 300)
            for year in range(1990, 1995) for month in range(1, 13) for day in range(1, 29)]  # fmt: skip
    choose(
        page,
        live_server.url,
        "meetings",
        "long.csv",
        csv_of(("dialogue", "held_on", "format", "note"), *rows),
    )
    page.wait_for_url("**/desk/import/*/")
    expect(page.get_by_role("link", name="Created 1680")).to_be_visible()
    assert Import.objects.get().summary["counts"] == {"created": 1680}
