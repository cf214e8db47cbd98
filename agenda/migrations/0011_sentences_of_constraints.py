"""Sentences for constraints that would speak of themselves by name; nothing changes in the database."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0010_abstention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="assignment",
            name="assignment_submitted_has_a_first_time",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_at", None), ("first_submitted_at__isnull", False), _connector="OR"
                ),
                name="assignment_submitted_has_a_first_time",
                violation_error_message="Work that is handed in has a time at which it was first handed in.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="body",
            name="body_version_starts_at_one",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)),
                name="body_version_starts_at_one",
                violation_error_message="Versions of a text are numbered from 1.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="codebookversion",
            name="codebook_version_starts_at_one",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)),
                name="codebook_version_starts_at_one",
                violation_error_message="Versions of the codebook are numbered from 1.",
            ),
        ),
    ]
