"""The sheet as a workbench: it fits the window, is worked by keyboard to the end, and says where it stands."""

import pytest
from playwright.sync_api import expect

from agenda.models import Assessment, Examination
from tests.support import factories as f
from tests.support.sheet import drafts, meeting_to_code, open_sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADING = "#judgement h2"


@pytest.fixture
def meeting():
    return meeting_to_code()


@pytest.fixture
def who():
    return f.user("Analyst")


@pytest.fixture
def many_topics(meeting):
    for n in range(31):
        f.topic(f"Topic {n:02} of the codebook", code=f"topic-{n:02}", aliases=[f"nothing-{n}"])


def test_it_fits_the_window_with_what_matters_in_view(live_server, page, many_topics, who):
    page.set_viewport_size({"width": 1366, "height": 768})
    open_sheet(page, live_server.url, who)
    assert page.evaluate("document.documentElement.scrollHeight") <= 768
    for place in (HEADING, "#progress", "#status", ".keys", "#hand-in", "#topics li >> nth=-1", ".acts"):
        expect(page.locator(place)).to_be_in_viewport()
    page.locator("#topics li a").last.click()
    expect(page.locator(HEADING)).to_contain_text("Topic 30")
    expect(page.locator(HEADING)).to_be_in_viewport()


def test_it_is_readable_on_a_phone(live_server, chromium, many_topics, who):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_sheet(page, live_server.url, who)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Save and next").tap()
    expect(page.locator(HEADING)).to_contain_text("Open RAN")
    expect(page.locator(HEADING)).to_be_in_viewport()
    expect(page.locator("#progress")).to_be_in_viewport()
    context.close()


def test_from_the_first_key_to_handing_in_without_a_mouse(live_server, page, meeting, who):
    open_sheet(page, live_server.url, who)
    expect(page.locator("#progress")).to_have_text("0 of 3 topics")
    page.keyboard.press("j")
    expect(page.locator(HEADING)).to_contain_text("Open RAN")
    page.keyboard.press("1")
    expect(page.locator(HEADING)).to_contain_text("Space")
    page.keyboard.press("3")
    expect(page.locator("#progress")).to_have_text("1 topic without outcome: press o")
    page.keyboard.press("o")
    expect(page.locator(HEADING)).to_contain_text("Chips")
    page.keyboard.press("d")
    expect(page.locator("#status")).to_have_text("Depth: Mentioned")
    page.keyboard.press("c")
    expect(page.locator("#status")).to_contain_text("Confidence: ")
    page.keyboard.press("1")
    expect(page.locator(HEADING)).to_contain_text("Open RAN")
    expect(page.locator("#progress")).to_contain_text("All done: hand in")
    page.keyboard.press("o")
    expect(page.locator("#status")).to_have_text("Every topic has an outcome: press h to hand in.")
    page.keyboard.press("h")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Handed in: 3 topics")).to_be_visible()
    assert Assessment.objects.get(topic__code="chips").depth == "mentioned"


def test_sentences_are_chosen_by_keyboard(live_server, page, meeting, who):
    open_sheet(page, live_server.url, who, "space")
    page.keyboard.press("s")
    page.keyboard.press("s")
    page.keyboard.press("s")
    page.keyboard.press("w")
    expect(page.locator(".t.proposed")).to_have_text("They discussed Open RAN at length.")
    page.keyboard.press("e")
    expect(page.locator("#status")).to_have_text("Saved.")
    page.keyboard.press("s")
    page.keyboard.press("s")
    expect(page.locator(".t.proposed")).to_have_text("They promised more.")
    expect(page.locator("#status")).to_have_text("e takes this sentence too.")
    page.keyboard.press("e")
    expect(page.locator("#status")).to_have_text("Saved.")
    page.keyboard.press("w")
    expect(page.locator(".t.proposed")).to_have_text("They welcomed progress on semiconductors.")
    page.keyboard.press("1")
    expect(page.locator("#progress")).to_have_text("2 topics without outcome: press o")
    quotes = [passage["quote"] for passage in drafts(who)["space"]["passages"]]
    assert sorted(quotes) == ["They discussed Open RAN at length.", "They promised more."]


def test_topics_without_a_suggestion_are_confirmed_together(live_server, page, many_topics, who):
    open_sheet(page, live_server.url, who)
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=2, name="32 topics without a suggestion")).to_be_visible()
    page.get_by_role("checkbox", name="Space").uncheck()
    page.get_by_role("button", name="I have read the texts: confirm").click()
    expect(page.get_by_text("31 topics: not mentioned")).to_be_visible()
    expect(page.locator("#progress")).to_have_text("31 of 34 topics")
    assert "space" not in drafts(who) and len(drafts(who)) == 31
    page.get_by_role("button", name="Hand in this meeting").click()
    expect(page.get_by_text("Handed in: 31 topics")).to_be_visible()
    assert Assessment.objects.count() == Examination.objects.count() == 31
