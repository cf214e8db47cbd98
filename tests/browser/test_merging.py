"""An editor finds two rows that look alike on the admin's front page and makes them one, in a real browser."""

import pytest
from playwright.sync_api import expect

from agenda.models import Actor, Recommendation
from tests.support import factories as f
from tests.support.browser import sign_in, sound

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_from_the_front_page_to_one_row_whose_old_address_leads_on(live_server, page, with_script, chromium):
    kept, given = f.actor("Ministry of Economy"), f.actor("The Ministry of Economy")
    asked = f.recommendation(f.topic("Cables"), recommender=given)
    sign_in(page, live_server.url, f.user("Editor"))
    context = None
    if not with_script:
        context = chromium.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
        page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name="Actors whose names look alike").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    page.goto(f"{live_server.url}/admin/agenda/actor/{given.pk}/change/")
    page.get_by_role("link", name="Merge into another…").click()
    if with_script:
        sound(page)
    page.get_by_role("link", name="Ministry of Economy", exact=True).first.click()
    expect(page.get_by_role("link", name=str(asked))).to_be_visible()
    if with_script:
        sound(page)
    assert Actor.objects.filter(pk=given.pk).exists()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("was merged into “Ministry of Economy”")).to_be_visible()
    assert Recommendation.objects.get().recommender == kept
    page.goto(live_server.url + given.get_absolute_url())
    assert page.url == live_server.url + kept.get_absolute_url()
    if context:
        context.close()
