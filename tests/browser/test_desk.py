"""A whole coding session in a real browser: by keyboard, by mouse, without script, without a connection."""

import time

import pytest
from playwright.sync_api import expect

from agenda.actions import save_draft
from agenda.models import Assessment, Draft, Evidence, Topic
from tests.support import factories as f
from tests.support.browser import AXE, sign_in
from tests.support.sheet import WORDS, drafts, meeting_to_code, open_sheet, select_words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting():
    return meeting_to_code()


def test_by_keyboard_one_key_a_topic(live_server, page, meeting):
    who = f.user("Analyst")
    open_sheet(page, live_server.url, who)
    expect(page.locator(".s.hit")).to_have_text("They welcomed progress on semiconductors.")
    page.keyboard.press("1")
    expect(page.locator("#judgement h2")).to_contain_text("Open RAN")
    page.keyboard.press("2")
    expect(page.locator("#judgement h2")).to_contain_text("Space")
    page.keyboard.press("3")
    expect(page.locator("#status")).to_have_text("Saved.")
    content = drafts(who)
    assert [content[code]["outcome"] for code in ("chips", "open-ran", "space")] == [
        "raised",
        "partly_raised",
        "not_raised",
    ]
    assert content["open-ran"]["passages"][0]["quote"] == "They discussed Open RAN at length."
    page.keyboard.press("k")
    expect(page.locator("#judgement h2")).to_contain_text("Open RAN")
    page.keyboard.press("?")
    expect(page.get_by_text("next and previous topic")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("#status")).to_have_text(
        "Undone: Open RAN was partly raised, 1 passage; it is not coded again."
    )
    assert "open-ran" not in drafts(who)
    page.keyboard.press("n")
    page.keyboard.press("e")
    expect(page.locator("#status")).to_have_text("Saved.")
    page.keyboard.press("1")
    expect(page.locator("#judgement h2")).to_contain_text("Space")
    page.get_by_role("button", name="Hand in this meeting").click()
    expect(page.get_by_text("Handed in: 3 topics")).to_be_visible()
    assert Assessment.objects.count() == 3 and Evidence.objects.count() == 2


def test_single_keys_can_be_switched_off(live_server, page, meeting):
    open_sheet(page, live_server.url, f.user("Analyst"))
    page.get_by_text("Keys (?)").click()
    page.get_by_label("Switch the single keys off").check()
    page.locator("h1").click()
    page.keyboard.press("3")
    page.keyboard.press("j")
    expect(page.locator("#judgement h2")).to_contain_text("Chips")
    assert not Draft.objects.exists()


def test_by_mouse_selected_words_become_evidence(live_server, page, meeting):
    who = f.user("Analyst")
    open_sheet(page, live_server.url, who)
    select_words(page, "ministers met")
    page.get_by_role("button", name="Use the selected words").click()
    expect(page.locator("#status")).to_have_text("Saved.")
    page.get_by_label("move on after an outcome").uncheck()
    page.get_by_label("1 Raised", exact=True).check()
    expect(page.locator("#status")).to_have_text("Saved.")
    page.reload()
    expect(page.get_by_label("1 Raised", exact=True)).to_be_checked()
    (passage,) = drafts(who)["chips"]["passages"]
    assert passage["quote"] == "ministers met" and WORDS[passage["start"] : passage["end"]] == "ministers met"


def test_a_note_is_saved_while_it_is_typed(live_server, page, meeting):
    who = f.user("Analyst")
    open_sheet(page, live_server.url, who)
    page.locator("#note").press_sequentially("as it is typed")
    expect(page.locator("#status")).to_have_text("Saved.")
    page.reload()
    expect(page.locator("#note")).to_have_value("as it is typed")
    assert drafts(who)["chips"]["note"] == "as it is typed"


def test_without_javascript(live_server, chromium, meeting):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    who = f.user("Analyst")
    open_sheet(page, live_server.url, who)
    page.get_by_label("1 Raised", exact=True).check()
    page.get_by_label("They welcomed progress on semiconductors.").check()
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("#judgement h2")).to_contain_text("Open RAN")
    page.get_by_text("Another passage").click()
    page.get_by_label("1 Raised", exact=True).check()
    page.get_by_label("Its words, exactly").fill("Not in the text")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("These words do not stand so in “The readout”")).to_be_visible()
    expect(page.get_by_label("Its words, exactly")).to_have_value("Not in the text")
    page.get_by_label("Its words, exactly").fill("Open RAN at length")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Hand in this meeting").click()
    expect(page.get_by_text("Handed in: 2 topics")).to_be_visible()
    context.close()
    assert set(Evidence.objects.values_list("quote", flat=True)) == {
        "They welcomed progress on semiconductors.", "Open RAN at length",
    }  # fmt: skip


def test_a_lost_connection_loses_nothing_and_sends_once(live_server, chromium, meeting):
    context = chromium.new_context()
    page = context.new_page()
    who = f.user("Analyst")
    open_sheet(page, live_server.url, who)
    context.set_offline(True)
    page.locator("#note").fill("typed while offline")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("kept on this computer")
    assert not Draft.objects.exists()
    context.set_offline(False)
    expect(page.locator("#status")).to_have_text("Saved.", timeout=15_000)
    draft = Draft.objects.get()
    assert (draft.content["note"], draft.version, draft.earlier) == ("typed while offline", 1, [])
    context.close()


def test_an_ended_session_is_not_taken_for_saved(live_server, chromium, meeting):
    context = chromium.new_context()
    page = context.new_page()
    who, stranger = f.user("Analyst"), f.user("Analyst")
    open_sheet(page, live_server.url, who)
    context.clear_cookies()
    page.locator("#note").fill("typed after the session ended")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("sign in again")
    assert not Draft.objects.exists()
    open_sheet(page, live_server.url, stranger)
    expect(page.locator("#judgement h2")).to_contain_text("Chips")
    page.wait_for_timeout(300)
    assert not Draft.objects.exists(), "another person at this computer does not send it"
    context.clear_cookies()
    open_sheet(page, live_server.url, who)
    expect(page.locator("#status")).to_have_text("Saved.")
    draft = Draft.objects.get()
    assert (draft.analyst, draft.content["note"], draft.version) == (who, "typed after the session ended", 1)
    context.close()


def test_an_offline_change_met_by_a_newer_one_is_kept_and_shown(live_server, chromium, meeting):
    who, chips = f.user("Analyst"), meeting.documents.get()
    context = chromium.new_context()
    page = context.new_page()
    open_sheet(page, live_server.url, who)
    context.set_offline(True)
    page.locator("#note").fill("mine, offline")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("kept on this computer")
    topic = Topic.objects.get(code="chips")
    save_draft(meeting, topic, who, {"note": "theirs", "examined": [chips.slug]}, version=0)
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(f"{live_server.url}/desk/meetings/epcc-1/?topic=space")
    expect(page.locator("#status")).to_contain_text("Your version is kept")
    assert Draft.objects.get().content["note"] == "theirs"
    page.locator('#topics [data-code="chips"]').click()
    expect(page.get_by_role("alert")).to_contain_text("theirs")
    page.get_by_role("button", name="Save mine over it").click()
    expect(page.locator("#note")).to_have_value("mine, offline")
    assert Draft.objects.get().content["note"] == "mine, offline"
    context.close()


def test_two_windows_are_both_shown(live_server, chromium, meeting):
    context = chromium.new_context()
    one, two = context.new_page(), context.new_page()
    who = f.user("Analyst")
    open_sheet(one, live_server.url, who)
    two.goto(one.url)
    one.locator("#note").fill("from the first window")
    one.get_by_role("button", name="Save", exact=True).click()
    expect(one.locator("#status")).to_have_text("Saved.")
    two.locator("#note").fill("from the second window")
    two.get_by_role("button", name="Save", exact=True).click()
    expect(two.get_by_role("alert")).to_contain_text("from the first window")
    expect(two.locator("#note")).to_have_value("from the second window")
    assert Draft.objects.get().content["note"] == "from the first window"
    two.reload()
    expect(two.get_by_role("alert")).to_contain_text("from the first window")
    two.locator("#note").fill("from the second window")
    two.get_by_role("button", name="Save mine over it").click()
    expect(two.locator("#status")).to_have_text("Saved.")
    assert Draft.objects.get().content["note"] == "from the second window"
    context.close()


def test_two_analysts_a_disagreement_and_a_ruling(live_server, chromium, meeting):
    analysts, reviewer = [f.user("Analyst"), f.user("Analyst")], f.user("Reviewer")
    for analyst, key in zip(analysts, "13", strict=True):
        page = chromium.new_context().new_page()
        open_sheet(page, live_server.url, analyst)
        page.keyboard.press(key)
        expect(page.locator("#judgement h2")).to_contain_text("Open RAN")
        page.get_by_role("button", name="Hand in this meeting").click()
        expect(page.get_by_text("Handed in: 1 topic")).to_be_visible()
        page.context.close()
    page = chromium.new_context().new_page()
    sign_in(page, live_server.url, reviewer)
    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("link", name="First ministerial").first.click()
    expect(page.locator(".coded")).to_have_text("They welcomed progress on semiconductors.")
    page.get_by_label("1 Raised").check()
    page.locator("#ruling").get_by_label("They welcomed progress on semiconductors.").check()
    page.get_by_label("Reason", exact=True).fill("The readout names it")
    page.get_by_role("button", name="Rule", exact=True).click()
    expect(page.get_by_text("Ruled: Chips – Raised.")).to_be_visible()
    page.goto(f"{live_server.url}/topics/chips/")
    expect(page.locator(".findings .badge")).to_contain_text("raised")
    page.context.close()


def test_axe_finds_nothing_at_the_desk(live_server, page, meeting):
    sign_in(page, live_server.url, f.user("Analyst", "Reviewer"))
    for address in ("/desk/", "/desk/meetings/epcc-1/?topic=chips"):
        page.goto(live_server.url + address)
        found = AXE.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


def test_thirty_topics_take_under_two_keys_each(live_server, page, meeting):
    """Counts key presses of a whole sheet; the time is printed by `make bench`, not asserted here."""
    for n in range(27):
        f.topic(f"Topic {n:02}", code=f"topic-{n:02}", aliases=[f"nothing-{n}"])
    who = f.user("Analyst")
    open_sheet(page, live_server.url, who)
    presses, started = 0, time.perf_counter()
    for position in range(1, 31):
        expect(page.locator("#judgement h2 small")).to_have_text(f"{position} of 30")
        has_passage = page.locator(".passages .offered").count() > 0
        page.keyboard.press("1" if has_passage else "3")
        presses += 1
    expect(page.locator("#status")).to_have_text("Saved.")
    assert len(drafts(who)) == 30 and presses / 30 < 2
    print(f"30 topics, {presses} presses, {time.perf_counter() - started:.1f} s by a robot")
