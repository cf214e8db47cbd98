"""What the index does for a change is bounded by the change, and counts by forum take one statement."""

import importlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.models import Dialogue, Topic
from agenda.search import catch_up, find, named_topics, totals_by_forum
from agenda.search import index as search_index
from agenda.search.words import parse
from tests.support import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    forum = f.dialogue(slug="harbor", name="Harbor forum")
    topic = f.topic("Cable repair")
    meeting = f.meeting(forum, title="Cable repair meeting")
    f.document(meeting, title="Cable repair readout")
    f.finding(meeting, topic, "raised")
    f.recommendation(topic, forum)
    f.actor("Cable repair office").dialogues.add(forum)
    catch_up()
    return forum


def test_counts_by_forum_are_what_each_forum_finds_alone(forum):
    other = f.dialogue(slug="polar")
    f.meeting(other, title="Polar cable repair")
    f.meeting(f.dialogue(slug="hidden", is_published=False), title="Hidden cable repair")
    catch_up()
    counts = totals_by_forum("cable repair")
    assert counts == {slug: find("cable repair", forums=[slug]).total for slug in ("harbor", "polar")}
    assert counts["harbor"] > counts["polar"] > 0
    assert totals_by_forum("cable repair", kinds=["meeting"]) == {"harbor": 1, "polar": 1}


def test_six_hundred_dialogues_are_counted_in_one_statement(forum, client):
    Dialogue.objects.bulk_create(
        Dialogue(slug=f"d-{n}", name=f"D {n}", short_name=f"D {n}", kind="bilateral", level="working", status="active",
                 is_published=True)
        for n in range(600)
    )  # fmt: skip
    assert client.get("/search/?q=cable+repair").status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert totals_by_forum("cable")["harbor"]
    assert len(asked) == 1


def test_a_renamed_actor_indexes_its_own_papers_alone(forum, monkeypatch):
    for _n in range(3):
        f.document(f.meeting(forum))
    publisher = f.actor("Old name")
    f.document(f.meeting(forum), publisher=publisher)
    catch_up()
    put = []
    adapter = type(search_index.adapter())
    monkeypatch.setattr(adapter, "put", lambda self, kind, entries: put.extend((kind, e.pk) for e in entries))
    publisher.name = "New name"
    publisher.save()
    catch_up()
    assert sorted(kind for kind, _pk in put) == ["actor", "document"]


def test_a_search_leaves_many_changes_to_whoever_made_them(forum, monkeypatch, caplog):
    monkeypatch.setattr(importlib.import_module("agenda.search.find"), "FEW", 2)
    for _n in range(4):
        f.meeting(forum, title="Beacon upkeep")
    assert not find("beacon").total and "index_search" in caplog.text
    assert catch_up() and find("beacon").total


def test_nothing_is_counted_while_the_record_stands_still(forum):
    catch_up()
    with CaptureQueriesContext(connection) as asked:
        catch_up()
    assert len(asked) == 1


def test_a_form_taken_at_the_desk_or_in_the_admin_is_found_at_once(forum, editor_client):
    page = editor_client.get("/admin/agenda/actor/add/")
    assert page.status_code == 200
    answer = editor_client.post(
        "/admin/agenda/actor/add/",
        {
            "name": "Lighthouse board",
            "slug": "lighthouse",
            "kind": "ministry",
            "is_published": "on",
            "token": "",
        },
    )
    assert answer.status_code == 302, answer.content.decode()[:2000]
    with CaptureQueriesContext(connection) as asked:
        assert find("lighthouse").total == 1
    assert not [query for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_index_is_asked_once_for_counts_and_hits(forum):
    with CaptureQueriesContext(connection) as asked:
        found = find("cable repair", kinds=["meeting"], limit=1)
    assert sum("FROM agenda_search " in statement["sql"] for statement in asked) == 1
    assert [hit.kind for hit in found.hits] == ["meeting"] and found.total == 1
    assert found.counts == find("cable repair").counts and len(found.counts) > 1


def test_topics_are_named_as_they_are_called_now(forum):
    topic = Topic.objects.get(name="Cable repair")
    assert [named.topic for named in named_topics(parse("cable repair"))] == [topic]
    topic.name = "Mending lines"
    topic.save()
    assert named_topics(parse("cable repair")) == []
    (named,) = named_topics(parse("mending lines"))
    assert (named.topic, named.raised, len(named.latest)) == (topic, 1, 1)
    Topic.objects.filter(pk=topic.pk).update(is_published=False)
    assert named_topics(parse("mending lines")) == []
