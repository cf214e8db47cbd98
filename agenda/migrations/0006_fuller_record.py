"""What the fuller record needs: coverage of dialogues, signed readings, interpretation notes, dates of decision.

The triggers are made anew by `agenda.rules.triggers`; codebook versions that froze no codes get those on record.
"""

import importlib

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from agenda.rules.triggers import drop_triggers, install_triggers

groups = importlib.import_module("agenda.migrations.0003_groups")


def freeze_codes(apps, schema_editor):
    codes = sorted(apps.get_model("agenda", "Topic").objects.values_list("code", flat=True))
    apps.get_model("agenda", "CodebookVersion").objects.filter(codes=[]).update(codes=codes)


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0005_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(drop_triggers, migrations.RunPython.noop),
        migrations.CreateModel(
            name="HistoricalDialogue_out_of_scope",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalDialogue_out_of_scope",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InterpretationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("example", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["version", "number"],
            },
        ),
        migrations.AddField(
            model_name="dialogue",
            name="covered_from",
            field=models.DateField(
                blank=True,
                help_text="First day the record looks at.",
                null=True,
                verbose_name="record kept from",
            ),
        ),
        migrations.AddField(
            model_name="dialogue",
            name="covered_until",
            field=models.DateField(
                blank=True,
                help_text="Last day meetings were looked for; waits count to this day. Empty: not kept as a series.",
                null=True,
                verbose_name="record kept until",
            ),
        ),
        migrations.AddField(
            model_name="dialogue",
            name="gaps",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What the record is known to lack, one a line.",
                verbose_name="known gaps",
            ),
        ),
        migrations.AddField(
            model_name="dialogue",
            name="out_of_scope",
            field=models.ManyToManyField(
                blank=True,
                help_text="Topics that are no cell here: Taiwan at the dialogue with Taiwan.",
                related_name="dialogues_without",
                to="agenda.topic",
                verbose_name="topics out of scope",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="read_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who signs for having read it whole.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="read_documents",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="read_on",
            field=models.DateField(
                blank=True,
                help_text="For a document read whole at its address whose text is not kept here.",
                null=True,
                verbose_name="read whole on",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue",
            name="covered_from",
            field=models.DateField(
                blank=True,
                help_text="First day the record looks at.",
                null=True,
                verbose_name="record kept from",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue",
            name="covered_until",
            field=models.DateField(
                blank=True,
                help_text="Last day meetings were looked for; waits count to this day. Empty: not kept as a series.",
                null=True,
                verbose_name="record kept until",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue",
            name="gaps",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What the record is known to lack, one a line.",
                verbose_name="known gaps",
            ),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="read_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Who signs for having read it whole.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="read_on",
            field=models.DateField(
                blank=True,
                help_text="For a document read whole at its address whose text is not kept here.",
                null=True,
                verbose_name="read whole on",
            ),
        ),
        migrations.AlterField(
            model_name="actor",
            name="kind",
            field=models.CharField(
                choices=[
                    ("state", "State"),
                    ("economy", "Economy"),
                    ("group", "Group of states"),
                    ("organization", "International organization"),
                    ("ministry", "Ministry"),
                    ("office", "Office"),
                    ("parliament", "Parliament"),
                    ("think_tank", "Think tank"),
                    ("university", "University"),
                    ("association", "Association"),
                    ("news_outlet", "News outlet"),
                    ("person", "Person"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="assessed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AlterField(
            model_name="document",
            name="completeness",
            field=models.CharField(
                choices=[
                    ("full", "Read whole"),
                    ("large_part", "Read in large part"),
                    ("part", "Read in part"),
                    ("not_read", "Known, not read"),
                    ("secondary", "Secondary source"),
                ],
                default="not_read",
                help_text="How much of it was read. Only one read whole can show that a topic is absent.",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="finding",
            name="decided_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AlterField(
            model_name="historicalactor",
            name="kind",
            field=models.CharField(
                choices=[
                    ("state", "State"),
                    ("economy", "Economy"),
                    ("group", "Group of states"),
                    ("organization", "International organization"),
                    ("ministry", "Ministry"),
                    ("office", "Office"),
                    ("parliament", "Parliament"),
                    ("think_tank", "Think tank"),
                    ("university", "University"),
                    ("association", "Association"),
                    ("news_outlet", "News outlet"),
                    ("person", "Person"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="historicaldocument",
            name="completeness",
            field=models.CharField(
                choices=[
                    ("full", "Read whole"),
                    ("large_part", "Read in large part"),
                    ("part", "Read in part"),
                    ("not_read", "Known, not read"),
                    ("secondary", "Secondary source"),
                ],
                default="not_read",
                help_text="How much of it was read. Only one read whole can show that a topic is absent.",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="kind",
            field=models.CharField(
                choices=[
                    ("meetings", "Meetings"),
                    ("documents", "Documents"),
                    ("topics", "Topics"),
                    ("recommendations", "Recommendations"),
                    ("assessments", "Assessments"),
                    ("dialogues", "Dialogues"),
                    ("actors", "Actors"),
                    ("plans", "Plans"),
                    ("claims", "Claims"),
                    ("package", "A whole release (.zip)"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="dialogue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("covered_from", None),
                    ("covered_until", None),
                    ("covered_until__gte", models.F("covered_from")),
                    _connector="OR",
                ),
                name="dialogue_coverage_ends_after_it_begins",
                violation_error_message="The record of a dialogue cannot end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_by", None), ("read_on", None)),
                    models.Q(
                        ("read_by__isnull", False),
                        ("read_on__isnull", False),
                        models.Q(("url", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="document_signed_reading_is_whole",
                violation_error_message="A signed reading names who read it, on which day, and the address it was read at.",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue_out_of_scope",
            name="dialogue",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="agenda.dialogue",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue_out_of_scope",
            name="history",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to="agenda.historicaldialogue",
            ),
        ),
        migrations.AddField(
            model_name="historicaldialogue_out_of_scope",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_tablespace="",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="agenda.topic",
            ),
        ),
        migrations.AddField(
            model_name="interpretationnote",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="interpretation_notes", to="agenda.topic"),
        ),
        migrations.AddField(
            model_name="interpretationnote",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interpretation_notes",
                to="agenda.codebookversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="interpretationnote",
            constraint=models.UniqueConstraint(
                fields=("version", "number"), name="interpretation_note_number_is_used_once"
            ),
        ),
        migrations.RunPython(freeze_codes, migrations.RunPython.noop),
        migrations.RunPython(groups.create, migrations.RunPython.noop),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
