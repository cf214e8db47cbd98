"""What several coded blind is kept, and counted: docs/decisions/0042-agreement-is-counted.md."""

import django.db.models.deletion
from django.db import migrations, models

from agenda.rules import triggers, units
from agenda.rules.triggers import drop_triggers, install_triggers


def keep(apps, schema_editor):
    """Write what the triggers would have kept, then make them."""
    units.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


def key(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


def number() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0038_mentions_by_index"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.CreateModel(
            name="CodedUnit",
            fields=[
                ("id", number()),
                ("meeting", key("agenda.meeting")),
                ("topic", key("agenda.topic")),
                ("dialogue", key("agenda.dialogue")),
                ("version", key("agenda.codebookversion")),
                ("is_paper", models.BooleanField()),
                ("papers", models.TextField()),
                ("first_id", models.BigIntegerField()),
                ("codes", models.TextField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(is_paper=False),
                        fields=["version", "first_id"],
                        name="codedunit_in_order",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "topic", "is_paper", "version", "papers"),
                        name="codedunit_is_kept_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitTally",
            fields=[
                ("id", number()),
                ("is_paper", models.BooleanField()),
                ("dialogue_id", models.BigIntegerField()),
                ("topic_id", models.BigIntegerField()),
                ("version", key("agenda.codebookversion")),
                ("codes", models.TextField()),
                ("n", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("is_paper", "dialogue_id", "topic_id", "version", "codes"),
                        name="unittally_is_kept_once",
                    )
                ],
            },
        ),
        migrations.RunPython(keep, drop_triggers),
    ]
