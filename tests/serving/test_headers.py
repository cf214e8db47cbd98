"""What Mozilla's Observatory asks of a site for an A+, of every kind of page: public, desk, admin, files and errors."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.support import factories as f
from tests.support.databases import using
from tests.support.pages import crawl

pytestmark = pytest.mark.django_db
HALF_A_YEAR = 15_768_000


@pytest.fixture
def https(settings):
    """A site as it stands behind TLS."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


class SecureClient(Client):
    """A reader who comes by https."""

    def generic(self, *arguments, **values):
        return super().generic(*arguments, **(values | {"secure": True}))


def policy_of(answer) -> dict[str, list[str]]:
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def lacking(address: str, answer) -> list[str]:
    """What the answer lacks for an A+, by the Observatory's names."""
    policy, is_embed = policy_of(answer), "/embed/" in address
    sources = {value for name, values in policy.items() if name.endswith("-src") for value in values}
    age = re.match(r"max-age=(\d+)", answer.get("Strict-Transport-Security", ""))
    found = {
        "csp": policy.get("default-src") == ["'none'"] and policy.get("base-uri") == ["'none'"]
        and "form-action" in policy and not sources & {"*", "http:", "https:", "'unsafe-inline'", "'unsafe-eval'"},
        "framing": is_embed or (answer.get("X-Frame-Options") == "DENY" and policy["frame-ancestors"] == ["'none'"]),
        "hsts": bool(age and int(age[1]) >= HALF_A_YEAR),
        "nosniff": answer.get("X-Content-Type-Options") == "nosniff",
        "referrer": answer.get("Referrer-Policy") in ("strict-origin-when-cross-origin", "same-origin", "no-referrer"),
        "corp": answer.get("Cross-Origin-Resource-Policy") in ("same-origin", "cross-origin"),
        "cors": "Access-Control-Allow-Credentials" not in answer,
        "permissions": "camera=()" in answer.get("Permissions-Policy", ""),
        "caching": "Cache-Control" in answer,
        "cookies": all(
            cookie["secure"] and cookie["samesite"] in ("Lax", "Strict") and (cookie["httponly"] or name == "csrftoken")
            for name, cookie in answer.cookies.items()
        ),
    }  # fmt: skip
    return [f"{address}: {name}" for name, is_there in found.items() if not is_there]


def test_every_public_page_and_file(small_record, https):
    client = SecureClient()
    pages = crawl(client, sample=True) | {
        address: client.get(address)
        for address in (
            "/static/agenda/agenda.css",
            "/favicon.ico",
            "/healthz",
            "/readyz",
            "/corrections/new/",
        )
    }
    assert [line for address, answer in pages.items() for line in lacking(address, answer)] == []
    embeds = [answer for address, answer in pages.items() if "/embed/" in address]
    assert embeds and all(answer["Cross-Origin-Resource-Policy"] == "cross-origin" for answer in embeds)
    assert pages["/"]["Cross-Origin-Resource-Policy"] == "same-origin"
    icon = pages["/favicon.ico"]
    assert icon.status_code == 302 and icon["Cross-Origin-Resource-Policy"] == "cross-origin", (
        "embeds ask for it"
    )
    assert pages["/"]["Cache-Control"] == "public, no-cache"


def test_the_desk_and_the_admin(small_record, https):
    client = SecureClient()
    client.force_login(f.user("Editor", "Analyst", "Reviewer"))
    addresses = ["/desk/", "/desk/import/", "/admin/", "/admin/agenda/meeting/", "/admin/agenda/meeting/add/",
                 "/account/password/change/", reverse("sheet", args=["talk-1"])]  # fmt: skip
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200 and lacking(address, answer) == []
        assert (
            "no-store" in answer["Cache-Control"] and answer["Cross-Origin-Resource-Policy"] == "same-origin"
        )
    signed_in = SecureClient().post("/account/login/", {"login": "x", "password": "x"})
    assert lacking("/account/login/", signed_in) == []
    assert client.get("/")["Cache-Control"] == "private, no-cache", (
        "a page of somebody signed in is nobody else's"
    )


def test_errors_and_redirects(small_record, https, monkeypatch):
    client = SecureClient(raise_request_exception=False)
    answers = {
        404: client.get("/no/such/page/"), 405: client.post("/corrections/received/"), 301: client.get("/topics"),
        302: client.get("/desk/"), 400: client.get("/topics.json?nonsense=1"),
        413: client.generic("POST", "/", b"", CONTENT_LENGTH="900000000"),
    }  # fmt: skip
    monkeypatch.setattr("agenda.views.home.ledger_of", lambda request: 1 / 0)
    answers[500] = client.get("/")
    for status, answer in answers.items():
        assert answer.status_code == status
        assert lacking(str(status), answer) == []
        if status >= 400 and not answer["Content-Type"].startswith("application"):
            assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"]
    plain = Client().get("/topics/")
    assert plain.status_code == 301 and plain["Location"] == "https://testserver/topics/"


@pytest.mark.django_db(transaction=True)
def test_an_answer_without_the_database(https):
    with using("/nowhere/at/all.sqlite3"):
        answer = SecureClient(raise_request_exception=False).get("/")
    assert answer.status_code == 503 and lacking("503", answer) == []
