"""Lists of the admin and of documents find their page by an index."""

from django.db import migrations, models

from agenda.rules.triggers import drop_triggers, install_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0033_assessments_by_cell"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.RemoveIndex(model_name="finding", name="finding_by_day_decided"),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["decided_at", "id"], name="finding_by_day_decided"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["assessed_at", "id"], name="assessment_by_day"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["-issued_on", "slug"], name="document_by_day"),
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
