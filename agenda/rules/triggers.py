"""The rules across tables as triggers in the database: docs/decisions/0003-rules-in-the-database.md.

Each trigger is named after its rule and raises an integrity error with a sentence a person can read.
`install` makes all of them anew; migrations that rebuild a table call `drop` before and `install` after.
"""

from typing import NamedTuple

from django.db import IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from agenda.models.documents import JOINT_KINDS

from . import sums

IS_READOUT = "d.is_official AND d.kind <> 'announcement'"
IS_READ_WHOLE = """d.completeness = 'full' AND (d.read_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM agenda_body b WHERE b.document_id = d.id AND b.kind <> 'excerpt'))"""
IS_JOINT = f"d.is_official AND d.kind IN {JOINT_KINDS}"
HAS_PASSAGE = """EXISTS (SELECT 1 FROM agenda_evidence e JOIN agenda_examination x
    ON x.id = e.examination_id WHERE x.assessment_id = NEW.assessment_id)"""
ABSENCE_IS_SHOWN = f"""(EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d
    ON d.id = x.document_id WHERE x.assessment_id = NEW.assessment_id AND {IS_READOUT} AND {IS_READ_WHOLE})
    AND NOT EXISTS (SELECT 1 FROM agenda_document d WHERE d.meeting_id = NEW.meeting_id
    AND {IS_JOINT} AND NOT ({IS_READ_WHOLE})))"""
FITS_ITS_ASSESSMENT = """EXISTS (SELECT 1 FROM agenda_assessment a WHERE a.id = NEW.assessment_id
    AND a.meeting_id = NEW.meeting_id AND a.topic_id = NEW.topic_id
    AND a.outcome = NEW.outcome AND a.depth = NEW.depth AND a.is_excluded = NEW.is_excluded
    AND a.is_self_coded = NEW.is_self_coded)"""
IS_FROM_A_READOUT = f"""EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d
    ON d.id = x.document_id WHERE x.id = NEW.examination_id AND {IS_READOUT})"""
IS_OF_THE_MEETING = """EXISTS (SELECT 1 FROM agenda_assessment a JOIN agenda_document d
    ON d.meeting_id = a.meeting_id WHERE a.id = NEW.assessment_id AND d.id = NEW.document_id)"""
IS_OUT_OF_SCOPE = """EXISTS (SELECT 1 FROM agenda_meeting m JOIN agenda_dialogue_out_of_scope s
    ON s.dialogue_id = m.dialogue_id WHERE m.id = NEW.meeting_id AND s.topic_id = NEW.topic_id)"""
IS_IN_THE_CODEBOOK = {
    "sqlite": """EXISTS (SELECT 1 FROM agenda_topic t, agenda_codebookversion v, json_each(v.codes) c
        WHERE t.id = NEW.topic_id AND v.id = NEW.codebook_version_id AND c.value = t.code)""",
    "postgresql": """EXISTS (SELECT 1 FROM agenda_topic t, agenda_codebookversion v
        WHERE t.id = NEW.topic_id AND v.id = NEW.codebook_version_id AND v.codes @> to_jsonb(t.code::text))""",
}
IN_FORCE = (
    "f.status = 'published' AND NOT EXISTS (SELECT 1 FROM agenda_finding n WHERE n.supersedes_id = f.id)"
)


def same_cell(table: str, *columns: str) -> str:
    """The condition that NEW supersedes a row of `table` with the same values in `columns`."""
    same = " AND ".join(f"o.{column} = NEW.{column}" for column in columns)
    return f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = NEW.supersedes_id AND {same})"


class Rule(NamedTuple):
    """A trigger: its name, the table and event it stands on, when it refuses, and the sentence it says.

    `column` is one that it needs and that a later migration made than the table.
    """

    name: str
    table: str
    event: str
    refused_when: str | dict[str, str]
    sentence: str
    column: str = ""


PUBLISHED = "NEW.status = 'published'"
RULES = [
    Rule("assessment_is_append_only", "agenda_assessment", "UPDATE", "TRUE",
         "Assessments are append-only: supersede instead of changing one."),
    Rule("finding_is_append_only", "agenda_finding", "UPDATE", "TRUE",
         "Findings are append-only: supersede instead of changing one."),
    Rule("audit_event_is_append_only", "agenda_auditevent", "UPDATE", "TRUE", "What happened stays on record."),
    Rule("examination_is_append_only", "agenda_examination", "UPDATE", "TRUE",
         "What was examined for an assessment cannot be changed: supersede the assessment."),
    Rule("evidence_is_append_only", "agenda_evidence",
         'UPDATE OF examination_id, paragraph, strength, body_id, quote, prefix, suffix, start, "end"', "TRUE",
         "Evidence cannot be changed: supersede the assessment it belongs to."),
    Rule("evidence_summary_is_filled_in_once", "agenda_evidence", "UPDATE OF summary",
         "OLD.summary <> '' AND OLD.summary <> NEW.summary",
         "This passage has a summary: supersede the assessment to change it."),
    Rule("evidence_translation_is_of_a_summary", "agenda_evidence", "UPDATE OF translations",
         "NEW.summary = '' AND NEW.translations <> '{}'", "Only a summary is translated: write it first.",
         column="translations"),
    Rule("body_is_frozen", "agenda_body", "UPDATE OF text, numbers, sha256, kind, version, document_id", "TRUE",
         "A document's text is frozen: add a new version."),
    Rule("evidence_is_from_a_readout", "agenda_evidence", "INSERT", f"NOT {IS_FROM_A_READOUT}",
         "Only a passage of an official readout is evidence: an announcement or a news report proves nothing."),
    Rule("examination_is_of_the_meeting", "agenda_examination", "INSERT", f"NOT {IS_OF_THE_MEETING}",
         "Only documents of the meeting itself can be examined for it."),
    Rule("document_examined_stays_with_its_meeting", "agenda_document", "UPDATE OF meeting_id",
         "COALESCE(OLD.meeting_id, 0) <> COALESCE(NEW.meeting_id, 0)"
         " AND EXISTS (SELECT 1 FROM agenda_examination x WHERE x.document_id = NEW.id)",
         "Assessments examined this document for its meeting: it stays there. Enter the other one by itself."),
    Rule("document_with_evidence_stays_a_readout", "agenda_document", "UPDATE OF kind, is_official",
         "NOT (NEW.is_official AND NEW.kind <> 'announcement') AND EXISTS (SELECT 1 FROM agenda_evidence e"
         " JOIN agenda_examination x ON x.id = e.examination_id WHERE x.document_id = NEW.id)",
         "Passages of this document are evidence: it stays an official readout."),
    Rule("dialogue_keeps_published_topics_in_scope", "agenda_dialogue_out_of_scope", "INSERT",
         "EXISTS (SELECT 1 FROM agenda_finding f JOIN agenda_meeting m ON m.id = f.meeting_id"
         f" WHERE m.dialogue_id = NEW.dialogue_id AND f.topic_id = NEW.topic_id AND {IN_FORCE})",
         "The topic has published findings at this dialogue: withdraw them before it is out of scope."),
    Rule("plan_is_from_an_announcement", "agenda_plan", "INSERT",
         "NOT EXISTS (SELECT 1 FROM agenda_document d WHERE d.id = NEW.document_id"
         " AND d.kind = 'announcement' AND d.meeting_id IS NOT NULL)",
         "A plan stands in the announcement of a meeting."),
    Rule("assessment_is_in_the_codebook", "agenda_assessment", "INSERT",
         {vendor: f"NOT {condition}" for vendor, condition in IS_IN_THE_CODEBOOK.items()},
         "The topic is not in the codebook version of the assessment."),
    Rule("assessment_is_in_scope", "agenda_assessment", "INSERT", IS_OUT_OF_SCOPE,
         "The topic is out of scope for this dialogue, so it is no cell here."),
    Rule("assessment_supersedes_its_own_cell", "agenda_assessment", "INSERT",
         "NEW.supersedes_id IS NOT NULL AND NOT "
         + same_cell("agenda_assessment", "meeting_id", "topic_id", "assessed_by_id"),
         "An assessment supersedes one by the same analyst of the same meeting and topic."),
    Rule("finding_is_of_a_held_meeting", "agenda_finding", "INSERT",
         f"{PUBLISHED} AND NOT EXISTS (SELECT 1 FROM agenda_meeting m WHERE m.id = NEW.meeting_id AND m.status = 'held')",
         "The meeting was not held, so nothing was raised or left out there."),
    Rule("finding_raised_has_a_passage", "agenda_finding", "INSERT",
         f"NEW.outcome IN ('raised', 'partly_raised') AND NOT {HAS_PASSAGE}",
         "A topic counts as raised only with a passage that proves it."),
    Rule("finding_absence_is_shown", "agenda_finding", "INSERT",
         f"NEW.outcome = 'not_raised' AND {PUBLISHED} AND NOT {ABSENCE_IS_SHOWN}",
         "“Not mentioned” needs a readout read whole among those examined, and every joint paper of the meeting read whole."),
    Rule("finding_without_record_cannot_be_judged", "agenda_finding", "INSERT",
         f"NEW.outcome = 'not_determinable' AND {PUBLISHED} AND {ABSENCE_IS_SHOWN}",
         "A readout was read whole, and every joint paper, so absence can be shown: “No public record” is refused."),
    Rule("finding_rests_on_public_documents", "agenda_finding", "INSERT",
         f"{PUBLISHED} AND EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d ON d.id = x.document_id"
         " WHERE x.assessment_id = NEW.assessment_id AND NOT d.is_published)",
         "Publish the documents first: a published finding rests on public documents only."),
    Rule("finding_fits_its_assessment", "agenda_finding", "INSERT", f"NOT {FITS_ITS_ASSESSMENT}",
         "A finding carries the meeting, topic and outcome of its assessment."),
    Rule("finding_supersedes_its_own_cell", "agenda_finding", "INSERT",
         f"NEW.supersedes_id IS NOT NULL AND NOT {same_cell('agenda_finding', 'meeting_id', 'topic_id')}",
         "A finding supersedes one of its own meeting and topic."),
    Rule("document_with_findings_stays_public", "agenda_document", "UPDATE OF is_published",
         "OLD.is_published AND NOT NEW.is_published AND EXISTS (SELECT 1 FROM agenda_finding f JOIN agenda_examination x"
         f" ON x.assessment_id = f.assessment_id WHERE x.document_id = NEW.id AND {IN_FORCE})",
         "Published findings rest on this document: withdraw them before it is hidden."),
    Rule("meeting_with_findings_stays_held", "agenda_meeting", "UPDATE OF status",
         "OLD.status = 'held' AND NEW.status <> 'held' AND EXISTS (SELECT 1 FROM agenda_finding f"
         f" WHERE f.meeting_id = NEW.id AND {IN_FORCE})",
         "This meeting has published findings: withdraw them before it is called off."),
]  # fmt: skip


def sentence_of(error: IntegrityError) -> str:
    """The sentence of the rule that refused; "" when another constraint did."""
    first_line = str(error).partition("\n")[0]
    return next((rule.sentence for rule in RULES if rule.sentence == first_line), "")


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make every rule's trigger anew on the schema editor's database, and those that keep the sums.

    Tables, columns and sums that only later migrations make are left out.
    """
    drop(schema_editor)
    connection = schema_editor.connection
    if sums_are_kept(connection):
        sums.install(schema_editor)
    vendor = connection.vendor
    tables = set(connection.introspection.table_names())
    for rule in RULES:
        if rule.table not in tables or (rule.column and not _has_column(connection, rule.table, rule.column)):
            continue
        condition = rule.refused_when if isinstance(rule.refused_when, str) else rule.refused_when[vendor]
        sentence = rule.sentence.replace("'", "''")
        for statement in STATEMENTS[vendor]:
            sql = statement.format(rule=rule, condition=condition, sentence=sentence)
            schema_editor.execute(sql, params=None)


def install_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """`install`, as a migration runs it."""
    install(schema_editor)


def drop_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """`drop`, as a migration runs it."""
    drop(schema_editor)


def _has_column(connection: BaseDatabaseWrapper, table: str, column: str) -> bool:
    with connection.cursor() as cursor:
        return column in {
            found.name for found in connection.introspection.get_table_description(cursor, table)
        }


def sums_are_kept(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database has all tables that sums are kept in."""
    return "agenda_expectedcells" in connection.introspection.table_names()


STATEMENTS = {
    "postgresql": [
        "CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        "IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation', "
        "CONSTRAINT = '{rule.name}'; END IF; RETURN NEW; END $body$",
        "CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
    ],
    "sqlite": [
        "CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} FOR EACH ROW WHEN {condition} "
        "BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
    ],
}
PRESENT = {
    "postgresql": "SELECT g.tgname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
    r" WHERE NOT g.tgisinternal AND (c.relname LIKE 'agenda\_%%' OR g.tgname LIKE 'version\_of\_%%')",
    "sqlite": r"SELECT name FROM sqlite_master WHERE type = 'trigger' AND (tbl_name LIKE 'agenda\_%%' ESCAPE '\'"
    r" OR name LIKE 'version\_of\_%%' ESCAPE '\')",
}


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers that stand on the record's tables."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor], [])
        return {name for (name,) in cursor.fetchall()}


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers, of rules and of what is kept, that the database lacks."""
    return ({rule.name for rule in RULES} | sums.names(connection.vendor)) - present(connection)


def drop(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take every trigger off the record's tables, those of earlier versions too."""
    for name in sorted(present(schema_editor.connection)):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {schema_editor.quote_name(name)}() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {schema_editor.quote_name(name)}")
