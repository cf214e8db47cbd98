"""Phrases of topics by language, kept by editors."""

import importlib

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

groups = importlib.import_module("agenda.migrations.0003_groups")


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0008_search_words_anew"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicaltopic",
            name="phrases",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text=(
                    "Other wordings that count in full when passages are suggested, in texts of any language, one a "
                    "line. “cyber*” matches whatever begins so; “a + b | c” asks for a and one of b, c in one "
                    "sentence; “a ~ b” asks for both close together."
                ),
                verbose_name="more phrases",
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="phrases",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text=(
                    "Other wordings that count in full when passages are suggested, in texts of any language, one a "
                    "line. “cyber*” matches whatever begins so; “a + b | c” asks for a and one of b, c in one "
                    "sentence; “a ~ b” asks for both close together."
                ),
                verbose_name="more phrases",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPhrasing",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="Language tag of the texts they are looked for in: ja, zh, zh-Hant, ko.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a tag such as ja or zh-Hant."
                            )
                        ],
                    ),
                ),
                (
                    "phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that count in full, one a line."
                    ),
                ),
                (
                    "partial_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Broader wordings: suggested as partly raised."
                    ),
                ),
                (
                    "excluded_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that look like it and do not count."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical phrasing",
                "verbose_name_plural": "historical phrasings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Phrasing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="Language tag of the texts they are looked for in: ja, zh, zh-Hant, ko.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a tag such as ja or zh-Hant."
                            )
                        ],
                    ),
                ),
                (
                    "phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that count in full, one a line."
                    ),
                ),
                (
                    "partial_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Broader wordings: suggested as partly raised."
                    ),
                ),
                (
                    "excluded_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that look like it and do not count."
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrasings",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["topic", "language"],
                "constraints": [
                    models.UniqueConstraint(fields=("topic", "language"), name="phrasing_is_one_a_language")
                ],
            },
        ),
        migrations.RunPython(groups.create, migrations.RunPython.noop),
    ]
