"""A search ranks a bounded number of rows of each kind, and says so."""

import importlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.models import SearchMark, SearchName
from agenda.search import catch_up, find, suggest, totals_by_forum
from agenda.search.by_name import begun_by
from agenda.search.kinds import KINDS, scopes
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db
FIND = importlib.import_module("agenda.search.find")
"""The module; the package has a function of its name."""


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr("agenda.search.interface.MOST_RANKED", 3)


def test_of_many_the_last_entered_are_ranked_and_the_page_says_so(client, few):
    rows = [f.topic(f"Talks on fisheries {n}") for n in range(5)]
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
    with CaptureQueriesContext(connection) as statements:
        page = client.get("/search/?q=fisheries")
    assert not [each for each in statements if "GROUP BY forum" in each["sql"]], "what is known is not asked"
    options = next(facet for facet in page.context["facets"] if facet.name == "forum").options
    assert [option.count for option in options if option.value == forum.slug] == [None]


def test_an_old_row_that_is_named_so_comes_first_of_more_than_are_ranked(few):
    forum = f.dialogue(short_name="Forum")
    exact = f.meeting(forum, title="Fisheries")
    begun = f.meeting(forum, title="Fisheries ministerial")
    aside = f.meeting(forum, title="Ministerial on fisheries")
    newest = [f.meeting(forum, title=f"Talks on fisheries {n}") for n in range(4)]
    found = [hit.row.pk for hit in find("fisheries").hits]
    assert found[:2] == [exact.pk, begun.pk]
    assert set(found[2:]) == {row.pk for row in newest[1:]} and aside.pk not in found
    assert [hit.row.pk for hit in find("fisheries", offset=1, limit=1).hits] == [begun.pk]
    assert find("fisheries", kinds=["topic"]).hits == []


def test_an_old_row_that_is_named_so_is_suggested(monkeypatch):
    monkeypatch.setattr(FIND, "MOST_WHILE_TYPING", 3)
    exact, begun = f.topic("Fish"), f.topic("Fisheries of old")
    for n in range(5):
        f.topic(f"Deep sea fisheries {n}")
    assert [title for title, _kind, _address in suggest("fish")][:2] == [exact.name, begun.name]


def test_a_hidden_row_that_is_named_so_is_not_looked_up(few):
    f.topic("Fisheries", is_published=False)
    forum = f.dialogue(is_published=False)
    f.meeting(forum, title="Fisheries")
    rows = [f.topic(f"Talks on fisheries {n}") for n in range(4)]
    assert {hit.row.pk for hit in find("fisheries").hits} == {row.pk for row in rows[1:]}
    assert begun_by("fisheries", scopes(KINDS)) == []
    assert suggest("fisheries")[0][0].startswith("Talks")


def test_names_follow_the_record(few):
    topic = f.topic("Fisheries", aliases=["Fish trade"])
    catch_up()
    assert begun_by("fish tr", scopes(KINDS)) == [("topic", topic.pk)]
    topic.aliases, topic.name = [], "Aquaculture"
    topic.save()
    catch_up()
    assert begun_by("fish", scopes(KINDS)) == [] and begun_by("aqua", scopes(KINDS)) == [("topic", topic.pk)]
    topic.delete()
    catch_up()
    assert not SearchName.objects.filter(kind="topic").exists()


@pytest.fixture
def busy(monkeypatch):
    """More rows wait for the index than a reader's search writes."""
    monkeypatch.setattr(FIND, "FEW", 1)

    def leave_many():
        for n in range(3):
            f.actor(name=f"Somebody {n}")

    return leave_many


def test_a_row_changed_since_the_index_was_written_is_not_found_by_its_old_words(client, busy):
    topic, other = f.topic("Fisheries"), f.topic("Fisheries subsidies")
    catch_up()
    topic.name = "Aquaculture"
    topic.save()
    busy()
    assert [hit.row for hit in find("fisheries").hits] == [other]
    assert [title for title, _kind, _address in suggest("fish")] == ["Fisheries subsidies"]
    assert "Aquaculture" not in text(client.get("/search/?q=fisheries&kind=topic"))
    assert find("aquaculture").hits == [], "nobody has written it yet"
    catch_up()
    assert [hit.row for hit in find("aquaculture").hits] == [topic]


def test_what_rests_on_a_changed_row_is_not_found_by_the_old_words_either(busy):
    forum = f.dialogue(short_name="Fisheries talks")
    meeting = f.meeting(forum, title="First round")
    catch_up()
    assert meeting in [hit.row for hit in find("fisheries").hits]
    forum.short_name = forum.name = "Ocean talks"
    forum.save()
    busy()
    assert find("fisheries").hits == []


def test_a_row_that_was_hidden_or_deleted_is_not_found_while_the_index_is_behind(busy):
    hidden, gone, paper = f.topic("Fisheries"), f.topic("Fisheries too"), f.document(title="Fisheries paper")
    catch_up()
    hidden.is_published = paper.is_published = False
    hidden.save()
    paper.save()
    gone.delete()
    busy()
    assert find("fisheries").hits == [] and suggest("fisheries") == []


def test_a_search_that_would_write_many_rows_for_one_change_leaves_them(busy, caplog):
    actor = f.actor(name="Ministry of fish")
    papers = [f.document(publisher=actor, title=f"Paper {n}") for n in range(3)]
    catch_up()
    actor.name = "Ministry of ocean"
    actor.save()
    assert find("ocean").hits == [] and "Many changes wait" in caplog.text
    assert not {hit.row for hit in find("fish").hits} & set(papers)
    catch_up()
    assert set(papers) <= {hit.row for hit in find("ocean").hits}


def test_a_change_that_committed_late_hides_its_kind_until_the_index_is_written(busy):
    """Its number is lower than that of the last change that was followed, so nothing tells which row it was."""
    f.topic("Fisheries")
    catch_up()
    SearchMark.objects.filter(kind="topic").update(n=0)
    busy()
    assert find("fisheries").hits == []
