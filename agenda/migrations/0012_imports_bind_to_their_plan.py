"""What an import compares is its plan's fingerprint alone, no more the version of the whole record."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agenda", "0011_sentences_of_constraints")]
    operations = [migrations.RemoveField(model_name="import", name="version")]
