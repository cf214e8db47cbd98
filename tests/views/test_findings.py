"""The permanent address of a cell, of its earlier versions, and of the numbers that cells had before."""

import json

import pytest

from agenda.actions import publish, withdraw
from agenda.models import Finding
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db
CELL = "/findings/quad-1/open-ran/"


@pytest.fixture
def versions():
    """Raised first, then not mentioned: two versions of one cell."""
    meeting, topic = f.meeting(f.dialogue(slug="quad"), slug="quad-1"), f.topic("Open RAN", code="open-ran")
    analyst, reviewer = f.user("Analyst"), f.user("Reviewer")
    old = f.finding(meeting, topic, "raised", by=analyst, reviewer=reviewer)
    again = f.assessment(meeting, topic, "not_raised", by=analyst)
    return old, publish(again, by=reviewer, reason="Read again")


def test_the_cell_stands_at_one_address_and_each_version_below_it(versions, client):
    old, new = versions
    assert (old.get_absolute_url(), new.get_absolute_url()) == (CELL, CELL)
    assert "○ not mentioned" in text(client.get(CELL)) and "Superseded." not in text(client.get(CELL))
    first = client.get(f"{CELL}1/")
    assert "Superseded." in text(first) and "● raised" in text(first)
    assert f'href="{CELL}"' in first.content.decode()
    assert client.get(f"{CELL}2/").status_code == 200
    assert [client.get(f"{CELL}{number}/").status_code for number in (0, 3)] == [404, 404]


def test_old_numbers_lead_there_for_good(versions, client):
    old, new = versions
    response = client.get(f"/findings/{new.pk}/?cite=bib")
    assert (response.status_code, response["Location"]) == (301, f"{CELL}?cite=bib")
    response = client.get(f"/findings/{old.pk}/")
    assert (response.status_code, response["Location"]) == (301, f"{CELL}1/")
    assert client.get("/findings/99999999/").status_code == 404


def test_a_withdrawn_cell_says_so_at_its_address(versions, client):
    withdraw(versions[1], by=f.user("Reviewer"), reason="The document was another meeting's")
    assert "Withdrawn on" in text(client.get(CELL)) and "another meeting's" in text(client.get(CELL))
    assert "● raised" in text(client.get(f"{CELL}1/"))


def test_its_citation_and_its_data_name_the_same_address(versions, client):
    assert f"http://testserver{CELL}" in client.get(f"{CELL}?cite=bib").content.decode()
    row = json.loads(client.get("/findings/quad-1/open-ran.json").content)
    assert (row["id"], row["url"]) == (versions[1].pk, f"http://testserver{CELL}")
    assert (
        json.loads(client.get(f"/findings/{versions[0].pk}.json").content)["url"]
        == f"http://testserver{CELL}"
    )


def test_unpublished_cells_have_no_page(versions, client):
    meeting = versions[0].meeting
    type(meeting).objects.filter(pk=meeting.pk).update(is_published=False)
    number = Finding.objects.first().pk
    for address in (CELL, f"{CELL}1/", f"/findings/{number}/", "/findings/quad-1/open-ran.json"):
        assert client.get(address).status_code == 404, address


def test_nonsense_is_not_found(client):
    for address in (
        "/findings/no-meeting/no-topic/",
        "/findings/a/b/c/",
        "/findings/a/b.json",
        "/findings/%00/x/",
    ):
        assert client.get(address).status_code == 404, address
