"""The adjudication in a real browser: the bench by keyboard, by mouse and without script."""

import pytest
from playwright.sync_api import expect

from agenda.actions import save_draft, submit
from agenda.models import Evidence, Finding, InterpretationNote, RulingDraft, Topic
from tests.support import factories as f
from tests.support.browser import AXE, RULES, sign_in
from tests.support.sheet import WORDS, meeting_to_code, select_words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHIPS = "They welcomed progress on semiconductors."
RAN = "They discussed Open RAN at length."


@pytest.fixture
def meeting():
    return meeting_to_code()


@pytest.fixture
def reviewer(meeting):
    """Two coders agree on space and differ on chips (raised, partly by fewer words) and on Open RAN (raised, silent)."""
    codes = (
        {"chips": ("raised", CHIPS), "open-ran": ("raised", RAN), "space": ("not_raised", "")},
        {"chips": ("partly_raised", "progress on semiconductors"), "open-ran": ("not_raised", ""),
         "space": ("not_raised", "")},
    )  # fmt: skip
    for name, coded in zip(("Aiko", "Ben"), codes, strict=True):
        who = f.user("Analyst", first_name=name)
        for code, (outcome, words) in coded.items():
            passages = [{"document": "readout", "quote": words}] if words else []
            content = {"outcome": outcome, "examined": ["readout"], "passages": passages}
            save_draft(meeting, Topic.objects.get(code=code), who, content, version=0)
        submit(meeting, who)
    return f.user("Reviewer")


def open_bench(page, url, who, query="", has_script=True):
    sign_in(page, url, who)
    page.goto(f"{url}/desk/meetings/epcc-1/adjudication/{query}")
    if has_script:
        expect(page.locator("#tools")).to_be_visible()  # before that a key is lost


def heading(page):
    return page.locator("#ruling h2")


def test_both_coders_marks_stand_in_the_text_and_need_no_color(live_server, page, meeting, reviewer):
    open_bench(page, live_server.url, reviewer)
    expect(heading(page)).to_contain_text("Chips")
    marks = page.locator(".coded")
    assert [mark.get_attribute("data-coders") for mark in marks.all()] == ["A", "A B", "A"]
    assert "".join(mark.text_content() for mark in marks.all()) == CHIPS, "a letter is no part of the words"
    shown = "element => getComputedStyle(element, '::before').content"
    assert [mark.evaluate(shown) for mark in marks.all()] == ['"A"', '"B"', "none"]
    lines = [mark.evaluate("element => getComputedStyle(element).borderBottomStyle") for mark in marks.all()]
    assert lines == ["solid", "double", "solid"]
    for letter, name in (("A", "Aiko"), ("B", "Ben")):
        expect(page.locator(f'.codes [data-letter="{letter}"]')).to_contain_text(name)
    page.locator('#topics [data-code="space"]').click()
    expect(heading(page)).to_contain_text("Space agreed")
    expect(page.locator(".coded")).to_have_count(0)


def test_a_meeting_is_settled_by_keyboard_alone(live_server, chromium, meeting, reviewer):
    page = chromium.new_page()
    open_bench(page, live_server.url, reviewer)
    expect(heading(page)).to_contain_text("Chips disputed")
    page.keyboard.press("b")
    expect(page.locator("#status")).to_have_text("Chosen: B. Press r for the reason, v to rule.")
    page.keyboard.press("r")
    page.keyboard.type("Progress is welcomed in passing")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("Ruled: Chips – Partly raised.")
    expect(heading(page)).to_contain_text("Open RAN")
    expect(page.locator("#topics")).to_contain_text("Disputed: 1")
    page.keyboard.press("3")
    page.keyboard.press("v")
    expect(page.get_by_role("alert")).to_have_text("Say why: the reason stays beside the ruling.")
    page.keyboard.press(
        "2"
    )  # the first key shows the passage of coder A, which stands on the screen: it is taken
    page.keyboard.press("r")
    page.keyboard.type("Only discussed")
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    expect(page.locator("#progress")).to_contain_text("Nothing is disputed: publish")
    page.keyboard.press("h")
    expect(page.locator("#status")).to_have_text("Press Enter: Publish what is agreed: 1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 published.")).to_be_visible()
    found = {finding.topic.code: finding for finding in Finding.objects.published()}
    assert {code: (one.outcome, one.basis) for code, one in found.items()} == {
        "chips": ("partly_raised", "adjudicated"), "open-ran": ("partly_raised", "adjudicated"),
        "space": ("not_raised", "agreed"),
    }  # fmt: skip
    quotes = Evidence.objects.filter(examination__assessment__in=[one.assessment for one in found.values()])
    assert sorted(quotes.values_list("quote", flat=True)) == [RAN, "progress on semiconductors"]
    assert not RulingDraft.objects.exists()


def test_any_passage_proves_a_ruling_by_keyboard_and_by_mouse(live_server, page, meeting, reviewer):
    open_bench(page, live_server.url, reviewer)
    page.keyboard.press("n")  # the second passage on the sheet: coder B's words
    expect(page.locator(".coded.proposed")).to_have_text("progress on semiconductors")
    page.keyboard.press("s")
    expect(page.locator(".t.proposed")).to_have_text("They promised more.")
    framed = "element => getComputedStyle(element).outlineStyle"
    assert page.locator(".t.proposed").evaluate(framed) == "solid", "what e takes stands in a frame"
    page.keyboard.press("e")
    expect(page.locator("#status")).to_have_text("Draft saved.")
    select_words(page, "ministers met")
    page.get_by_role("button", name="Use the selected words").click()
    expect(page.locator("#status")).to_have_text("Draft saved.")
    page.keyboard.press("p")
    page.keyboard.type("discussed  open ran")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.keyboard.press("r")
    page.keyboard.type("By three other passages")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("Ruled: Chips – Partly raised.")
    rows = Evidence.objects.filter(examination__assessment=Finding.objects.get().assessment)
    quotes = {row.quote: WORDS[row.start : row.end] for row in rows}
    assert quotes == {
        words: words for words in ("They promised more.", "ministers met", "discussed Open RAN")
    }


def test_an_interpretation_note_is_written_once_and_cited_by_number(live_server, page, meeting, reviewer):
    open_bench(page, live_server.url, reviewer)
    page.keyboard.press("g")
    page.keyboard.type("Progress")
    page.get_by_label("How such cases are to be read").fill("Welcoming progress is partly.")
    expect(page.locator("#status")).to_have_text("Draft saved.")
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Progress")
    page.get_by_role("button", name="Write it and cite it here").click()
    expect(page.locator("#status")).to_have_text("Interpretation note 1.1 is written, and cited here.")
    expect(page.get_by_label("1.1 Progress")).to_be_checked()
    expect(page.locator(".entry")).to_contain_text("Welcoming progress is partly.")
    page.keyboard.press("b")
    page.keyboard.press("v")
    expect(page.locator("#status")).to_have_text("Ruled: Chips – Partly raised.")
    finding = Finding.objects.get()
    assert finding.reason == "By interpretation note 1.1."
    assert InterpretationNote.objects.get().topics.get().code == "chips"
    page.goto(live_server.url + finding.get_absolute_url())
    page.get_by_role("link", name="1.1", exact=True).first.click()
    expect(page.locator("#note-1-1")).to_contain_text("Welcoming progress is partly.")
    page.goto(f"{live_server.url}/topics/chips/")
    expect(page.get_by_text("Interpretation note 1.1")).to_be_visible()


def test_an_agreed_cell_shows_its_proof_and_is_ruled_on_only_on_purpose(live_server, page, meeting, reviewer):
    open_bench(page, live_server.url, reviewer, "?topic=space")
    expect(heading(page)).to_contain_text("Space")
    page.keyboard.press("4")
    expect(page.locator("#status")).to_contain_text("Nobody disputes this topic.")
    assert page.locator("[name=outcome]:checked").count() == 0


def test_somebody_elses_ruling_meanwhile_is_not_overwritten(live_server, chromium, meeting, reviewer):
    page = chromium.new_page()
    open_bench(page, live_server.url, reviewer)
    expect(heading(page)).to_contain_text("Chips")
    f.finding(meeting, Topic.objects.get(code="chips"), "not_raised", documents=[meeting.documents.get()])
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.keyboard.type("Mine")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Somebody decided this cell after you opened it")
    assert Finding.objects.count() == 1
    page.reload()
    expect(page.get_by_label("Reason", exact=True)).to_have_value("Mine")


def test_without_javascript(live_server, chromium, meeting, reviewer):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    open_bench(page, live_server.url, reviewer, has_script=False)
    page.get_by_role("button", name="Choose A").click()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    expect(page.get_by_label("1 Raised")).to_be_checked()
    expect(page.locator("#ruling").get_by_label(CHIPS)).to_be_checked()
    page.get_by_text("Another passage").click()
    page.get_by_label("Its words, exactly").fill("They promised nothing.")
    page.get_by_role("button", name="Rule", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("do not stand so in “The readout”")
    expect(page.get_by_label("Its words, exactly")).to_have_value("They promised nothing.")
    page.get_by_label("Its words, exactly").fill("They promised more.")
    page.get_by_label("Reason", exact=True).fill("It is there")
    page.get_by_role("button", name="Rule", exact=True).click()
    expect(page.get_by_text("Ruled: Chips – Raised.")).to_be_visible()
    expect(heading(page)).to_contain_text("Open RAN")
    page.get_by_role("button", name="Publish what is agreed: 1").click()
    expect(page.get_by_text("1 published.")).to_be_visible()
    context.close()
    rows = Evidence.objects.filter(
        examination__assessment=Finding.objects.get(topic__code="chips").assessment
    )
    assert {row.quote for row in rows} == {CHIPS, "They promised more."}


@pytest.mark.parametrize("width, height", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bench_fits_its_window_and_axe_finds_nothing(
    live_server, chromium, meeting, reviewer, width, height, scheme
):
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    open_bench(page, live_server.url, reviewer)
    expect(page.locator(".coded.proposed").first).to_be_visible()
    size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size[0] == width and (width == 390 or size[1] == height), size
    if width == 1366:
        for seen in ("#hand-in", ".acts button", "#progress", ".keys", "#topics a"):
            expect(page.locator(seen).first).to_be_in_viewport()
    found = AXE.run(page, options={"runOnly": RULES[scheme]})
    assert found.violations_count == 0, found.generate_report()
    context.close()
