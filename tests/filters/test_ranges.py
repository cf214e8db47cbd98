"""Ranges of dates in every filter that has them: to the day, vague dates, the last twelve months, nonsense."""

from datetime import date

import pytest

from agenda.dates import PartialDate, may_lie_within
from agenda.models import Meeting
from agenda.models.base import may_lie_within as rows_within
from agenda.search import find
from tests.support import factories as f
from tests.support.data import as_csv, as_json
from tests.support.pages import text

DAYS = (
    "2021",
    "2021-12-31",
    "2022",
    "2022-01-01",
    "2022-03",
    "2022-03-01",
    "2022-03-15",
    "2022-03-31",
    "2022-04",
    "2023",
)
ENDS = (None, "2022", "2022-03", "2022-03-01", "2022-03-15", "2022-03-31")


def read(text):
    return PartialDate.parse(text) if text else None


@pytest.fixture
def meetings(db):
    forum = f.dialogue(slug="ns", short_name="NS", covered_until=date(2022, 6, 30))
    for day in DAYS:
        f.meeting(forum, day, slug=f"on-{day}")
    return forum


@pytest.mark.parametrize("until", ENDS)
@pytest.mark.parametrize("since", ENDS)
def test_a_date_stays_when_it_may_lie_within(meetings, since, until):
    """Read day by day: some day that it may have been is a day of the range."""
    first = read(since).first if since else date.min
    last = read(until).last if until else date.max
    wanted = {day for day in DAYS if read(day).last >= first and read(day).first <= last}
    assert {day for day in DAYS if may_lie_within(read(day), read(since), read(until))} == wanted
    rows = Meeting.objects.filter(rows_within("held_on", read(since), read(until)))
    assert {row.slug.removeprefix("on-") for row in rows} == wanted


def slugs(client, query):
    return {
        row.slug.removeprefix("on-")
        for row in client.get(f"/meetings/?{query}").context["page"].paginator.object_list
    }


def test_years_mean_what_they_meant_when_only_years_could_be_asked_for(meetings, client):
    assert slugs(client, "since=2022&until=2022") == {day for day in DAYS if day.startswith("2022")}
    assert slugs(client, "until=2021") == {"2021", "2021-12-31"}


def test_a_range_is_read_to_the_day_and_in_words(meetings, client):
    wanted = {"2022", "2022-03", "2022-03-15"}
    assert slugs(client, "since=2022-03-02&until=2022-03-30") == wanted
    assert slugs(client, "since=2+March+2022&until=30+March+2022") == wanted
    chips = client.get("/meetings/?since=2022-03-02").context["filterset"].chips()
    assert [chip.label for chip in chips] == ["From: 2 March 2022"]


def test_data_addresses_answer_the_same_ranges(meetings, client):
    query = "since=2022-03-02&until=2022-03-30"
    assert (
        len(as_csv(client, f"/meetings.csv?{query}")) == len(as_json(client, f"/meetings.json?{query}")) == 3
    )
    assert client.get("/meetings.json?since=2023&until=2022").status_code == 400


def test_a_range_that_ends_before_it_begins_says_so_and_keeps_its_beginning(meetings, client):
    response = client.get("/meetings/?since=2023&until=2022-02")
    said = "“February 2022” lies before the day the range begins; it was left out."
    assert said in text(response) and b'value="2022-02"' in response.content
    assert slugs(client, "since=2023&until=2022-02") == slugs(client, "since=2023")


def test_the_last_twelve_months_end_where_the_record_of_the_chosen_forums_ends(meetings, client):
    f.dialogue(slug="other", short_name="Other", covered_until=date(2024, 2, 29))
    f.dialogue(slug="loose", short_name="Loose")
    for query, since, until in (
        ("", "2023-03-01", "2024-02-29"),
        ("forum=ns&page=3", "2021-07-01", "2022-06-30"),
        ("forum=loose", "2023-03-01", "2024-02-29"),
    ):
        shown = client.get(f"/meetings/?{query}").context["twelve_months"]
        assert f"since={since}&until={until}" in shown["url"] and "page" not in shown["url"], query
        assert shown["words"] == f"to {read(until)}, where the record of meetings ends"
    assert "to 1 March 2022, the as-of day" in text(client.get("/meetings/?as_of=2022-03-01"))
    wanted = {day for day in DAYS if may_lie_within(read(day), read("2021-07-01"), read("2022-06-30"))}
    assert slugs(client, client.get("/meetings/?forum=ns").context["twelve_months"]["url"][1:]) == wanted


def test_without_a_record_that_is_kept_they_end_today(db, client):
    f.dialogue()
    assert client.get("/meetings/").context["twelve_months"]["words"].endswith(", today")


@pytest.mark.parametrize("address", ["/topics/", "/meetings/", "/documents/", "/recommendations/", "/missed/",
                                     "/divergence/", "/elsewhere/", "/planned/", "/claims/", "/search/"])  # fmt: skip
def test_every_list_with_dates_has_them(db, client, address):
    response = client.get(f"{address}?since=12/11/2022&until=2022-05-06&as_of=0001")
    said = text(response)
    assert response.status_code == 200 and "Last twelve months" in said
    assert "“12/11/2022” is not a date such as 2022-03-01, 2022-03 or 2022; it was left out." in said


def test_search_is_narrowed_to_days(meetings, client):
    f.document(on="2022-03-15", title="Cables of the sea")
    assert find("cables", since=read("2022-03-15"), until=read("2022-03-15")).total == 1
    assert find("cables", since=read("2022-03-16")).total == 0
    assert client.get("/search/?q=cables&until=2022-03-14").context["found"].total == 0


def test_recommendations_are_filtered_by_when_they_were_made(meetings, client):
    for code, on in (("R-1", "2022-03"), ("R-2", "2022-04-02")):
        f.recommendation(f.topic(), meetings, on=on, code=code)
    rows = client.get("/recommendations/?since=2022-04-01").context["page"].paginator.object_list
    assert [row.recommendation.code for row in rows] == ["R-2"]
    assert len(client.get("/recommendations/?until=2022-03-15").context["page"].paginator.object_list) == 1


def test_topics_and_comparisons_count_the_meetings_of_the_range(meetings, client):
    topic = f.topic("Cables", code="cables")
    for day in ("2022-03-15", "2022-03-31"):
        f.finding(Meeting.objects.get(slug=f"on-{day}"), topic)
    (row,) = client.get("/topics/?since=2022-03-16&until=2022-04").context["page"].paginator.object_list
    assert row.tally.raised == 1 and row.last.occasion.slug == "on-2022-03-31"
    said = text(
        client.get("/compare/?since=2022-03-01&until=2022-03-15&then_since=2022-03-16&then_until=2022-04")
    )
    assert (
        "All dialogues, 1 March 2022–15 March 2022" in said
        and "All dialogues, 16 March 2022–April 2022" in said
    )
