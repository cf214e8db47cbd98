"""What browser tests share: accessibility rules and signing in."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()


RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def sign_in(page, url, who):
    enter(page, url, who.username, "pw")


def enter(page, url, name, password):
    """Sign in by the form; the next page is there."""
    page.goto(f"{url}/account/login/")
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/login/" not in address)
