"""What is named is read once a request, and never older than the record."""

from contextlib import closing
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from agenda.models import Actor, CodebookChange, Dialogue, Topic
from agenda.models.vocabulary import Nouns, Vocabulary, read_once, vocabulary
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def asked_in(method, ask):
    """What `ask` gives within a request of the method."""
    found = []

    def view(request):
        found.append(ask())
        return HttpResponse()

    read_once(view)(getattr(RequestFactory(), method)("/"))
    return found[0]


def test_a_request_that_reads_asks_each_table_once_a_version_of_the_record():
    f.topic(), f.dialogue(), f.actor()

    def ask():
        with CaptureQueriesContext(connection) as statements:
            for _again in range(3):
                known = vocabulary()
                assert list(known.topics.values()) and list(known.dialogues.values())
                assert len(known.sides) == len(known.actors) == 1
        return len(statements)

    tables, the_version = 3, 1
    assert asked_in("get", ask) == tables + the_version
    assert asked_in("get", ask) == the_version
    Dialogue.objects.update(note="Changed.")
    assert asked_in("get", ask) == tables + the_version


def test_what_was_read_while_the_record_changed_is_not_kept():
    f.dialogue(short_name="Before")

    def ask_and_write():
        known = vocabulary().topics, vocabulary().dialogues
        Dialogue.objects.update(short_name="After")
        return [str(row) for row in known[1].values()]

    assert asked_in("get", ask_and_write) == ["Before"]
    assert asked_in("get", lambda: [str(row) for row in vocabulary().dialogues.values()]) == ["After"]


def test_requests_share_what_is_stored_and_no_rows():
    row = f.dialogue(short_name="Quad")

    def change():
        vocabulary().dialogues[row.pk].short_name = "of one request"

    asked_in("get", change)
    assert asked_in("get", lambda: str(vocabulary().dialogues[row.pk])) == "Quad"


def test_a_change_that_is_rolled_back_is_not_kept():
    f.dialogue(short_name="Quad")

    def names():
        return [str(row) for row in vocabulary().dialogues.values()]

    assert asked_in("get", names) == ["Quad"]
    with transaction.atomic():
        Dialogue.objects.update(short_name="never")
        assert asked_in("get", names) == ["never"]
        transaction.set_rollback(True)
    assert asked_in("get", names) == ["Quad"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_written_is_named_in_the_next_request(method):
    assert asked_in("get", lambda: list(vocabulary().dialogues)) == []
    row = f.dialogue(short_name="Before")
    assert asked_in(method, lambda: [str(d) for d in vocabulary().dialogues.values()]) == ["Before"]
    Dialogue.objects.filter(pk=row.pk).update(short_name="After")
    assert asked_in(method, lambda: [str(d) for d in vocabulary().dialogues.values()]) == ["After"]
    Dialogue.objects.filter(pk=row.pk).update(is_published=False)
    assert asked_in(method, lambda: list(vocabulary().dialogues)) == []


def test_a_request_that_writes_and_no_request_see_what_is_written():
    def ask():
        before = len(vocabulary().topics)
        f.topic()
        return len(vocabulary().topics) - before

    assert asked_in("post", ask) == 1
    assert ask() == 1


def test_a_page_names_a_row_that_was_written_after_the_page_before(client):
    def options():
        return client.get("/meetings/").content.decode()

    assert "New Forum" not in options()
    row = f.dialogue(short_name="New Forum")
    f.meeting(row)
    assert "New Forum" in options()
    Dialogue.objects.filter(pk=row.pk).update(short_name="Newer Forum")
    assert "Newer Forum" in options() and "New Forum" not in options()


def test_rows_are_as_the_database_makes_them():
    row = f.dialogue(gaps=["one", "two"], translations={"ja": {"name": "名"}}, covered_until="2024-05-06")
    stored = Dialogue.objects.get(pk=row.pk)
    known = vocabulary().dialogues[row.pk]
    assert {field.attname: getattr(known, field.attname) for field in Dialogue._meta.concrete_fields} == {
        field.attname: getattr(stored, field.attname) for field in Dialogue._meta.concrete_fields
    }
    topic = f.topic("Chips", definition="What they are.")
    named = vocabulary().topics[topic.pk]
    assert (str(named), named.code, named.definition) == ("Chips", topic.code, "What they are.")


def test_unpublished_dialogues_and_topics_are_not_among_them():
    dialogue, topic = f.dialogue(is_published=False), f.topic(is_published=False)
    hidden = f.actor(is_published=False)
    known = Vocabulary()
    assert dialogue.pk not in known.dialogues and topic.pk not in known.topics
    assert hidden.pk in known.actors and hidden.pk not in known.actors.marked["published"]


def test_topics_merged_into_others_are_known_and_do_not_stand():
    merged, kept = f.topic(), f.topic()
    change = {"kind": CodebookChange.Kind.MERGED, "topic": merged, "version": f.codebook()}
    CodebookChange.objects.create(**change)
    known = vocabulary().topics
    assert merged.pk in known and known.marked["standing"] == {kept.pk}


def test_sides_are_those_at_the_top_and_circles_end():
    state = f.actor("State")
    ministry = f.actor("Ministry", parent=state)
    office = f.actor("Office", parent=ministry)
    sides = vocabulary().sides
    assert {sides[row.pk] for row in (state, ministry, office)} == {state}
    assert sides == Actor.objects.sides()
    one, other = f.actor(), f.actor()
    Actor.objects.filter(pk=one.pk).update(parent=other)
    Actor.objects.filter(pk=other.pk).update(parent=one)
    assert {pk: side.pk for pk, side in vocabulary().sides.items()} == {
        pk: side.pk for pk, side in Actor.objects.sides().items()
    }
    assert [row.pk for row in vocabulary().actors.values()]


def test_whoever_recommends_publicly_is_marked():
    topic, dialogue = f.topic(), f.dialogue()
    made = f.recommendation(topic, dialogue)
    hidden = f.recommendation(topic, dialogue, is_published=False, recommender=f.actor())
    marked = vocabulary().actors.marked["recommends"]
    assert made.recommender_id in marked and hidden.recommender_id not in marked


def test_a_parent_is_at_hand_without_a_query(django_assert_num_queries):
    wider = f.topic("Wider")
    f.topic("Narrower", parent=wider)
    topics: Nouns[Topic] = vocabulary().topics
    with django_assert_num_queries(0):
        assert {str(row.parent) for row in topics.values()} == {"None", "Wider"}


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_the_database_keeps_no_other_thread_waiting():
    """Else, behind a pooler, one waits for a connection that the other has, who waits for the lock of the first."""
    f.actor(slug="japan")
    is_asking, is_answered, waited = Event(), Event(), []

    def slowly(execute, *statement):
        is_asking.set()
        waited.append(is_answered.wait(60))
        return execute(*statement)

    def first():
        with closing(connection), connection.execute_wrapper(slowly):
            list(Vocabulary().actors)

    thread = Thread(target=first)
    thread.start()
    assert is_asking.wait(60)
    names = Vocabulary().actors.words.values()
    is_answered.set()
    thread.join()
    assert "japan" in names and waited == [True]
