"""An export that takes long sees one state of the record, and keeps nobody from writing."""

from threading import Thread

import pytest
from django.db import connection

from agenda.exports.release import write_release
from agenda.models import Topic
from agenda.models.streams import frozen_record, kept_connection
from tests.support import factories as f


def elsewhere(act) -> None:
    """Do it over a connection of its own, as another process would."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_seen_afterwards():
    f.topic("First")
    with frozen_record():
        before = Topic.objects.count()
        elsewhere(lambda: f.topic("Second"))
        assert Topic.objects.count() == before == 1
        with kept_connection(is_frozen=True):
            assert Topic.objects.count() == 1
    assert Topic.objects.count() == 2
    f.topic("Third")
    assert Topic.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_an_error_inside_leaves_the_connection_as_it_was():
    with pytest.raises(ZeroDivisionError), frozen_record():
        Topic.objects.count()
        raise ZeroDivisionError
    f.topic("Second")
    assert Topic.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_release_outside_of_a_transaction_is_written_whole(tmp_path):
    f.codebook()
    f.finding(f.meeting(f.dialogue(), "2022-05"), f.topic(), "raised")
    made = write_release(tmp_path, "https://agenda.example.org/")
    assert made.is_new and made.counts["findings"] == 1
    assert not write_release(tmp_path, "https://agenda.example.org/").is_new
