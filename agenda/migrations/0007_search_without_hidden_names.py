"""The search index is written anew at the next search: it held the names of publishers who are not public."""

from django.db import migrations


def forget_how_far_the_index_came(apps, schema_editor):
    apps.get_model("agenda", "SearchMark").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("agenda", "0006_fuller_record")]
    operations = [migrations.RunPython(forget_how_far_the_index_came, migrations.RunPython.noop)]
