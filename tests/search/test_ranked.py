"""A search ranks a bounded number of rows of each kind, and says so."""

import pytest

from agenda.search import find, totals_by_forum
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr("agenda.search.interface.MOST_RANKED", 3)


def test_of_many_the_last_entered_are_ranked_and_the_page_says_so(client, few):
    rows = [f.topic(f"Fisheries {n}") for n in range(5)]
    found = find("fisheries")
    assert {hit.row.pk for hit in found.hits} == {row.pk for row in rows[2:]}
    assert found.total == 3 and found.counts == {"topic": None}
    page = client.get("/search/?q=fisheries")
    assert "More than 3 rows of a kind hold these words: Topics." in text(page)
    assert "More than 3 results" in text(page)
    narrowed = client.get("/search/?q=fisheries&kind=topic")
    assert "More than 3 results with these filters:" in text(narrowed)
    counts = {facet.name: {o.value: o.count for o in facet.options} for facet in page.context["facets"]}
    assert counts["kind"]["topic"] is None and counts["kind"]["document"] == 0


def test_of_few_nothing_is_said(client, few):
    for n in range(3):
        f.topic(f"Fisheries {n}")
    assert find("fisheries").counts == {"topic": 3}
    page = text(client.get("/search/?q=fisheries"))
    assert "rows of a kind" not in page and "More than" not in page


def test_rows_that_are_hidden_take_no_place_among_those_ranked(few):
    rows = [f.topic(f"Fisheries {n}") for n in range(3)]
    for n in range(4):
        f.topic(f"Fisheries hidden {n}", is_published=False)
    assert {hit.row.pk for hit in find("fisheries").hits} == {row.pk for row in rows}


def test_forums_bear_no_number_where_more_hold_the_words_than_are_ranked(client, few):
    forum = f.dialogue()
    for n in range(4):
        f.meeting(forum, title=f"Fisheries {n}")
    assert find("fisheries").cut
    assert totals_by_forum("fisheries") is None
    assert totals_by_forum("fisheries", kinds=["topic"]) == {}
    page = client.get("/search/?q=fisheries")
    options = next(facet for facet in page.context["facets"] if facet.name == "forum").options
    assert [option.count for option in options if option.value == forum.slug] == [None]
