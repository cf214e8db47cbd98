"""Our words for a passage, and a dialogue's known gaps, in other languages; the triggers are made anew for the rebuilt table."""

from django.db import migrations, models

from agenda.models.translations import AsWritten, OnlyParts
from agenda.rules.triggers import drop_triggers, install_triggers


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
