"""What rows say in other languages than their own; the tables are rebuilt, so the triggers are made anew."""

from django.db import migrations, models

from agenda.models.translations import AsWritten, OnlyParts
from agenda.rules.triggers import drop_triggers, install_triggers

PARTS = {
    "actor": ("name",),
    "codebookversion": ("note",),
    "dialogue": ("name", "short_name", "note"),
    "document": ("title", "summary", "note"),
    "interpretationnote": ("title", "text", "example"),
    "meeting": ("title", "place", "note"),
    "recommendation": ("summary",),
    "topic": ("name", "definition", "includes", "excludes"),
}
WITHOUT_HISTORY = ("interpretationnote",)


def forget_the_index(apps, schema_editor):
    """Names are found in every language: the next search writes the index anew."""
    apps.get_model("agenda", "SearchMark").objects.all().delete()


def column(parts):
    return models.JSONField(
        "in other languages",
        blank=True,
        default=dict,
        encoder=AsWritten,
        validators=[OnlyParts((*parts, "reading"))],
    )


class Migration(migrations.Migration):
    dependencies = [("agenda", "0019_site_settings")]

    operations = [
        migrations.RunPython(drop_triggers, migrations.RunPython.noop),
        *(
            migrations.AddField(model, "translations", column(parts))
            for name, parts in PARTS.items()
            for model in (name, *(() if name in WITHOUT_HISTORY else (f"historical{name}",)))
        ),
        migrations.RunPython(forget_the_index, migrations.RunPython.noop),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
