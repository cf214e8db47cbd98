"""A meeting of several days: said as such wherever it is named, ordered and counted by its first day."""

import json
import sqlite3
from datetime import date

import pytest

from agenda.dates import PartialDate
from agenda.exports.release import write_release
from agenda.models import Meeting
from agenda.models.base import may_lie_within
from agenda.search import find
from tests.support import factories as f
from tests.support.data import body
from tests.support.pages import text

pytestmark = pytest.mark.django_db
DAYS = "6–7 May 2022"


@pytest.fixture
def talk():
    f.codebook()
    forum = f.dialogue(slug="ns", short_name="NS")
    return f.meeting(forum, "2022-05-06", slug="talk", title="Talks", ends_on=date(2022, 5, 7), place="Oslo")


@pytest.fixture
def finding(talk):
    topic = f.topic("Cables", code="cables")
    f.recommendation(topic, talk.dialogue, code="R-1", on="2022-03")
    return f.finding(talk, topic)


@pytest.mark.parametrize(
    ("ends", "said", "short"),
    [
        (date(2022, 5, 7), "6–7 May 2022", "6–7 May 2022"),
        (date(2022, 6, 1), "6 May – 1 June 2022", "6 May – 1 Jun 2022"),
        (date(2023, 1, 2), "6 May 2022 – 2 January 2023", "6 May 2022 – 2 Jan 2023"),
        (date(2022, 5, 6), "6 May 2022", "6 May 2022"),
        (None, "6 May 2022", "6 May 2022"),
    ],
)
def test_days_are_said_together(ends, said, short):
    held = PartialDate(date(2022, 5, 6)).until(ends)
    assert (str(held), held.short, held.iso, held.last) == (said, short, "2022-05-06", date(2022, 5, 6))


def test_no_month_and_no_earlier_day_has_a_last_day():
    assert PartialDate(date(2022, 5, 1), "month").until(date(2022, 6, 1)).ends is None
    with pytest.raises(ValueError, match="has a last day"):
        PartialDate(date(2022, 5, 6), ends=date(2022, 5, 6))


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/talk/", "/meetings/", "/meetings/talk/?cite=txt", "/dialogues/ns/", "/topics/cables/", "/recommendations/R-1/",
        "/feed/", "/pictures/timeline/ns.svg", "/findings/talk/cables/", "/findings/talk/cables/?cite=txt", "/search/?q=Talks",
    ],
)  # fmt: skip
def test_every_page_that_dates_it_says_both_days(client, finding, address):
    answer = client.get(address)
    assert answer.status_code == 200 and DAYS in answer.content.decode().replace("&#8211;", "–")


def test_japanese_says_both_days(client, finding):
    assert "2022年5月6日～7日" in client.get("/ja/meetings/talk/").content.decode()
    Meeting.objects.update(ends_on=date(2022, 6, 1))
    assert "2022年5月6日～6月1日" in client.get("/ja/meetings/").content.decode()


def test_machines_read_both_days(client, finding, tmp_path):
    said = client.get("/meetings/talk.json").json()
    assert (said["held_on"], said["ends_on"]) == ("2022-05-06", "2022-05-07")
    assert body(client.get("/meetings.csv")).decode().splitlines()[1].count("2022-05-07") == 1
    calendar = client.get("/calendar.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20220506" in calendar and "DTEND;VALUE=DATE:20220508" in calendar
    page = client.get("/meetings/talk/").content.decode()
    assert '"startDate": "2022-05-06"' in page and '"endDate": "2022-05-07"' in page
    columns = client.get("/api/openapi.json").json()["components"]["schemas"]["meetings"]["properties"]
    assert columns["ends_on"]["format"] == "date"
    made = write_release(tmp_path, "https://agenda.example.org/")
    (event,) = json.loads((made.directory / "events.json").read_text())
    assert (event["start_date"], event["end_date"]) == ("2022-05-06", "2022-05-07")
    with sqlite3.connect(made.directory / "agenda.sqlite") as database:
        assert database.execute("SELECT ends_on FROM meetings").fetchall() == [("2022-05-07",)]
    database.close()


@pytest.mark.parametrize("query", ["6 May 2022", "7 May 2022", "2022-05-07", "2022年5月7日"])
def test_search_finds_it_by_either_day(talk, query):
    f.meeting(talk.dialogue, "2022-06-06", title="Others")
    assert ["".join(piece for piece, _mark in hit.title) for hit in find(query).hits][:1] == ["Talks"]


def test_periods_and_what_was_recommended_before_it_go_by_its_first_day(talk):
    second = PartialDate(date(2022, 5, 7))
    assert not Meeting.objects.filter(may_lie_within("held_on", second, None)).exists()
    assert list(Meeting.objects.until(date(2022, 5, 6))) == [talk]
    topic = f.topic("Cables")
    before, during = (f.recommendation(topic, talk.dialogue, on=day) for day in ("2022-05-05", "2022-05-06"))
    assert before.stands_at(talk.held) and not during.stands_at(talk.held)
    before.withdrawn_on = date(2022, 5, 7)
    assert before.stands_at(talk.held)


def test_a_meeting_that_goes_on_is_still_the_next_one(client, talk):
    Meeting.objects.update(status="scheduled")
    assert list(Meeting.objects.to_come(date(2022, 5, 7))) == [talk]
    assert not Meeting.objects.to_come(date(2022, 5, 8)).exists()


def test_its_page_reads_without_a_machine(client, talk):
    assert DAYS in text(client.get("/meetings/talk/"))
