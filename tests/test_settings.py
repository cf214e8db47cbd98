"""What the environment says, in a process of its own: secure by default, and plain when something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agenda.serving.starting import unsafe

ROOT = Path(__file__).resolve().parent.parent
LONG = "k8#z-Qw" * 10


def settings(code: str, **environment):
    """Run `code` after importing the settings `s`; returns (exit code, output)."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        [sys.executable, "-c", f"import agenda.settings as s; {code}"],
        cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_it_does_not_start_without_a_secret_key():
    code, said = settings("print(s.DEBUG)")
    assert code != 0 and "Set SECRET_KEY to a long random text" in said


def test_defaults_are_secure():
    _, said = settings(
        "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)",
        SECRET_KEY=LONG,
    )
    assert said.split() == ["False", "True", "True", "31536000"]


def test_a_public_name_keeps_the_health_check_answered():
    _, said = settings("print(*s.ALLOWED_HOSTS)", SECRET_KEY=LONG, ALLOWED_HOSTS="agenda.example.org")
    assert said.split() == ["agenda.example.org", "localhost"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", "None / /topics/ /static/"),
        ("https://example.org/", "None / /topics/ /static/"),
        ("https://example.org/tracker/", "/tracker /tracker/ /tracker/topics/ /tracker/static/"),
    ],
)
def test_the_path_of_the_public_address_is_put_before_every_address(address, expected):
    code = (
        "import agenda.wsgi, django; django.setup(); from django.conf import settings; from django.urls import reverse;"
        "print(settings.FORCE_SCRIPT_NAME, settings.SESSION_COOKIE_PATH, reverse('topics'), settings.STATIC_URL)"
    )
    environment = {"PUBLIC_ADDRESS": address} if address else {}
    django = {"SECRET_KEY": LONG, "DJANGO_SETTINGS_MODULE": "agenda.settings"}
    exit_code, printed = settings(code, **django, **environment)
    assert (exit_code, printed.splitlines()[0]) == (0, expected)


def test_a_misspelt_switch_is_said():
    code, said = settings("print(s.DEBUG)", SECRET_KEY=LONG, DEBUG="maybe")
    assert code != 0 and "DEBUG must be on or off, not 'maybe'." in said


PUBLIC = {"SECRET_KEY": LONG, "ALLOWED_HOSTS": "agenda.example.org"}


@pytest.mark.parametrize(
    "environment, sentence",
    [
        ({"SECRET_KEY": "x"}, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": "django-insecure-" + LONG}, "SECRET_KEY can be guessed"),
        ({"DEBUG": "on"}, "DEBUG shows settings and code to everybody who reads agenda.example.org"),
        ({"HTTPS": "off"}, "HTTPS=off sends passwords to agenda.example.org in the clear"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* believes any host name"),
        (
            {"EMAIL_URL": "smtp://mail.example.org"},
            "set PUBLIC_ADDRESS to it, as https://agenda.example.org/",
        ),
        (
            {"EMAIL_URL": "smtp://mail.example.org", "PUBLIC_ADDRESS": "http://localhost:8000/"},
            "they must not take the site's address from a request",
        ),
    ],
)
def test_a_public_site_that_is_not_safe_does_not_start(environment, sentence):
    code, said = settings("print('started')", **PUBLIC | environment)
    assert code != 0 and sentence in said and "started" not in said


def test_everything_that_is_unsafe_is_said_at_once():
    refused = unsafe(secret_key="x", debug=True, https=False, hosts=["*", "localhost"])
    assert [sentence.partition(" ")[0] for sentence in refused] == [
        "SECRET_KEY", "DEBUG", "HTTPS=off", "ALLOWED_HOSTS=*"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "10.0.0.7", "192.168.1.5", "web", "x.localhost"]
)
def test_on_ones_own_machine_and_network_nothing_is_refused(host):
    assert unsafe(secret_key="x", debug=True, https=False, hosts=[host]) == []


def test_a_server_does_not_start_with_a_key_that_can_be_guessed():
    code, said = settings("import agenda.wsgi", SECRET_KEY="x", DJANGO_SETTINGS_MODULE="agenda.settings")
    assert code != 0 and said.strip().splitlines()[-1].endswith("print(secrets.token_urlsafe(50))'.")


@pytest.mark.parametrize(
    "url, engine", [("", "sqlite3"), ("sqlite:////tmp/x.db", "sqlite3"), ("postgres://u:p@h/n", "postgresql")]
)
def test_the_database_follows_its_address(url, engine):
    _, said = settings("print(s.DATABASES['default']['ENGINE'])", SECRET_KEY=LONG, DATABASE_URL=url)
    assert said.strip().endswith(engine)
    if engine == "sqlite3":
        _, options = settings("print(s.DATABASES['default']['OPTIONS'])", SECRET_KEY=LONG, DATABASE_URL=url)
        assert "IMMEDIATE" in options and "WAL" in options


def test_the_deployment_checks_of_django_find_nothing():
    outside = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = outside | {
        "SECRET_KEY": LONG,
        "DATABASE_URL": "",
        "HTTPS": "on",
        "DEBUG": "off",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=ROOT, env=environment | {"DJANGO_SETTINGS_MODULE": "agenda.settings"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr and "?:" not in done.stderr


def test_a_provider_is_asked_only_where_one_is_named():
    code = (
        "import agenda.wsgi, django; django.setup(); from django.urls import NoReverseMatch, reverse\n"
        "try: address = reverse('openid_connect_login', kwargs={'provider_id': 'oidc'})\n"
        "except NoReverseMatch: address = 'closed'\n"
        "print(address, *s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    django = {"SECRET_KEY": LONG, "DJANGO_SETTINGS_MODULE": "agenda.settings"}
    _, printed = settings(code, **django)
    assert "closed 'self'" in printed.splitlines()
    named = {
        "OIDC_ISSUER": "https://login.example.org/realms/x",
        "OIDC_CLIENT_ID": "a",
        "OIDC_CLIENT_SECRET": "b",
    }
    _, printed = settings(code, **django, **named)
    assert "/account/provider/oidc/login/ 'self' https://login.example.org" in printed.splitlines()


@pytest.mark.parametrize("name", ["SESSION_HOURS", "SECOND_FACTOR", "EMAIL_URL"])
def test_what_the_door_does_not_understand_is_said(name):
    code, said = settings("", SECRET_KEY=LONG, **{name: "perhaps"})
    assert code != 0 and name in said and "ImproperlyConfigured" in said
