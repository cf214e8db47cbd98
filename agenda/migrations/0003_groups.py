"""The three groups of people who keep the record, each with exactly its job's permissions."""

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

KEPT = ["actor", "attendance", "claim", "codebookversion", "dialogue", "document", "interpretationnote", "meeting",
        "phrasing", "plan", "recommendation", "topic"]  # fmt: skip
READ = [*KEPT, "assessment", "assignment", "codebookchange", "body", "evidence", "examination", "finding"]

GROUPS = {
    "Editor": [f"{act}_{noun}" for noun in KEPT for act in ("add", "change", "delete")]
    + ["add_body", "add_codebookchange", "change_codebookchange"],
    "Analyst": ["add_assessment", "add_examination", "add_evidence"],
    "Reviewer": ["add_finding", "add_assignment", "change_assignment"],
}


def create(apps, schema_editor):
    config = all_apps.get_app_config("agenda")
    create_permissions(config, verbosity=0, using=schema_editor.connection.alias)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, extra in GROUPS.items():
        codes = [f"view_{noun}" for noun in READ] + extra
        group, _ = Group.objects.get_or_create(name=name)
        found = Permission.objects.filter(content_type__app_label="agenda", codename__in=codes)
        if found.count() != len(codes):
            raise ValueError(f"Some permissions of {name} do not exist: {codes}")
        group.permissions.add(
            *found
        )  # run again by later migrations, which must not take away what others gave


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0002_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, remove)]
