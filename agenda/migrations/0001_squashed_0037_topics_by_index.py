"""What 0001 to 0037 leave behind, made at once: a new database takes a second instead of twelve.

Databases that applied some of those go on with the others; tests/management/test_squashed.py proves that both ways end alike.
"""

import datetime
import importlib

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

import agenda.models.colors
import agenda.models.site
import agenda.models.translations
from agenda.rules import sums, triggers
from agenda.search import postgres, sqlite

GROUPS = (
    ("0003_groups", "create"),
    ("0007_corrections", "grant"),
    ("0019_site_settings", "create"),
    ("0020_people", "grant"),
)
"""The functions that make the groups, each in the migration that it came with."""


def make_groups(apps, schema_editor):
    for migration, function in GROUPS:
        getattr(importlib.import_module(f"agenda.migrations.{migration}"), function)(apps, schema_editor)


def make_cache(apps, schema_editor):
    """The table in which all workers count tries at passwords."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def create_index(apps, schema_editor):
    adapter = postgres if schema_editor.connection.vendor == "postgresql" else sqlite
    schema_editor.execute(adapter.CREATE, params=None)


def drop_index(apps, schema_editor):
    schema_editor.execute(sqlite.DROP, params=None)


def keep(apps, schema_editor):
    """Write what the triggers would have kept of no rows, then make them."""
    sums.rebuild(schema_editor.connection)
    triggers.install(schema_editor)


def drop_triggers(apps, schema_editor):
    triggers.drop(schema_editor)


# ruff: noqa: E501
class Migration(migrations.Migration):
    replaces = [
        ("agenda", "0001_initial"),
        ("agenda", "0002_rules"),
        ("agenda", "0003_groups"),
        ("agenda", "0004_public_face"),
        ("agenda", "0005_imports"),
        ("agenda", "0006_fuller_record"),
        ("agenda", "0007_corrections"),
        ("agenda", "0008_search_words_anew"),
        ("agenda", "0009_phrasings"),
        ("agenda", "0010_abstention"),
        ("agenda", "0011_sentences_of_constraints"),
        ("agenda", "0012_imports_bind_to_their_plan"),
        ("agenda", "0013_ruling_drafts"),
        ("agenda", "0014_assignment_due_on"),
        ("agenda", "0015_arrivals"),
        ("agenda", "0017_word_proposals"),
        ("agenda", "0018_translations"),
        ("agenda", "0019_site_settings"),
        ("agenda", "0020_people"),
        ("agenda", "0022_imports_remember"),
        ("agenda", "0023_addresses_of_the_web"),
        ("agenda", "0024_sums_are_kept"),
        ("agenda", "0025_search_rows_are_numbered"),
        ("agenda", "0026_mergers"),
        ("agenda", "0027_passages_in_other_languages"),
        ("agenda", "0028_meetings_of_several_days"),
        ("agenda", "0032_lists_are_kept"),
        ("agenda", "0033_assessments_by_cell"),
        ("agenda", "0034_lists_by_index"),
        ("agenda", "0035_asked_sums_by_index"),
        ("agenda", "0036_the_desk_asks_what_waits"),
        ("agenda", "0037_topics_by_index"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Actor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its permanent address: /actors/…/", max_length=80, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("economy", "Economy"),
                            ("group", "Group of states"),
                            ("organization", "International organization"),
                            ("ministry", "Ministry"),
                            ("office", "Office"),
                            ("parliament", "Parliament"),
                            ("think_tank", "Think tank"),
                            ("university", "University"),
                            ("association", "Association"),
                            ("news_outlet", "News outlet"),
                            ("person", "Person"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "iso_code",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, states only.",
                        max_length=2,
                        verbose_name="ISO code",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="A ministry's or office's state: the top of the line is its side.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agenda.actor",
                    ),
                ),
                ("name_ja", models.CharField(blank=True, max_length=200, verbose_name="Japanese name")),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[agenda.models.translations.OnlyParts(("name", "reading"))],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="actor_is_not_its_own_parent",
                        violation_error_message="A row cannot be its own parent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("iso_code", ""), ("iso_code__regex", "^[A-Z]{2}$"), _connector="OR"
                        ),
                        name="actor_iso_code_is_two_capitals",
                        violation_error_message="An ISO code is two capital letters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodebookVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("made_on", models.DateField()),
                (
                    "note",
                    models.TextField(
                        help_text="What changed since the version before, and why.",
                        verbose_name="change note",
                    ),
                ),
                (
                    "codes",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="The topic codes it contains, frozen.",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[agenda.models.translations.OnlyParts(("note", "reading"))],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="codebook_version_starts_at_one",
                        violation_error_message="Versions of the codebook are numbered from 1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCodebookVersion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("number", models.PositiveIntegerField(db_index=True)),
                ("made_on", models.DateField()),
                (
                    "note",
                    models.TextField(
                        help_text="What changed since the version before, and why.",
                        verbose_name="change note",
                    ),
                ),
                (
                    "codes",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="The topic codes it contains, frozen.",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[agenda.models.translations.OnlyParts(("note", "reading"))],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical codebook version",
                "verbose_name_plural": "historical codebook versions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LoadedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noun", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("values", models.JSONField()),
                ("loaded_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("noun", "key"), name="loaded_row_is_remembered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Permanent: never reused, never given another meaning.",
                        max_length=60,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("definition", models.TextField()),
                ("includes", models.TextField(blank=True)),
                ("excludes", models.TextField(blank=True)),
                (
                    "aliases",
                    models.JSONField(blank=True, default=list, help_text="Words that name it, one a line."),
                ),
                (
                    "phrases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Other wordings that count in full when passages are suggested, in texts of any language, one a line. “cyber*” matches whatever begins so; “a + b | c” asks for a and one of b, c in one sentence; “a ~ b” asks for both close together.",
                        verbose_name="more phrases",
                    ),
                ),
                (
                    "partial_phrases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Wordings that touch the topic: suggested as partly raised.",
                    ),
                ),
                (
                    "excluded_phrases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Wordings that look like it and do not count: cyberspace, for space.",
                    ),
                ),
                (
                    "named_in",
                    models.CharField(
                        blank=True, help_text="Where the first article names it.", max_length=120
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The wider topic.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agenda.topic",
                    ),
                ),
                ("name_ja", models.CharField(blank=True, max_length=120, verbose_name="Japanese name")),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(
                                ("name", "definition", "includes", "excludes", "reading")
                            )
                        ],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="topic_is_not_its_own_parent",
                        violation_error_message="A row cannot be its own parent.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20, unique=True)),
                ("last", models.BigIntegerField()),
                ("n", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meetings", "Meetings"),
                            ("documents", "Documents"),
                            ("topics", "Topics"),
                            ("recommendations", "Recommendations"),
                            ("assessments", "Assessments"),
                            ("dialogues", "Dialogues"),
                            ("actors", "Actors"),
                            ("plans", "Plans"),
                            ("claims", "Claims"),
                            ("package", "A whole release (.zip)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("choices", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("summary", models.JSONField(default=dict)),
                ("report", models.BinaryField(default=bytes)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("signature", models.CharField(blank=True, db_index=True, max_length=64)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Sender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("on", models.DateField()),
                ("n", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("brought_at", models.DateTimeField(auto_now_add=True)),
                ("address", models.URLField(blank=True, max_length=500)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("content", models.BinaryField(default=bytes)),
                ("text", models.TextField()),
                ("notes", models.JSONField(default=list)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrivals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address", ""),
                            ("address__istartswith", "http://"),
                            ("address__istartswith", "https://"),
                            _connector="OR",
                        ),
                        name="arrival_address_is_of_the_web",
                        violation_error_message="An address begins with http:// or https://.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Logo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed_in", "Signed in"),
                            ("sign_in_failed", "Sign-in failed"),
                            ("sign_in_limited", "Sign-in refused: too many tries"),
                            ("code_failed", "Second factor failed"),
                            ("signed_out", "Signed out"),
                            ("registered", "Made an account"),
                            ("invited", "Invited"),
                            ("link_made", "Given a one-time link"),
                            ("link_used", "Set a password by a one-time link"),
                            ("password_changed", "Changed the password"),
                            ("reset_asked", "Asked for a new password by e-mail"),
                            ("factor_added", "Set up a second factor"),
                            ("factor_removed", "Removed a second factor"),
                            ("roles_changed", "Changed roles"),
                            ("deactivated", "Deactivated"),
                            ("reactivated", "Reactivated"),
                            ("settings_saved", "Saved the settings"),
                        ],
                        max_length=20,
                    ),
                ),
                ("address", models.CharField(help_text="The network address it came from.", max_length=64)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_at", "-pk"],
                "permissions": [("manage_people", "Can invite people, give them roles and deactivate them")],
                "indexes": [models.Index(fields=["happened_at"], name="audit_event_by_time")],
            },
        ),
        migrations.CreateModel(
            name="RecordVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
                ("mark", models.CharField(default="", max_length=32)),
                ("changed_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CellTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dialogue_id", models.BigIntegerField()),
                ("topic_id", models.BigIntegerField()),
                ("year", models.IntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                    ),
                ),
                ("absence_shown", models.BooleanField()),
                ("is_self_coded", models.BooleanField()),
                ("pattern", models.CharField(max_length=20)),
                ("is_recommended", models.BooleanField()),
                ("n", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["topic_id", "dialogue_id"], name="celltally_by_topic")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "dialogue_id",
                            "topic_id",
                            "year",
                            "outcome",
                            "absence_shown",
                            "is_self_coded",
                            "pattern",
                            "is_recommended",
                        ),
                        name="celltally_is_kept_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "object_id"], name="searchname_by_row")],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="agenda.actor",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliation",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dialogue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "short_name",
                    models.CharField(help_text="As it stands in tables: JHLC, Quad.", max_length=60),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its permanent address: /dialogues/…/", max_length=80, unique=True
                    ),
                ),
                (
                    "other_names",
                    models.JSONField(blank=True, default=list, help_text="One a line: EPCC, Economic 2+2."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bilateral", "Bilateral"),
                            ("trilateral", "Trilateral"),
                            ("minilateral", "Minilateral"),
                            ("multilateral", "Multilateral"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("leaders", "Leaders"),
                            ("ministerial", "Ministers"),
                            ("vice_ministerial", "Vice-ministers"),
                            ("senior_officials", "Senior officials"),
                            ("working", "Working level"),
                            ("mixed", "Mixed levels"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("announced", "Announced"),
                            ("active", "Active"),
                            ("on_hold", "On hold"),
                            ("ended", "Ended"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="Public, in our own words.")),
                ("members", models.ManyToManyField(blank=True, related_name="dialogues", to="agenda.actor")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The dialogue it works under: the JWLC under the JHLC.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agenda.dialogue",
                    ),
                ),
                ("name_ja", models.CharField(blank=True, max_length=200, verbose_name="Japanese name")),
                (
                    "covered_from",
                    models.DateField(
                        blank=True,
                        help_text="First day the record looks at.",
                        null=True,
                        verbose_name="record kept from",
                    ),
                ),
                (
                    "covered_until",
                    models.DateField(
                        blank=True,
                        help_text="Last day meetings were looked for; waits count to this day. Empty: not kept as a series.",
                        null=True,
                        verbose_name="record kept until",
                    ),
                ),
                (
                    "gaps",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What the record is known to lack, one a line.",
                        verbose_name="known gaps",
                    ),
                ),
                (
                    "out_of_scope",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Topics that are no cell here: Taiwan at the dialogue with Taiwan.",
                        related_name="dialogues_without",
                        to="agenda.topic",
                        verbose_name="topics out of scope",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(
                                ("name", "short_name", "note", "gaps", "reading")
                            )
                        ],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "ordering": ["short_name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="dialogue_is_not_its_own_parent",
                        violation_error_message="A row cannot be its own parent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("covered_from", None),
                            ("covered_until", None),
                            ("covered_until__gte", models.F("covered_from")),
                            _connector="OR",
                        ),
                        name="dialogue_coverage_ends_after_it_begins",
                        violation_error_message="The record of a dialogue cannot end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalActor",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("slug", models.SlugField(help_text="Its permanent address: /actors/…/", max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("economy", "Economy"),
                            ("group", "Group of states"),
                            ("organization", "International organization"),
                            ("ministry", "Ministry"),
                            ("office", "Office"),
                            ("parliament", "Parliament"),
                            ("think_tank", "Think tank"),
                            ("university", "University"),
                            ("association", "Association"),
                            ("news_outlet", "News outlet"),
                            ("person", "Person"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "iso_code",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, states only.",
                        max_length=2,
                        verbose_name="ISO code",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="A ministry's or office's state: the top of the line is its side.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                ("name_ja", models.CharField(blank=True, max_length=200, verbose_name="Japanese name")),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[agenda.models.translations.OnlyParts(("name", "reading"))],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical actor",
                "verbose_name_plural": "historical actors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTopic",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Permanent: never reused, never given another meaning.", max_length=60
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("definition", models.TextField()),
                ("includes", models.TextField(blank=True)),
                ("excludes", models.TextField(blank=True)),
                (
                    "aliases",
                    models.JSONField(blank=True, default=list, help_text="Words that name it, one a line."),
                ),
                (
                    "phrases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Other wordings that count in full when passages are suggested, in texts of any language, one a line. “cyber*” matches whatever begins so; “a + b | c” asks for a and one of b, c in one sentence; “a ~ b” asks for both close together.",
                        verbose_name="more phrases",
                    ),
                ),
                (
                    "partial_phrases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Wordings that touch the topic: suggested as partly raised.",
                    ),
                ),
                (
                    "excluded_phrases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Wordings that look like it and do not count: cyberspace, for space.",
                    ),
                ),
                (
                    "named_in",
                    models.CharField(
                        blank=True, help_text="Where the first article names it.", max_length=120
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The wider topic.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
                ("name_ja", models.CharField(blank=True, max_length=120, verbose_name="Japanese name")),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(
                                ("name", "definition", "includes", "excludes", "reading")
                            )
                        ],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical topic",
                "verbose_name_plural": "historical topics",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CodebookChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("added", "Added"),
                            ("redefined", "Defined anew"),
                            ("split", "Split"),
                            ("merged", "Merged into another"),
                            ("retired", "Retired"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="agenda.codebookversion",
                    ),
                ),
                (
                    "successors",
                    models.ManyToManyField(
                        blank=True,
                        help_text="For a split or merge: into what.",
                        related_name="predecessor_changes",
                        to="agenda.topic",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codebook_changes",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "topic"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "topic"), name="codebook_change_is_named_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="agenda.import"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InterpretationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("example", models.TextField(blank=True)),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="interpretation_notes", to="agenda.topic"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interpretation_notes",
                        to="agenda.codebookversion",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(("title", "text", "example", "reading"))
                        ],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "ordering": ["version", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="interpretation_note_number_is_used_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPhrasing",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="Language tag of the texts they are looked for in: ja, zh, zh-Hant, ko.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a tag such as ja or zh-Hant."
                            )
                        ],
                    ),
                ),
                (
                    "phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that count in full, one a line."
                    ),
                ),
                (
                    "partial_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Broader wordings: suggested as partly raised."
                    ),
                ),
                (
                    "excluded_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that look like it and do not count."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical phrasing",
                "verbose_name_plural": "historical phrasings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Phrasing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        help_text="Language tag of the texts they are looked for in: ja, zh, zh-Hant, ko.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "Write a tag such as ja or zh-Hant."
                            )
                        ],
                    ),
                ),
                (
                    "phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that count in full, one a line."
                    ),
                ),
                (
                    "partial_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Broader wordings: suggested as partly raised."
                    ),
                ),
                (
                    "excluded_phrases",
                    models.JSONField(
                        blank=True, default=list, help_text="Wordings that look like it and do not count."
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrasings",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["topic", "language"],
                "constraints": [
                    models.UniqueConstraint(fields=("topic", "language"), name="phrasing_is_one_a_language")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSiteSettings",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("name", models.CharField(default="Agenda", max_length=60, verbose_name="name of the site")),
                (
                    "summary",
                    models.CharField(
                        blank=True,
                        help_text="What this tracker is about, for its start page, search engines and feeds.",
                        max_length=200,
                        verbose_name="in one line",
                    ),
                ),
                ("operator", models.CharField(blank=True, max_length=200, verbose_name="who runs it")),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="For objections: an e-mail address, or a web address.",
                        max_length=200,
                        validators=[agenda.models.site.check_contact],
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        help_text="Stands on “About this site”. Markdown: **bold**, lists, links.",
                        max_length=20000,
                        verbose_name="more about who runs it",
                    ),
                ),
                (
                    "method",
                    models.TextField(
                        blank=True,
                        help_text="Stands on “Method”, before what the program does in every tracker. Markdown.",
                        max_length=50000,
                        verbose_name="your method",
                    ),
                ),
                (
                    "license_code",
                    models.CharField(
                        choices=[
                            ("CC-BY-4.0", "CC BY 4.0"),
                            ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
                            ("CC-BY-NC-4.0", "CC BY-NC 4.0"),
                            ("CC-BY-ND-4.0", "CC BY-ND 4.0"),
                            ("CC0-1.0", "CC0 1.0"),
                            ("ODbL-1.0", "ODbL 1.0"),
                        ],
                        default="CC-BY-4.0",
                        help_text="Releases that were made keep the license that they name.",
                        max_length=20,
                        verbose_name="license of the data",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(
                        blank=True,
                        default=agenda.models.site.default_languages,
                        help_text="Tags of languages other than English in which names and titles are kept too: ja, de, zh-Hant.",
                        validators=[agenda.models.site.check_languages],
                        verbose_name="languages of names and titles",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        help_text="Empty: blue. The color for dark pages is made from it.",
                        max_length=7,
                        validators=[agenda.models.colors.check_accent],
                        verbose_name="color of links and buttons",
                    ),
                ),
                (
                    "takes_corrections",
                    models.BooleanField(default=True, verbose_name="readers may report errors"),
                ),
                (
                    "takes_registrations",
                    models.BooleanField(
                        default=False,
                        help_text="An account of this kind may do nothing until an administrator gives it a role.",
                        verbose_name="anybody may make an account",
                    ),
                ),
                ("stamp", models.CharField(editable=False, max_length=32)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical settings",
                "verbose_name_plural": "historical settingss",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(default="Agenda", max_length=60, verbose_name="name of the site")),
                (
                    "summary",
                    models.CharField(
                        blank=True,
                        help_text="What this tracker is about, for its start page, search engines and feeds.",
                        max_length=200,
                        verbose_name="in one line",
                    ),
                ),
                ("operator", models.CharField(blank=True, max_length=200, verbose_name="who runs it")),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="For objections: an e-mail address, or a web address.",
                        max_length=200,
                        validators=[agenda.models.site.check_contact],
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        help_text="Stands on “About this site”. Markdown: **bold**, lists, links.",
                        max_length=20000,
                        verbose_name="more about who runs it",
                    ),
                ),
                (
                    "method",
                    models.TextField(
                        blank=True,
                        help_text="Stands on “Method”, before what the program does in every tracker. Markdown.",
                        max_length=50000,
                        verbose_name="your method",
                    ),
                ),
                (
                    "license_code",
                    models.CharField(
                        choices=[
                            ("CC-BY-4.0", "CC BY 4.0"),
                            ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
                            ("CC-BY-NC-4.0", "CC BY-NC 4.0"),
                            ("CC-BY-ND-4.0", "CC BY-ND 4.0"),
                            ("CC0-1.0", "CC0 1.0"),
                            ("ODbL-1.0", "ODbL 1.0"),
                        ],
                        default="CC-BY-4.0",
                        help_text="Releases that were made keep the license that they name.",
                        max_length=20,
                        verbose_name="license of the data",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(
                        blank=True,
                        default=agenda.models.site.default_languages,
                        help_text="Tags of languages other than English in which names and titles are kept too: ja, de, zh-Hant.",
                        validators=[agenda.models.site.check_languages],
                        verbose_name="languages of names and titles",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        help_text="Empty: blue. The color for dark pages is made from it.",
                        max_length=7,
                        validators=[agenda.models.colors.check_accent],
                        verbose_name="color of links and buttons",
                    ),
                ),
                (
                    "takes_corrections",
                    models.BooleanField(default=True, verbose_name="readers may report errors"),
                ),
                (
                    "takes_registrations",
                    models.BooleanField(
                        default=False,
                        help_text="An account of this kind may do nothing until an administrator gives it a role.",
                        verbose_name="anybody may make an account",
                    ),
                ),
                ("stamp", models.CharField(editable=False, max_length=32)),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agenda.logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="site_settings_are_one_row",
                        violation_error_message="There is one row of settings.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActorSide",
            fields=[
                (
                    "actor",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="agenda.actor",
                    ),
                ),
                (
                    "side",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalDialogue",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "short_name",
                    models.CharField(help_text="As it stands in tables: JHLC, Quad.", max_length=60),
                ),
                ("slug", models.SlugField(help_text="Its permanent address: /dialogues/…/", max_length=80)),
                (
                    "other_names",
                    models.JSONField(blank=True, default=list, help_text="One a line: EPCC, Economic 2+2."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bilateral", "Bilateral"),
                            ("trilateral", "Trilateral"),
                            ("minilateral", "Minilateral"),
                            ("multilateral", "Multilateral"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("leaders", "Leaders"),
                            ("ministerial", "Ministers"),
                            ("vice_ministerial", "Vice-ministers"),
                            ("senior_officials", "Senior officials"),
                            ("working", "Working level"),
                            ("mixed", "Mixed levels"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("announced", "Announced"),
                            ("active", "Active"),
                            ("on_hold", "On hold"),
                            ("ended", "Ended"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="Public, in our own words.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The dialogue it works under: the JWLC under the JHLC.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                ("name_ja", models.CharField(blank=True, max_length=200, verbose_name="Japanese name")),
                (
                    "covered_from",
                    models.DateField(
                        blank=True,
                        help_text="First day the record looks at.",
                        null=True,
                        verbose_name="record kept from",
                    ),
                ),
                (
                    "covered_until",
                    models.DateField(
                        blank=True,
                        help_text="Last day meetings were looked for; waits count to this day. Empty: not kept as a series.",
                        null=True,
                        verbose_name="record kept until",
                    ),
                ),
                (
                    "gaps",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What the record is known to lack, one a line.",
                        verbose_name="known gaps",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(
                                ("name", "short_name", "note", "gaps", "reading")
                            )
                        ],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dialogue",
                "verbose_name_plural": "historical dialogues",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its permanent address. Left empty: dialogue and date.", max_length=120
                    ),
                ),
                (
                    "held_on",
                    models.DateField(
                        blank=True,
                        db_index=True,
                        help_text="Local date at the place. Required once it was held.",
                        null=True,
                    ),
                ),
                (
                    "held_on_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")],
                        default="day",
                        editable=False,
                        max_length=5,
                        verbose_name="known to the",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("virtual", "Virtual"),
                            ("phone", "Phone"),
                            ("hybrid", "Hybrid"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("leaders", "Leaders"),
                            ("ministerial", "Ministers"),
                            ("vice_ministerial", "Vice-ministers"),
                            ("senior_officials", "Senior officials"),
                            ("working", "Working level"),
                            ("mixed", "Mixed levels"),
                        ],
                        help_text="Of this meeting; it may differ from the dialogue's.",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("held", "Held"),
                            ("postponed", "Postponed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="held",
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="Public, in our own words.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(("title", "place", "note", "reading"))
                        ],
                        verbose_name="in other languages",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Of a meeting of several days; empty for one of a single day.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical meeting",
                "verbose_name_plural": "historical meetings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its permanent address. Left empty: dialogue and date.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "held_on",
                    models.DateField(
                        blank=True,
                        db_index=True,
                        help_text="Local date at the place. Required once it was held.",
                        null=True,
                    ),
                ),
                (
                    "held_on_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")],
                        default="day",
                        editable=False,
                        max_length=5,
                        verbose_name="known to the",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("in_person", "In person"),
                            ("virtual", "Virtual"),
                            ("phone", "Phone"),
                            ("hybrid", "Hybrid"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("leaders", "Leaders"),
                            ("ministerial", "Ministers"),
                            ("vice_ministerial", "Vice-ministers"),
                            ("senior_officials", "Senior officials"),
                            ("working", "Working level"),
                            ("mixed", "Mixed levels"),
                        ],
                        help_text="Of this meeting; it may differ from the dialogue's.",
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("held", "Held"),
                            ("postponed", "Postponed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="held",
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="Public, in our own words.")),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(("title", "place", "note", "reading"))
                        ],
                        verbose_name="in other languages",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Of a meeting of several days; empty for one of a single day.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "slug"],
                "indexes": [models.Index(fields=["dialogue", "held_on"], name="meeting_by_dialogue_and_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on__isnull", True),
                            ("held_on_precision", "day"),
                            models.Q(("held_on__day", 1), ("held_on_precision", "month")),
                            models.Q(
                                ("held_on__day", 1), ("held_on__month", 1), ("held_on_precision", "year")
                            ),
                            _connector="OR",
                        ),
                        name="meeting_held_on_fits_its_precision",
                        violation_error_message="A date known only to the month or year stands on its first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "held"), _negated=True),
                            ("held_on__isnull", False),
                            _connector="OR",
                        ),
                        name="meeting_held_has_a_date",
                        violation_error_message="A meeting that was held has a date: the year alone will do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            models.Q(("held_on__isnull", False), ("held_on_precision", "day")),
                            _connector="OR",
                        ),
                        name="meeting_last_day_follows_a_day",
                        violation_error_message="A meeting with a last day has a first day, known to the day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            models.Q(
                                ("ends_on__gt", models.F("held_on")),
                                (
                                    "ends_on__lt",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("held_on"), "+", models.Value(datetime.timedelta(days=31))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_lasts_days",
                        violation_error_message="The last day comes after the first one and within a month of it; leave it empty for a single day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "depth",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mentioned", "Mentioned"),
                            ("discussed", "Discussed"),
                            ("agreed_language", "Agreed language"),
                            ("commitment", "Commitment"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "is_excluded",
                    models.BooleanField(
                        default=False,
                        help_text="A readout says that it was left out.",
                        verbose_name="explicitly excluded",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "is_self_coded",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="The analyst's organization recommended it.",
                        verbose_name="self-coded",
                    ),
                ),
                ("assessed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "assessed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="agenda.assessment",
                    ),
                ),
                (
                    "codebook_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="agenda.codebookversion",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["-assessed_at", "-pk"],
                "indexes": [
                    models.Index(fields=["meeting", "topic", "assessed_by"], name="assessment_by_cell"),
                    models.Index(fields=["assessed_at", "id"], name="assessment_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("depth", ""), ("outcome__in", ["raised", "partly_raised"]), _connector="OR"
                        ),
                        name="assessment_depth_is_of_a_raised_topic",
                        violation_error_message="Only a topic that was raised has a depth.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_excluded", False), ("outcome", "not_raised"), _connector="OR"
                        ),
                        name="assessment_excluded_is_not_raised",
                        violation_error_message="“Explicitly excluded” goes with “not mentioned” only.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("meeting", "topic", "assessed_by"),
                        name="assessment_chain_has_one_head",
                        violation_error_message="You have assessed this topic at this meeting: supersede that one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its permanent address: /documents/…/", max_length=120, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("announcement", "Announcement"),
                            ("readout", "Readout"),
                            ("joint_statement", "Joint statement"),
                            ("joint_readout", "Joint readout"),
                            ("fact_sheet", "Fact sheet"),
                            ("transcript", "Transcript"),
                            ("press_remarks", "Press availability"),
                            ("agreement", "Agreement or principles"),
                            ("strategy", "Strategy"),
                            ("article", "Article"),
                            ("report", "Report"),
                            ("news", "News report"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "is_official",
                    models.BooleanField(
                        default=True,
                        help_text="Issued by a government or jointly by governments.",
                        verbose_name="official",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(blank=True, help_text="Its own date, not the meeting's.", null=True),
                ),
                (
                    "issued_on_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")],
                        default="day",
                        editable=False,
                        max_length=5,
                        verbose_name="known to the",
                    ),
                ),
                (
                    "language",
                    models.CharField(default="en", help_text="Language tag: en, ja, zh-Hant.", max_length=12),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("archive_url", models.URLField(blank=True, max_length=500, verbose_name="archived copy")),
                ("retrieved_on", models.DateField(blank=True, null=True)),
                (
                    "completeness",
                    models.CharField(
                        choices=[
                            ("full", "Read whole"),
                            ("large_part", "Read in large part"),
                            ("part", "Read in part"),
                            ("not_read", "Known, not read"),
                            ("secondary", "Secondary source"),
                        ],
                        default="not_read",
                        help_text="How much of it was read. Only one read whole can show that a topic is absent.",
                        max_length=20,
                    ),
                ),
                ("summary", models.TextField(blank=True, help_text="One or two sentences of our own.")),
                ("note", models.TextField(blank=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authored_documents",
                        to="agenda.actor",
                    ),
                ),
                (
                    "issuers",
                    models.ManyToManyField(
                        blank=True,
                        help_text="In whose name it was issued, for a joint document. Empty: the publisher's alone.",
                        related_name="issued_documents",
                        to="agenda.actor",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        help_text="On whose site it stands.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_documents",
                        to="agenda.actor",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="agenda.meeting",
                    ),
                ),
                ("title_ja", models.CharField(blank=True, max_length=300, verbose_name="Japanese title")),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who signs for having read it whole.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="read_documents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "read_on",
                    models.DateField(
                        blank=True,
                        help_text="For a document read whole at its address whose text is not kept here.",
                        null=True,
                        verbose_name="read whole on",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(("title", "summary", "note", "reading"))
                        ],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_on", "slug"],
                "indexes": [models.Index(fields=["-issued_on", "slug"], name="document_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_on__isnull", True),
                            ("issued_on_precision", "day"),
                            models.Q(("issued_on__day", 1), ("issued_on_precision", "month")),
                            models.Q(
                                ("issued_on__day", 1),
                                ("issued_on__month", 1),
                                ("issued_on_precision", "year"),
                            ),
                            _connector="OR",
                        ),
                        name="document_issued_on_fits_its_precision",
                        violation_error_message="A date known only to the month or year stands on its first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_by", None), ("read_on", None)),
                            models.Q(
                                ("read_by__isnull", False),
                                ("read_on__isnull", False),
                                models.Q(("url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="document_signed_reading_is_whole",
                        violation_error_message="A signed reading names who read it, on which day, and the address it was read at.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""),
                            ("url__istartswith", "http://"),
                            ("url__istartswith", "https://"),
                            _connector="OR",
                        ),
                        name="document_url_is_of_the_web",
                        violation_error_message="An address begins with http:// or https://.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("archive_url", ""),
                            ("archive_url__istartswith", "http://"),
                            ("archive_url__istartswith", "https://"),
                            _connector="OR",
                        ),
                        name="document_archive_url_is_of_the_web",
                        violation_error_message="An address begins with http:// or https://.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDialogue_members",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="agenda.historicaldialogue",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalDialogue_members",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("slug", models.SlugField(help_text="Its permanent address: /documents/…/", max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("announcement", "Announcement"),
                            ("readout", "Readout"),
                            ("joint_statement", "Joint statement"),
                            ("joint_readout", "Joint readout"),
                            ("fact_sheet", "Fact sheet"),
                            ("transcript", "Transcript"),
                            ("press_remarks", "Press availability"),
                            ("agreement", "Agreement or principles"),
                            ("strategy", "Strategy"),
                            ("article", "Article"),
                            ("report", "Report"),
                            ("news", "News report"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "is_official",
                    models.BooleanField(
                        default=True,
                        help_text="Issued by a government or jointly by governments.",
                        verbose_name="official",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(blank=True, help_text="Its own date, not the meeting's.", null=True),
                ),
                (
                    "issued_on_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")],
                        default="day",
                        editable=False,
                        max_length=5,
                        verbose_name="known to the",
                    ),
                ),
                (
                    "language",
                    models.CharField(default="en", help_text="Language tag: en, ja, zh-Hant.", max_length=12),
                ),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("archive_url", models.URLField(blank=True, max_length=500, verbose_name="archived copy")),
                ("retrieved_on", models.DateField(blank=True, null=True)),
                (
                    "completeness",
                    models.CharField(
                        choices=[
                            ("full", "Read whole"),
                            ("large_part", "Read in large part"),
                            ("part", "Read in part"),
                            ("not_read", "Known, not read"),
                            ("secondary", "Secondary source"),
                        ],
                        default="not_read",
                        help_text="How much of it was read. Only one read whole can show that a topic is absent.",
                        max_length=20,
                    ),
                ),
                ("summary", models.TextField(blank=True, help_text="One or two sentences of our own.")),
                ("note", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="On whose site it stands.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                ("title_ja", models.CharField(blank=True, max_length=300, verbose_name="Japanese title")),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who signs for having read it whole.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "read_on",
                    models.DateField(
                        blank=True,
                        help_text="For a document read whole at its address whose text is not kept here.",
                        null=True,
                        verbose_name="read whole on",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[
                            agenda.models.translations.OnlyParts(("title", "summary", "note", "reading"))
                        ],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAttendance",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "representative",
                    models.CharField(blank=True, help_text="Name of the person.", max_length=120),
                ),
                ("office", models.CharField(blank=True, help_text="Office held that day.", max_length=120)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical attendance",
                "verbose_name_plural": "historical attendances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "representative",
                    models.CharField(blank=True, help_text="Name of the person.", max_length=120),
                ),
                ("office", models.CharField(blank=True, help_text="Office held that day.", max_length=120)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="agenda.actor",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="agenda.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["actor__name", "representative"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "actor", "representative"),
                        name="attendance_is_recorded_once",
                        violation_error_message="This attendance is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assigned_at", models.DateTimeField(auto_now_add=True)),
                ("first_submitted_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("sent_back_note", models.TextField(blank=True)),
                (
                    "analyst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="agenda.meeting",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["assigned_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("submitted_at", None)),
                        fields=["analyst", "meeting"],
                        name="assignment_not_handed_in",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "analyst"), name="assignment_is_made_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at", None), ("first_submitted_at__isnull", False), _connector="OR"
                        ),
                        name="assignment_submitted_has_a_first_time",
                        violation_error_message="Work that is handed in has a time at which it was first handed in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("content", models.JSONField()),
                ("earlier", models.JSONField(default=list)),
                ("change_id", models.CharField(blank=True, max_length=40)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "analyst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="agenda.topic"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "topic", "analyst"), name="draft_is_one_a_cell"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDialogue_out_of_scope",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "dialogue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="agenda.historicaldialogue",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalDialogue_out_of_scope",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Abstention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abstentions",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abstentions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "user"), name="abstention_is_made_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RulingDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField()),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ruling_drafts",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ruling_drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ruling_drafts",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "topic", "reviewer"), name="ruling_draft_is_one_a_cell"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedCells",
            fields=[
                (
                    "meeting",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="agenda.meeting",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                ("held_on", models.DateField()),
                ("n", models.IntegerField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["dialogue", "held_on"], name="expectedcells_by_dialogue")],
            },
        ),
        migrations.CreateModel(
            name="WaitingCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
                ("is_disputed", models.BooleanField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "topic"), name="waitingcell_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official_text", "Official text"),
                            ("excerpt", "Excerpt of the official text"),
                            ("abstract", "Abstract in our own words"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "numbers",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Paragraph numbers where they are not simply 1, 2, 3 …",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bodies",
                        to="agenda.document",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "bodies",
                "ordering": ["document", "version"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "version"), name="body_version_is_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="body_version_starts_at_one",
                        violation_error_message="Versions of a text are numbered from 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Examination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examinations",
                        to="agenda.assessment",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="examinations",
                        to="agenda.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "document"), name="examination_is_recorded_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDocument_issuers",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.document",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="agenda.historicaldocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalDocument_issuers",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecommendation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("code", models.SlugField(help_text="Permanent: J22-01.", max_length=40)),
                ("locator", models.CharField(blank=True, help_text="paragraph 6, page 12", max_length=60)),
                ("made_on", models.DateField()),
                (
                    "made_on_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")],
                        default="day",
                        editable=False,
                        max_length=5,
                        verbose_name="known to the",
                    ),
                ),
                (
                    "made_on_note",
                    models.CharField(blank=True, help_text="How the date is known.", max_length=200),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("explicit", "Explicit"),
                            ("implicit", "Implicit"),
                            ("reported", "Reported: another's wish"),
                        ],
                        max_length=20,
                    ),
                ),
                ("summary", models.TextField(help_text="In our own words.")),
                ("withdrawn_on", models.DateField(blank=True, help_text="In force until then.", null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommender",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[agenda.models.translations.OnlyParts(("summary", "reading"))],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recommendation",
                "verbose_name_plural": "historical recommendations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("code", models.SlugField(help_text="Permanent: J22-01.", max_length=40, unique=True)),
                ("locator", models.CharField(blank=True, help_text="paragraph 6, page 12", max_length=60)),
                ("made_on", models.DateField()),
                (
                    "made_on_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")],
                        default="day",
                        editable=False,
                        max_length=5,
                        verbose_name="known to the",
                    ),
                ),
                (
                    "made_on_note",
                    models.CharField(blank=True, help_text="How the date is known.", max_length=200),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("explicit", "Explicit"),
                            ("implicit", "Implicit"),
                            ("reported", "Reported: another's wish"),
                        ],
                        max_length=20,
                    ),
                ),
                ("summary", models.TextField(help_text="In our own words.")),
                ("withdrawn_on", models.DateField(blank=True, help_text="In force until then.", null=True)),
                (
                    "dialogues",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where it should be raised. Empty: the document names no forum.",
                        related_name="recommendations",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="agenda.document",
                    ),
                ),
                (
                    "recommender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="agenda.actor",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="agenda.topic",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[agenda.models.translations.OnlyParts(("summary", "reading"))],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_on__isnull", True),
                            ("made_on_precision", "day"),
                            models.Q(("made_on__day", 1), ("made_on_precision", "month")),
                            models.Q(
                                ("made_on__day", 1), ("made_on__month", 1), ("made_on_precision", "year")
                            ),
                            _connector="OR",
                        ),
                        name="recommendation_made_on_fits_its_precision",
                        violation_error_message="A date known only to the month or year stands on its first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None),
                            ("withdrawn_on__gte", models.F("made_on")),
                            _connector="OR",
                        ),
                        name="recommendation_is_withdrawn_after_it_was_made",
                        violation_error_message="A recommendation cannot be withdrawn before it was made.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("paragraph", models.PositiveIntegerField(blank=True, null=True)),
                ("summary", models.TextField(help_text="What was planned, in our own words.")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="agenda.document",
                        verbose_name="announcement",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="agenda.topic"
                    ),
                ),
            ],
            options={
                "ordering": ["document", "topic"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "topic"),
                        name="plan_is_recorded_once",
                        violation_error_message="This plan is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("paragraph", models.PositiveIntegerField(blank=True, null=True)),
                ("summary", models.TextField(help_text="What was planned, in our own words.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.document",
                        verbose_name="announcement",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical plan",
                "verbose_name_plural": "historical plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClaim",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("locator", models.CharField(max_length=60)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                        verbose_name="it says",
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical claim",
                "verbose_name_plural": "historical claims",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "depth",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mentioned", "Mentioned"),
                            ("discussed", "Discussed"),
                            ("agreed_language", "Agreed language"),
                            ("commitment", "Commitment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_excluded", models.BooleanField(default=False, verbose_name="explicitly excluded")),
                (
                    "is_self_coded",
                    models.BooleanField(default=False, editable=False, verbose_name="self-coded"),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("single_coder", "Single coder"),
                            ("agreed", "Coders agreed"),
                            ("adjudicated", "Adjudicated"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("published", "Published"), ("withdrawn", "Withdrawn")],
                        default="published",
                        max_length=20,
                    ),
                ),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why it was decided so, changed or withdrawn."),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="agenda.assessment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="agenda.finding",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "-pk"],
                "indexes": [
                    models.Index(fields=["decided_at", "id"], name="finding_by_day_decided"),
                    models.Index(fields=["meeting", "topic"], name="finding_by_cell"),
                    models.Index(
                        condition=models.Q(("basis", "adjudicated")),
                        fields=["decided_at", "id"],
                        name="finding_ruled_by_day",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("depth", ""), ("outcome__in", ["raised", "partly_raised"]), _connector="OR"
                        ),
                        name="finding_depth_is_of_a_raised_topic",
                        violation_error_message="Only a topic that was raised has a depth.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_excluded", False), ("outcome", "not_raised"), _connector="OR"
                        ),
                        name="finding_excluded_is_not_raised",
                        violation_error_message="“Explicitly excluded” goes with “not mentioned” only.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes", None)),
                        fields=("meeting", "topic"),
                        name="finding_cell_has_one_current",
                        violation_error_message="This cell has a finding: supersede it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "published"),
                            models.Q(("supersedes__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="finding_withdrawal_supersedes_with_a_reason",
                        violation_error_message="A withdrawal needs a reason and the finding it withdraws.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see this only when it is ticked.",
                        verbose_name="public",
                    ),
                ),
                ("locator", models.CharField(max_length=60)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                        verbose_name="it says",
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="agenda.document",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="agenda.topic"
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "topic", "document"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "locator", "meeting", "topic"),
                        name="claim_is_recorded_once",
                        violation_error_message="This claim is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCorrection",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("dismissed", "Dismissed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, help_text="Published on the page it is about.")),
                ("reason", models.TextField(blank=True, help_text="Why it was dismissed; never public.")),
                (
                    "is_text_shown",
                    models.BooleanField(default=False, verbose_name="the reader's own words are public"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical correction",
                "verbose_name_plural": "historical corrections",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="what was reported")),
                ("name", models.CharField(blank=True, max_length=100)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("dismissed", "Dismissed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, help_text="Published on the page it is about.")),
                ("reason", models.TextField(blank=True, help_text="Why it was dismissed; never public.")),
                (
                    "is_text_shown",
                    models.BooleanField(default=False, verbose_name="the reader's own words are public"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="agenda.document",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document__isnull", False), ("meeting", None), ("topic", None)),
                            models.Q(("document", None), ("meeting__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_is_about_one_thing",
                        violation_error_message="A correction is about a cell, a meeting or a document.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("decided_at", None),
                                ("is_text_shown", False),
                                ("reason", ""),
                                ("status", "open"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("reason", ""),
                                ("status", "answered"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                ("answer", ""),
                                ("decided_at__isnull", False),
                                ("is_text_shown", False),
                                ("status", "dismissed"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_says_what_became_of_it",
                        violation_error_message="An answered correction has an answer, a dismissed one a reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("words", models.CharField(max_length=200)),
                (
                    "is_partial",
                    models.BooleanField(
                        default=False, help_text="They touch the topic: suggested as partly raised."
                    ),
                ),
                ("quote", models.TextField(help_text="The passage they were taken from.")),
                ("proposed_at", models.DateTimeField(auto_now_add=True)),
                ("is_accepted", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, help_text="Why they were declined.")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="word_proposals",
                        to="agenda.document",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="word_proposals",
                        to="agenda.topic",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="new_words",
                        to="agenda.codebookversion",
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("topic", "language", "words"),
                        name="word_proposal_is_made_once",
                        violation_error_message="These words were proposed for this topic already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("is_accepted", False), ("version", None)),
                            models.Q(("decided_at__isnull", False), ("is_accepted", True)),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("is_accepted", False),
                                ("version", None),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="word_proposal_is_declined_with_a_reason",
                        violation_error_message="Words that are declined need a reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "noun",
                    models.CharField(
                        choices=[("actor", "Actor"), ("topic", "Topic"), ("document", "Document")],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(help_text="The address that was given up.", max_length=120)),
                ("name", models.CharField(max_length=300)),
                ("was_public", models.BooleanField(help_text="Readers knew the address that was given up.")),
                ("moved", models.JSONField(default=dict, help_text="How many rows of each kind were moved.")),
                ("merged_at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mergers",
                        to="agenda.actor",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mergers",
                        to="agenda.document",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mergers",
                        to="agenda.topic",
                    ),
                ),
            ],
            options={
                "ordering": ["-merged_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("noun", "key"), name="merger_gives_an_address_up_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("actor__isnull", False),
                                ("document", None),
                                ("noun", "actor"),
                                ("topic", None),
                            ),
                            models.Q(
                                ("actor", None),
                                ("document", None),
                                ("noun", "topic"),
                                ("topic__isnull", False),
                            ),
                            models.Q(
                                ("actor", None),
                                ("document__isnull", False),
                                ("noun", "document"),
                                ("topic", None),
                            ),
                            _connector="OR",
                        ),
                        name="merger_names_the_row_that_stayed",
                        violation_error_message="An address that was given up leads to one row of its own kind.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paragraph", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "strength",
                    models.CharField(
                        choices=[("full", "Full"), ("partial", "Partial")], default="full", max_length=10
                    ),
                ),
                ("summary", models.TextField(blank=True, help_text="The passage in our own words.")),
                ("quote", models.TextField(blank=True, help_text="Verbatim.")),
                ("prefix", models.TextField(blank=True)),
                ("suffix", models.TextField(blank=True)),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="agenda.body",
                    ),
                ),
                (
                    "examination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="agenda.examination",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=agenda.models.translations.AsWritten,
                        validators=[agenda.models.translations.OnlyParts(("summary", "reading"))],
                        verbose_name="in other languages",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "evidence",
                "ordering": ["examination", "paragraph", "start", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paragraph__isnull", False), ("start__isnull", False), _connector="OR"
                        ),
                        name="evidence_has_a_place",
                        violation_error_message="Evidence needs a paragraph number or a marked passage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body__isnull", True),
                                ("end__isnull", True),
                                ("quote", ""),
                                ("start__isnull", True),
                            ),
                            models.Q(
                                ("body__isnull", False),
                                ("end__gt", models.F("start")),
                                models.Q(("quote", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_quote_and_offsets_go_together",
                        violation_error_message="A quote needs its place in the frozen text, and the other way round.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="original", to="agenda.body"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalRecommendation_dialogues",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "dialogue",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="agenda.historicalrecommendation",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalRecommendation_dialogues",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CurrentCell",
            fields=[
                (
                    "finding",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="agenda.finding",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                ("held_on", models.DateField()),
                ("held_last", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("partly_raised", "Partly raised"),
                            ("not_raised", "Not mentioned in the published readouts"),
                            ("not_determinable", "No public record"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_excluded", models.BooleanField()),
                ("is_self_coded", models.BooleanField()),
                ("absence_shown", models.BooleanField()),
                ("pattern", models.CharField(max_length=20)),
                ("is_recommended", models.BooleanField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["topic", "held_on"], name="currentcell_by_topic"),
                    models.Index(fields=["dialogue", "topic"], name="currentcell_by_dialogue"),
                    models.Index(fields=["held_on"], name="currentcell_by_day"),
                    models.Index(fields=["pattern", "-held_on"], name="currentcell_by_pattern"),
                    models.Index(
                        fields=["outcome", "-is_recommended", "-held_on"], name="currentcell_by_outcome"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "topic"), name="currentcell_is_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptCourse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.recommendation",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.dialogue",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.topic",
                    ),
                ),
                (
                    "recommender",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.actor",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.document",
                    ),
                ),
                ("code", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("made_on", models.DateField()),
                ("made_last", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                ("standing", models.CharField(max_length=20)),
                ("meetings", models.IntegerField()),
                ("silent", models.IntegerField()),
                ("days", models.IntegerField(null=True)),
                (
                    "first_meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agenda.meeting",
                    ),
                ),
                ("settled_on", models.DateField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["topic"], name="keptcourse_by_topic"),
                    models.Index(fields=["document"], name="keptcourse_by_document"),
                    models.Index(fields=["code"], name="keptcourse_by_code"),
                    models.Index(fields=["standing", "-silent", "-days"], name="keptcourse_by_standing"),
                    models.Index(
                        fields=["dialogue", "topic", "standing", "made_on"], name="keptcourse_by_pair"
                    ),
                    models.Index(
                        fields=["recommender", "document", "recommendation", "made_on"],
                        name="keptcourse_by_source",
                    ),
                    models.Index(fields=["settled_on"], name="keptcourse_by_settling"),
                    models.Index(fields=["recommender", "topic", "made_on"], name="keptcourse_by_asker"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "dialogue"), name="keptcourse_is_kept_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="examined",
            field=models.ManyToManyField(
                related_name="assessments", through="agenda.Examination", to="agenda.document"
            ),
        ),
        migrations.RunPython(create_index, drop_index),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_cache, migrations.RunPython.noop),
        migrations.RunPython(keep, drop_triggers),
    ]
