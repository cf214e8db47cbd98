"""One variable says how mail goes out."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from agenda.serving.mail import mail_settings, origin


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", "mail.example.org", 25, False, False),
        ("smtp+tls://u%40x:p%2Fw@mail.example.org", "mail.example.org", 587, True, False),
        ("smtps://u%40x:p%2Fw@mail.example.org:4650", "mail.example.org", 4650, False, True),
    ],
)
def test_a_server_of_mail(url, host, port, tls, ssl):
    found = mail_settings(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    if "@" in url:
        assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("u@x", "p/w")


def test_nothing_is_sent_unless_asked():
    assert mail_settings("")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert mail_settings("file:///var/mail%20box")["EMAIL_FILE_PATH"] == "/var/mail box"


@pytest.mark.parametrize("url", ["mail.example.org", "https://mail.example.org", "smtp://"])
def test_what_is_no_such_address_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must look like"):
        mail_settings(url)


def test_the_origin_of_a_provider():
    assert origin("https://login.example.org:8443/realms/x") == "https://login.example.org:8443"
