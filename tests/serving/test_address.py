"""What leaves the site by mail names the configured address, whatever host a request names."""

import re

import pytest
from django.core import mail
from django.test.utils import override_script_prefix
from django.urls import reverse

from agenda.serving.address import public_origin
from tests.support.door import PASSWORD, forget_tries, person, sign_in, signed_in
from tests.support.pages import text
from tests.support.site import site_settings

EVIL = {"HTTP_HOST": "evil.example.net"}


@pytest.fixture
def mails(settings, db):
    forget_tries()
    settings.EMAIL_URL, settings.PUBLIC_ORIGIN = "smtp://mail.example.org", "https://agenda.example.org"
    site_settings(name="Port Watch")


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://agenda.example.org/", "https://agenda.example.org"),
        ("https://example.org:8443/tracker/", "https://example.org:8443"),
        ("http://localhost:8000/", ""),
        ("http://127.0.0.1:8000/", ""),
        ("http://[::1]:8000/", ""),
        ("http://[2a02:db8::1]/", "http://[2a02:db8::1]"),
        ("", ""),
        ("agenda.example.org", ""),
    ],
)
def test_only_a_public_address_stands_for_the_site(address, origin):
    assert public_origin(address) == origin


def sent() -> str:
    (letter,) = mail.outbox
    whole = f"{letter.subject}\n{letter.body}\n{letter.from_email}"
    assert "evil" not in whole and "testserver" not in whole, whole
    return letter.body


def test_a_reset_asked_for_with_another_host_links_to_the_site(client, mails):
    user = person("Analyst", email="ana@example.org")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"}, **EVIL)
    body = sent()
    path = re.search(r"https://agenda\.example\.org(/account/password/reset/\S+)", body)[1]
    form = client.get(path, follow=True)
    new = "velvet anchor thunder pickle"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert signed_in(user, new) and "Port Watch" in body


def test_a_mail_to_an_address_without_an_account_names_the_site(client, mails):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, **EVIL)
    body = sent()
    assert "Port Watch" in body and "https://agenda.example.org/account/signup/" in body


def test_an_invitation_sent_with_another_host_links_to_the_site(mails):
    client = signed_in(person("Administrator", email="ada@example.org"))
    values = {"name": "Bo Berg", "email": "Bo@Example.org", "roles": "Analyst"}
    client.post(reverse("invite"), values, **EVIL)
    assert re.search(r"https://agenda\.example\.org/account/in/\S+", sent())


def test_a_link_that_is_shown_names_the_site_too(settings, mails):
    settings.EMAIL_URL = ""
    client = signed_in(person("Administrator", email="ada@example.org"))
    page = client.post(
        reverse("invite"), {"name": "Bo", "email": "bo@example.org", "roles": "Analyst"}, **EVIL
    )
    assert "https://agenda.example.org/account/in/" in text(page)
    assert "evil.example.net/account" not in text(page)


def test_below_a_path_the_link_bears_it_once(client, mails):
    person("Analyst", email="ana@example.org")
    address = reverse("account_reset_password")
    with override_script_prefix("/tracker/"):
        client.post(address, {"email": "ana@example.org"}, **EVIL)
    assert "https://agenda.example.org/tracker/account/password/" in sent()


def test_on_this_machine_alone_the_link_is_that_of_the_request(client, settings, db):
    forget_tries()
    settings.EMAIL_URL = "smtp://mail.example.org"
    person("Analyst", email="ana@example.org")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    assert "http://testserver/account/password/reset/" in mail.outbox[0].body


def test_tries_at_an_account_are_counted_together_whatever_host_they_name(client, db):
    forget_tries()
    user = person("Analyst")
    for n in range(5):
        sign_in(client, user.username, "wrong", REMOTE_ADDR=f"10.0.0.{n}", HTTP_HOST=f"testserver:{n + 1}")
    page = sign_in(client, user.username, PASSWORD, REMOTE_ADDR="10.0.9.9", HTTP_HOST="testserver:77")
    assert "Too many failed login attempts" in text(page)
    forget_tries()


def test_an_address_is_known_in_any_case_of_its_letters(mails):
    ada = signed_in(person("Administrator", email="ada@example.org"))
    ada.post(reverse("invite"), {"name": "Bo", "email": "Bo@Example.org", "roles": "Analyst"})
    (letter,) = mail.outbox
    assert letter.to == ["bo@example.org"]
