"""What the list of topics asks of each topic is kept: docs/decisions/0032-sums-are-kept.md."""

import django.db.models.deletion
from django.db import migrations, models

from agenda.rules import topic_sums, triggers
from agenda.rules.triggers import drop_triggers, install_triggers

COUNTS = """raised raised_unshown partly_raised partly_raised_unshown not_raised not_raised_unshown
    not_determinable not_determinable_unshown asked_raised asked_partly_raised asked_silent_so_far asked_silent
    asked_cannot_be_told asked_no_meeting_since asked_no_forum""".split()


def keep(apps, schema_editor):
    """Write what the triggers would have kept, then make them."""
    topic_sums.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0041_what_was_recommended_is_counted"),
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
