"""What was recommended is counted as courses change: docs/decisions/0056-what-was-recommended-is-counted.md."""

import django.db.models.deletion
from django.db import migrations, models

from agenda.rules import asked, triggers
from agenda.rules.triggers import drop_triggers, install_triggers


def keep(apps, schema_editor):
    """Write what the triggers would have kept, then make them."""
    asked.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


def number() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def key(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


def once(*fields: str, name: str) -> dict[str, object]:
    return {
        "default_permissions": (),
        "constraints": [models.UniqueConstraint(fields=fields, name=name)],
    }


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0040_found_and_wordless_by_index"),
    ]

    operations = [
        migrations.RunPython(drop_triggers, install_triggers),
        migrations.CreateModel(
            name="AskedPair",
            fields=[
                ("id", number()),
                ("dialogue_id", models.BigIntegerField()),
                ("topic_id", models.BigIntegerField()),
                ("standing", models.CharField(max_length=20)),
                ("n", models.IntegerField()),
            ],
            options=once("dialogue_id", "topic_id", name="askedpair_is_kept_once"),
        ),
        migrations.CreateModel(
            name="AskedTally",
            fields=[
                ("id", number()),
                ("dialogue_id", models.BigIntegerField()),
                ("standing", models.CharField(max_length=20)),
                ("pairs", models.BigIntegerField()),
                ("courses", models.BigIntegerField()),
            ],
            options=once("dialogue_id", "standing", name="askedtally_is_kept_once"),
        ),
        migrations.CreateModel(
            name="AskedSource",
            fields=[
                ("id", number()),
                ("recommender", key("agenda.actor")),
                ("document", key("agenda.document")),
                ("recommendations", models.IntegerField()),
                ("courses", models.IntegerField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
            ],
            options=once("recommender", "document", name="askedsource_is_kept_once"),
        ),
        migrations.RunPython(keep, drop_triggers),
    ]
