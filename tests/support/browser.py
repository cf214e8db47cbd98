"""What browser tests share: accessibility rules and signing in."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()


RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def sign_in(page, url, who):
    page.goto(f"{url}/admin/")
    page.get_by_label("Username").fill(who.username)
    page.get_by_label("Password").fill("pw")
    page.get_by_role("button", name="Log in").click()
