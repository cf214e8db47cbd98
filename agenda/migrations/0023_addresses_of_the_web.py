"""Stored addresses begin with http:// or https://. What is stored otherwise is emptied, but for its history."""

from django.db import migrations, models
from django.db.models import Q

from agenda.rules.triggers import drop_triggers, install_triggers

FIELDS = (("document", "url"), ("document", "archive_url"), ("arrival", "address"))


def is_of_the_web(name: str) -> Q:
    return (
        Q(**{name: ""}) | Q(**{f"{name}__istartswith": "http://"}) | Q(**{f"{name}__istartswith": "https://"})
    )


def empty_others(apps, schema_editor):
    for model, name in FIELDS:
        apps.get_model("agenda", model).objects.exclude(is_of_the_web(name)).update(**{name: ""})


class Migration(migrations.Migration):
    dependencies = [("agenda", "0025_search_rows_are_numbered")]
    operations = [
        migrations.RunPython(drop_triggers, migrations.RunPython.noop),
        migrations.RunPython(empty_others, migrations.RunPython.noop),
        *(
            migrations.AddConstraint(
                model_name=model,
                constraint=models.CheckConstraint(
                    condition=is_of_the_web(name),
                    name=f"{model}_{name}_is_of_the_web",
                    violation_error_message="An address begins with http:// or https://.",
                ),
            )
            for model, name in FIELDS
        ),
        migrations.RunPython(install_triggers, drop_triggers),
    ]
