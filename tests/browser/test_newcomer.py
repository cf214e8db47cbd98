"""A newcomer's way: from the empty tracker that `make start` serves to a published cell, by links and forms alone."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import expect

from agenda.models import CodebookVersion, Finding
from tests.support import factories as f
from tests.support.browser import AXE, enter
from tests.support.door import PASSWORD, forget_tries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READOUT = (
    "Both sides met in Paris-Saclay on 16 May 2022 for the second ministerial meeting of the council.\n\n"
    "They agreed to build a common early warning of shortages of semiconductors.\n\nThe next meeting is to follow."
)


@pytest.fixture
def groups():
    """The groups that migrations make, without anybody in them; a flush takes them away."""
    f.user("Analyst").delete()
    forget_tries()
    assert Group.objects.count() == 4


def step(page, site, label):
    """Follow the first step of that name from the desk."""
    page.goto(f"{site}/desk/")
    page.locator(".steps").get_by_role("link", name=label).click()


def choose(page, field, name):
    """Choose a row by typing its name, as the admin's boxes ask for it."""
    page.locator(f".field-{field} .select2-selection").first.click()
    page.locator(".select2-search__field").last.fill(name)
    page.locator(".select2-results__option", has_text=name).first.click()


def save(page):
    page.locator("[name=_save]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def become_administrator(page, site, capsys):
    call_command("first_link", site)
    page.goto(re.search(r"http\S+", capsys.readouterr().out)[0])
    page.get_by_label("Your name").fill("Nora New")
    page.get_by_label("Your e-mail address").fill("nora@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    enter(page, site, "nora@example.org", PASSWORD)


def test_from_an_empty_tracker_to_a_published_cell(live_server, page, groups, capsys):
    site = live_server.url
    page.goto(site)
    expect(page.get_by_text("Nothing is published here yet")).to_be_visible()
    become_administrator(page, site, capsys)
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()
    found = AXE.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()

    step(page, site, "Say what the site is")
    page.get_by_label("Name of the site").fill("Atlantic Tech Watch")
    page.get_by_label("Color of links and buttons").fill("#8a1538")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".brand")).to_have_text("Atlantic Tech Watch")

    for name, kind in (("European Union", "group"), ("European Commission", "office")):
        step(page, site, "Enter who meets")
        page.locator("#id_name").fill(name)
        page.locator("#id_kind").select_option(kind)
        page.locator("#id_is_published").check()
        save(page)

    step(page, site, "Enter the dialogue")
    page.locator("#id_name").fill("EU-US Trade and Technology Council")
    page.locator("#id_short_name").fill("TTC")
    page.locator("#id_kind").select_option("bilateral")
    page.locator("#id_level").select_option("ministerial")
    page.locator("#id_status").select_option("active")
    page.locator("#id_is_published").check()
    save(page)

    step(page, site, "Write the codebook")
    page.locator("#id_name").fill("Semiconductor supply")
    page.locator("#id_definition").fill("Supply of chips and what may interrupt it.")
    page.locator("#id_aliases").fill("semiconductors")
    page.locator("#id_is_published").check()
    save(page)

    step(page, site, "Enter the first meeting")
    choose(page, "dialogue", "TTC")
    page.locator("#id_title").fill("Second ministerial meeting of the TTC")
    page.locator("#id_held_on").fill("2022-05-16")
    page.locator("#id_format").select_option("in_person")
    page.locator("#id_level").select_option("ministerial")
    page.locator("#id_status").select_option("held")
    page.locator("#id_is_published").check()
    save(page)
    bring_in_code_and_publish(page, site)

    page.goto(site)
    expect(page.get_by_text("Nothing is published here yet")).not_to_be_visible()
    expect(page.get_by_role("heading", name="First steps")).not_to_be_visible()
    finding = Finding.objects.published().get()
    page.goto(f"{site}{finding.get_absolute_url()}")
    expect(page.locator("main")).to_contain_text("early warning of shortages of semiconductors")
    expect(page).to_have_title(re.compile("Atlantic Tech Watch"))
    assert CodebookVersion.objects.get().number == 1


def bring_in_code_and_publish(page, site):
    """The text of the meeting, its one topic, and the finding."""
    step(page, site, "Bring in the first readout")
    page.get_by_label("Address").fill("https://www.example.org/second-meeting")
    page.get_by_label("Text", exact=False).first.fill(READOUT)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("common early warning")).to_be_visible()
    page.locator("#id_meeting").select_option(index=1)
    page.locator("#id_publisher").select_option(label="European Commission")
    page.get_by_role("button", name="Freeze it and open the sheet").click()
    expect(page.locator("#judgement h2")).to_contain_text("Semiconductor supply")
    expect(page.locator("#tools")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator("#progress")).to_contain_text("All done")
    page.keyboard.press("h")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Handed in: 1 topic")).to_be_visible()
    step(page, site, "Publish what was coded")
    page.get_by_label("with their documents").check()
    page.get_by_role("button", name=re.compile("Publish those of one coder too")).click()
    expect(page.get_by_text("1 published.")).to_be_visible()
