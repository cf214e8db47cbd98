"""The proxy that we ship keeps pages for everybody, asks each time whether they still hold, and keeps nothing of accounts."""

import pytest
from django.conf import settings as site_settings

from agenda.models import Topic
from tests.support import factories as f
from tests.support.databases import database_address
from tests.support.servers import asked, gunicorn, nginx

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "k8#z-Qw" * 10
"""What the server in the test signs sessions with."""


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return tmp_path_factory.mktemp("caching")


@pytest.fixture(scope="module")
def proxied(directory, django_db_setup):
    with (
        gunicorn(directory, database_address(), TRUST_PROXY="on", SECRET_KEY=KEY) as server,
        nginx(directory, server) as (_plain, secure),
    ):
        yield secure


def cached(url: str, **headers) -> tuple[int, str, str, str]:
    """Status, body, what the proxy's memory had to do with it, and the ETag."""
    status, body, said = asked(url, 30, **headers)
    return status, body.decode(errors="replace"), said.get("X-Cache", ""), said.get("ETag", "")


def test_a_page_is_kept_and_asked_after_and_what_is_published_is_in_the_next_answer(proxied):
    topic = f.topic("Solar minerals", code="solar")
    address = f"{proxied}{topic.get_absolute_url()}"
    status, body, memory, etag = cached(address)
    assert (status, memory) == (200, "MISS") and "Solar minerals" in body
    for _time in range(3):
        assert cached(address)[:3] == (200, body, "REVALIDATED")
    numbers = {asked(address, 30)[2]["X-Request-Id"] for _time in range(2)}
    assert len(numbers) == 2, "each request has a number of its own"
    assert cached(address, **{"If-None-Match": etag})[0] == 304
    for turn in range(3):
        Topic.objects.filter(pk=topic.pk).update(name=f"Lunar minerals {turn}")
        status, body, memory, _etag = cached(address)
        assert status == 200 and f"Lunar minerals {turn}" in body and memory == "EXPIRED"
        assert cached(address)[2] == "REVALIDATED"


def test_a_picture_is_kept_and_a_table_and_an_error_are_not(proxied):
    topic = f.topic("Solar minerals", code="solar")
    expected = {
        f"/pictures/strip/{topic.code}.svg": ["MISS", "REVALIDATED"],
        "/topics.csv": ["MISS", "MISS"],
        "/nowhere/": ["MISS", "MISS"],
    }
    for address, memory in expected.items():
        assert [cached(f"{proxied}{address}")[2] for _time in memory] == memory, address


def test_what_somebody_with_an_account_sees_is_neither_kept_nor_answered_from_what_is(
    proxied, client, settings
):
    topic = f.topic("Solar minerals", code="solar")
    address = f"{proxied}{topic.get_absolute_url()}"
    settings.SECRET_KEY = KEY
    client.force_login(f.user("Editor", first_name="Ottilie"))
    session = f"{site_settings.SESSION_COOKIE_NAME}={client.cookies[site_settings.SESSION_COOKIE_NAME].value}"
    for _before_and_after in range(2):
        status, body, memory, _etag = cached(address, Cookie=session)
        assert (status, memory) == (200, "BYPASS") and "Ottilie" in body
        status, body, memory, _etag = cached(address)
        assert status == 200 and "Ottilie" not in body
    assert memory == "REVALIDATED"
    assert not asked(f"{proxied}/desk/", 30, Cookie=session)[2].get("X-Cache")
