"""Who else coded a cell is asked of every cell that is double-coded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0032_lists_are_kept"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["meeting", "topic", "assessed_by"], name="assessment_by_cell"),
        ),
    ]
