"""How many topics a meeting raised, and passages cited without any words, are told by indexes that hold those rows alone."""

from django.db import migrations, models
from django.db.models import Q

from agenda.rules.triggers import drop_triggers, install_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0039_agreement_is_counted"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.AddIndex(
            model_name="currentcell",
            index=models.Index(
                fields=["meeting", "pattern"], condition=Q(pattern__gt=""), name="currentcell_found_at"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                fields=["examination"], condition=Q(quote="", summary=""), name="evidence_without_words"
            ),
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
