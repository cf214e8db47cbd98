"""Sums of all recommendations are read from indexes, and whether courses hold for a day is found in one."""

from django.db import migrations, models

from agenda.rules.triggers import drop_triggers, install_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0034_lists_by_index"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.RemoveIndex(model_name="keptcourse", name="keptcourse_by_dialogue"),
        migrations.RemoveIndex(model_name="keptcourse", name="keptcourse_by_recommender"),
        migrations.AddIndex(
            model_name="keptcourse",
            index=models.Index(
                fields=["dialogue", "topic", "standing", "made_on"], name="keptcourse_by_pair"
            ),
        ),
        migrations.AddIndex(
            model_name="keptcourse",
            index=models.Index(
                fields=["recommender", "document", "recommendation", "made_on"], name="keptcourse_by_source"
            ),
        ),
        migrations.AddIndex(
            model_name="keptcourse",
            index=models.Index(fields=["settled_on"], name="keptcourse_by_settling"),
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
