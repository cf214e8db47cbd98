"""From a pasted readout to published proof on one path: clicks, keys and page loads are counted."""

import pytest
from playwright.sync_api import expect

from agenda.models import Finding
from tests.support import factories as f
from tests.support.browser import AXE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READOUT = (
    "Readout of the Pacific Chip Talks\n\nOn May 7, 2023 the ministers of the Pacific Chip Talks met in Tokyo.\n\n"
    "They discussed Open RAN at length."
)


@pytest.fixture
def talks():
    f.codebook()
    talks = f.dialogue(name="Pacific Chip Talks", short_name="PCT", slug="pct")
    f.meeting(talks, "2023-05-07", slug="pct-1")
    f.document(None, f.actor("Ministry"), url="https://www.example.gov/first", kind="report")
    f.topic("Open RAN", code="open-ran", aliases=["Open RAN"])
    f.topic("Space", code="space", aliases=["satellite"])


def test_from_pasted_readout_to_published_meeting(live_server, page, talks):
    who = f.user("Editor", "Analyst", "Reviewer")
    sign_in(page, live_server.url, who)
    counted = {"loads": 0, "clicks": 0, "keys": 0}

    def click(name):
        counted["clicks"] += 1
        page.get_by_role("button", name=name).click()

    def press(key):
        counted["keys"] += 1
        page.keyboard.press(key)

    page.goto(f"{live_server.url}/desk/new/")
    page.on("framenavigated", lambda _frame: counted.update(loads=counted["loads"] + 1))
    page.get_by_label("Address").fill("https://www.example.gov/second")
    page.get_by_label("Text", exact=False).first.fill(READOUT)
    click("Read it")
    expect(page.get_by_text("They discussed Open RAN at length.")).to_be_visible()
    expect(page.get_by_label("Meeting:", exact=True).locator("option:checked")).to_contain_text("7 May 2023")
    found = AXE.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    click("Freeze it and open the sheet")
    expect(page.locator("#judgement h2")).to_contain_text("Open RAN")
    press("1")
    expect(page.locator("#judgement h2")).to_contain_text("Space")
    press("3")
    expect(page.locator("#progress")).to_contain_text("All done")
    press("h")
    press("Enter")
    expect(page.get_by_text("Handed in: 2 topics")).to_be_visible()
    counted["clicks"] += 1
    page.locator(".tasks").get_by_role("link").first.click()
    page.get_by_label("Publish the documents they rest on too").check()
    counted["clicks"] += 1
    click("Publish single-coder cells too")
    expect(page.get_by_text("2 published.")).to_be_visible()
    assert Finding.objects.published().count() == 2
    assert counted["clicks"] <= 5 and counted["keys"] == 4, counted
    print(counted)
