"""Feeds, descriptions and data of much that is stored hold a part of it, say so, and read no more than they hold."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.questions import wording_pairs
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def named(forum, topic, months=(2, 3)):
    for month in months:
        f.finding(f.meeting(forum, f"2022-{month:02}-05"), topic, "raised")


def walked(client, address) -> tuple[list, list]:
    """The counts and the rows of all pages from the address on."""
    counts, rows = [], []
    while address:
        said = json.loads(client.get(address).content)
        counts.append(said["count"])
        rows += said["rows"]
        address = said["next"]
    return counts, rows


def statements(client, address) -> int:
    """How many statements a page takes whose names are read already."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("of", ["all", "one"])
def test_a_feed_holds_the_meetings_that_were_decided_last(client, monkeypatch, of):
    monkeypatch.setattr("agenda.views.feeds.MEETINGS", 2)
    forum, topic, silent = f.dialogue(slug="ns"), f.topic("Cables"), f.topic("Ports")
    for month in (2, 3, 4):
        meeting = f.meeting(forum, f"2022-{month:02}-05", title=f"Talk {month}")
        f.finding(meeting, topic, "raised")
        f.finding(meeting, silent, "not_raised")
    said = client.get("/feed/" if of == "all" else "/dialogues/ns/feed/").content.decode()
    assert "Talk 2" not in said and said.index("Talk 4") < said.index("Talk 3")
    assert said.count("Raised or partly raised: Cables.") == 2 and "Ports" not in said


def test_the_api_names_where_choices_stand_that_are_many(client, monkeypatch):
    few, many = f.dialogue(slug="ns"), [f.topic(code=f"t{n}") for n in range(3)]
    monkeypatch.setattr("agenda.views.api.MANY", 2)
    paths = json.loads(client.get("/api/openapi.json").content)["paths"]
    known = {p["name"]: p for p in paths["/planned.json"]["get"]["parameters"]}
    assert known["forum"]["schema"]["items"]["enum"] == [few.slug, ""]
    assert many[0].code not in json.dumps(known["topic"])
    assert (
        "enum" not in known["topic"]["schema"]["items"]
        and "`code` in `/topics.json`" in known["topic"]["description"]
    )


@pytest.mark.parametrize("address", ["/api/openapi.json", "/api/"])
def test_the_api_is_described_without_the_rows_of_lists(client, address):
    named(f.dialogue(), f.topic())
    f.recommendation(f.topic(), f.dialogue())
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    for table in (
        "agenda_currentcell",
        "agenda_keptcourse",
        "agenda_celltally",
        "agenda_finding",
        "agenda_evidence",
    ):
        assert not any(f'"{table}"' in statement["sql"] for statement in asked), table


def test_a_long_list_of_wordings_goes_by_dialogue_and_says_that_more_follow(client, monkeypatch):
    for forum in "cab":
        topic = f.topic(f"Topic {forum}")
        named(f.dialogue(short_name=f"Forum {forum}"), topic, (2, 3, 4) if forum == "c" else (2, 3))
    short = text(client.get("/wording/"))
    assert short.index("Topic c") < short.index("Topic a") < short.index("Topic b")
    monkeypatch.setattr("agenda.views.wordings.PER_PAGE", 1)
    monkeypatch.setattr("agenda.questions.wording_pairs.AT_FIRST", 1)
    paged = text(client.get("/wording/"))
    assert "Topic c" in paged and "Topic a" not in paged and "Page 1 of 3" in paged
    monkeypatch.setattr("agenda.questions.wording_pairs.COUNTED", 1)
    monkeypatch.setattr("agenda.views.wordings.COUNTED", 1)
    pages = [text(client.get(f"/wording/?page={number}")) for number in (1, 2, 3)]
    for page, name in zip(pages, "abc", strict=True):
        assert [word in page for word in ("Topic a", "Topic b", "Topic c")] == [
            name == word for word in "abc"
        ]


def test_wordings_read_the_dialogues_of_a_page(client, monkeypatch):
    monkeypatch.setattr("agenda.views.wordings.PER_PAGE", 1)
    monkeypatch.setattr("agenda.views.wordings.COUNTED", 1)
    monkeypatch.setattr("agenda.questions.wording_pairs.COUNTED", 1)
    monkeypatch.setattr("agenda.questions.wording_pairs.AT_FIRST", 1)
    forums = [f.dialogue(short_name=f"Forum {n:02}") for n in range(20)]
    for forum in forums:
        named(forum, f.topic())
    looked_at: list[int] = []
    pairs_at = wording_pairs._pairs_at

    def seen(ledger, dialogues):
        looked_at.extend(dialogues)
        return pairs_at(ledger, dialogues)

    monkeypatch.setattr("agenda.questions.wording_pairs._pairs_at", seen)
    client.get("/wording/")
    before = len(looked_at)
    for n in range(3):
        named(f.dialogue(short_name=f"Forum z{n}"), f.topic())
    looked_at.clear()
    client.get("/wording/")
    assert before and len(looked_at) == before
    assert "of more than" not in text(client.get("/wording/?page=23")), "the last page has them all"


def test_changes_are_walked_dialogue_by_dialogue(client, monkeypatch):
    for slug in ("ab", "ab-c", "b"):
        forum, topics = f.dialogue(slug=slug), [f.topic() for _n in range(2)]
        for month, outcome in ((2, "raised"), (3, "not_raised")):
            meeting = f.meeting(forum, f"2022-{month:02}-05")
            for topic in topics:
                f.finding(meeting, topic, outcome)
    counts, whole = walked(client, "/changes.json")
    assert counts == [len(whole)] and whole
    monkeypatch.setattr("agenda.views.changed_rows.COUNTED", 1)
    monkeypatch.setattr("agenda.views.changed_rows.AT_FIRST", 1)
    counts, rows = walked(client, "/changes.json?limit=1")
    assert rows == whole and set(counts) == {None}
    counts, rows = walked(client, "/changes.json?limit=1&forum=ab-c&change=" + whole[0]["change"])
    assert rows and all(row["dialogue"] == "ab-c" for row in rows)


def test_what_findings_rest_on_is_counted_up_to_a_bound(client, monkeypatch):
    named(f.dialogue(), f.topic())
    counts, whole = walked(client, "/examinations.json?limit=1")
    assert set(counts) == {len(whole)}
    monkeypatch.setattr("agenda.views.sources.COUNTED", 1)
    counts, rows = walked(client, "/examinations.json?limit=1")
    assert set(counts) == {None} and rows == whole


def test_the_extent_of_the_record_is_read_for_the_dialogues_of_a_page(client):
    for slug in "abc":
        named(f.dialogue(slug=slug), f.topic())
    counts, rows = walked(client, "/coverage.json?limit=1")
    assert set(counts) == {3} and rows == walked(client, "/coverage.json")[1]
    before = statements(client, "/coverage.json?limit=1")
    for slug in "def":
        named(f.dialogue(slug=slug), f.topic())
    assert statements(client, "/coverage.json?limit=1") == before
