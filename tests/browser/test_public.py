"""What readers do on the public pages with a browser: filter, search, compare, print, frame, go back."""

import io
import re
from unicodedata import normalize

import pypdf
import pytest
from playwright.sync_api import expect

from agenda.models import Topic
from agenda.pictures.matrix import ROOMY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_filter_swaps_the_results_keeps_the_place_and_back_is_right(site, page):
    page.goto(f"{site}/topics/")
    page.evaluate("window.mark = 'same page'")
    before = page.locator("#count").inner_text()
    page.get_by_role("checkbox", name=re.compile("^Quad \\d")).check()
    expect(page.get_by_role("link", name="Forum: Quad")).to_be_visible()
    assert "forum=quad" in page.url and page.evaluate("window.mark") == "same page"
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics at Quad")
    expect(page.locator("#announce")).to_have_text(page.locator("#count").inner_text())
    assert page.evaluate("document.activeElement.id") == "f-forum-quad"
    page.get_by_role("checkbox", name=re.compile("^Not mentioned in the published")).check()
    expect(page.get_by_role("link", name=re.compile("Outcome: Not mentioned"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name=re.compile("Outcome: Not mentioned"))).to_have_count(0)
    expect(page.get_by_role("checkbox", name=re.compile("^Quad \\d"))).to_be_checked()
    page.go_back()
    expect(page.locator("#count")).to_have_text(before)
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")
    expect(page.get_by_role("checkbox", name=re.compile("^Quad \\d"))).not_to_be_checked()


def test_what_cannot_be_understood_is_said_where_it_was_typed(site, page):
    page.goto(f"{site}/elsewhere/")
    page.get_by_label("Within days").fill("a while")
    page.get_by_label("Within days").press("Enter")
    expect(page.get_by_text("“a while” is not a number of days from 1 to 3650")).to_be_visible()
    expect(page.get_by_label("Within days")).to_have_value("a while")
    assert page.get_by_label("Within days").get_attribute("aria-invalid") == "true"


def test_search_by_keyboard_alone(site, page):
    page.goto(f"{site}/meetings/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search the record")
    expect(box).to_be_focused()
    page.keyboard.type("o-ran")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Open RAN")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: o-ran")
    expect(page.locator("mark").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type("EPCC")
    expect(page.get_by_role("option").first).to_contain_text("Economic Two Plus Two")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/dialogues/two-plus-two/")


def test_the_single_key_can_be_switched_off(site, page):
    page.goto(f"{site}/search/")
    page.get_by_label("Switch off the “/” key").check()
    page.goto(f"{site}/topics/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search the record")).not_to_be_focused()
    page.goto(f"{site}/search/?q=quad")
    expect(page.get_by_label("Switch off the “/” key")).to_be_checked()
    page.get_by_label("Switch off the “/” key").uncheck()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search the record")).to_be_focused()


def test_search_without_javascript(site, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.get_by_label("Search the record").fill("半導体")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Semiconductors", exact=True).first).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Topics")).check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: 半導体")
    expect(page.get_by_role("link", name="Kind: Topics")).to_be_visible()
    context.close()


def test_the_matrix_lights_its_column_and_is_a_list_on_a_phone(site, page):
    page.goto(f"{site}/dialogues/quad/")
    cell = page.locator(".matrix td a").first
    cell.hover()
    lit = page.locator(".matrix th.lit")
    expect(lit).to_have_count(1)
    assert lit.evaluate("th => th.cellIndex") == cell.evaluate("a => a.closest('td').cellIndex")
    assert page.locator(".matrix tbody th").first.evaluate("th => getComputedStyle(th).position") == "sticky"
    page.set_viewport_size({"width": 390, "height": 844})
    expect(cell).to_be_hidden()
    line = page.locator(".meetings tbody tr").filter(has_text="Open RAN")
    expect(line.get_by_role("link")).to_have_count(0)
    line.locator("summary").click()
    proof = line.get_by_role("link", name=re.compile(": raised")).first
    box = proof.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    proof.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Open RAN")
    page.go_back()
    expect(page.locator(".filters")).to_have_count(0)
    page.goto(f"{site}/topics/")
    expect(page.get_by_label("Text")).to_be_hidden()
    page.locator(".filters summary").first.click()
    expect(page.get_by_label("Text")).to_be_visible()


def pages_of(page) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", print_background=False)))


def test_a_brief_prints_on_two_pages_at_most_and_keeps_what_matters(site, page):
    for topic in Topic.objects.all():  # more recommended topics than a brief lists
        from agenda.models import Dialogue, Recommendation

        first = Recommendation.objects.first()
        row = Recommendation.objects.create(
            code=f"X-{topic.code}"[:40], topic=topic, recommender=first.recommender, document=first.document,
            made_on="2019-01-01", kind="explicit", summary="A long summary. " * 20, is_published=True,
        )  # fmt: skip
        row.dialogues.set(Dialogue.objects.filter(slug__in=["quad", "us-japan-leaders"]))
    for slug in ("two-plus-two", "quad", "us-japan-leaders", "jwlc"):
        page.goto(f"{site}/dialogues/{slug}/brief/")
        printed = pages_of(page)
        words = " ".join(sheet.extract_text() for sheet in printed.pages)
        assert len(printed.pages) <= 2, slug
        assert "Brief:" in words and "not mentioned in the published readouts" in words
        assert "Search" not in words and "Cite this" not in words and "Word (.docx)" not in words


def test_an_embed_works_in_a_sandboxed_frame_of_another_site(site, page):
    page.route("https://elsewhere.example/", lambda route: route.fulfill(
        content_type="text/html",
        body=f'<iframe src="{site}/embed/rates/all/" sandbox="allow-popups" width="860" height="420"></iframe>',
    ))  # fmt: skip
    page.goto("https://elsewhere.example/")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("img", name=re.compile("Rates by year"))).to_be_visible()
    expect(frame.get_by_text("Source:").first).to_be_visible()


def test_pictures_follow_the_theme_and_forced_colors(site, chromium):
    def paint(**options):
        context = chromium.new_context(**options)
        page = context.new_page()
        page.goto(f"{site}/dialogues/quad/")
        found = page.locator(".picture .f-ink").first.evaluate("shape => getComputedStyle(shape).fill")
        context.close()
        return found

    assert paint(color_scheme="light") != paint(color_scheme="dark")
    assert paint(forced_colors="active") == "rgb(28, 27, 24)"


def test_nothing_moves_for_who_asked_for_less_motion(site, chromium):
    for choice, behavior in (("reduce", "auto"), ("no-preference", "smooth")):
        context = chromium.new_context(reduced_motion=choice)
        page = context.new_page()
        page.goto(site)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behavior
        context.close()


def test_targets_are_large_enough(site, page):
    """WCAG 2.2's 24 pixels for what stands alone; links and terms inside sentences are excepted there."""
    for address in ("/", "/missed/", "/search/?q=quad", "/dialogues/quad/", "/compare/"):
        page.goto(site + address)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                'button:not(.term), input:not([type=hidden]), summary, nav a, .links a, .chip')]
            .filter(e => e.offsetParent).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24).map(([html, box]) => `${html} ${box.width}×${box.height}`)"""
        )
        assert not small, address


SHEET = 1009
"""What a sheet of A4 on its side has between its margins, in CSS pixels: 267 mm."""


def test_a_wide_matrix_prints_with_narrower_columns_and_nothing_is_cut(site, page):
    page.goto(f"{site}/dialogues/us-japan-leaders/")
    dates = page.locator(".matrix thead th span").all_inner_texts()
    assert len(dates) > ROOMY
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    wide = [sheet for sheet in reader.pages if sheet.mediabox.width > sheet.mediabox.height]
    # Letters alone: kerning makes blanks inside words, and fonts join letters.
    words = "".join(normalize("NFKC", "".join(sheet.extract_text() for sheet in wide)).split())
    for date in dates:
        assert "".join(date.split()) in words, f"{date} is cut"
    for topic in page.locator(".matrix tbody th > a").all_inner_texts():
        assert "".join(topic.split()) in words, f"{topic} is cut"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 700})
    table = page.locator(".matrix").bounding_box()
    assert (
        table["x"] + table["width"] <= SHEET
        and page.evaluate("document.documentElement.scrollWidth") <= SHEET
    )


def test_the_header_is_one_line_on_a_phone_and_its_menu_opens_without_a_script(site, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/meetings/")
    assert page.locator(".top").bounding_box()["height"] < 64
    link = page.locator(".top nav").get_by_role("link", name="Topics", exact=True)
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")
    context.close()


def test_a_phone_shows_a_dialogue_on_few_screens(site, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/dialogues/quad/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 3000
    context.close()


def test_a_phone_too_says_in_whose_readouts_a_topic_is_not_mentioned(site, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/elsewhere/")
    whose = page.locator("tbody td", has=page.locator("a")).filter(has_text="mentioned in").locator("small")
    assert whose.count() == page.locator("tbody tr").count() > 0
    for said in whose.all():
        expect(said).to_be_visible()
