"""Which cells wait for a ruling is kept, and names that are searched: docs/decisions/0045-the-desk-asks-what-waits.md."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agenda.rules import triggers, waiting
from agenda.rules.triggers import drop_triggers, install_triggers


def keep(apps, schema_editor):
    """Write what the triggers would have kept, then make them."""
    waiting.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


def name_rows(apps, schema_editor):
    """Take the names that the search index holds already, so that it need not be written anew."""
    names, rows = apps.get_model("agenda", "SearchName").objects, []
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT kind, object_id, exact FROM agenda_search")
        for kind, pk, exact in cursor.fetchall():
            found = dict.fromkeys(name for name in exact.split("|") if name)
            rows += [names.model(kind=kind, object_id=pk, name=name[:200]) for name in found]
    names.bulk_create(rows, batch_size=2000)


def key(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0035_asked_sums_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.CreateModel(
            name="WaitingCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("meeting", key("agenda.meeting")),
                ("topic", key("agenda.topic")),
                ("is_disputed", models.BooleanField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "topic"), name="waitingcell_is_kept_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(submitted_at=None),
                fields=["analyst", "meeting"],
                name="assignment_not_handed_in",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["meeting", "topic"], name="finding_by_cell"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(basis="adjudicated"),
                fields=["decided_at", "id"],
                name="finding_ruled_by_day",
            ),
        ),
        migrations.RunPython(keep, drop_triggers),
        migrations.CreateModel(
            name="SearchName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "object_id"], name="searchname_by_row")],
            },
        ),
        migrations.RunPython(name_rows, migrations.RunPython.noop),
    ]
