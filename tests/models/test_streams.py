"""Rows that are read one after another bear any number of rows beside them."""

from datetime import date, timedelta

import pytest
from django.db import connection

from agenda.models import Document, Meeting
from agenda.models.streams import CHUNK, columns_ahead, kept_connection, streamed
from tests.support import factories as f

pytestmark = pytest.mark.django_db
MANY = 1_100
"""More than SQLite looks up at once."""


@pytest.fixture
def papers():
    forum, publisher = f.dialogue(), f.actor("Office")
    meetings = Meeting.objects.bulk_create(
        Meeting(slug=f"m-{n}", dialogue=forum, title=f"Meeting {n}", held_on=date(1990, 1, 1) + timedelta(days=n),
                format="phone", level="working", status="held", is_published=True)
        for n in range(MANY)
    )  # fmt: skip
    Document.objects.bulk_create(
        Document(slug=f"d-{meeting.slug}", meeting=meeting, title="Readout", kind="readout", publisher=publisher,
                 is_published=True)
        for meeting in meetings
    )  # fmt: skip


def test_related_rows_are_fetched_however_many_there_are(papers):
    rows = list(streamed(Document.objects.order_by("pk").prefetch_related("meeting")))
    assert [row.meeting.slug for row in rows] == [f"m-{n}" for n in range(MANY)]
    assert CHUNK < MANY


def test_two_are_read_side_by_side_and_one_may_be_left_in_the_middle(papers):
    documents = Document.objects.order_by("pk").values_list("slug", flat=True)
    meetings = Meeting.objects.order_by("pk").values_list("slug", flat=True)
    with kept_connection():
        pairs = list(zip(streamed(documents), streamed(meetings), strict=True))
    assert len(pairs) == MANY and all(paper == f"d-{meeting}" for paper, meeting in pairs)
    some = streamed(documents)
    assert next(some) == "d-m-0"
    some.close()
    assert Document.objects.count() == MANY and connection.is_usable()


def test_batches_read_ahead_are_looked_up_first_and_may_be_left_in_the_middle(papers):
    rows = Document.objects.order_by("pk").values_list("pk", "slug", "meeting_id")
    slugs: dict[int, str] = {}

    def look_up(columns):
        found = Meeting.objects.filter(pk__in=columns[2]).values_list("pk", "slug")
        slugs.update(found)

    read = []
    for keys, names, meetings in columns_ahead(rows, 300, look_up):
        assert len(keys) == len(names) == len(meetings) <= 300
        assert len(slugs) == len(read) + len(keys)  # of this batch, and not of the next one
        assert [f"d-{slugs[meeting]}" for meeting in meetings] == names
        read += names
    assert read == [f"d-m-{n}" for n in range(MANY)]
    some = columns_ahead(rows, 300, look_up)
    assert len(next(some)[0]) == 300
    assert Meeting.objects.count() == MANY  # a question while the next batch is on its way
    some.close()
    assert Document.objects.count() == MANY and connection.is_usable()
    assert [names for _keys, names, _meetings in columns_ahead(rows.none(), 300, look_up)] == []


@pytest.mark.django_db(transaction=True)
def test_an_error_of_who_reads_ends_the_transaction_and_is_told(papers):
    rows = Document.objects.order_by("pk").values_list("pk")

    def look_up(columns):
        raise ValueError("cannot be looked up")

    with pytest.raises(ValueError, match="cannot be looked up"):
        list(columns_ahead(rows, 300, look_up))
    for _columns in columns_ahead(rows, 300, lambda columns: None):
        break
    assert not connection.in_atomic_block
    assert Document.objects.count() == MANY
