"""Rows and choices are counted in one statement, and lists that are longer than is counted say so."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from agenda.filters import ElsewhereFilterSet, MeetingFilterSet
from agenda.filters.base import FilterSet
from agenda.filters.counting import counted
from agenda.filters.lists import CountedFilterSet
from agenda.models import CurrentCell, Dialogue, Meeting
from tests.support import factories as f
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def test_several_columns_are_counted_in_one_statement(django_assert_num_queries):
    one, other = f.dialogue(level="leaders"), f.dialogue(level="working")
    f.dialogue(level="working", is_published=False)
    public, nobody = Dialogue.objects.published(), Dialogue.objects.none()
    groups = {
        "level": (public, "level"),
        "all": (public, None),
        "none": (nobody, "level"),
        "kind": (public, "kind"),
    }
    with django_assert_num_queries(1):
        found = counted(groups)
    assert found == {
        "level": {one.level: 1, other.level: 1}, "all": {"": 2}, "none": {}, "kind": {one.kind: 2}}  # fmt: skip


def test_more_rows_than_are_counted_have_no_numbers():
    for _n in range(3):
        f.dialogue()
    rows = Dialogue.objects.all()
    found = counted({"level": (rows, "level"), "all": (rows, None)}, most=2)
    assert found == {"level": None, "all": {"": 3}}
    assert counted({"level": (rows, "level")}, most=3) == {"level": {"ministerial": 3}}


@pytest.fixture
def long_list(monkeypatch):
    """Six hundred meetings, of which a first page counts no more than 550."""
    monkeypatch.setattr(CountedFilterSet, "most_rows", 10)
    dialogue = f.dialogue()
    Meeting.objects.bulk_create(
        Meeting(dialogue=dialogue, slug=f"m{n}", title=f"Meeting {n:03}", format="in_person", level="working",
                status="held", held_on=f"2020-01-{n % 28 + 1:02}", is_published=True) for n in range(600)
    )  # fmt: skip
    return dialogue


def test_a_list_longer_than_is_counted_says_so_and_reaches_every_row(long_list, client):
    page = text(client.get("/meetings/?sort=title"))
    assert "More than 550 results" in page and "Page 1 of more than 11" in page
    assert "This data:" in page and "550 rows" not in page
    last = client.get("/meetings/?sort=title&page=12")
    assert "600 results" in text(last) and "Page 12 of 12" in text(last) and "Meeting 599" in text(last)
    assert "Page 12 of 12" in text(client.get("/meetings/?sort=title&page=999999"))
    assert client.get("/meetings/?page=%D9%A3x").status_code == 200


def test_the_number_of_statements_of_a_list_does_not_grow_with_its_filters(
    long_list, client, django_assert_max_num_queries
):
    f.recommendation(f.topic(), long_list, on="2019")
    with django_assert_max_num_queries(15):
        client.get("/meetings/?forum=" + long_list.slug + "&level=working&status=held")


def test_choices_count_what_the_other_filters_leave(client):
    one, other = f.dialogue(), f.dialogue()
    f.meeting(one, level="leaders"), f.meeting(one, level="working"), f.meeting(other, level="working")
    filterset = MeetingFilterSet(QueryDict(f"forum={one.slug}"), Meeting.objects.published())
    counts = {facet.name: {o.value: o.count for o in facet.options} for facet in filterset.facets()}
    assert counts["forum"] == {one.slug: 2, other.slug: 1}
    assert counts["level"]["leaders"] == counts["level"]["working"] == 1


@pytest.fixture
def five_counted(monkeypatch):
    monkeypatch.setattr(FilterSet, "reach", lambda self, rows, per_page=50: 5)


def test_elsewhere_counts_no_more_than_a_page_needs(record, client, five_counted):
    newest = max(CurrentCell.objects.values_list("held_on", flat=True))
    whole = ElsewhereFilterSet({}, newest)
    assert whole.total() > 5 and not whole.is_cut
    bounded = ElsewhereFilterSet({}, newest, is_bounded=True)
    assert bounded.is_cut and bounded.total() == 5
    assert [c.pk for c in bounded.results()[:5]] == [c.pk for c in whole.results()[:5]]
    assert all(o.count is None for facet in bounded.facets() for o in facet.options)
    said = text(client.get("/elsewhere/"))
    assert "More than 5 times a topic not mentioned" in said and "More than 5 results" in said


def test_elsewhere_by_topic_begins_as_the_whole_list_does(record, five_counted):
    newest = max(CurrentCell.objects.values_list("held_on", flat=True))
    for order in ("topic", "-topic"):
        whole = ElsewhereFilterSet({"sort": order}, newest)
        bounded = ElsewhereFilterSet({"sort": order}, newest, is_bounded=True)
        assert [c.pk for c in bounded.results()[:5]] == [c.pk for c in whole.results()[:5]]


def test_elsewhere_says_that_so_many_rows_are_not_sorted_by_days(record, client, five_counted):
    said = text(client.get("/elsewhere/?sort=apart"))
    assert "More than 5 rows are not sorted by the days apart: choose a filter first." in said


def test_elsewhere_with_words_counts_each_row(record):
    newest = max(CurrentCell.objects.values_list("held_on", flat=True))
    query = {"q": "a"}
    whole, bounded = ElsewhereFilterSet(query, newest), ElsewhereFilterSet(query, newest, is_bounded=True)
    assert bounded.total() == min(whole.total(), bounded.most) > 0


def asked_for(client, address):
    """The page in words, and the statements that count."""
    with CaptureQueriesContext(connection) as asked:
        page = text(client.get(address))
    return page, [
        query["sql"] for query in asked if "COUNT(" in query["sql"] and "LIMIT 10001" in query["sql"]
    ]


def test_all_rows_of_a_list_are_counted_once_a_version_of_the_record(client):
    forum = f.dialogue()
    f.meeting(forum, "2022-01-01")
    assert "1 result" in asked_for(client, "/meetings/")[0]
    _page, counts = asked_for(client, "/meetings/?sort=title")
    assert counts == []
    f.meeting(forum, "2022-02-01")
    page, counts = asked_for(client, "/meetings/")
    assert "2 results" in page and len(counts) == 1
    page, counts = asked_for(client, f"/meetings/?forum={forum.slug}")
    assert "2 results" in page and len(counts) == 1


def test_courses_are_counted_once_a_version_of_the_record(client):
    f.codebook()
    forum, topic = f.dialogue(), f.topic()
    f.recommendation(topic, forum, on="2022-03-01")
    for address in ("/recommendations/", "/recommendations/?sort=-made"):
        assert "1 recommendation" in text(client.get(address))
    f.recommendation(topic, forum, on="2022-04-01")
    assert "2 recommendations" in text(client.get("/recommendations/"))
    assert "1 recommendation" in text(client.get("/recommendations/?since=2022-04"))
