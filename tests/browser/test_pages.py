"""The program in a real browser, as readers and editors meet it."""

import re

import pytest
from playwright.sync_api import expect

from agenda.models import Meeting
from tests.support import factories as f
from tests.support.browser import AXE, RULES, in_colors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reader_walks_from_home_to_the_proof(site, page):
    page.goto(site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Was the recommended topic raised?")
    page.get_by_role("region", name="Topics by dialogue").get_by_role("link", name="Quad", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quad")
    row = page.get_by_role("row", name=re.compile("^Open RAN"))
    row.get_by_role("link", name=re.compile(": raised")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Open RAN")
    expect(page.get_by_role("heading", name="Proof")).to_be_visible()
    page.get_by_role("link", name=re.compile("paragraph")).first.click()
    assert re.search(r"/documents/[\w-]+/#p\d+$", page.url)
    target = page.locator(":target")
    expect(target).to_be_visible()
    expect(target.get_by_role("link", name=re.compile("Open RAN"))).to_be_visible()


def test_filters_work_without_javascript_and_back_is_right(site, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/topics/")
    page.get_by_label("Quad", exact=False).first.check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("link", name="Forum: Quad")).to_be_visible()
    page.get_by_role("link", name="Forum: Quad").click()
    assert page.url == f"{site}/topics/?"
    page.go_back()
    expect(page.get_by_role("link", name="Forum: Quad")).to_be_visible()
    context.close()


def test_the_keyboard_reaches_content_and_cells(site, page):
    page.goto(f"{site}/dialogues/jhlc/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator(".matrix td a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Documents examined")).to_be_visible()


# Every rule in the light; in the dark those that look at colors, for the page is the same but for them.
PUBLIC = [
    "/", "/dialogues/", "/dialogues/quad/", "/meetings/?forum=quad", "/meetings/us-japan-leaders-2022-01-21/",
    "/topics/?forum=nix&since=x", "/topics/open-ran/", "/recommendations/", "/recommendations/J22-37/", "/documents/",
    "/documents/usjp-leaders-2022-01-21-readout/", "/actors/", "/actors/japan/", "/findings/1/", "/methodology/",
    "/nothing-here/", "/questions/", "/missed/", "/divergence/?forum=quad&as_of=2023", "/planned/", "/elsewhere/?window=x",
    "/wording/", "/wording/us-japan-leaders/cybersecurity/", "/claims/", "/compare/?forum=quad&forum=two-plus-two",
    "/dialogues/two-plus-two/brief/", "/search/?q=semiconductor*", "/search/?q=semicondutors", "/follow/", "/agreement/",
    "/embed/strip/open-ran/", "/embed/matrix/quad/", "/api/", "/downloads/", "/dialogues/quad/?as_of=nonsense",
]  # fmt: skip


@pytest.mark.parametrize("language", ["", "/ja"], ids=["en", "ja"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_overflows(site, chromium, width, language):
    from agenda.models import Finding

    # An embed's own policy forbids every script, the checker's too: it is looked at without its policy.
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    for address in PUBLIC:
        address = language + address.replace("/findings/1/", Finding.objects.first().get_absolute_url())
        page.emulate_media(color_scheme="light")
        page.goto(site + address)
        for scheme in RULES:
            in_colors(page, scheme)
            found = AXE.run(page, options={"runOnly": RULES[scheme]})
            assert found.violations_count == 0, f"{address} {scheme} {width}: {found.generate_report()}"
        for other in (width, 320, 768, 1920) if width == 1280 else (width,):
            page.set_viewport_size({"width": other, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= other, f"{address} {other}"
        page.set_viewport_size({"width": width, "height": 900})
    context.close()


def choose(page, field, text):
    """Pick an entry of the admin's autocomplete box."""
    page.locator(f"#{field}").locator("xpath=..").locator(".select2-selection").click()
    page.locator(".select2-search__field").last.fill(text)
    page.locator(".select2-results__option", has_text=text).first.click()


def test_an_editor_enters_a_meeting_with_proof(live_server, page):
    f.codebook()
    f.dialogue(short_name="Quad", name="The Quad", slug="quad")
    f.actor("Ministry of Harmony", slug="harmony")
    f.topic("Subsea cables", code="subsea-cables")
    sign_in(page, live_server.url, f.user("Editor", "Analyst", "Reviewer"))
    page.goto(f"{live_server.url}/admin/agenda/meeting/add/")
    choose(page, "id_dialogue", "Quad")
    page.locator("#id_title").fill("Eleventh meeting")
    page.locator("#id_held_on").fill("12/11/2024")
    page.locator("#id_format").select_option("in_person")
    page.locator("#id_level").select_option("ministerial")
    page.locator("#id_is_published").check()
    page.locator("#id_documents-0-title").fill("Readout of the eleventh meeting")
    page.locator("#id_documents-0-kind").select_option("readout")
    choose(page, "id_documents-0-publisher", "Harmony")
    page.locator("#id_documents-0-is_published").check()
    choose(page, "id_assessments-0-topic", "Subsea")
    page.locator("#id_assessments-0-outcome").select_option("raised")
    page.locator("#id_assessments-0-found_in").select_option("0")
    page.locator("#id_assessments-0-paragraph").fill("3")
    page.locator("#id_assessments-0-summary").fill("A new cable was announced.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("“12/11/2024” could be two days")).to_be_visible()
    expect(page.locator("#id_assessments-0-summary")).to_have_value("A new cable was announced.")
    page.locator("#id_held_on").fill("November 2024")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    meeting = Meeting.objects.get()
    assert (meeting.slug, str(meeting.held)) == ("quad-2024-11", "November 2024")
    evidence = meeting.assessments.get().examinations.get().evidence.get()
    assert (evidence.paragraph, evidence.summary) == (3, "A new cable was announced.")
    page.goto(live_server.url + meeting.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Eleventh meeting")


def test_the_admin_breaks_no_content_security_rule(live_server, page):
    """The page fixture fails on any complaint in the console."""
    f.codebook()
    found = f.finding(f.meeting(), f.topic())
    f.document(found.meeting)
    sign_in(page, live_server.url, f.user(is_superuser=True))
    for address in ("meeting/", f"meeting/{found.meeting_id}/change/", f"meeting/{found.meeting_id}/history/",
                    "document/add/", "assessment/add/", "finding/",
                    f"actor/{found.meeting.documents.first().publisher_id}/delete/"):  # fmt: skip
        page.goto(f"{live_server.url}/admin/agenda/{address}")
        expect(page.locator("#content")).to_be_visible()
