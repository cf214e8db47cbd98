"""The first page, what was missed, what the record covers, all dialogues: few statements, and bounds that are said."""

from datetime import date

import pytest

from agenda.coverage import counts, glances
from agenda.coverage.extent import reading_of
from agenda.coverage.forums import forums_by_meetings, latest_at
from agenda.coverage.meetings import coverage_of_meetings
from agenda.coverage.reaches import readouts_of
from agenda.coverage.results import meeting_rows
from agenda.models import CurrentCell, Meeting
from agenda.models.vocabulary import vocabulary
from tests.support import factories as f
from tests.support.pages import text

ADDRESSES = [
    "/", "/?self_coded=include", "/missed/", "/missed/?forum=quad", "/missed/?sort=topic", "/coverage/", "/dialogues/",
    "/questions/", "/ja/", "/ja/missed/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_sums_takes_few_statements(record, client, address, django_assert_max_num_queries):
    for names in ("/actors/", "/topics/?forum=quad"):  # what pages name is read once a version of the record
        client.get(names)
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200


@pytest.fixture
def four_forums(db):
    """Four dialogues that met in turn, the first of them most often; each found one topic of its own."""
    forums = [f.dialogue(slug=f"d{n}", short_name=f"D{n}") for n in range(4)]
    for n, forum in enumerate(forums):
        topic = f.topic(f"Subject {n}", code=f"subject-{n}")
        for day in range(1, 5 - n):
            f.finding(f.meeting(forum, f"2022-0{n + 1}-0{day}"), topic, "raised")
    return forums


def test_a_glance_that_leaves_dialogues_out_says_how_many_and_which(four_forums, client, monkeypatch):
    page = text(client.get("/"))
    assert "met last are shown" not in page and all(f"Subject {n}" in page for n in range(4))
    monkeypatch.setattr(glances, "MOST_DIALOGUES", 2)
    response = client.get("/")
    shown = response.context["glance"]
    assert [d.short_name for d in shown.dialogues] == ["D2", "D3"]
    assert "The dialogues that met last are shown: 2 of 4 with findings." in text(response)
    assert {topic.code for topic, _cells in shown.rows} == {"subject-2", "subject-3"}
    early = client.get("/?as_of=2022-02-20")
    assert [d.short_name for d in early.context["glance"].dialogues] == ["D0", "D1"]
    assert "met last are shown" not in text(early)


def test_a_glance_that_leaves_topics_out_says_so(four_forums, client, monkeypatch):
    monkeypatch.setattr(glances, "MOST_TOPICS", 1)
    response = client.get("/")
    assert [topic.code for topic, _cells in response.context["glance"].rows] == ["subject-0"]
    assert "Of 4 topics with findings there, the 1 found most often are shown." in text(response)


def test_counts_have_a_bound_that_is_said(four_forums, client, monkeypatch):
    assert "10 meetings held" in text(client.get("/"))
    monkeypatch.setattr(counts, "COUNTED", 5)
    for address in ("/", "/?as_of=2022-06-01"):
        page = text(client.get(address))
        assert "more than 5 meetings held" in page and "more than 5 documents" in page


def test_what_was_read_is_said_of_the_latest_meetings_where_there_are_many(four_forums, client, monkeypatch):
    assert "Read whole: 10 of 10 meetings held, of 4 dialogues." in text(client.get("/"))
    monkeypatch.setattr(counts, "JUDGED", 3)
    assert "Read whole: 3 of the latest 3 meetings held, of 2 dialogues." in text(client.get("/"))


@pytest.mark.parametrize("include", [False, True])
def test_the_latest_meetings_say_what_the_list_of_meetings_says(record, include):
    on = date(2030, 1, 1)
    held = Meeting.objects.published().held().until(on).newest_first()
    rows = meeting_rows(held, with_self_coded=include)
    cells = CurrentCell.objects.filter(meeting__in=held.values("pk"))
    coverages = coverage_of_meetings(held, cells, with_self_coded=include)
    readouts = readouts_of([meeting.pk for meeting in held], vocabulary().sides)
    assert [row.meeting for row in rows] == list(held)
    for row in rows:
        assert row.recommended_tally == coverages[row.meeting.pk].recommended_tally, row.meeting
        assert row.found_tally == coverages[row.meeting.pk].found_tally, row.meeting
        assert row.reading == reading_of(readouts[row.meeting.pk]), row.meeting


def test_dialogues_are_paged_by_how_often_they_met(four_forums, client, monkeypatch):
    f.dialogue(slug="none", short_name="Never met")
    monkeypatch.setattr("agenda.views.dialogues.PER_PAGE", 2)
    first, last = client.get("/dialogues/"), client.get("/dialogues/?page=3")
    assert [row[0].short_name for row in first.context["dialogues"]] == ["D0", "D1"]
    assert "4 meetings on record; last met 4 January 2022" in text(first) and "Page 1 of 3" in text(first)
    assert "This data, 5 rows:" in text(first)
    assert "Never met" in text(last) and "No meeting on record" in text(last)


def test_of_meetings_on_one_day_the_last_by_its_address_is_the_latest(db):
    forum = f.dialogue()
    for slug in ("b", "c", "a"):
        f.meeting(forum, "2022-01-01", slug=slug)
    forums = forums_by_meetings(date(2022, 1, 1))
    assert [(row.pk, row.held) for row in forums] == [(forum.pk, 3)]
    assert latest_at(forums)[forum.pk].slug == "c"


def test_a_link_to_what_the_record_covers_of_a_dialogue_leads_to_its_page(four_forums, client, monkeypatch):
    f.dialogue(short_name="Never met")
    monkeypatch.setattr("agenda.views.coverage.PER_PAGE", 3)
    first, there = client.get("/coverage/"), client.get("/coverage/?forum=d3")
    assert 'id="c-d0"' in first.content.decode() and 'id="c-d3"' not in first.content.decode()
    assert "Never met" not in text(first)
    assert (
        'id="c-d3"' in there.content.decode() and "Page 2 of 2" in text(there) and "Never met" in text(there)
    )
    assert 'id="c-d0"' in client.get("/coverage/?forum=unknown").content.decode()
    assert 'id="c-d0"' in client.get("/coverage/?forum=d3&page=1").content.decode()
