"""Japanese names, and the search index.

SQLite makes a table anew to add a column, and a trigger elsewhere that names the table would stop it: the triggers of
an older database are taken away here, and 0006 makes all of them again.
"""

from django.db import migrations, models

from agenda.rules import triggers
from agenda.search import postgres, sqlite


def drop_triggers(apps, schema_editor):
    triggers.drop(schema_editor)


def create_index(apps, schema_editor):
    adapter = postgres if schema_editor.connection.vendor == "postgresql" else sqlite
    schema_editor.execute(adapter.CREATE, params=None)


def drop_index(apps, schema_editor):
    schema_editor.execute(sqlite.DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0003_groups"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, migrations.RunPython.noop),
        migrations.CreateModel(
            name="SearchMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, unique=True)),
                ("last", models.BigIntegerField()),
                ("n", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="actor",
            name="name_ja",
            field=models.CharField(blank=True, max_length=200, verbose_name="Japanese name"),
        ),
        migrations.AddField(
            model_name="dialogue",
            name="name_ja",
            field=models.CharField(blank=True, max_length=200, verbose_name="Japanese name"),
        ),
        migrations.AddField(
            model_name="document",
            name="title_ja",
            field=models.CharField(blank=True, max_length=300, verbose_name="Japanese title"),
        ),
        migrations.AddField(
            model_name="historicalactor",
            name="name_ja",
            field=models.CharField(blank=True, max_length=200, verbose_name="Japanese name"),
        ),
        migrations.AddField(
            model_name="historicaldialogue",
            name="name_ja",
            field=models.CharField(blank=True, max_length=200, verbose_name="Japanese name"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="title_ja",
            field=models.CharField(blank=True, max_length=300, verbose_name="Japanese title"),
        ),
        migrations.AddField(
            model_name="historicaltopic",
            name="name_ja",
            field=models.CharField(blank=True, max_length=120, verbose_name="Japanese name"),
        ),
        migrations.AddField(
            model_name="topic",
            name="name_ja",
            field=models.CharField(blank=True, max_length=120, verbose_name="Japanese name"),
        ),
        migrations.RunPython(create_index, drop_index),
    ]
