"""Sums and the version of the record are kept by triggers: docs/decisions/0032-sums-are-kept.md."""

from django.db import migrations, models

from agenda.rules import triggers


def keep(apps, schema_editor):
    """Make the triggers anew; those that keep sums wait for the tables of 0032, which writes what they would have kept."""
    triggers.install(schema_editor)


def let_go(apps, schema_editor):
    triggers.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0020_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
                ("mark", models.CharField(default="", max_length=32)),
                ("changed_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CellTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dialogue_id", models.BigIntegerField()),
                ("topic_id", models.BigIntegerField()),
                ("year", models.IntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                    ),
                ),
                ("absence_shown", models.BooleanField()),
                ("is_self_coded", models.BooleanField()),
                ("n", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["topic_id", "dialogue_id"], name="celltally_by_topic")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "dialogue_id",
                            "topic_id",
                            "year",
                            "outcome",
                            "absence_shown",
                            "is_self_coded",
                        ),
                        name="celltally_is_kept_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CurrentCell",
            fields=[
                ("finding_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("meeting_id", models.BigIntegerField()),
                ("topic_id", models.BigIntegerField()),
                ("dialogue_id", models.BigIntegerField()),
                ("held_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_excluded", models.BooleanField()),
                ("is_self_coded", models.BooleanField()),
                ("absence_shown", models.BooleanField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["topic_id", "held_on"], name="currentcell_by_topic"),
                    models.Index(fields=["dialogue_id", "topic_id"], name="currentcell_by_dialogue"),
                    models.Index(fields=["held_on"], name="currentcell_by_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting_id", "topic_id"), name="currentcell_is_kept_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptCourse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recommendation_id", models.BigIntegerField()),
                ("dialogue_id", models.BigIntegerField()),
                ("topic_id", models.BigIntegerField()),
                ("standing", models.CharField(max_length=20)),
                ("meetings", models.IntegerField()),
                ("silent", models.IntegerField()),
                ("days", models.IntegerField(null=True)),
                ("first_meeting_id", models.BigIntegerField(null=True)),
                ("settled_on", models.DateField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["dialogue_id", "topic_id"], name="keptcourse_by_dialogue")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation_id", "dialogue_id"), name="keptcourse_is_kept_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["decided_at"], name="finding_by_day_decided"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["dialogue", "held_on"], name="meeting_by_dialogue_and_day"),
        ),
        migrations.RunPython(keep, let_go),
    ]
