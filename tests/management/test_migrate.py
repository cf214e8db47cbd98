"""`manage.py migrate`, where nothing is left to apply but a record is there."""

import pytest
from django.core.management import call_command

from agenda.models import SearchMark
from agenda.search import find
from tests.support import factories as f

pytestmark = pytest.mark.django_db


def test_a_record_that_was_never_indexed_is_found_afterwards():
    SearchMark.objects.all().delete()
    f.actor("Zqxland")
    call_command("migrate", verbosity=0)
    assert SearchMark.objects.exists()
    assert find("zqxland").total == 1


def test_an_empty_record_needs_no_index():
    SearchMark.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert not SearchMark.objects.exists()
