"""The last day of a meeting that lasts several; the triggers are made anew for the rebuilt table."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q

from agenda.rules.triggers import drop_triggers, install_triggers


def last_day():
    return models.DateField(
        "last day",
        blank=True,
        help_text="Of a meeting of several days; empty for one of a single day.",
        null=True,
    )


class Migration(migrations.Migration):
    dependencies = [("agenda", "0027_passages_in_other_languages")]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.AddField("historicalmeeting", "ends_on", last_day()),
        migrations.AddField("meeting", "ends_on", last_day()),
        migrations.AddConstraint(
            "meeting",
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(held_on__isnull=False, held_on_precision="day"),
                name="meeting_last_day_follows_a_day",
                violation_error_message="A meeting with a last day has a first day, known to the day.",
            ),
        ),
        migrations.AddConstraint(
            "meeting",
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(ends_on__gt=F("held_on"), ends_on__lt=F("held_on") + timedelta(days=31)),
                name="meeting_lasts_days",
                violation_error_message=(
                    "The last day comes after the first one and within a month of it; leave it empty for a single day."
                ),
            ),
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
