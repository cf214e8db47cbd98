"""What the list of topics asks of each topic is kept: docs/decisions/0032-sums-are-kept.md."""

import django.db.models.deletion
from django.db import migrations, models

from agenda.rules import topic_sums, triggers
from agenda.rules.triggers import drop_triggers, install_triggers

COUNTS = (*topic_sums.CELLS.values(), *topic_sums.ASKED)


def keep(apps, schema_editor):
    """Write what the triggers would have kept, then make them."""
    topic_sums.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0040_found_and_wordless_by_index"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.CreateModel(
            name="KeptTopic",
            fields=[
                (
                    "topic",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="agenda.topic",
                    ),
                ),
                *((name, models.IntegerField(db_default=0)) for name in COUNTS),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(keep, drop_triggers),
    ]
