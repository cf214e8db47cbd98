"""Data addresses read the rows of a page, and lists within an object end somewhere and say where all of them stand."""

import json
from itertools import islice

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from agenda.catalogue.sums import ELSEWHERE
from agenda.models import KeptCourse
from agenda.views.kept_rows import CourseRows, course_of_key
from agenda.views.sources import SOURCES
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def said(client, address):
    return json.loads(client.get(address).content)


def statements(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def talks(forum, topic, months, outcome="raised"):
    return [f.finding(f.meeting(forum, f"2022-{month:02}-05"), topic, outcome) for month in months]


def test_lists_within_an_object_are_bounded_and_name_the_whole(client, monkeypatch):
    forum, topic = f.dialogue(slug="here"), f.topic(code="cables")
    talks(forum, topic, (2, 3, 4))
    for code in ("R-1", "R-2", "R-3"):
        f.recommendation(topic, forum, on="2022-01-01", code=code)
    whole = said(client, "/topics/cables.json")
    assert "more" not in whole and len(whole["findings"]) == 3
    monkeypatch.setattr("agenda.views.details.MOST", 2)
    for address, name, query in (
        ("/topics/cables.json", "recommended", "topic=cables"),
        ("/dialogues/here.json", "recommendations", "forum=here"),
    ):
        cut = said(client, address)
        assert [row["held_on"] for row in cut["findings"]] == ["2022-03-05", "2022-04-05"], "the latest"
        assert [row["code"] for row in cut[name]] == ["R-1", "R-2"]
        assert cut["more"]["findings"] == f"http://testserver/findings.json?{query}"
        assert cut["more"][name] == f"http://testserver/recommendations.json?{query}"
        for list_address in cut["more"].values():
            assert said(client, list_address.removeprefix("http://testserver"))["count"] == 3
    assert whole["raised"] == said(client, "/topics/cables.json")["raised"], "sums cover all"


def test_details_and_lists_ask_as_many_statements_of_a_longer_record(client):
    forum, topic = f.dialogue(slug="here"), f.topic(code="cables")
    talks(forum, topic, (2, 3))
    f.recommendation(topic, forum, on="2022-01-01", code="R-1")
    silent = f.topic(code="silent")
    talks(forum, silent, (4, 5), "not_raised")
    f.recommendation(silent, forum, on="2022-01-01", code="R-2")
    talks(f.dialogue(slug="there"), silent, (5, 6))
    addresses = ["/dialogues/here.json", "/topics/cables.json", "/topics.json", "/recommendations.json", "/missed.json",
                 "/divergence.json", "/elsewhere.json", "/findings.json"]  # fmt: skip
    before = {address: statements(client, address) for address in addresses}
    for number in range(3, 9):
        more = f.topic()
        talks(forum, more, (number, number + 1), "not_raised")
        talks(f.dialogue(), more, (number, number + 1))
        f.recommendation(more, forum, on="2022-01-01", code=f"R-{number}")
        f.recommendation(topic, f.dialogue(), on="2022-01-01", code=f"S-{number}")
    assert {address: statements(client, address) for address in addresses} == before


def test_a_recommendation_names_the_first_meetings_elsewhere_in_data(client):
    here, topic = f.dialogue(slug="here"), f.topic()
    f.recommendation(topic, here, on="2020-01-01", code="R-1")
    there = f.dialogue()
    for number in range(ELSEWHERE + 1):
        f.finding(
            f.meeting(there, f"{2021 + number // 12}-{number % 12 + 1:02}-05", slug=f"far-{number}"),
            topic,
            "raised",
        )
    (row,) = said(client, "/recommendations.json")["rows"]
    assert row["raised_elsewhere"] == [f"far-{number}" for number in range(ELSEWHERE)]
    assert said(client, "/recommendations/R-1.json")["dialogues"] == [row]


@pytest.mark.parametrize("order", ["", "&sort=topic", "&sort=held"])
@pytest.mark.parametrize("name", ["divergence", "elsewhere"])
def test_cells_are_read_meeting_by_meeting_where_there_are_many(client, monkeypatch, name, order):
    here, there, topics = f.dialogue(), f.dialogue(), [f.topic() for _n in range(3)]
    for topic in topics:
        talks(here, topic, (2, 4, 6), "not_raised")
        talks(there, topic, (3, 5, 7))
    few = said(client, f"/{name}.json?limit=1000{order}")
    monkeypatch.setattr("agenda.views.kept_rows.FEW", 0)
    monkeypatch.setattr("agenda.views.kept_rows.MEETINGS", (1, 2))
    found, address = [], f"/{name}.json?limit=2{order}"
    while address:
        part = said(client, address)
        found += part["rows"]
        address = (part["next"] or "").removeprefix("http://testserver")
    assert found == few["rows"] and len(found) == few["count"] == 9


def test_findings_are_counted_as_they_are_kept(client):
    forum, topic = f.dialogue(slug="here"), f.topic(code="cables")
    f.dialogue(slug="hidden", is_published=False)
    talks(forum, topic, (2, 3))
    talks(f.dialogue(is_published=False), topic, (4,))
    talks(f.dialogue(slug="there"), f.topic(code="chips"), (4,), "not_raised")
    for query, n in (
        ("", 3), ("?forum=here", 2), ("?topic=chips", 1), ("?outcome=raised", 2), ("?since=2022-03", 2), ("?until=2022-02", 1),
        ("?forum=there&topic=cables", 0),
    ):  # fmt: skip
        answer = said(client, f"/findings.json{query}")
        assert answer["count"] == len(answer["rows"]) == n, query


def test_too_many_cells_elsewhere_are_not_counted_in_data(client, monkeypatch):
    here, there, topic = f.dialogue(), f.dialogue(), f.topic()
    talks(here, topic, (2, 4, 6), "not_raised")
    talks(there, topic, (3,))
    monkeypatch.setattr("agenda.filters.elsewhere.ElsewhereFilterSet.reach", lambda *_asked: 2)
    answer = said(client, "/elsewhere.json")
    assert answer["count"] is None and len(answer["rows"]) == 3
    assert "not sorted by the days apart" in client.get("/elsewhere.json?sort=apart").content.decode()
    for order in ("topic", "held"):
        assert len(said(client, f"/elsewhere.json?sort={order}")["rows"]) == 3, (
            "no row is lost in an order asked for"
        )


def test_rows_end_whatever_a_code_holds():
    """A key is taken apart again to go on after it: one that came out as less than it was would begin the rows anew."""
    topic, forums = f.topic(), [f.dialogue(slug=slug) for slug in ("a", "b")]
    for code in ("R-1", "R-2"):
        f.recommendation(topic, *forums, on="2022-01-01", code=code)
    KeptCourse.objects.update(code=Concat("code", Value("</b> x/")))
    rows, key = CourseRows(KeptCourse.objects.all()), SOURCES["recommendations"].key
    told = [row for some in islice(rows.whole(1, key), 9) for row in some]
    assert [(row.code, row.dialogue.slug) for row in told] == [
        (f"R-{n}</b> x/", slug) for n in (1, 2) for slug in ("a", "b")
    ]
    assert [course_of_key(key(row)) for row in told] == [row.pk for row in told]
    assert len(rows.after("R-2</b> x", 9)) == 2, "a code alone stands before its forums"
