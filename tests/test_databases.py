"""Tests that commit leave the test database empty, and those that share a record may not commit."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import TransactionTestCase

from agenda.models import Topic
from tests.support import factories as f
from tests.support.databases import lasting

pytestmark = pytest.mark.django_db(transaction=True)


def end_test() -> None:
    """What Django does at the end of a test that commits."""
    TransactionTestCase()._fixture_teardown()


def test_what_was_committed_is_gone_and_what_was_deleted_is_back():
    f.topic()
    f.user("Analyst")
    if connection.vendor == "sqlite":
        Group.objects.all().delete()
    end_test()
    assert not Topic.objects.exists() and not get_user_model().objects.exists()
    assert Group.objects.exists() == (connection.vendor == "sqlite")
    f.topic()
    assert f.user("Analyst").has_perm("agenda.add_assessment")


def test_a_record_that_others_read_is_not_for_tests_that_commit():
    shared = connection.settings_dict["NAME"]
    lasting.add(shared)
    try:
        with pytest.raises(AssertionError, match="record_copy"):
            end_test()
    finally:
        lasting.discard(shared)
