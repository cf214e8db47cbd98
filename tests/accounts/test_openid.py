"""Signing in by the office's own provider, with a provider that really answers: who comes in, who does not, what is told."""

import json
import time
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from agenda.accounts.settings import provider
from agenda.models import AuditEvent
from tests.support import factories as f
from tests.support.door import PASSWORD, forget_tries, person, sign_in, signed_in
from tests.support.openid import openid_provider
from tests.support.pages import text
from tests.support.site import site_settings

pytestmark = pytest.mark.django_db
LOGIN = "/account/provider/oidc/login/"


@pytest.fixture(autouse=True)
def office(settings):
    forget_tries()
    with openid_provider(settings) as told:
        yield told


def begun(client) -> str:
    """Where the browser is sent after the button of the page for signing in."""
    response = client.post(f"{LOGIN}?process=login")
    assert response.status_code == 302, text(response)
    return response["Location"]


def agreed(address: str) -> str:
    """What the provider answers to somebody who agrees there: the way back, as a path of the site."""
    parts = urlsplit(address)
    way = HTTPConnection(parts.netloc, timeout=20)
    way.request("GET", f"{parts.path}?{parts.query}")
    back = way.getresponse().headers["Location"]
    way.close()
    assert back.startswith("http://testserver/"), back
    return back.removeprefix("http://testserver")


def came(client):
    """The page that somebody ends at who signed in at the provider."""
    return client.get(agreed(begun(client)), follow=True)


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_the_page_for_signing_in_leads_there_and_back_to_an_account_of_the_same_address(client, office):
    ana = person("Analyst", email="Ana@Example.org")
    assert "Sign in with OpenID" in text(client.get(reverse("account_login")))
    page = came(client)
    assert page.redirect_chain[-1][0] == "/desk/" and page.context["user"] == ana
    assert (
        kinds() == ["signed_in"]
        and not get_user_model().objects.exclude(pk=ana.pk).filter(email__iexact=ana.email).exists()
    )
    assert SocialAccount.objects.get().user == ana
    assert {"/.well-known/openid-configuration", "/authorize", "/token", "/person"} <= set(office.asked)


def test_the_password_goes_on_beside_it(client):
    ana = person("Administrator", email="ana@example.org")
    came(client)
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD) and signed_in(ana)
    assert EmailAddress.objects.get(user=ana).verified


def test_the_password_of_an_account_that_somebody_made_with_anothers_address_does_not(client):
    site_settings(takes_registrations=True)
    values = {
        "username": "squatter",
        "email": "ana@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    Client().post(reverse("account_signup"), values)
    came(client)
    assert not get_user_model().objects.get(username="squatter").has_usable_password()


def test_who_came_once_is_known_again_when_the_address_changed_there(client, office):
    ana = person("Analyst", email="ana@example.org")
    came(client)
    office.person |= {"email": "ana.lyst@example.net"}
    assert came(Client()).context["user"] == ana


@pytest.mark.parametrize("checked", [False, None, "no"])
def test_an_address_that_the_provider_did_not_check_opens_no_account(client, office, checked):
    person("Reviewer", email="ana@example.org")
    office.person["email_verified"] = checked
    page = came(client)
    assert "Accounts are given by administrators" in text(page)
    assert client.get("/desk/").status_code == 302 and not SocialAccount.objects.exists()


def test_addresses_of_the_named_domains_are_believed_without_a_word_of_the_provider(client, office, settings):
    person("Analyst", email="ana@example.org")
    del office.person["email_verified"]
    names = {
        "OIDC_CLIENT_ID": "tracker",
        "OIDC_CLIENT_SECRET": "between the two of us",
        "OIDC_DOMAINS": "example.org, x.org",
    }
    settings.SOCIALACCOUNT_PROVIDERS = provider(office.issuer, "Office", names)["SOCIALACCOUNT_PROVIDERS"]
    assert came(client).redirect_chain[-1][0] == "/desk/"
    office.person |= {"sub": "2", "email": "ana@example.org.evil.net"}
    assert "Accounts are given by administrators" in text(came(Client()))


def test_a_stranger_is_refused_and_no_account_is_made(client, office):
    office.person |= {"sub": "4711", "email": "stranger@example.net"}
    before = get_user_model().objects.count()
    page = came(client)
    assert "Nobody makes an account here without being invited" in text(page)
    assert get_user_model().objects.count() == before and client.get("/desk/").status_code == 302


def test_where_everybody_may_make_an_account_a_stranger_has_one_without_a_role(client, office):
    site_settings(takes_registrations=True)
    office.person |= {"sub": "4711", "email": "stranger@example.net"}
    came(client)
    user = get_user_model().objects.get(email="stranger@example.net")
    assert not user.groups.exists() and not user.is_staff and not user.is_superuser
    assert client.get("/desk/").status_code == 403 and "registered" in kinds()


def test_who_was_deactivated_does_not_come_in_by_the_provider_either(client):
    ana = person("Analyst", email="ana@example.org")
    came(client)
    ana.is_active = False
    ana.save()
    page = came(Client())
    assert "This account was ended" in text(page) and "_auth_user_id" not in page.client.session
    fresh = person("Reviewer", email="gone@example.org", is_active=False)
    assert not SocialAccount.objects.filter(user=fresh).exists()


@pytest.mark.parametrize("role", ["Administrator", "Reviewer"])
def test_who_needs_a_second_factor_sets_it_up_here_too(client, settings, role):
    settings.SECOND_FACTOR = True
    person(role, email="ana@example.org")
    page = came(client)
    assert page.redirect_chain[-1][0] == reverse("mfa_index")


def test_who_needs_none_comes_in_and_nobody_is_asked_where_it_is_off(client, settings):
    settings.SECOND_FACTOR = True
    person("Analyst", email="ana@example.org")
    assert came(client).redirect_chain[-1][0] == "/desk/"
    settings.SECOND_FACTOR = False
    assert came(Client()).redirect_chain[-1][0] == "/desk/"


def test_who_has_a_second_factor_gives_it_after_the_provider(client):
    ana = person("Reviewer", email="ana@example.org")
    TOTP.activate(ana, "JBSWY3DPEHPK3PXP")
    page = came(client)
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert client.get("/desk/").status_code == 302 and "signed_in" not in kinds()
    assert Authenticator.objects.filter(user=ana).exists()


def changed(path: str, **values: str) -> str:
    query = {name: given[0] for name, given in parse_qs(urlsplit(path).query).items()} | values
    return f"{urlsplit(path).path}?{urlencode(query)}"


def refused(client, page) -> None:
    assert page.status_code == 401 and "does not belong to a sign-in that was begun in this browser" in text(
        page
    )
    assert client.get("/desk/").status_code == 302 and kinds()[-1] == "sign_in_failed"


@pytest.mark.parametrize("state", ["", "x" * 16])
def test_another_state_is_refused(client, state):
    person("Analyst", email="ana@example.org")
    refused(client, client.get(changed(agreed(begun(client)), state=state)))


def test_an_answer_serves_once_and_only_in_the_browser_that_asked(client):
    person("Analyst", email="ana@example.org")
    back = agreed(begun(client))
    stranger = Client()
    refused(stranger, stranger.get(back))
    assert client.get(back).status_code == 302
    again = Client()
    refused(again, again.get(back))


def test_a_code_of_somebody_elses_sign_in_is_refused(client):
    """The challenge of PKCE binds a code to the browser that asked for it, as a nonce would."""
    person("Analyst", email="ana@example.org")
    theirs = parse_qs(urlsplit(agreed(begun(Client()))).query)["code"][0]
    refused(client, client.get(changed(agreed(begun(client)), code=theirs)))


@pytest.mark.parametrize("fault", ["audience", "expired", "ill at tokens", "denied"])
def test_tokens_that_are_for_others_or_ended_are_refused(client, office, fault):
    person("Analyst", email="ana@example.org")
    office.breaks = fault
    page = came(client)
    if fault == "denied":
        assert "You broke off signing in" in text(page)
    else:
        refused(client, page)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("fault", ["ill", "no provider", "half"])
def test_a_provider_that_is_down_or_none_is_told_in_words_and_the_password_serves(client, office, fault):
    ana = person("Analyst", email="ana@example.org")
    office.breaks = fault
    page = client.post(f"{LOGIN}?process=login")
    assert page.status_code == 503 and page["Retry-After"] and "could not be reached" in text(page)
    assert sign_in(client, ana.username, PASSWORD)["Location"] == "/desk/"


def test_a_provider_that_went_down_on_the_way_back_is_told(client, office):
    back = agreed(begun(client))
    office.breaks = "ill"
    page = client.get(back)
    assert page.status_code in (401, 503) and client.get("/desk/").status_code == 302
    assert "could not be reached" in text(page) or "You were not signed in" in text(page)


def test_nothing_listens_where_the_provider_should_be(client, settings):
    with openid_provider(settings) as gone:
        pass
    assert gone.issuer == settings.OIDC_ISSUER
    page = client.post(f"{LOGIN}?process=login")
    assert page.status_code == 503 and "could not be reached" in text(page)


def test_an_administrator_of_the_provider_alone_is_sent_to_sign_in_again(client):
    ada = person("Administrator", email="ana@example.org")
    ada.set_unusable_password()
    ada.save()
    came(client)
    values = {"name": "Bo", "email": "bo@example.org", "roles": "Analyst"}
    assert client.post(reverse("invite"), values).status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3_600
    session.save()
    page = client.post(reverse("invite"), values | {"email": "bea@example.org"}, follow=True)
    assert "Sign in once more to go on" in text(page)
    assert not get_user_model().objects.filter(email="bea@example.org").exists()
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_nothing_of_the_provider_is_kept_but_who_it_was(client):
    person("Analyst", email="ana@example.org")
    came(client)
    kept = json.dumps(list(SocialAccount.objects.values("uid", "extra_data")))
    assert "let me in" not in kept and "0815" in kept
    f.user("Analyst")
