"""The codebook learns in a real browser: an own passage's words are proposed and accepted; the grid of scope."""

import pytest
from playwright.sync_api import expect

from agenda.models import Assignment, Dialogue, Phrasing, WordProposal
from tests.support import factories as f
from tests.support.browser import AXE, RULES, sign_in
from tests.support.sheet import meeting_to_code, open_sheet, select_words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting():
    return meeting_to_code()


def test_an_own_passage_teaches_the_codebook(live_server, page, meeting):
    who, reviewer = f.user("Analyst"), f.user("Reviewer")
    open_sheet(page, live_server.url, who, "space")
    select_words(page, "They promised more.")
    page.keyboard.press("e")
    page.get_by_text("Add these words to the topic?").click()
    expect(page.get_by_label("Only the words that name it")).to_have_value("They promised more.")
    page.get_by_label("Only the words that name it").fill("promised more")
    page.get_by_role("button", name="Propose them").click()
    expect(page.locator("#status")).to_have_text(
        "Proposed for the next codebook version: “promised more” for Space."
    )
    expect(page.get_by_text("Add these words to the topic?")).to_have_count(0)
    page.keyboard.press("1")
    expect(page.locator("#progress")).to_have_text("2 topics without outcome: press o")
    assert WordProposal.objects.get().quote == "They promised more."
    page.keyboard.press("h")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Handed in: 1 topic")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, live_server.url, reviewer)
    page.goto(f"{live_server.url}/desk/codebook/")
    found = AXE.run(page, options={"runOnly": RULES["light"]})
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("“promised more” for Space: accepted.")).to_be_visible()
    assert Phrasing.objects.get().phrases == ["promised more"]
    page.context.clear_cookies()
    open_sheet(page, live_server.url, f.user("Analyst"), "space")
    expect(page.locator(".s.hit")).to_have_text("They promised more.")


def test_without_javascript(live_server, chromium, meeting):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    who = f.user("Analyst")
    open_sheet(page, live_server.url, who, "space")
    page.get_by_text("Another passage").click()
    page.get_by_label("Its words, exactly").fill("They promised more.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Add these words to the topic?").click()
    page.get_by_label("Only the words that name it").fill("promised less")
    page.get_by_role("button", name="Propose them").click()
    expect(page.get_by_text("“promised less” finds no passage in “The readout”")).to_be_visible()
    page.get_by_text("Add these words to the topic?").click()
    page.get_by_label("Only the words that name it").fill("promised more")
    page.get_by_label("they only touch the topic").check()
    page.get_by_role("button", name="Propose them").click()
    expect(page.get_by_text("Proposed for the next codebook version")).to_be_visible()
    context.close()
    assert WordProposal.objects.get().is_partial
    assert Assignment.objects.get().analyst == who


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_grid_of_scope(live_server, chromium, meeting, width, scheme):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True
    )
    page = context.new_page()
    sign_in(page, live_server.url, f.user("Editor"))
    page.goto(f"{live_server.url}/desk/scope/")
    forum = Dialogue.objects.get()
    box = page.get_by_label(f"Space: out of scope at {forum}")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    found = AXE.run(page, options={"runOnly": RULES[scheme]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("1 cell changed.")).to_be_visible()
    assert set(forum.out_of_scope.values_list("code", flat=True)) == {"space"}
    context.close()


def test_axe_finds_nothing_on_the_pages_about_rulings(live_server, page, meeting):
    sign_in(page, live_server.url, f.user("Editor", "Analyst", "Reviewer"))
    for address in ("/desk/overruled/", "/desk/codebook/", "/agreement/", "/methodology/", "/desk/new/"):
        page.goto(live_server.url + address)
        found = AXE.run(page, options={"runOnly": RULES["light"]})
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
