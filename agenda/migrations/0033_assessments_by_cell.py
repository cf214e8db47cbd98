"""Who else coded a cell is asked of every cell that is double-coded; reports that wait make no new version any more."""

from django.db import migrations, models

from agenda.rules.triggers import drop_triggers, install_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0032_lists_are_kept"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["meeting", "topic", "assessed_by"], name="assessment_by_cell"),
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
