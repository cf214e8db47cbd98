"""Statements that are put together once give what their querysets give, whatever the values."""

from datetime import date, datetime
from threading import Thread

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.db.models.sql.compiler import SQLCompiler

from agenda.models import Document, Meeting
from agenda.models.prepared import LONGEST, Prepared
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def _papers(meeting: int):
    """Public papers of a meeting."""
    rows = Document.objects.published().filter(meeting=meeting).order_by("slug")
    return rows.select_related("publisher", "meeting__dialogue").prefetch_related("issuers")


def _papers_of(meetings):
    counted = Document.objects.filter(meeting__in=meetings).annotate(found=Count("issuers"))
    return counted.order_by("pk")


def _meetings_called(slug: str, since: date):
    return Meeting.objects.filter(slug=slug, held_on__gte=since).values_list("slug", "held_on")


@pytest.fixture
def meetings():
    rows = [f.meeting(), f.meeting(), f.meeting(on="2023-01-02")]
    for meeting, papers in zip(rows, (2, 0, 3), strict=True):
        for _ in range(papers):
            f.document(meeting).issuers.add(f.actor())
    return rows


def test_rows_are_those_of_the_queryset_with_what_it_selects_and_prefetches(
    meetings, django_assert_num_queries
):
    papers = Prepared(_papers)
    for meeting in meetings:
        assert papers(meeting.pk) == list(_papers(meeting.pk))
    with django_assert_num_queries(2):
        for paper in papers(meetings[2].pk):
            assert paper.publisher.name and paper.meeting.dialogue.name and len(paper.issuers.all()) == 1


def test_a_statement_is_put_together_once_for_a_shape_of_values(meetings, monkeypatch):
    papers, compiled = Prepared(_papers_of), []
    as_sql = SQLCompiler.as_sql
    monkeypatch.setattr(
        SQLCompiler, "as_sql", lambda self, *a, **k: compiled.append(1) or as_sql(self, *a, **k)
    )
    first, second, third = (meeting.pk for meeting in meetings)
    assert (len(papers([first])), len(compiled)) == (2, 1)
    assert (len(papers([second])), len(papers((third,))), len(compiled)) == (0, 3, 1)
    assert (len(papers({first, second})), len(papers([third, third])), len(compiled)) == (2, 3, 2)
    assert (len(papers([first, second, third])), len(compiled)) == (5, 3)
    assert ([paper.found for paper in papers([first, second, third, first])], len(compiled)) == ([1] * 5, 3)


def test_how_columns_are_converted_is_looked_up_once(meetings, monkeypatch):
    held, looked_up = Prepared(_meetings_called), []
    first, _second, third = meetings
    get_converters = SQLCompiler.get_converters
    monkeypatch.setattr(
        SQLCompiler, "get_converters", lambda self, of: looked_up.append(1) or get_converters(self, of)
    )
    assert held(first.slug, date(2020, 1, 1)) == [(first.slug, first.held_on)]
    assert held(third.slug, date(2020, 1, 1)) == [(third.slug, date(2023, 1, 2))]
    assert len(looked_up) == 1


def test_a_collection_may_be_empty_or_longer_than_any_statement(meetings, django_assert_num_queries):
    papers = Prepared(_papers_of)
    with django_assert_num_queries(0):
        assert papers([]) == []
    many = [*range(-LONGEST, 0), meetings[0].pk]
    assert papers(many) == list(_papers_of([meetings[0].pk]))


def test_words_and_days_are_compared_with_as_the_database_stores_them(meetings):
    called = Prepared(_meetings_called)
    slug = meetings[2].slug
    assert called(slug, date(2023, 1, 2)) == [(slug, date(2023, 1, 2))]
    assert called(slug, date(2023, 1, 3)) == called("%s' OR 1=1 --", date(2020, 1, 1)) == []


def test_what_cannot_be_prepared_is_refused():
    with pytest.raises(TypeError, match="cannot take None"):
        Prepared(_papers)(None)
    with pytest.raises(TypeError, match="cannot take True"):
        Prepared(_papers)(True)
    with pytest.raises(TypeError, match="cannot take datetime"):
        Prepared(_papers)(datetime(2022, 1, 1))
    with pytest.raises(TypeError, match="without names"):
        Prepared(_papers)(meeting=1)
    changed = Prepared(lambda meeting: Document.objects.filter(meeting=meeting + 1))
    with pytest.raises(TypeError, match="does not compare with its values"):
        changed(1)


def test_a_value_inside_of_a_pattern_is_refused():
    with pytest.raises(TypeError, match="does not compare with its values"):
        Prepared(lambda word: Document.objects.filter(title__contains=word))("trade")


@pytest.mark.django_db(transaction=True)
def test_threads_ask_through_connections_of_their_own(meetings):
    papers, found = Prepared(_papers), {}

    def ask(meeting):
        try:
            found[meeting.pk] = [paper.pk for paper in papers(meeting.pk)]
        finally:
            connection.close()

    papers(meetings[0].pk)
    threads = [Thread(target=ask, args=[meeting]) for meeting in meetings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {meeting.pk: [paper.pk for paper in _papers(meeting.pk)] for meeting in meetings}


def test_nothing_is_compared_with_as_django_compares(meetings, django_assert_num_queries):
    either = Prepared(lambda meeting, keys: Document.objects.filter(Q(meeting=meeting) | Q(pk__in=keys)))
    other = Prepared(lambda keys: Document.objects.exclude(pk__in=keys))
    with django_assert_num_queries(2):
        assert len(either(meetings[0].pk, [])) == 2 and len(other([])) == 5


def test_a_few_of_the_rows_and_the_statement_for_another(meetings):
    papers = Prepared(_papers_of)
    keys = [meeting.pk for meeting in meetings]
    assert papers.few(4, keys) == list(_papers_of(keys)[:4]) and papers.few(9, keys) == papers(keys)
    sql, values = Prepared(_meetings_called).sql(meetings[2].slug, date(2023, 1, 2))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({sql}) m", values)  # noqa: S608  the statement just made
        assert cursor.fetchone() == (1,)
