"""Markup in every text field of the record: nothing of it runs, on any kind of page or in any file."""

import csv
import io
import re
from html import unescape

import feedparser
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import resolve, reverse

from agenda.languages import path_in
from agenda.models import Arrival, Document, WordProposal
from tests.support import factories as f
from tests.support.imports import csv_of, messages, states, tried
from tests.support.odd_world import pages, signed_in
from tests.support.pages import crawl, words_of
from tests.support.payloads import MARK, SCRIPT_ADDRESSES, fill_in, lacking, poisoned
from tests.support.rare_rows import make_rare_rows
from tests.support.small_record import make_small_record

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE = re.compile(r"<script>top|<img src=x:|<svg onload|href=[\"']?\s*javascript:", re.IGNORECASE)
EVIL = """() => ({hit: 'hit' in window, handlers: document.querySelectorAll('[onerror],[onload]').length,
    scripts: [...document.querySelectorAll('a[href],form[action],iframe[src]')]
        .map(e => e.getAttribute('href') || e.getAttribute('action') || e.getAttribute('src'))
        .filter(to => /^\\s*javascript:/i.test(to)).length})"""


@pytest.fixture
def spoiled(desk):
    """The small record and a meeting at the desk, each text of which is markup; gives a client that may do everything."""
    with poisoned():
        make_small_record()
        make_rare_rows()
        client = signed_in(desk)
        about = {"topic": desk.topic, "document": desk.paper, "proposed_by": desk.analyst}
        WordProposal.objects.create(words="cables", language="en", quote="of cables", **about)
        Arrival.objects.create(
            brought_by=desk.analyst, media_type="text/plain", text="They met.", name="a.txt"
        )
    fill_in()
    return client


def test_every_text_field_holds_a_payload(spoiled):
    """A text field that is new needs a row here that has it, so that pages are looked at with markup in it."""
    assert not lacking(), ", ".join(sorted(lacking()))


def test_no_markup_of_the_record_runs(spoiled, live_server, bold_page):
    page = bold_page
    public = crawl(Client(), sample=True)
    inside = pages()
    told = {address: words_of(answer) for address, answer in public.items() if is_drawn(answer)}
    told |= {address: words_of(spoiled.get(address)) for address in inside}
    assert [address for address, words in told.items() if LIVE.search(words)] == []
    opened = one_of_each_view([address for address in public if "html" in public[address]["Content-Type"]])
    for address in opened:
        look(page, live_server.url + address)
        if Client().get(path_in("ja", address)).status_code == 200:
            look(page, live_server.url + path_in("ja", address))
    assert sum(MARK in told[address] for address in opened) > len(opened) / 2, "the pages show what is stored"
    context = page.context
    context.add_cookies(
        [{"name": "sessionid", "value": spoiled.cookies["sessionid"].value, "url": live_server.url}]
    )
    for address in one_of_each_view(inside):
        look(page, live_server.url + address)


def is_drawn(answer) -> bool:
    """Does a browser make a page of it?"""
    return answer["Content-Type"].startswith(("text/html", "image/svg"))


def one_of_each_view(addresses: list[str]) -> list[str]:
    """The first address of each view, admin pages of each model included."""
    return list({resolve(address).view_name: address for address in reversed(addresses)}.values())


def look(page, address: str) -> None:
    """Open it: nothing ran, nothing could; the page fixture fails on any complaint of the browser."""
    page.goto(address, wait_until="domcontentloaded")
    assert page.evaluate(EVIL) == {"hit": False, "handlers": 0, "scripts": 0}, address


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


@pytest.mark.parametrize("bad", SCRIPT_ADDRESSES)
def test_addresses_of_scripts_are_refused(db, editor, client, bad):
    plan = tried("documents", csv_of(("slug", "title", "kind", "url"), ("x", "X", "readout", bad)), by=editor)
    assert "created" not in states(plan), messages(plan)
    client.force_login(editor)
    answer = client.post(reverse("new"), {"address": bad, "text": "They met."})
    kept = Arrival.objects.exclude(address="").values_list("address", flat=True)
    assert answer.status_code < 500 and all(address.startswith(("http://", "https://")) for address in kept)
    paper = f.document()
    for name in ("url", "archive_url"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=paper.pk).update(**{name: bad})
