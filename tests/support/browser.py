"""What browser tests share: accessibility rules and signing in."""

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe


class Checker(Axe):
    """axe, put into a page once, which describes what breaks a rule and not the thousands of elements that keep it."""

    def run(self, page, context=None, options=None):
        if page.evaluate("'axe' in window"):
            self.axe_script = "0"
        try:
            return super().run(page, context, {"resultTypes": ["violations"]} | (options or {}))
        finally:
            self.axe_script = AXE_SCRIPT


AXE = Checker()

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


def in_colors(page, scheme: str) -> None:
    """Show the open page in light or dark colors, once what fades from one into the other has ended."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("Promise.allSettled(document.getAnimations().map(fading => fading.finished))")


def sound(page):
    """Nothing the accessibility checker complains of, and nothing overflows, wide and narrow, light and dark."""
    for scheme, rules in RULES.items():
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            in_colors(page, scheme)  # Django's admin fades its links from one scheme into the other
            found = AXE.run(page, options={"runOnly": rules})
            assert found.violations_count == 0, f"{page.url} {scheme} {width}: {found.generate_report()}"
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
