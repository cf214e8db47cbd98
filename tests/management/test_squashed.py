"""A database that was migrated step by step and one made at once are the same."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from agenda.management.backups import read_manifest, restore_backup
from agenda.serving.health import migrations_here
from tests.support.databases import fresh

SQUASHED = ("agenda", "0001_squashed_0037_topics_by_index")
TRIGGERS = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')",
    "postgresql": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    " UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}
CHECKS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL",
    "postgresql": "SELECT conrelid::regclass::text || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid > 0"
    " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
GRANTED = """SELECT g.name, p.codename FROM auth_group_permissions b JOIN auth_group g ON g.id = b.group_id
    JOIN auth_permission p ON p.id = b.permission_id"""
NUMBERED = re.compile(r"_[0-9a-f]{8}(?=_|\b)")
"""Names that Django gives keys end in figures which only say in which table a column came when."""


def step_by_step() -> None:
    """Apply each migration there is but the one that stands for them."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf != SQUASHED])
    call_command("migrate", verbosity=0)


def at_once() -> None:
    call_command("migrate", verbosity=0)


def parts(sql: str) -> list[str]:
    """What a statement that makes a table or an index says, without its order: columns of changed tables come last."""
    return sorted(
        re.split(
            r",\s(?![^(]*\))", re.sub(r"\s+", " ", NUMBERED.sub("", sql)).replace("(", "(, ").rstrip(")")
        )
    )


def described() -> dict[str, object]:
    """All that there is in the database: columns, constraints, triggers, and rows."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        columns, rows = {}, {}
        for table in tables:
            found = connection.introspection.get_table_description(cursor, table)
            columns[table] = sorted(
                (c.name, str(c.type_code), c.internal_size, c.null_ok, c.default) for c in found
            )
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows[table] = cursor.fetchone()[0]
        del rows["django_migrations"]
        cursor.execute(TRIGGERS[connection.vendor])
        triggers = sorted(cursor.fetchall())
        cursor.execute(CHECKS[connection.vendor])
        checks = sorted((NUMBERED.sub("", name), parts(sql)) for name, sql in cursor.fetchall())
        cursor.execute(GRANTED)
        granted = sorted(cursor.fetchall())
    return {"columns": columns, "triggers": triggers, "checks": checks, "granted": granted, "rows": rows}


@pytest.fixture
def unblocked(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_both_ways_end_alike(unblocked, tmp_path: Path):
    found, backup = [], tmp_path / "stepwise.backup"
    for n, make in enumerate((step_by_step, at_once)):
        with fresh(tmp_path, f"agenda_made_{n}"):
            make()
            found.append(described())
            assert migrations_here() <= set(MigrationRecorder(connection).applied_migrations())
            if make is step_by_step:
                call_command("backup", str(backup), verbosity=0)
            else:
                assert any("0003_groups" in name for name in read_manifest(backup)["migrations"])
                restore_backup(backup)  # knows the names of what was replaced
    stepwise, together = found
    for what in stepwise:
        assert together[what] == stepwise[what], what
    assert stepwise["triggers"] and stepwise["granted"] and stepwise["rows"]["auth_permission"]
