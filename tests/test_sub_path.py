"""The whole site under a path of a host that it shares, as `PUBLIC_ADDRESS=https://example.org/tracker/` asks."""

import re
from collections import Counter

import pytest
from django.urls import get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import translation

from agenda.languages import bare_path, language_of_path
from agenda.models import Meeting
from tests.support.pages import words_of

PREFIX = "/tracker/"
LINK = re.compile(r'(?:href|src|srcset|action|formaction|poster|hx-[a-z-]+|data-[a-z-]+)="(/[^"]*)"')
ABSOLUTE = re.compile(r'http://testserver(/[^\s"<>,]*)?')


@pytest.fixture
def sub_path(settings):
    before = get_script_prefix()
    set_script_prefix(PREFIX)
    settings.FORCE_SCRIPT_NAME = PREFIX.rstrip("/")
    settings.STATIC_URL = f"{PREFIX}static/"
    yield
    set_script_prefix(before)


def stray_links(response) -> list[str]:
    """Links of the page to this host that do not start with the prefix."""
    words = words_of(response)
    return [a for a in LINK.findall(words) + ABSOLUTE.findall(words) if not f"{a}/".startswith(PREFIX)]


def crawl(client, starts) -> dict[str, list[str]]:
    """Three addresses of every kind that are reached by links, with its links that miss the prefix."""
    seen: dict[str, list[str]] = {}
    kinds: Counter = Counter()
    todo = list(starts)
    while todo:
        address = todo.pop().removeprefix(PREFIX.rstrip("/"))
        if address in seen or bare_path(address).startswith(("/static/", "/admin/", "/desk/")):
            continue
        with translation.override(language_of_path(address)):
            match = resolve(address)
        kind = (
            match.view_name,
            *(value for name, value in match.kwargs.items() if name in ("name", "form", "kind")),
        )
        kinds[kind] += 1
        if kinds[kind] > 3:
            continue
        response = client.get(address)
        assert response.status_code == 200, address
        if "image" in response["Content-Type"] and "svg" not in response["Content-Type"]:
            seen[address] = []
            continue
        seen[address] = stray_links(response)
        links = [link.partition("#")[0].partition("?")[0] for link in LINK.findall(words_of(response))]
        todo += [link for link in links if link.startswith(PREFIX)]
    return seen


def test_every_link_of_the_public_pages_starts_with_the_path(sub_path, small_record, client):
    seen = crawl(
        client, ["/", "/sitemap.xml", "/robots.txt", "/api/openapi.json", "/findings.json", "/calendar.ics"]
    )
    assert len(seen) > 60
    assert not {address: wrong for address, wrong in seen.items() if wrong}


def test_every_link_of_the_desk_and_the_admin_starts_with_the_path(sub_path, small_record, editor_client):
    pages = ["desk", "imports", "admin:index", "admin:agenda_meeting_changelist"]
    meeting = Meeting.objects.get(slug="talk-1")
    sheet = reverse("sheet", args=[meeting.slug])
    change = reverse("admin:agenda_meeting_change", args=[meeting.pk])
    for address in [*map(reverse, pages), sheet, change]:
        response = editor_client.get(address.removeprefix(PREFIX.rstrip("/")))
        assert (response.status_code, stray_links(response)) == (200, []), address


def test_a_reader_who_must_sign_in_is_sent_to_the_path(sub_path, client, db):
    response = client.get("/desk/")
    assert response.status_code == 302 and response.url.startswith(PREFIX)


def test_a_release_has_the_addresses_of_the_public_address_it_names(small_record, tmp_path):

    from agenda.exports.release import write_release

    release = write_release(tmp_path, "https://example.org/tracker/")
    assert "<https://example.org/tracker/topics/cables/>" in (release.directory / "codebook.ttl").read_text()
    assert "/tracker/findings/" in (release.directory / "data" / "findings.csv").read_text()
    assert get_script_prefix() == "/"
