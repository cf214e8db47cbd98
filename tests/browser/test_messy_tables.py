"""Five spreadsheets as offices keep them are brought in without touching the files, in at most fifteen clicks each."""

import pytest
from playwright.sync_api import expect

from agenda.models import Actor, Document, Recommendation, Topic
from tests.support import messy
from tests.support.browser import sound
from tests.support.hand import bringing, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hand(live_server, page):
    return bringing(live_server.url, page)


def test_two_header_rows_merged_cells_formulas_and_totals(hand):
    at = hand("tracker.xlsx", messy.two_headers())
    expect(at.page.get_by_text("looks like a total").first).to_be_visible()
    at.choose("Kind", "explicit")
    at.look_again()  # with the two guesses that stand chosen
    at.keep_twins()
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    assert Recommendation.objects.filter(topic__code="supply-chain-security").count() == 5
    assert Recommendation.objects.filter(document__slug="cable-report").count() == 10  # filled down


def test_mixed_dates_and_marks(hand):
    at = hand("list.csv", messy.mixed_dates())
    at.say("direct ask", "Explicit")
    at.say("?", "no")
    at.say("n.d.", "is an empty cell")
    at.tick("Rows on one topic of one document")
    at.press("Leave out all columns that are not known")
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    undated = Recommendation.objects.get(summary="Point 21 should be taken up.")
    assert (undated.made.iso, undated.made_on_note) == ("2022-03-15", "The document's date.")
    days = {row.summary: row.made.iso for row in Recommendation.objects.all()}
    assert (
        days["Point 1 should be taken up."] == "2022-03-02"
        and days["Point 7 should be taken up."] == "2022-04-03"
    )
    assert (
        days["Point 6 should be taken up."] == "2022-03-15" and days["Point 8 should be taken up."] == "2022"
    )


def test_the_page_is_sound_with_all_its_questions_and_a_row_open(hand):
    page = hand("list.csv", messy.mixed_dates()).page
    page.set_viewport_size({"width": 1366, "height": 768})
    bar, grid = page.locator(".import-bar").bounding_box(), page.locator(".grid-part .scroll")
    assert (
        page.evaluate("document.documentElement.scrollHeight") <= 768
    )  # grid and questions scroll, the page does not
    grid.evaluate("region => region.scrollTop = 600")
    assert page.locator(".import-bar").bounding_box() == bar
    heights = page.locator(".grid-table tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert max(heights) < 40  # a line a row
    page.get_by_role("link", name="Line 4: details").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Mend this row")).to_be_visible()
    for summary in page.locator(".decisions summary").all()[:12]:
        summary.click()
    sound(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("#line-4").bounding_box()["height"] < 200


def test_everything_can_be_decided_without_a_script(hand):
    at = hand("list.csv", messy.mixed_dates())
    context = at.page.context.browser.new_context(
        java_script_enabled=False, storage_state=at.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(at.page.url)
    page.get_by_role("link", name="Line 22: details").click()
    page.get_by_role("textbox", name="Date", exact=True).fill("2022-07-01")
    page.get_by_role("button", name="Mend this row").click()
    expect(page.get_by_text("In the file: n.d.")).to_be_visible()
    page.get_by_role("button", name="Leave this row out").click()
    expect(page.get_by_role("link", name="Left out 2")).to_be_visible()
    context.close()


def test_japanese_headers_names_and_eras(hand):
    at = hand("提言.csv", messy.japanese())
    at.choose("Kind", "explicit")
    at.say("エリック・ジェイコブス", "is Eric Jacobs")
    at.press("Make all others new: Document")
    at.keep_twins()
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    assert Recommendation.objects.filter(made_on="2022-03-14").count() == 10
    assert set(Recommendation.objects.values_list("dialogues__slug", flat=True)) == {"quad", "two-plus-two"}
    paper = Document.objects.get(title="日米技術協力への提言")
    assert (paper.language, paper.is_published, paper.completeness) == ("ja", False, "not_read")


def test_german_semicolons_and_months(hand):
    at = hand("Empfehlungen.csv", messy.german())
    at.tick("“Quelle” has 45 empty cells")
    at.choose("Kind", "explicit")
    at.say("Halbleiter", "is new: make it")
    at.say("Stiftung für Sicherheit", "is new: make it")
    at.press("Leave out all columns that are not known")
    at.keep_twins()
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    assert Recommendation.objects.filter(made_on="2022-03-03").count() == 10
    assert Actor.objects.get(name="Stiftung für Sicherheit").kind == "think_tank"
    assert Topic.objects.get(name="Halbleiter").definition


def test_a_forms_answers_pasted_with_several_topics_in_a_cell(hand):
    at = hand("", messy.form())
    at.choose("In words", "summary")
    at.choose("Kind", "explicit")
    at.page.get_by_label("“Which topics?”: 25 cells").select_option(",")
    at.clicks += 2
    at.press("Make all others new: Document")
    at.look_again()  # with the one guess that stands chosen, of a topic that is only now told apart
    at.press("Write what is shown: 50 rows")
    assert written(at) == 50
    paper = Document.objects.get(title="Answer 2 to the office's form")
    assert {row.topic.code for row in paper.recommendations.all()} == {
        "supply-chain-security",
        "critical-minerals",
    }
    assert {row.summary for row in paper.recommendations.all()} == {"First line 2.\nSecond line."}
