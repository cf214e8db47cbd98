"""A person at the import's page, whose clicks are counted."""

from playwright.sync_api import expect

from agenda.models import Recommendation

from . import factories as f
from . import messy
from .browser import sign_in

MOST_CLICKS, LEAST = 15, 0.95
UPLOAD_CLICKS = 3  # the kind, the file, the button


class Hand:
    """A person at the page, whose clicks are counted; choosing from a list is two."""

    def __init__(self, page):
        self.page, self.clicks = page, UPLOAD_CLICKS

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()
        self.clicks += 1

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(value)
        self.clicks += 2

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).check()
        self.clicks += 1

    def say(self, text: str, answer: str) -> None:
        """Choose what the name or word means."""
        box = self.page.locator(".name-box").filter(has=self.page.get_by_text(text, exact=True))
        box.get_by_label(answer, exact=True).check()
        self.clicks += 1

    def keep_twins(self) -> None:
        """Rows on the same topic of the same document that say something else are told: keep them all."""
        expect(self.page.get_by_text("are the same recommendation").first).to_be_visible()
        self.tick("Rows on one topic of one document")
        self.look_again()

    def look_again(self) -> None:
        self.press("Look again with these")


def bringing(site: str, page):
    """A function that brings a file, or pasted cells, in as recommendations; it returns the hand at the import's page."""
    f.codebook()
    messy.record()
    sign_in(page, site, f.user("Editor"))

    def bring(name: str, content: bytes | str) -> Hand:
        page.goto(f"{site}/desk/import/")
        page.get_by_label("What the files hold").select_option("recommendations")
        if isinstance(content, str):
            page.get_by_label("Or cells copied from a spreadsheet").fill(content)
        else:
            file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            page.locator("#id_files").set_input_files(file)
        page.get_by_role("button", name="Look at it").click()
        page.wait_for_url("**/desk/import/*/")
        return Hand(page)

    return bring


def written(hand: Hand) -> int:
    """Check that the import was written, with few enough clicks; returns the recommendations on record."""
    expect(hand.page.get_by_text("Written on")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS, hand.clicks
    count = Recommendation.objects.count()
    assert count >= LEAST * messy.ROWS, count
    return count
