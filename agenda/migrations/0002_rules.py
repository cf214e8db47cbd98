"""The rules across tables are triggers; since 0006 one function makes all of them: `agenda.rules.triggers.install`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial")]
    operations = []
