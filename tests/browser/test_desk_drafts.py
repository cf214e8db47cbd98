"""Nothing is misplaced and nothing typed is lost: each promise of the sheet, done in a browser."""

import contextlib

import pytest
from playwright.sync_api import Error, expect

from agenda.models import Body, Draft, Finding, RulingDraft
from tests.support import factories as f
from tests.support.browser import sign_in
from tests.support.desk import hand_in_codes
from tests.support.sheet import drafts, meeting_to_code, open_sheet, select_words, sheet_address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADING = "#judgement h2"


@pytest.fixture
def meeting():
    return meeting_to_code()


@pytest.fixture
def who():
    return f.user("Analyst")


def leave_at_once(page):
    page.goto("about:blank")


def crash(page):
    """End the page's process as a crash does: no handler of the page runs."""
    with contextlib.suppress(Error):
        page.goto("chrome://crash")


@pytest.mark.parametrize("key, outcome", [("1", "raised"), ("2", "partly_raised")])
def test_an_outcome_without_words_stays_and_asks_for_them(live_server, page, meeting, who, key, outcome):
    open_sheet(page, live_server.url, who, "space")
    page.keyboard.press(key)
    expect(page.locator("#status")).to_contain_text("needs the words that prove it")
    expect(page.locator(HEADING)).to_contain_text("Space")
    select_words(page, "ministers met")
    page.keyboard.press("e")
    expect(page.locator("#status")).to_have_text("Saved.")
    content = drafts(who)
    assert content["space"]["outcome"] == outcome and set(content) == {"space"}
    assert [passage["quote"] for passage in content["space"]["passages"]] == ["ministers met"]


def test_save_and_next_stays_too_with_and_without_a_script(live_server, page, chromium, meeting, who):
    open_sheet(page, live_server.url, who)
    page.get_by_label("1 Raised", exact=True).check()
    expect(page.locator("#status")).to_contain_text("needs the words")
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("#status")).to_contain_text("needs the words")
    expect(page.locator(HEADING)).to_contain_text("Chips")
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    open_sheet(plain, live_server.url, who)
    plain.get_by_role("button", name="Save and next").click()
    expect(plain.get_by_text("Now choose the words that prove it.")).to_be_visible()
    expect(plain.locator(HEADING)).to_contain_text("Chips")
    context.close()


def test_a_key_takes_a_suggestion_only_once_it_was_shown(live_server, page, meeting, who):
    first = Body.objects.get()
    lines = "\n\n".join(f"Paragraph {number} speaks of nothing." for number in range(80))
    text = f"{first.text}\n\n{lines}"
    Body.objects.create(
        document=first.document, version=2, kind=first.kind, text=text, sha256=Body.digest(text)
    )
    open_sheet(page, live_server.url, who)
    passage = page.locator(".s.proposed")
    expect(passage).to_have_text("They welcomed progress on semiconductors.")
    page.locator(".para").last.evaluate("line => line.scrollIntoView()")
    expect(passage).not_to_be_in_viewport()
    page.keyboard.press("1")
    expect(page.locator("#status")).to_contain_text("Is this the passage? Press 1 again")
    expect(passage).to_be_in_viewport()
    assert not Draft.objects.exists()
    page.keyboard.press("1")
    expect(page.locator(HEADING)).to_contain_text("Open RAN")
    (taken,) = drafts(who)["chips"]["passages"]
    assert taken["quote"] == "They welcomed progress on semiconductors."
    page.locator(".para").last.evaluate("line => line.scrollIntoView()")
    page.keyboard.press("e")
    expect(page.locator("#status")).to_contain_text("Press e again")
    page.keyboard.press("e")
    expect(page.locator("#status")).to_have_text("Saved.")
    assert drafts(who)["open-ran"]["passages"][0]["quote"] == "They discussed Open RAN at length."


def test_a_key_pressed_while_the_next_topic_opens_judges_nothing(live_server, page, meeting, who):
    open_sheet(page, live_server.url, who)
    page.keyboard.press("1")
    page.keyboard.press("3")
    expect(page.locator("#status")).to_contain_text("“3” was pressed before the topic was open")
    expect(page.locator(HEADING)).to_contain_text("Open RAN")
    content = drafts(who)
    assert set(content) == {"chips"} and content["chips"]["outcome"] == "raised"


def type_all(page):
    page.locator("#note").press_sequentially("a note")
    page.get_by_text("Another passage").click()
    page.locator("#own-quote").press_sequentially("They promised")
    page.locator("#own-summary").press_sequentially("More")


def expect_all(page):
    expect(page.locator("#note")).to_have_value("a note")
    expect(page.locator("#own-quote")).to_have_value("They promised")
    expect(page.locator("#own-summary")).to_have_value("More")


def test_notes_and_own_passages_survive_another_topic(live_server, page, meeting, who):
    open_sheet(page, live_server.url, who)
    type_all(page)
    page.locator('#topics [data-code="space"]').click()
    expect(page.locator(HEADING)).to_contain_text("Space")
    page.locator('#topics [data-code="chips"]').click()
    expect(page.locator(HEADING)).to_contain_text("Chips")
    expect_all(page)
    page.get_by_role("button", name="Hand in this meeting").click()
    expect(page.get_by_text("Chips: no outcome is chosen.")).to_be_visible()
    page.get_by_label("1 Raised", exact=True).check()
    expect(page.locator("#status")).to_contain_text("needs the words")
    page.get_by_role("button", name="Hand in this meeting").click()
    expect(page.get_by_text("Chips: a passage is typed but not saved.")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("They promised")).to_be_checked()
    expect(page.locator("#own-quote")).to_have_value("")
    assert drafts(who)["chips"]["passages"][0]["quote"] == "They promised"


@contextlib.contextmanager
def before_its_script(page, address, script="desk"):
    """The page as it stands before its script has arrived; afterwards all its requests have been answered."""
    held = []
    page.route(f"**/{script}.js", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    yield
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")


def test_what_is_done_before_the_script_ran_is_saved(live_server, page, meeting, who):
    sign_in(page, live_server.url, who)
    with before_its_script(page, sheet_address(live_server.url, "space")):
        page.get_by_label("1 Raised", exact=True).check()
        page.locator("#note").fill("early")
        assert not Draft.objects.exists()
    expect(page.locator("#status")).to_contain_text("needs the words")
    content = drafts(who)["space"]
    assert content["outcome"] == "raised" and content["note"] == "early"


def test_a_refusal_stands_though_its_words_were_typed_before_the_script_ran(
    live_server, chromium, meeting, who
):
    page = chromium.new_page()
    sign_in(page, live_server.url, who)
    with before_its_script(page, sheet_address(live_server.url)):
        page.get_by_text("Another passage").click()
        page.locator("#own-quote").fill("They promised nothing")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_contain_text("do not stand so in “The readout”")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#status")).to_contain_text("do not stand so in “The readout”")
    page.close()


def test_what_an_earlier_page_kept_and_what_is_done_before_the_script_ran_are_both_saved(
    live_server, chromium, meeting, who
):
    context = chromium.new_context()
    page = context.new_page()
    open_sheet(page, live_server.url, who)
    page.route("**/topics/**", lambda route: route.abort())  # nothing reaches the server
    page.get_by_label("3 Not mentioned").check()
    page.locator("#note").fill("an earlier note")
    expect(page.locator("#status")).to_contain_text("kept on this computer")
    crash(page)
    page = context.new_page()
    with before_its_script(page, sheet_address(live_server.url)):
        page.get_by_text("Another passage").click()
        page.locator("#own-summary").fill("More")
    expect(page.locator("#status")).to_have_text("Saved.")
    expect(page.locator("#own-summary")).to_have_value("More")
    content = drafts(who)["chips"]
    assert (content["outcome"], content["note"]) == ("not_raised", "an earlier note")
    assert content["own"]["summary"] == "More"
    context.close()


def test_what_is_typed_survives_leaving_within_a_second(live_server, page, meeting, who):
    open_sheet(page, live_server.url, who)
    page.locator("#own-quote").evaluate("box => box.closest('details').open = true")
    page.locator("#own-quote").fill("They promised")
    page.locator("#note").press_sequentially("x")
    leave_at_once(page)
    for _ in range(50):
        if drafts(who).get("chips", {}).get("note"):
            break
        page.wait_for_timeout(100)
    content = drafts(who)["chips"]
    assert (content["note"], content["own"]["quote"]) == ("x", "They promised"), "sent on leaving"
    page.goto(sheet_address(live_server.url))
    expect(page.locator("#note")).to_have_value("x")


def test_what_is_typed_survives_a_lost_connection(live_server, chromium, meeting, who):
    context = chromium.new_context()
    page = context.new_page()
    open_sheet(page, live_server.url, who)
    context.set_offline(True)
    type_all(page)
    expect(page.locator("#status")).to_contain_text("kept on this computer")
    leave_at_once(page)
    context.set_offline(False)
    page.goto(sheet_address(live_server.url))
    expect(page.locator("#status")).to_have_text("Saved.")
    expect_all(page)
    assert drafts(who)["chips"]["own"]["quote"] == "They promised"
    context.close()


def test_what_is_typed_survives_a_crash(live_server, chromium, meeting, who):
    context = chromium.new_context()
    page = context.new_page()
    open_sheet(page, live_server.url, who)
    page.route("**/topics/**", lambda route: route.abort())  # nothing reaches the server before the crash
    type_all(page)
    crash(page)
    assert not Draft.objects.exists()
    page = context.new_page()
    page.goto(sheet_address(live_server.url))
    expect(page.locator("#status")).to_have_text("Saved.")
    expect_all(page)
    assert drafts(who)["chips"]["note"] == "a note"
    context.close()


def test_refused_words_stay_until_they_are_right(live_server, chromium, meeting, who):
    """With all that was chosen beside them: the outcome and passages of the coder's own too."""
    page = chromium.new_page()
    open_sheet(page, live_server.url, who)
    page.route(
        "**/topics/**", lambda route: route.abort()
    )  # the choices reach the server with the words only
    select_words(page, "ministers met")
    page.keyboard.press("e")
    page.get_by_label("2 Partly raised").check()
    page.get_by_text("Another passage").click()
    page.locator("#own-quote").fill("They promised nothing")
    page.locator("#note").fill("kept")
    expect(page.locator("#status")).to_contain_text("kept on this computer")
    page.unroute("**/topics/**")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_contain_text("do not stand so in “The readout”")
    page.reload()
    expect(page.locator("#own-quote")).to_have_value("They promised nothing")
    expect(page.locator("#note")).to_have_value("kept")
    expect(page.get_by_label("2 Partly raised")).to_be_checked()
    expect(page.get_by_label("ministers met")).to_be_checked()
    page.locator("#own-quote").fill("They promised more.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("They promised more.")).to_be_checked()
    expect(page.get_by_label("ministers met")).to_be_checked()
    page.close()


@pytest.fixture
def disputes(meeting):
    """Two coders who disagree about two topics, and the reviewer."""
    for outcome in ("not_raised", "not_determinable"):
        hand_in_codes(meeting, f.user("Analyst"), {"chips": outcome, "space": outcome})
    return f.user("Reviewer")


def test_reasons_survive_another_ruling(live_server, page, meeting, disputes):
    page_of_rulings(page, live_server, disputes, "space")
    reason(page).press_sequentially("About space")
    page.locator(
        '#topics [data-code="chips"]'
    ).click()  # at once: before the pause after which words are sent
    expect(page.locator("#ruling h2")).to_contain_text("Chips")
    page.get_by_label("3 Not mentioned").check()
    reason(page).fill("About chips")
    page.get_by_role("button", name="Rule", exact=True).click()
    expect(page.locator("#status")).to_have_text("Ruled: Chips – Not mentioned in the published readouts.")
    expect(page.locator("#ruling h2")).to_contain_text("Space")
    expect(reason(page)).to_have_value("About space")
    assert RulingDraft.objects.get().content["reason"] == "About space"
    assert Finding.objects.get().reason == "About chips"


def test_a_ruling_begun_before_the_script_ran_is_kept(live_server, page, meeting, disputes):
    sign_in(page, live_server.url, disputes)
    address = f"{live_server.url}/desk/meetings/epcc-1/adjudication/?topic=space"
    with before_its_script(page, address, "desk-rulings"):
        page.get_by_label("3 Not mentioned").check()
        reason(page).fill("early")
    expect(page.locator("#status")).to_have_text("Draft saved.")
    content = RulingDraft.objects.get().content
    assert (content["outcome"], content["reason"]) == ("not_raised", "early")


@pytest.mark.parametrize("way", ["leaving", "connection", "crash"])
def test_reasons_and_chosen_passages_survive_what_happens_to_a_page(
    live_server, chromium, meeting, disputes, way
):
    context = chromium.new_context()
    page = context.new_page()
    page_of_rulings(page, live_server, disputes, "space")
    expect(page.locator("#tools")).to_be_visible()
    if way == "crash":
        page.route("**/draft/", lambda route: route.abort())
    context.set_offline(way == "connection")
    page.keyboard.press("s")
    page.keyboard.press("e")
    reason(page).press_sequentially("x")
    if way == "crash":
        crash(page)
        page = context.new_page()
    else:
        leave_at_once(page)
    context.set_offline(False)
    page.goto(f"{live_server.url}/desk/meetings/epcc-1/adjudication/?topic=space")
    expect(reason(page)).to_have_value("x")
    expect(page.locator("#ruling").get_by_label("The ministers met in Tokyo.")).to_be_checked()
    page.wait_for_load_state("networkidle")  # sent by the page left, if it could, or by this one
    page.reload()
    expect(reason(page)).to_have_value("x")
    expect(page.locator("#ruling").get_by_label("The ministers met in Tokyo.")).to_be_checked()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('agenda-ruling'))") == []
    context.close()
    content = RulingDraft.objects.get().content
    assert content["reason"] == "x"
    assert [passage["quote"] for passage in content["passages"]] == ["🛰️ The ministers met in Tokyo."]


def page_of_rulings(page, live_server, reviewer, topic):
    sign_in(page, live_server.url, reviewer)
    page.goto(f"{live_server.url}/desk/meetings/epcc-1/adjudication/?topic={topic}")
    expect(page.locator("#tools")).to_be_visible()


def reason(page):
    return page.get_by_label("Reason", exact=True)
