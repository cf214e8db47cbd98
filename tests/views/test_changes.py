"""Since last time: two meetings of a dialogue side by side, chosen by the reader."""

import json
import re

import pytest

from agenda.models import Topic
from tests.support import factories as f
from tests.support.data import as_csv
from tests.support.pages import markup, text


@pytest.fixture
def forum(db):
    """Three ministers' meetings that were judged, one working-level meeting, one read in part."""
    forum = f.dialogue(slug="ns", short_name="NS")
    first, second, third = (f.meeting(forum, f"202{n}-05-06", slug=f"m-{n}") for n in (1, 2, 3))
    cables, chips, space, trade = (
        f.topic(name, code=name.lower()) for name in ("Cables", "Chips", "Space", "Trade")
    )
    f.finding(first, cables, "raised")
    for topic, was, is_now in ((cables, "not_raised", "raised"), (chips, "raised", "partly_raised"),
                               (space, "raised", "not_raised")):  # fmt: skip
        f.finding(second, topic, was)
        f.finding(third, topic, is_now)
    f.finding(third, trade, "raised")
    f.finding(f.meeting(forum, "2023-06-01", slug="w-1", level="working"), space, "raised")
    f.finding(f.meeting(forum, "2023-07-01", slug="part"), space, "not_determinable")
    return forum


def chosen(response):
    return tuple(occasion.slug for occasion in response.context["chosen"].pair or ())


def test_the_last_two_judged_meetings_of_one_level_stand_side_by_side(client, forum):
    page = client.get("/dialogues/ns/changes/")
    assert chosen(page) == ("m-2", "m-3")
    said = text(page)
    assert "Topics from 6 May 2022 to 6 May 2023: 1 new, 1 kept, 1 not repeated, 1 cannot be told." in said
    for before, after in (("New (1)", "Cables"), ("Kept (1)", "Chips"), ("Not repeated (1)", "Space"),
                          ("Cannot be told (1)", "Trade")):  # fmt: skip
        assert re.search(rf"{re.escape(before)} .*? {after} ", said)
    assert "different levels" not in said


def test_the_reader_chooses_and_what_was_chosen_stays(client, forum):
    page = client.get("/dialogues/ns/changes/?earlier=m-1&later=w-1")
    assert chosen(page) == ("m-1", "w-1") and "held at different levels" in text(page)
    assert '<option value="m-1" selected>' in markup(page) and '<option value="w-1" selected>' in markup(page)
    assert "Nothing was found at" not in text(page)


@pytest.mark.parametrize(
    "query, field, words, pair",
    [
        ("earlier=nowhere", "earlier", "“nowhere” is not a meeting of this dialogue", ("m-2", "m-3")),
        ("later=%00zz&earlier=m-1", "later", "“\ufffdzz” is not a meeting of this dialogue", ("m-1", "m-3")),
        ("earlier=m-3&later=m-3", "later", "Both are the same meeting", ()),
        ("earlier=m-3&later=m-1", "earlier", "It was held after the other meeting", ("m-1", "m-3")),
        (
            "earlier=m-1&later=m-3&as_of=2022-12",
            "later",
            "“m-3” is not a meeting of this dialogue",
            ("m-1", "m-2"),
        ),
    ],
)
def test_a_bad_choice_is_said_beside_its_field(client, forum, query, field, words, pair):
    page = client.get(f"/dialogues/ns/changes/?{query}")
    assert page.status_code == 200 and chosen(page) == pair
    assert re.search(rf'aria-describedby="p-{field}".*?id="p-{field}" role="alert">{words}', markup(page))


def test_a_dialogue_without_two_meetings_says_so(client, db):
    f.dialogue(slug="new")
    assert "Two judged meetings of one level are needed" in text(client.get("/dialogues/new/changes/"))
    assert client.get("/dialogues/none/changes/").status_code == 404


def test_as_of_and_citation(client, forum):
    page = client.get("/dialogues/ns/changes/?as_of=2022-12-31")
    assert chosen(page) == ("m-1", "m-2") and "As of 31 December 2022" in text(page)
    cited = client.get("/dialogues/ns/changes/?cite=txt").content.decode()
    assert "What changed at NS from 6 May 2022 to 6 May 2023" in cited and "1 not repeated" in cited


def test_the_same_rows_as_data(client, forum):
    page = client.get("/dialogues/ns/changes/?earlier=m-1&later=m-2")
    (address,) = re.findall(r'href="(/changes\.csv[^"]*)"', page.content.decode())
    rows = as_csv(client, address.replace("&amp;", "&"))
    assert {(row["topic"], row["change"]) for row in rows} == {
        ("cables", "not_repeated"), ("chips", "cannot_be_told"), ("space", "cannot_be_told"),
    }  # fmt: skip
    assert {row["later_outcome"] for row in rows if row["topic"] == "cables"} == {"not_raised"}
    assert {row["dialogue"] for row in as_csv(client, "/changes.csv")} == {"ns"}


@pytest.mark.parametrize(
    "query, parameter",
    [("earlier=m-1", "later"), ("earlier=m-3&later=m-1", "earlier"), ("earlier=m-1&later=away", "later")],
)
def test_data_of_two_meetings_that_do_not_go_together_is_refused(client, forum, query, parameter):
    f.meeting(f.dialogue(), slug="away")
    answer = client.get(f"/changes.json?{query}")
    assert answer.status_code == 400
    assert [error["parameter"] for error in json.loads(answer.content)["errors"]] == [parameter]


def test_more_topics_take_no_more_queries(client, forum, django_assert_max_num_queries):
    third = forum.meetings.get(slug="m-3")
    for number in range(20):
        f.finding(third, f.topic(code=f"more-{number}"), "raised")
    with django_assert_max_num_queries(20):
        assert "more-" in markup(client.get("/dialogues/ns/changes/"))
    assert Topic.objects.count() == 24


def test_the_list_is_narrowed_by_the_date_of_the_later_meeting_and_by_change(client, forum):
    def topics(query):
        return {row.topic.code for row in client.get(f"/changes/?{query}").context["page"].object_list}

    assert topics("since=2023") == {"cables", "chips", "space", "trade"} and topics("until=2022") == set()
    assert topics("change=new") == {"cables"} and topics("forum=ns&change=not_repeated") == {"space"}
