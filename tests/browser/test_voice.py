"""Reporting an error, explained terms and printed sheets in a real browser, without a script where it matters."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import expect

from agenda.models import Correction, Finding

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain(chromium):
    """A page without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_an_error_is_reported_without_a_script_and_what_was_typed_stays(site, plain):
    finding = Finding.objects.published().order_by("pk").first()
    plain.goto(site + finding.get_absolute_url())
    plain.get_by_role("link", name="Report an error").click()
    expect(plain.get_by_role("textbox", name="Page")).to_have_value(finding.get_absolute_url())
    expect(plain.get_by_label("Leave this empty")).not_to_be_in_viewport()
    plain.get_by_label("Your name").fill("Ann Other")
    plain.get_by_role("button", name="Send to the desk").click()
    expect(plain.get_by_role("alert")).to_have_text("Write what is wrong: there is nothing here yet.")
    expect(plain.get_by_label("Your name")).to_have_value("Ann Other")
    plain.get_by_label("What is wrong").fill("Paragraph 4 says otherwise.")
    plain.get_by_role("button", name="Send to the desk").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Thank you: the desk has it")
    assert Correction.objects.get().text == "Paragraph 4 says otherwise."


def test_a_term_is_explained_by_keyboard_without_a_script(site, plain):
    plain.goto(f"{site}/topics/open-ran/")
    term, meaning = plain.get_by_role("button", name="absence could be shown"), plain.locator("#term-absence")
    expect(meaning).to_be_hidden()
    term.focus()
    plain.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("read whole")
    plain.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_every_printed_sheet_has_address_and_date_and_terms_are_printed(site, page):
    page.goto(f"{site}/topics/open-ran/")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    words = ["".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(sheets) > 1
    for number, said in enumerate(words, start=1):
        assert re.search(rf"{site}/topics/open-ran/·recordof\d+\w+\d{{4}}", said), number
        assert f"{number}/{len(sheets)}" in said
    assert "Elsewheresilenceprovesnothing." in "".join(words)
    assert "Reportanerror" not in "".join(words)
