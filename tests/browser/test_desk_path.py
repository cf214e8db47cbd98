"""From a pasted readout to published proof on one path: clicks, keys and page loads are counted."""

import pytest
from playwright.sync_api import expect

from agenda.models import Finding, Topic
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
    page.on("load", lambda _page: counted.update(loads=counted["loads"] + 1))
    page.get_by_label("Address").fill("https://www.example.gov/second")
    page.get_by_label("Text", exact=False).first.fill(READOUT)
    click("Read it")
    expect(page.get_by_text("They discussed Open RAN at length.")).to_be_visible()
    expect(page.get_by_label("Meeting:", exact=True).locator("option:checked")).to_contain_text("7 May 2023")
    found = AXE.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    click("Freeze it and open the sheet")
    expect(page.locator("#judgement h2")).to_contain_text("Open RAN")
    expect(page.locator("#tools")).to_be_visible()  # the page's scripts are there
    press("1")
    expect(page.locator("#judgement h2")).to_contain_text("Space")
    press("3")
    expect(page.locator("#progress")).to_contain_text("All done")
    press("h")
    press("Enter")
    expect(page.get_by_text("Handed in: 2 topics")).to_be_visible()
    counted["clicks"] += 1
    page.locator(".tasks").get_by_role("link").first.click()
    page.get_by_label("with their documents").check()
    counted["clicks"] += 1
    click("Publish those of one coder too: 2")
    expect(page.get_by_text("2 published.")).to_be_visible()
    assert Finding.objects.published().count() == 2
    assert counted["clicks"] <= 5 and counted["keys"] == 4, counted
    print(counted)


class Counted:
    """A page whose keys, clicks and page loads are counted; words typed into a field count as one key a field."""

    def __init__(self, page):
        self.page, self.keys, self.clicks, self.loads = page, 0, 0, 0

    def begin(self, address):
        self.page.goto(address)
        self.page.on("load", self._loaded)

    def _loaded(self, _page):
        self.loads += 1

    def press(self, key):
        self.keys += 1
        self.page.keyboard.press(key)

    def click(self, role, name):
        self.clicks += 1
        self.page.get_by_role(role, name=name).first.click()

    def __str__(self):
        return f"{self.keys} keys, {self.clicks} clicks, {self.loads} page loads"


WORDS = [f"subject number {n}" for n in range(34)]
NAMED = 6  # topics that the readout names; the other 28 it does not


def code_whole_sheet(counted, keys):
    """Code the open sheet: a key for each topic with a passage, then the others together; hand in by keyboard."""
    page = counted.page
    expect(page.locator("#tools")).to_be_visible()
    for position, key in enumerate(keys, start=1):
        expect(page.locator("#judgement h2 small")).to_have_text(f"{position} of 34")
        counted.press(key)
    expect(page.locator("#judgement h2 small")).to_have_text(f"{NAMED + 1} of 34")
    counted.press("t")
    counted.click("button", "I have read the texts: confirm")
    expect(page.locator("#progress")).to_contain_text("All done")
    expect(page.locator("#tools")).to_be_visible()  # the page's scripts are there
    counted.press("h")
    counted.press("Enter")
    expect(page.get_by_text("Handed in: 34 topics")).to_be_visible(timeout=30_000)


def test_from_pasted_readout_over_two_coders_and_a_ruling_to_a_published_meeting(
    live_server, chromium, talks
):
    """34 topics, two coders who differ about one, a reviewer; the figures are printed."""
    Topic.objects.all().delete()
    for n, words in enumerate(WORDS):
        f.topic(f"Topic {n:02}", code=f"topic-{n:02}", aliases=[words])
    named = " ".join(f"They discussed {words} at length." for words in WORDS[:NAMED])
    readout = READOUT.replace("They discussed Open RAN at length.", named)
    people = {
        "first": f.user("Editor", "Analyst"),
        "second": f.user("Analyst"),
        "reviewer": f.user("Reviewer"),
    }
    counts = {}
    for role, who in people.items():
        page = chromium.new_context().new_page()
        sign_in(page, live_server.url, who)
        counts[role] = counted = Counted(page)
        counted.begin(f"{live_server.url}/desk/{'new/' if role == 'first' else ''}")
        if role == "first":
            page.get_by_label("Address").fill("https://www.example.gov/second")
            page.get_by_label("Text", exact=False).first.fill(readout)
            counted.click("button", "Read it")
            counted.click("button", "Freeze it and open the sheet")
            code_whole_sheet(counted, "111111")
        elif role == "second":
            counted.clicks += 1
            page.locator(".tasks").get_by_role("link").first.click()
            code_whole_sheet(counted, "111112")
        else:
            counted.clicks += 1
            page.locator(".tasks").get_by_role("link").first.click()
            expect(page.locator("#ruling h2")).to_contain_text("Topic 05 disputed")
            expect(page.locator("#tools")).to_be_visible()  # the page's scripts are there
            counted.press("a")
            counted.press("r")
            page.keyboard.type("It was discussed at length")
            page.get_by_label("Publish the documents it rests on too").check()
            counted.clicks += 1
            counted.press("Control+Enter")
            expect(page.locator("#progress")).to_contain_text("Nothing is disputed")
            counted.press("h")
            counted.press("Enter")
            expect(page.get_by_text("33 published.")).to_be_visible(timeout=30_000)
        page.wait_for_load_state("networkidle")  # the last load is counted when it is through
        print(role, counted)
        page.context.close()
    assert Finding.objects.published().count() == 34
    assert Finding.objects.published().filter(basis="adjudicated").count() == 1
    first, second, reviewer = counts.values()
    assert (first.keys, first.clicks) == (NAMED + 3, 3) and (second.keys, second.clicks) == (NAMED + 3, 2)
    assert (reviewer.keys, reviewer.clicks) == (5, 2)
    assert first.loads + second.loads + reviewer.loads == 11, counts
