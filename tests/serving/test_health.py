"""The two addresses that machines ask."""

import shutil
from collections import namedtuple

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from agenda.rules import indexes, triggers
from agenda.rules.integrity import breaches
from agenda.serving.health import migrations_here

pytestmark = pytest.mark.django_db


def lacking(client) -> list[str]:
    answer = client.get("/readyz")
    assert answer.status_code == (503 if answer.json()["lacking"] else 200)
    assert answer.json()["ready"] is not bool(answer.json()["lacking"])
    return answer.json()["lacking"]


def test_a_process_lives_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok"


def test_ready_is_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert lacking(client) == []


def test_a_migration_that_was_not_applied(client):
    newest = max(name for app, name in migrations_here() if app == "agenda")
    MigrationRecorder(connection).record_unapplied("agenda", newest)
    assert lacking(client) == [f"Migrations are not applied: agenda.{newest}."]


def test_a_trigger_and_an_index_that_are_missing(client):
    rule = triggers.RULES[0]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {rule.name}")
            find = "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'agenda_meeting_held_on_%%'"
        else:
            cursor.execute(f"DROP TRIGGER {rule.name} ON {rule.table}")
            find = "SELECT indexname FROM pg_indexes WHERE indexname LIKE 'agenda_meeting_held_on_%%'"
        cursor.execute(find)
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')
    assert indexes.missing(connection) == {("agenda_meeting", "held_on")}
    assert lacking(client) == [
        f"Triggers are missing: {rule.name}.", "Indexes are missing: agenda_meeting.held_on."
    ]  # fmt: skip
    assert any("agenda_meeting.held_on" in sentence for _rule, sentence in breaches())


def test_a_disk_that_is_nearly_full(client, monkeypatch, settings, tmp_path):
    settings.RELEASES_DIR = tmp_path
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(10**12, 10**12 - 5, 5))
    assert "The disk of the releases is nearly full." in lacking(client)
