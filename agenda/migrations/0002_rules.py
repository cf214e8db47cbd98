"""Rules across tables, as triggers in the database: docs/decisions/0003-rules-in-the-database.md.

Each trigger is named after its rule and raises an integrity error with a sentence a person can read.
"""

from django.db import migrations

HAS_PASSAGE = """EXISTS (SELECT 1 FROM agenda_evidence e JOIN agenda_examination x
    ON x.id = e.examination_id WHERE x.assessment_id = NEW.assessment_id)"""
HAS_COMPLETE_READOUT = """EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d
    ON d.id = x.document_id WHERE x.assessment_id = NEW.assessment_id
    AND d.is_official AND d.completeness = 'full' AND d.kind <> 'announcement')"""
FITS_ITS_ASSESSMENT = """EXISTS (SELECT 1 FROM agenda_assessment a WHERE a.id = NEW.assessment_id
    AND a.meeting_id = NEW.meeting_id AND a.topic_id = NEW.topic_id
    AND a.outcome = NEW.outcome AND a.depth = NEW.depth AND a.is_excluded = NEW.is_excluded
    AND a.is_self_coded = NEW.is_self_coded)"""
IS_FROM_A_READOUT = """EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d
    ON d.id = x.document_id WHERE x.id = NEW.examination_id
    AND d.is_official AND d.kind <> 'announcement')"""


def same_cell(table, *columns):
    same = " AND ".join(f"o.{column} = NEW.{column}" for column in columns)
    return f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = NEW.supersedes_id AND {same})"


# (name, table, event, refused when, what is said)
RULES = [
    (
        "assessment_is_append_only",
        "agenda_assessment",
        "UPDATE",
        "TRUE",
        "Assessments are append-only: supersede instead of changing one.",
    ),
    (
        "finding_is_append_only",
        "agenda_finding",
        "UPDATE",
        "TRUE",
        "Findings are append-only: supersede instead of changing one.",
    ),
    (
        "examination_is_append_only",
        "agenda_examination",
        "UPDATE",
        "TRUE",
        "What was examined for an assessment cannot be changed: supersede the assessment.",
    ),
    (
        "evidence_is_append_only",
        "agenda_evidence",
        'UPDATE OF examination_id, paragraph, strength, body_id, quote, prefix, suffix, start, "end"',
        "TRUE",
        "Evidence cannot be changed: supersede the assessment it belongs to.",
    ),
    (
        "evidence_summary_is_filled_in_once",
        "agenda_evidence",
        "UPDATE OF summary",
        "OLD.summary <> '' AND OLD.summary <> NEW.summary",
        "This passage has a summary: supersede the assessment to change it.",
    ),
    (
        "body_is_frozen",
        "agenda_body",
        "UPDATE OF text, numbers, sha256, kind, version, document_id",
        "TRUE",
        "A document's text is frozen: add a new version.",
    ),
    (
        "evidence_is_from_a_readout",
        "agenda_evidence",
        "INSERT",
        f"NOT {IS_FROM_A_READOUT}",
        "Only a passage of an official readout is evidence: an announcement or a news report proves nothing.",
    ),
    (
        "plan_is_from_an_announcement",
        "agenda_plan",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM agenda_document d WHERE d.id = NEW.document_id"
        " AND d.kind = 'announcement' AND d.meeting_id IS NOT NULL)",
        "A plan stands in the announcement of a meeting.",
    ),
    (
        "finding_raised_has_a_passage",
        "agenda_finding",
        "INSERT",
        f"NEW.outcome IN ('raised', 'partly_raised') AND NOT {HAS_PASSAGE}",
        "A topic counts as raised only with a passage that proves it.",
    ),
    (
        "finding_not_raised_has_a_complete_readout",
        "agenda_finding",
        "INSERT",
        f"NEW.outcome = 'not_raised' AND NEW.status = 'published' AND NOT {HAS_COMPLETE_READOUT}",
        "“Not mentioned” needs at least one complete official document that was examined.",
    ),
    (
        "finding_fits_its_assessment",
        "agenda_finding",
        "INSERT",
        f"NOT {FITS_ITS_ASSESSMENT}",
        "A finding carries the meeting, topic and outcome of its assessment.",
    ),
    (
        "finding_supersedes_its_own_cell",
        "agenda_finding",
        "INSERT",
        f"NEW.supersedes_id IS NOT NULL AND NOT {same_cell('agenda_finding', 'meeting_id', 'topic_id')}",
        "A finding supersedes one of its own meeting and topic.",
    ),
    (
        "assessment_supersedes_its_own_cell",
        "agenda_assessment",
        "INSERT",
        "NEW.supersedes_id IS NOT NULL AND NOT "
        + same_cell("agenda_assessment", "meeting_id", "topic_id", "assessed_by_id"),
        "An assessment supersedes one by the same analyst of the same meeting and topic.",
    ),
]


def create(apps, schema_editor):
    for name, table, event, refused, message in RULES:
        words = message.replace("'", "''")
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
                f"IF {refused} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation', "
                f"CONSTRAINT = '{name}'; END IF; RETURN NEW; END $body$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
                params=None,
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {refused} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END",
                params=None,
            )


def drop(apps, schema_editor):
    for name, *_ in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
