"""Addresses that were given up lead on wherever they stand: in paths of every form, and in parameters."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.actions.merging import merge, merge_coded
from agenda.models import Draft
from tests.support import factories as f
from tests.support.data import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed():
    """A forum, a meeting and a topic's cell under new addresses, and what was merged under others."""
    by = f.user("Editor", "Reviewer")
    topics, offices = (f.topic("Cables", code="cables"), f.topic("Wires", code="wires")), (
        f.actor("Kept", slug="kept"), f.actor("Given", slug="given"),
    )  # fmt: skip
    for given, kept in (topics[::-1], offices[::-1]):
        merge(given, kept, by=by, at=timezone.now())
    forum = f.dialogue(slug="ns", short_name="NS")
    meeting = f.meeting(forum, "2022-05-06", slug="talk")
    other = f.meeting(forum, "2022-06-06", slug="talk-2")
    f.recommendation(topics[0], forum, recommender=offices[0], code="R-1")
    f.finding(meeting, topics[0])
    f.finding(other, topics[0])
    forum.slug, meeting.slug = "north-south", "first-talk"
    forum.save()
    meeting.save()
    return by


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/dialogues/ns/", "/dialogues/north-south/"),
        ("/ja/dialogues/ns/", "/ja/dialogues/north-south/"),
        ("/dialogues/ns.json", "/dialogues/north-south.json"),
        ("/dialogues/ns/feed/", "/dialogues/north-south/feed/"),
        ("/dialogues/ns/calendar.ics", "/dialogues/north-south/calendar.ics"),
        ("/dialogues/ns/brief/", "/dialogues/north-south/brief/"),
        ("/dialogues/ns/brief.md", "/dialogues/north-south/brief.md"),
        ("/dialogues/ns/changes/?level=ministerial", "/dialogues/north-south/changes/?level=ministerial"),
        ("/meetings/talk/?cite=bib", "/meetings/first-talk/?cite=bib"),
        ("/findings/talk/wires/", "/findings/first-talk/cables/"),
        ("/findings/talk/wires.json", "/findings/first-talk/cables.json"),
        ("/findings/talk/cables/1/", "/findings/first-talk/cables/1/"),
        ("/wording/ns/wires/", "/wording/north-south/cables/"),
        ("/pictures/timeline/ns.svg", "/pictures/timeline/north-south.svg"),
        ("/pictures/strip/wires.csv", "/pictures/strip/cables.csv"),
        ("/pictures/rates/wires.png", "/pictures/rates/cables.png"),
        ("/pictures/rates/ns.svg", "/pictures/rates/north-south.svg"),
        ("/embed/matrix/ns/", "/embed/matrix/north-south/"),
        ("/cards/dialogues/ns.png", "/cards/dialogues/north-south.png"),
        ("/cards/topics/wires.png", "/cards/topics/cables.png"),
        ("/cards/actors/given.png", "/cards/actors/kept.png"),
        ("/topics/wires/feed/", "/topics/cables/feed/"),
        ("/meetings/?forum=ns&level=ministerial", "/meetings/?forum=north-south&level=ministerial"),
        ("/meetings.csv?forum=ns", "/meetings.csv?forum=north-south"),
        ("/findings.json?topic=wires&forum=ns", "/findings.json?topic=cables&forum=north-south"),
        ("/recommendations/?recommender=given", "/recommendations/?recommender=kept"),
        ("/topics.json?forum=ns", "/topics.json?forum=north-south"),
        ("/elsewhere/?where=ns", "/elsewhere/?where=north-south"),
        ("/divergence.csv?topic=wires", "/divergence.csv?topic=cables"),
        ("/search/?q=talk&forum=ns", "/search/?q=talk&forum=north-south"),
        ("/dialogues/north-south/changes/?earlier=talk", "/dialogues/north-south/changes/?earlier=first-talk"),
    ],
)  # fmt: skip
def test_what_was_given_up_leads_on(client, renamed, old, new):
    answer = client.get(old)
    assert (answer.status_code, answer.headers.get("Location")) == (301, new)
    assert client.get(new).status_code == 200


def test_the_desk_follows_too(client, renamed):
    analyst = f.user("Analyst")
    client.force_login(analyst)
    answer = client.get("/desk/meetings/talk/?topic=wires")
    assert (answer.status_code, answer["Location"]) == (301, "/desk/meetings/first-talk/?topic=wires")
    answer = client.get(answer["Location"])
    assert (answer.status_code, answer["Location"]) == (301, "/desk/meetings/first-talk/?topic=cables")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("address", ["/meetings/?forum=never", "/findings/?topic=%00", "/dialogues/never/"])
def test_what_never_was_leads_nowhere(client, renamed, address):
    assert client.get(address).status_code in (200, 400, 404)


def test_what_readers_never_knew_or_may_not_see_leads_nowhere(client, renamed):
    hidden = f.dialogue(slug="secret-old", is_published=False)
    hidden.slug = "secret-new"
    hidden.save()
    assert client.get("/dialogues/secret-old/").status_code == 404
    hidden.is_published = True
    hidden.save()
    assert client.get("/dialogues/secret-old/").status_code == 404
    shown = f.dialogue(slug="shown-old")
    shown.slug, shown.is_published = "shown-new", False
    shown.save()
    assert client.get("/dialogues/shown-old/").status_code == 404
    assert "shown-new" not in client.get("/meetings/?forum=shown-old").content.decode()


def test_a_row_that_takes_the_address_has_it(client, renamed):
    f.dialogue(slug="ns")
    assert client.get("/dialogues/ns/").status_code == client.get("/meetings/?forum=ns").status_code == 200


def test_a_topic_merged_by_the_codebook_leads_on_once_nothing_stands_under_it(client, renamed):
    kept = f.topic("Networks", code="networks")
    given = f.topic("Routers", code="routers")
    meeting = f.meeting()
    f.finding(meeting, given)
    merge_coded(
        given, kept, by=renamed, at=timezone.now(), note="One.", choices={f"cell-{meeting.pk}": "recode"}
    )
    assert client.get("/findings.json?topic=routers").status_code == 200
    assert not Draft.objects.exists()


def test_one_that_was_carried_over_whole_is_asked_for_under_the_other(client, renamed):
    kept, given = f.topic("Networks", code="networks"), f.topic("Routers", code="routers")
    meeting = f.meeting()
    f.finding(meeting, given)
    merge_coded(
        given, kept, by=renamed, at=timezone.now(), note="One.", choices={f"cell-{meeting.pk}": "carry"}
    )
    assert client.get("/findings.json?topic=routers")["Location"] == "/findings.json?topic=networks"
    assert client.get("/topics/routers.json")["Location"] == "/topics/networks.json"
    assert client.get(reverse("topic", args=["routers"])).status_code == 200
    assert '"networks"' in (listed := body(client.get("/topics.json")).decode()) and '"routers"' not in listed
