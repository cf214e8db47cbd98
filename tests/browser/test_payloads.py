"""Markup in every text field of the record: nothing of it runs, on any kind of page, in the admin, at the desk or in what is sent out."""

import csv
import io
import re
from html import unescape

import feedparser
import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import Document
from tests.support import factories as f
from tests.support.browser import sign_in
from tests.support.imports import csv_of, messages, states, tried
from tests.support.odd_world import pages, signed_in
from tests.support.pages import crawl, words_of
from tests.support.payloads import MARK, SCRIPT_ADDRESS, poisoned, unpoisoned
from tests.support.small_record import make_small_record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE = re.compile(rf"<script>top|<img src=x:|<svg onload|href=[\"']?\s*javascript:", re.IGNORECASE)
EVIL = """() => ({hit: window.hit, handlers: document.querySelectorAll('[onerror],[onload]').length,
    scripts: [...document.querySelectorAll('a[href],form[action],iframe[src]')]
        .filter(e => /^\\s*javascript:/i.test(e.getAttribute('href') || e.getAttribute('action') || e.getAttribute('src'))).length})"""
UNSTORED: set[str] = set()


@pytest.fixture
def spoiled(desk):
    """The small record and a meeting at the desk, each text of which is markup; gives a client that may do everything."""
    with poisoned():
        make_small_record()
        return signed_in(desk)


def test_no_markup_of_the_record_runs(spoiled, live_server, page):
    public = crawl(Client(), sample=True)
    assert [
        address
        for address, answer in public.items()
        if "html" in answer["Content-Type"] and LIVE.search(words_of(answer))
    ] == []
    inside = pages()
    assert [address for address in inside if LIVE.search(spoiled.get(address).content.decode())] == []
    shown = 0
    everybody = f.user("Editor", "Analyst", "Reviewer", is_superuser=True)
    opened = [
        a for a, answer in public.items() if answer["Content-Type"].startswith(("text/html", "image/svg"))
    ]
    for address in [*opened, None, *inside]:
        if address is None:
            sign_in(page, live_server.url, everybody)
            continue
        page.goto(live_server.url + address)
        assert page.evaluate(EVIL) in (
            {"handlers": 0, "scripts": 0},
            {"hit": None, "handlers": 0, "scripts": 0},
        ), address
        shown += MARK in page.content()
    assert shown > len(opened) / 2, "the pages show what is stored"


def test_feeds_and_tables_hold_no_live_markup(spoiled):
    client = Client()
    for address in ("/feed/", "/feed/findings/", "/dialogues/ns/feed/"):
        feed = feedparser.parse(client.get(address).content)
        assert feed.entries and not feed.bozo
        for entry in feed.entries:
            assert (
                "<" not in unescape(re.sub(r"&lt;.*", "", entry.summary)) and "<script" not in entry.summary
            )
    for name in ("topics", "meetings", "documents", "recommendations", "findings", "claims"):
        rows = list(csv.reader(io.StringIO(words_of(client.get(f"/{name}.csv")).removeprefix("\ufeff"))))
        cells = [cell for row in rows for cell in row]
        assert any(MARK in cell for cell in cells)
        assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell[:1]] == []
        assert (
            LIVE.search(words_of(client.get(f"/{name}.json"))) is None
            or "json" in client.get(f"/{name}.json")["Content-Type"]
        )


def test_every_text_field_was_spoiled(spoiled):
    """A new text field needs a row that fills it in, in tests/support/small_record.py or odd_world.py."""
    assert set(unpoisoned()) <= UNSTORED


def test_addresses_of_scripts_are_refused(db, editor, client, small_copy):
    for bad in (SCRIPT_ADDRESS, "data:text/html,<script>1</script>", "vbscript:x", " javascript:alert(1)"):
        head = ("slug", "title", "kind", "url")
        plan = tried("documents", csv_of(head, ("x", "X", "readout", bad.replace(",", ""))), by=editor)
        assert "created" not in states(plan), messages(plan)
        client.force_login(editor)
        answer = client.post(reverse("new"), {"address": bad, "text": "They met."})
        assert not Document.objects.filter(url=bad).exists() and answer.status_code < 500
