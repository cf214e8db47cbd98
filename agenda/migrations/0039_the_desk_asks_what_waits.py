"""Which cells wait for a ruling is kept: docs/decisions/0045-the-desk-asks-what-waits.md."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from agenda.rules import triggers, waiting


def drop_triggers(apps, schema_editor):
    triggers.drop(schema_editor)


def install_triggers(apps, schema_editor):
    triggers.install(schema_editor)


def keep(apps, schema_editor):
    """Write what the triggers would have kept, then make them."""
    waiting.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


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
        ("agenda", "0037_asked_sums_by_index"),
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
            index=models.Index(
                condition=models.Q(basis="adjudicated"),
                fields=["decided_at", "id"],
                name="finding_ruled_by_day",
            ),
        ),
        migrations.RunPython(keep, drop_triggers),
    ]
