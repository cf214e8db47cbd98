"""How many topics each recommends something on is counted from an index."""

from django.db import migrations, models

from agenda.rules.triggers import drop_triggers, install_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0036_the_desk_asks_what_waits"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.AddIndex(
            model_name="keptcourse",
            index=models.Index(fields=["recommender", "topic", "made_on"], name="keptcourse_by_asker"),
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
