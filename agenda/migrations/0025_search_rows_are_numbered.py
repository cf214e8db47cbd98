"""Rows of SQLite's search index are numbered by what they stand for; `migrate` writes the index anew at its end."""

from django.db import migrations


def forget(apps, schema_editor):
    schema_editor.execute("DELETE FROM agenda_search")
    apps.get_model("agenda", "SearchMark").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("agenda", "0024_sums_are_kept")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
