"""What lists count and filter is kept too: docs/decisions/0037-lists-are-read-from-kept-rows.md. Kept rows are made anew."""

import django.db.models.deletion
from django.db import migrations, models

from agenda.rules import sums, triggers
from agenda.rules.triggers import drop_triggers, install_triggers


def keep(apps, schema_editor):
    """Write what the triggers would have kept, then make them."""
    sums.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0028_meetings_of_several_days"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.DeleteModel(name="CurrentCell"),
        migrations.DeleteModel(name="CellTally"),
        migrations.DeleteModel(name="KeptCourse"),
        migrations.CreateModel(
            name="CurrentCell",
            fields=[
                (
                    "finding",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="agenda.finding",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                ("held_on", models.DateField()),
                ("held_last", models.DateField()),
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
                ("pattern", models.CharField(max_length=20)),
                ("is_recommended", models.BooleanField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["topic", "held_on"], name="currentcell_by_topic"),
                    models.Index(fields=["dialogue", "topic"], name="currentcell_by_dialogue"),
                    models.Index(fields=["held_on"], name="currentcell_by_day"),
                    models.Index(fields=["pattern", "-held_on"], name="currentcell_by_pattern"),
                    models.Index(
                        fields=["outcome", "-is_recommended", "-held_on"], name="currentcell_by_outcome"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "topic"), name="currentcell_is_kept_once")
                ],
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
                ("pattern", models.CharField(max_length=20)),
                ("is_recommended", models.BooleanField()),
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
                            "pattern",
                            "is_recommended",
                        ),
                        name="celltally_is_kept_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedCells",
            fields=[
                (
                    "meeting",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="agenda.meeting",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                ("held_on", models.DateField()),
                ("n", models.IntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["dialogue", "held_on"], name="expectedcells_by_dialogue")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ActorSide",
            fields=[
                (
                    "actor",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="agenda.actor",
                    ),
                ),
                (
                    "side",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
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
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.recommendation",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
                (
                    "recommender",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.document",
                    ),
                ),
                ("code", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("made_on", models.DateField()),
                ("made_last", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                ("standing", models.CharField(max_length=20)),
                ("meetings", models.IntegerField()),
                ("silent", models.IntegerField()),
                ("days", models.IntegerField(null=True)),
                (
                    "first_meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                ("settled_on", models.DateField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["dialogue", "topic"], name="keptcourse_by_dialogue"),
                    models.Index(fields=["topic"], name="keptcourse_by_topic"),
                    models.Index(fields=["recommender"], name="keptcourse_by_recommender"),
                    models.Index(fields=["document"], name="keptcourse_by_document"),
                    models.Index(fields=["code"], name="keptcourse_by_code"),
                    models.Index(fields=["standing", "-silent", "-days"], name="keptcourse_by_standing"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "dialogue"), name="keptcourse_is_kept_once"
                    )
                ],
            },
        ),
        migrations.RunPython(keep, drop_triggers),
    ]
