"""What a page may cost a reader: bytes, requests that block, and nothing that moves while it loads."""

import gzip

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/", "/dialogues/quad/", "/dialogues/us-japan-leaders/", "/topics/?forum=quad", "/recommendations/", "/meetings/",
         "/meetings/quad-2024-09-21/", "/divergence/", "/topics/open-ran/", "/dialogues/quad/brief/",
         "/dialogues/quad/changes/", "/search/?q=chips", "/about/"]  # fmt: skip
MOST = 60_000  # bytes, compressed
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 150);
})"""


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_small_block_on_one_stylesheet_and_do_not_move(site, chromium, width):
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    for address in PAGES:
        body = page.goto(site + address, wait_until="load").body()
        assert len(gzip.compress(body)) <= MOST, address
        assert page.locator("head link[rel=stylesheet]").count() == 1, address
        assert page.locator("script[src]:not([defer])").count() == 0, address
        swaps = page.locator("[hx-get]").count() > 0
        assert page.locator("script[src]").count() == 1 + swaps, (
            f"{address}: a script that the page does not need"
        )
        assert page.evaluate(SHIFTS) < 0.01, f"{address} moves at {width}"
    context.close()


@pytest.mark.parametrize("width, height, screens", [(1280, 900, 1), (390, 844, 2)])
def test_home_answers_within_the_first_screen_or_two_on_a_phone(site, chromium, width, height, screens):
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(site)
    front = page.locator(".front").bounding_box()
    assert front["y"] + front["height"] <= screens * height
    context.close()
