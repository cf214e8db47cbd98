"""Signing in by the office's own provider in a real browser: the strict policy lets the form lead there, and back."""

import pytest
from playwright.sync_api import expect

from tests.support.door import forget_tries, person
from tests.support.openid import openid_provider

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_button_leads_to_the_provider_and_back_to_the_desk(live_server, page, settings):
    forget_tries()
    with openid_provider(settings) as office:
        settings.OIDC_NAME = "Our Office"
        person("Analyst", email="ana@example.org", first_name="Ana", last_name="Lyst")
        page.goto(f"{live_server.url}/account/login/")
        page.get_by_role("button", name="Sign in with Our Office").click()
        expect(page.get_by_role("heading", name="Desk", level=1)).to_be_visible()
        assert "/authorize" in office.asked
