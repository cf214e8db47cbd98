"""A made-up record is the same for the same seed, keeps every rule, and is written into an empty database only."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from agenda.management.world.keys import foreign_keys
from agenda.management.world.make import make_world
from agenda.management.world.scales import SCALES
from agenda.models import Assessment, Body, Finding, Meeting, Recommendation
from agenda.rules import triggers
from agenda.rules.integrity import breaches
from tests.support import factories

pytestmark = pytest.mark.django_db


def contents():
    rows = Finding.objects.order_by("pk").values_list("meeting__slug", "topic__code", "outcome", "assessment")
    return list(rows), list(Body.objects.order_by("pk").values_list("sha256", flat=True))


def test_a_world_keeps_every_rule_and_has_the_size_of_its_scale():
    call_command("make_world", scale="XS", stdout=io.StringIO())
    assert not list(breaches())
    assert {rule.name for rule in triggers.RULES} <= triggers.present(connection)
    scale = SCALES["XS"]
    assert Finding.objects.published().count() == scale.findings
    assert Meeting.objects.count() == scale.meetings
    assert Recommendation.objects.published().count() == scale.recommendations
    assert Assessment.objects.count() > Finding.objects.count(), "some cells have two coders"


def test_foreign_keys_rest_while_it_writes_and_are_all_back():
    before = foreign_keys()
    assert bool(before) == (connection.vendor == "postgresql")
    call_command("make_world", scale="XS", stdout=io.StringIO())
    assert foreign_keys() == before
    connection.check_constraints()


def made(seed):
    """What a world of that seed contains; it is taken back again."""
    with transaction.atomic():
        make_world(SCALES["XS"], seed)
        found = contents()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_world():
    assert made(3) == made(3) != made(4)


def test_a_database_in_use_is_left_alone():
    factories.actor()
    with pytest.raises(CommandError, match="holds a record already"):
        call_command("make_world", scale="XS", stdout=io.StringIO())


def test_what_is_made_can_be_read(client):
    call_command("make_world", scale="XS", stdout=io.StringIO())
    for address in (
        "/",
        "/topics/",
        "/missed/",
        "/search/?q=supply",
        Meeting.objects.first().get_absolute_url(),
    ):
        assert client.get(address).status_code == 200, address
