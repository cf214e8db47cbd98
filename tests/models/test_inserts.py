"""New rows are stored as `bulk_create` stores them, and get their keys."""

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from agenda.models import Assessment, Examination, Topic
from agenda.models.inserts import insert_rows, insert_values
from tests.support import factories as f

pytestmark = pytest.mark.django_db
MANY = 1_100  # more values than SQLite takes in one statement


def topics(prefix, count=3):
    wider = f.topic()
    said = {"ja": {"name": "宇宙 'and' \"so on\"", "definition": "%s; \\ \x7f"}}
    return [
        Topic(code=f"{prefix}-{n}", name=f"Topic {n}", definition="Ünï\ncode", aliases=["a, b", f"{n}"],
              translations=said if n % 2 else {}, parent=wider if n else None, is_published=bool(n % 2))
        for n in range(count)
    ]  # fmt: skip


def stored(prefix):
    names = [
        field.attname for field in Topic._meta.concrete_fields if field.name not in ("id", "code", "parent")
    ]
    return list(Topic.objects.filter(code__startswith=prefix).order_by("pk").values_list(*names))


def test_rows_are_stored_as_django_stores_them_and_get_their_keys():
    ours = topics("ours")
    insert_rows(ours)
    Topic.objects.bulk_create(topics("theirs"))
    assert len(stored("ours")) == len(ours) and stored("ours") == stored("theirs")
    assert {row.pk: row.code for row in ours} == dict(
        Topic.objects.filter(code__startswith="ours").values_list("pk", "code")
    )
    assert [row._state.adding for row in ours] == [False] * len(ours)
    assert Topic.objects.get(code="ours-1").parent == ours[1].parent


def test_moments_and_keys_are_stored_as_they_are():
    first = f.assessment(f.meeting(), f.topic())
    row = Assessment(
        meeting=f.meeting(), topic=first.topic, codebook_version=first.codebook_version, outcome="not_determinable",
        assessed_by=first.assessed_by, assessed_at=first.assessed_at,
    )  # fmt: skip
    insert_rows([row])
    assert Assessment.objects.get(pk=row.pk).assessed_at == first.assessed_at
    paper = f.document(row.meeting)
    keys = insert_values(Examination, ("assessment_id", "document_id"), [(row.pk, paper.pk)])
    assert [x.document for x in Examination.objects.filter(pk__in=keys)] == [paper]


def test_more_rows_than_a_statement_takes_are_written_in_their_order():
    rows = [Topic(code=f"many-{n}", name=f"{n}", definition="x") for n in range(MANY)]
    insert_rows(rows)
    codes = Topic.objects.in_bulk([row.pk for row in rows])
    assert [codes[row.pk].code for row in rows] == [row.code for row in rows]
    insert_rows([])
    assert insert_values(Topic, ("code",), []) == []


def test_what_the_database_refuses_is_refused_whole():
    taken = topics("taken", 1)
    insert_rows(taken)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows([*topics("new"), Topic(code="taken-0", name="Again", definition="x")])
    assert stored("new") == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no lengths")
def test_what_is_too_long_is_refused_and_not_cut():
    long = "x" * (Topic._meta.get_field("name").max_length + 1)
    with pytest.raises(DataError), transaction.atomic():
        insert_rows(
            [Topic(code="long", name=long, definition="x"), Topic(code="long-2", name="x", definition="x")]
        )
    assert connection.is_usable()
