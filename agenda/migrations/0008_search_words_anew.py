"""Words are cut otherwise (half-width signs, points of abbreviations): the next search writes the index anew."""

from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("agenda", "SearchMark").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("agenda", "0007_corrections")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
