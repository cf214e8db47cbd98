"""The list of topics over sums of the database: the same rows, sums, order and counts as over cells one by one."""

from datetime import date

import pytest
from django.http import QueryDict

from agenda.coverage.ledger import Ledger
from agenda.filters import TopicFilterSet, topic_list
from agenda.filters.topic_list import KeptTopicFilterSet, listed_topics
from tests.support import factories as f
from tests.support.pages import markup, text

TODAY = date(2026, 11, 29)
ASKED = [
    "", "forum=quad", "forum=quad&forum=two-plus-two", "outcome=raised", "outcome=not_raised&outcome=not_determinable",
    "recommended=yes", "recommended=no", "recommended=yes&recommended=no", "recommended=no&forum=quad",
    "recommended=yes&outcome=raised&forum=us-japan-leaders", "recommender=erik-m-jacobs",
    "recommender=erik-m-jacobs&recommended=no", "recommender=erik-m-jacobs&forum=two-plus-two&outcome=raised",
    "since=2022", "until=2023-06", "since=2021-05-06&until=2022-08&forum=quad", "since=2022&outcome=raised&recommended=no",
    "q=supply chain", "q=a&forum=quad", "q=nothing-of-the-kind", "sort=topic", "sort=-topic", "sort=raised", "sort=last_raised",
    "sort=-last_raised", "sort=-last_raised&forum=quad&until=2023", "sort=recommended", "sort=-recommended",
]  # fmt: skip


def both(query: str, on: date, **of):
    """The same list over sums and over cells one by one."""
    data, ledger = QueryDict(query), Ledger(on, **of)
    listed = listed_topics(data, ledger)
    assert isinstance(listed, KeptTopicFilterSet)
    return listed, TopicFilterSet(data, Ledger(on, **of))


@pytest.mark.parametrize("query", ASKED)
def test_both_ways_answer_alike(record, query):
    listed, known = both(query, TODAY)
    rows, others = listed.results(), known.results()
    listed.complete(rows)
    known.complete(others)
    assert [row.topic.code for row in rows] == [row.topic.code for row in others]
    for row, other in zip(rows, others, strict=True):
        assert (row.tally, row.found_of_N, row.asked, row.furthest) == (
            other.tally, other.found_of_N, other.asked, other.furthest
        )  # fmt: skip
        assert (row.last and row.last.cell) == (other.last and other.last.cell)
    for name in ("forum", "outcome", "recommended", "recommender"):
        counted, expected = listed.count_options(name), known.count_options(name)
        assert {k: n for k, n in counted.items() if n} == {k: n for k, n in expected.items() if n and k}, name
    assert listed.total(rows) == known.total(others)
    (n, occasions), (n_known, known_occasions) = listed.meetings(5), known.meetings(5)
    assert n == n_known and occasions == known_occasions
    assert listed.recommended_before(rows, occasions) == known.recommended_before(others, occasions)


def test_self_coded_cells_count_where_they_are_asked_for(record):
    listed, known = both("", TODAY, with_self_coded=True)
    assert [row.tally for row in listed.results()] == [row.tally for row in known.results()]


def test_a_day_for_which_no_course_is_kept_is_derived(db):
    """The recommendation was open on that day; what is kept of it tells of the meeting after it."""
    forum, topic = f.dialogue(), f.topic()
    f.recommendation(topic, forum, on="2021-01-01")
    f.finding(f.meeting(forum, "2022-06-01"), topic)
    on = date(2022, 1, 1)
    found = listed_topics(QueryDict(""), Ledger(on))
    assert isinstance(found, TopicFilterSet) and found.results()[0].tally.total == 0


def test_forums_stand_without_numbers_where_there_are_very_many(client, db, monkeypatch):
    forum, topic = f.dialogue(slug="ns", short_name="NS"), f.topic()
    f.finding(f.meeting(forum), topic)
    f.dialogue(slug="ew")

    def option():
        return markup(client.get("/topics/")).split('value="ns"')[1].split("</label>")[0]

    assert "<small>1</small>" in option()
    monkeypatch.setattr(topic_list, "PAIRS_COUNTED", 1)
    assert "<small>" not in option()


def test_pages_of_topics_keep_the_order_the_filters_and_the_totals(client, db, monkeypatch):
    monkeypatch.setattr("agenda.views.base.PER_PAGE", 2)
    forum = f.dialogue(slug="ns")
    meetings = [f.meeting(forum, f"2021-0{month}-01") for month in (1, 2, 3)]
    for n, name in enumerate(["Cables", "Ports", "Ships"], start=1):
        topic = f.topic(name)
        for meeting in meetings[:n]:
            f.finding(meeting, topic)
    f.topic("Other")
    first, second = (client.get(f"/topics/?forum=ns&page={page}") for page in (1, 2))
    assert [row.topic.name for row in first.context["page"]] == ["Ships", "Ports"]
    assert [row.topic.name for row in second.context["page"]] == ["Cables"]
    for page in (first, second):
        assert "Of 3 topics, 3 were raised" in text(page) and "6 raised" in text(page)
        assert "forum=ns&amp;page=" in markup(page)
    assert len(client.get("/topics.json?forum=ns").json()["rows"]) == 3


def test_a_dot_knows_every_recommendation_before_its_meeting(client, db):
    """The later recommendation came further; the meeting before it was asked for by the earlier one."""
    forum, topic = f.dialogue(slug="ns"), f.topic()
    f.recommendation(topic, forum, on="2020-01-01", withdrawn_on="2021-12-01")
    f.finding(f.meeting(forum, "2021-01-01"), topic, "not_raised")
    f.recommendation(topic, forum, on="2022-01-01")
    f.finding(f.meeting(forum, "2023-01-01"), topic)
    assert (
        markup(client.get("/topics/")).count("dot not_raised recommended") == 2
    )  # one of them in the legend
