"""Our words for a passage, and a dialogue's known gaps, in other languages; the triggers are made anew for the rebuilt table."""

from django.db import migrations, models

from agenda.models.translations import AsWritten, OnlyParts
from agenda.rules import triggers


def drop_triggers(apps, schema_editor):
    triggers.drop(schema_editor)


def install_triggers(apps, schema_editor):
    triggers.install(schema_editor)


def column(*parts):
    return models.JSONField(
        "in other languages",
        blank=True,
        default=dict,
        encoder=AsWritten,
        validators=[OnlyParts((*parts, "reading"))],
    )


class Migration(migrations.Migration):
    dependencies = [("agenda", "0026_mergers")]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.AddField("evidence", "translations", column("summary")),
        migrations.AlterField("dialogue", "translations", column("name", "short_name", "note", "gaps")),
        migrations.AlterField(
            "historicaldialogue", "translations", column("name", "short_name", "note", "gaps")
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
