"""A passkey in a real browser, under the strict policy: set up, and used to come in."""

import pytest
from playwright.sync_api import expect

from agenda.models import AuditEvent
from tests.support.browser import enter
from tests.support.door import PASSWORD, forget_tries, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_passkey_is_set_up_and_opens_the_door(live_server, page):
    forget_tries()
    user = person("Analyst")
    site = live_server.url
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
           "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    enter(page, site, user.username, PASSWORD)
    page.goto(f"{site}/account/second-factor/webauthn/add/")
    page.get_by_label("Passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/desk/")
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    kinds = list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[0] == kinds[-1] == "signed_in" and {"factor_added", "signed_out"} <= {*kinds}
