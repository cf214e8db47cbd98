"""Where else a topic was taken up, and how often, is told by an index."""

from django.db import migrations, models

from agenda.rules.triggers import drop_triggers, install_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0037_topics_by_index"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.RemoveIndex(model_name="currentcell", name="currentcell_by_topic"),
        migrations.AddIndex(
            model_name="currentcell",
            index=models.Index(
                fields=["topic", "held_on", "outcome", "dialogue"], name="currentcell_by_topic"
            ),
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
