"""Pages far into a list are read by the key of a row beside them, or from the nearer end, and hold the same rows."""

import re

import pytest

from agenda.filters.lists import CountedFilterSet
from agenda.models import Actor, Document, Meeting
from agenda.views import base, keyed
from tests.support import factories as f

pytestmark = pytest.mark.django_db
MEETINGS = ("", "held", "-held", "title", "-title", "forum", "-forum", "raised", "-raised")
DOCUMENTS = ("", "issued", "-issued", "title", "-title", "publisher", "-publisher", "kind", "-kind")


@pytest.fixture
def lists(monkeypatch):
    """Pages of three rows, far from the fourth row on: of each four rows two are alike and one has no day."""
    monkeypatch.setattr(base, "PER_PAGE", 3)
    monkeypatch.setattr(keyed, "FAR", 3)
    monkeypatch.setattr(CountedFilterSet, "reach", lambda self, rows, per_page=50: rows)
    forums = [f.dialogue(short_name=name) for name in ("A", "B")]
    topic = f.topic()
    for n in range(14):
        day = None if n % 4 == 3 else f"2022-0{n % 4 + 1}-01"
        status = "scheduled" if day is None else "held"
        meeting = f.meeting(forums[n % 2], day, slug=f"m-{n}", title=f"Meeting {n % 5}", status=status)
        if n % 5 == 1 and day:
            f.finding(meeting, topic, "raised")
    publishers = [f.actor(name) for name in ("P", "Q")]
    for n in range(14):
        f.document(slug=f"d-{n}", title=f"Paper {n % 5}", publisher=publishers[n % 2],
                   kind=Document.Kind.values[n % 3], issued_on=None if n % 4 == 3 else f"2022-0{n % 4 + 1}-01")  # fmt: skip


def slugs(page):
    return [row.slug for row in page.context["page"].rows]


def link(page, rel):
    found = re.search(rf'rel="{rel}"\s+href="([^"]*)"', page.content.decode())
    return found[1].replace("&amp;", "&") if found else ""


@pytest.mark.parametrize(
    "path, order", [("/meetings/", o) for o in MEETINGS] + [("/documents/", o) for o in DOCUMENTS]
)
def test_links_walk_through_every_row_in_order_and_back(client, lists, monkeypatch, path, order):
    numbers = client.get(path, {"sort": order}).context["page"].paginator.page_range
    monkeypatch.setattr(keyed, "FAR", 1_000)
    expected = [slugs(client.get(path, {"sort": order, "page": n})) for n in numbers]
    every = [slug for page in expected for slug in page]
    assert len(every) == len(set(every)) > 10
    monkeypatch.setattr(keyed, "FAR", 3)
    assert [slugs(client.get(path, {"sort": order, "page": n})) for n in numbers] == expected
    page, walked, addresses = client.get(path, {"sort": order}), [], []
    while True:
        walked.append(slugs(page))
        if not (address := link(page, "next")):
            break
        addresses.append(address)
        page = client.get(f"{path}{address}")
    assert walked == expected and all("after=" in address for address in addresses)
    back = [slugs(page)]
    while address := link(page, "prev"):
        page = client.get(f"{path}{address}")
        back.append(slugs(page))
    assert back == expected[::-1] and "before=" not in link(page, "prev")


def test_a_key_is_followed(client, lists):
    """What a row was added before since, a reader who follows the link still goes on with the next row."""
    second = client.get("/documents/?sort=title&page=2")
    address, last = link(second, "next"), slugs(second)[-1]
    following = slugs(client.get(f"/documents/{address}"))
    f.document(slug="new", title="A new one", publisher=Actor.objects.first())
    assert last not in following and slugs(client.get(f"/documents/{address}")) == following
    assert slugs(client.get("/documents/?sort=title&page=3"))[0] == last


@pytest.mark.parametrize("key", ["after=none", "after=%00", "before=hidden", "after=hidden", "after=" + "x" * 9000,
                                 "after=&before=", "after=%F0%9F%98%80", "before=m-1&before=x"])  # fmt: skip
def test_an_odd_key_is_left_out(client, lists, key):
    f.meeting(Meeting.objects.first().dialogue, "2022-02-01", slug="hidden", is_published=False)
    plain = slugs(client.get("/meetings/?page=3"))
    page = client.get(f"/meetings/?page=3&{key}")
    assert page.status_code == 200 and slugs(page) == plain
    assert slugs(client.get(f"/meetings/?page=junk&{key}")) == slugs(client.get("/meetings/"))
    assert slugs(client.get(f"/meetings/?page=99&{key}")) == slugs(client.get("/meetings/?page=99"))


def test_what_leads_elsewhere_carries_no_key(client, lists):
    page = client.get("/documents/?page=3&after=d-1&kind=announcement&sort=title")
    assert page.context["query"] == "kind=announcement&sort=title"
    found = page.content.decode().split('id="results"')[1].split("</table>")[0]
    assert 'href="?' in found and "after" not in found
