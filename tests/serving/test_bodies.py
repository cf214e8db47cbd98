"""Bodies that are too large are refused by their stated length, unread."""

import io

import pytest
from django.conf import settings
from django.urls import reverse

from agenda.intake.files.sheets import MAX_FILE
from agenda.serving.bodies import FROM_ANYBODY
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/",
    "/search/",
    "/topics.json",
    "/account/login/",
    "/desk/import/",
    "/admin/",
    "/corrections/new/",
    "/no/such/",
)
HUGE = "600000000"


class Unread(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, *_size):
        raise AssertionError("the body was read")

    readline = read


def send(client, address, length=HUGE, kind="multipart/form-data; boundary=x"):
    return client.generic(
        "POST", address, b"", kind, CONTENT_LENGTH=length, CONTENT_TYPE=kind, **{"wsgi.input": Unread()}
    )


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_nothing_large_is_read_from_people_who_are_not_signed_in(client, address, kind):
    answer = send(client, address, kind=kind)
    assert answer.status_code == 413
    assert "not read" in text(answer) or "Nothing of it was read" in text(answer)


def test_people_who_sign_in_may_send_what_the_desk_takes(client):
    client.force_login(f.user("Editor"))
    assert settings.LARGEST_UPLOAD > 4 * MAX_FILE
    answer = send(client, reverse("imports"))
    assert answer.status_code == 413 and f"at most {settings.LARGEST_UPLOAD / 1e6:.1f} MB" in text(answer)
    with pytest.raises(AssertionError, match="the body was read"):
        send(client, reverse("imports"), str(settings.LARGEST_UPLOAD))


@pytest.mark.parametrize("length", ["", "-5", "x", "²", "9" * 5000, str(FROM_ANYBODY - 1)])
def test_a_length_that_is_none_is_no_length(client, length):
    answer = client.generic("GET", "/topics/", b"", CONTENT_LENGTH=length)
    assert answer.status_code == 200
