"""The triggers that keep the record's sums and its version: docs/decisions/0032-sums-are-kept.md.

Each statement below writes what one act changes, on both databases, from the same text. `rebuild` writes everything anew;
`rules.kept` compares what is kept with the findings.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from agenda.models.documents import JOINT_KINDS

from . import asked, topic_sums, units, waiting
from .compared import IS_READ_WHOLE, TOPS_ANEW, of_sides, pattern, patterns_again
from .course_sums import (
    LAST_DAY,
    courses,
    courses_again,
    expected,
    expected_again,
    of_recommendations,
    was_recommended,
    without_forum,
)
from .upkeep import Upkeep, changed

ABSENCE_SHOWN = f"""(EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d ON d.id = x.document_id
    WHERE x.assessment_id = f.assessment_id AND d.is_official AND d.kind <> 'announcement' AND {IS_READ_WHOLE})
    AND NOT EXISTS (SELECT 1 FROM agenda_document d WHERE d.meeting_id = f.meeting_id
    AND d.is_official AND d.kind IN {JOINT_KINDS} AND NOT ({IS_READ_WHOLE})))"""
COLUMNS = """finding_id, meeting_id, topic_id, dialogue_id, held_on, held_last, outcome, is_excluded, is_self_coded,
    absence_shown, pattern, is_recommended"""
CELLS = f"""INSERT INTO agenda_currentcell ({COLUMNS})
    SELECT f.id, f.meeting_id, f.topic_id, m.dialogue_id, m.held_on, {{held_last}}, f.outcome, f.is_excluded, f.is_self_coded,
    {ABSENCE_SHOWN},
    CASE WHEN f.outcome IN ('raised', 'partly_raised')
        THEN {pattern("f.assessment_id", "f.meeting_id", "m.dialogue_id")} ELSE '' END, {{recommended}}
    FROM agenda_finding f JOIN agenda_meeting m ON m.id = f.meeting_id JOIN agenda_dialogue g ON g.id = m.dialogue_id
    JOIN agenda_topic t ON t.id = f.topic_id
    WHERE f.status = 'published' AND m.is_published AND m.status = 'held' AND g.is_published AND t.is_published
    AND NOT EXISTS (SELECT 1 FROM agenda_finding n WHERE n.supersedes_id = f.id)"""
YEAR = {
    "sqlite": "CAST(strftime('%Y', {}) AS INTEGER)",
    "postgresql": "CAST(EXTRACT(YEAR FROM {}) AS INTEGER)",
}
LEVELS = ("0, 0, {year}", "{row}.dialogue_id, 0, {year}", "{row}.dialogue_id, 0, 0", "0, {row}.topic_id, 0",
          "{row}.dialogue_id, {row}.topic_id, 0")  # fmt: skip
"""What cells are counted by: dialogue, topic, year; 0 stands for all."""

OF_CELL = ("outcome", "absence_shown", "is_self_coded", "pattern", "is_recommended")
"""What cells that are tallied together have in common."""


def cells(vendor: str, where: str) -> str:
    """The statement that keeps the current cells of the findings `f`, meetings `m` and topics `t` anew."""
    recommended = was_recommended(vendor, "m.dialogue_id", "f.topic_id", "m")
    held_last = LAST_DAY[vendor].format("m.held_on")
    return f"{CELLS.format(recommended=recommended, held_last=held_last)} AND {where}"


VERSION = {
    "sqlite": """INSERT INTO agenda_recordversion (id, number, mark, changed_at)
        VALUES (1, 1, lower(hex(randomblob(8))), strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, mark = excluded.mark, changed_at = excluded.changed_at""",
    "postgresql": """INSERT INTO agenda_recordversion AS v (id, number, mark, changed_at)
        VALUES (1, 1, substr(md5(random()::text || clock_timestamp()::text), 1, 16), clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET number = v.number + 1, mark = excluded.mark, changed_at = excluded.changed_at""",
}


def _tally(vendor: str, row: str, by: int) -> tuple[str, ...]:
    year, columns = YEAR[vendor].format(f"{row}.held_on"), ", ".join(OF_CELL)
    return tuple(
        f"INSERT INTO agenda_celltally (dialogue_id, topic_id, year, {columns}, n) VALUES ("
        f"{level.format(row=row, year=year)}, {', '.join(f'{row}.{name}' for name in OF_CELL)}, {by}) "
        f"ON CONFLICT (dialogue_id, topic_id, year, {columns}) "
        "DO UPDATE SET n = agenda_celltally.n + excluded.n"
        for level in LEVELS
    )


def _cells_again(vendor: str, of_cells: str, of_findings: str) -> tuple[str, ...]:
    """Drop the cells that `of_cells` names and keep those of the findings that `of_findings` names."""
    return (f"DELETE FROM agenda_currentcell WHERE {of_cells}", cells(vendor, of_findings))


def _of_pair(vendor: str, row: str) -> tuple[str, ...]:
    pair = f"dialogue_id = {row}.dialogue_id AND {{}}topic_id = {row}.topic_id"
    return courses_again(vendor, pair.format(""), f"n.{pair.format('r.')}")


def upkeep(vendor: str) -> list[Upkeep]:
    """Every trigger that keeps cells, tallies and courses."""
    moved = _tally(vendor, "OLD", -1) + _tally(vendor, "NEW", 1)
    found = [
        Upkeep("sums_tally_of_new_cell", "agenda_currentcell", "INSERT", "TRUE", _tally(vendor, "NEW", 1)),
        Upkeep("sums_tally_of_gone_cell", "agenda_currentcell", "DELETE", "TRUE", _tally(vendor, "OLD", -1)),
        Upkeep("sums_tally_of_changed_cell", "agenda_currentcell", "UPDATE", changed("pattern", "is_recommended"), moved),
        Upkeep("sums_courses_of_new_cell", "agenda_currentcell", "INSERT", "TRUE", _of_pair(vendor, "NEW")),
        Upkeep("sums_courses_of_gone_cell", "agenda_currentcell", "DELETE", "TRUE", _of_pair(vendor, "OLD")),
    ]  # fmt: skip
    for event, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
        found += _of_rows(vendor, event, row)
    return found + _of_updates(vendor) + of_sides() + of_recommendations(vendor)


def _of_rows(vendor: str, event: str, row: str) -> list[Upkeep]:
    """What a row that comes or goes changes."""
    cell = f"meeting_id = {row}.meeting_id AND {{}}topic_id = {row}.topic_id"
    of_meeting = _cells_again(vendor, f"meeting_id = {row}.meeting_id", f"f.meeting_id = {row}.meeting_id")
    of_text = f"(SELECT d.meeting_id FROM agenda_document d WHERE d.id = {row}.document_id)"
    of_judged = f"(SELECT f.id FROM agenda_finding f WHERE f.assessment_id = {row}.assessment_id)"
    of_proof = f"""(SELECT f.id FROM agenda_finding f JOIN agenda_examination x ON x.assessment_id = f.assessment_id
        WHERE x.id = {row}.examination_id)"""
    forum, of_forum = f"dialogue_id = {row}.dialogue_id", f"m.dialogue_id = {row}.dialogue_id"
    counted = expected_again(vendor, forum, of_forum)
    name = event.lower()
    return [
        Upkeep(f"sums_finding_{name}", "agenda_finding", event, "TRUE",
               _cells_again(vendor, cell.format(""), f"f.{cell.format('f.')}")),
        Upkeep(f"sums_examination_{name}", "agenda_examination", event, f"EXISTS {of_judged}",
               _cells_again(vendor, f"finding_id IN {of_judged}", f"f.assessment_id = {row}.assessment_id")),
        Upkeep(f"sums_evidence_{name}", "agenda_evidence", event, f"EXISTS {of_proof}",
               (patterns_again(f"finding_id IN {of_proof}"),)),
        Upkeep(f"sums_document_{name}", "agenda_document", event, f"{row}.meeting_id IS NOT NULL", of_meeting),
        Upkeep(f"sums_issuer_{name}", "agenda_document_issuers", event, "TRUE",
               (patterns_again(f"meeting_id = {of_text}"),)),
        Upkeep(f"sums_member_{name}", "agenda_dialogue_members", event, "TRUE", (patterns_again(forum),)),
        Upkeep(f"sums_body_{name}", "agenda_body", event, "TRUE",
               _cells_again(vendor, f"meeting_id = {of_text}", f"f.meeting_id = {of_text}")),
        Upkeep(f"sums_meeting_{name}", "agenda_meeting", event, f"{row}.status = 'held'",
               courses_again(vendor, forum, f"n.{forum}") + counted),
        Upkeep(f"sums_out_of_scope_{name}", "agenda_dialogue_out_of_scope", event, "TRUE", counted),
    ]  # fmt: skip


def _of_updates(vendor: str) -> list[Upkeep]:
    of_meeting = "meeting_id IN (OLD.meeting_id, NEW.meeting_id)"
    forums = "dialogue_id IN (OLD.dialogue_id, NEW.dialogue_id)"
    of_document = (
        "kind",
        "is_official",
        "completeness",
        "read_on",
        "meeting_id",
        "is_published",
        "publisher_id",
    )
    of_held = ("is_published", "status", "held_on", "dialogue_id")
    return [
        Upkeep("sums_document_update", "agenda_document", "UPDATE", changed(*of_document),
               _cells_again(vendor, of_meeting, f"f.{of_meeting}")),
        Upkeep("sums_meeting_update", "agenda_meeting", "UPDATE", changed(*of_held, "held_on_precision", "slug"),
               _cells_again(vendor, "meeting_id = NEW.id", "f.meeting_id = NEW.id")
               + courses_again(vendor, forums, f"n.{forums}") + expected_again(vendor, forums, f"m.{forums}")),
        Upkeep("sums_dialogue_update", "agenda_dialogue", "UPDATE", changed("is_published"),
               _cells_again(vendor, "dialogue_id = NEW.id", "m.dialogue_id = NEW.id")),
        Upkeep("sums_dialogue_courses", "agenda_dialogue", "UPDATE", changed("covered_until"),
               courses_again(vendor, "dialogue_id = NEW.id", "n.dialogue_id = NEW.id")),
        Upkeep("sums_topic_update", "agenda_topic", "UPDATE", changed("is_published"),
               _cells_again(vendor, "topic_id = NEW.id", "f.topic_id = NEW.id")),
    ]  # fmt: skip


PUBLIC_TABLES = (
    "actor", "attendance", "assessment", "assignment", "body", "claim", "codebookchange", "codebookchange_successors",
    "codebookversion", "dialogue", "dialogue_members", "dialogue_out_of_scope", "document", "document_issuers",
    "evidence", "examination", "finding", "interpretationnote", "interpretationnote_topics", "logo", "meeting", "phrasing",
    "plan", "recommendation", "recommendation_dialogues", "sitesettings", "topic",
)  # fmt: skip
"""What public pages are made of: every change of these tables makes a new version of the record. Without `agenda_`.

Corrections are apart (`answers`).
"""
NAMES = "UPDATE OF username, first_name, last_name"
"""Pages name who coded and who decided."""

STATEMENTS = {
    "postgresql": [
        "CREATE FUNCTION {u.name}() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN IF {u.condition} THEN {body} END IF; "
        "RETURN NULL; END $body$",
        "CREATE TRIGGER {u.name} {when} {u.event} ON {u.table} FOR EACH {each} EXECUTE FUNCTION {u.name}()",
    ],
    "sqlite": [
        "CREATE TRIGGER {u.name} AFTER {u.event} ON {u.table} FOR EACH ROW WHEN {u.condition} BEGIN {body} END"
    ],
}


def versions(vendor: str) -> list[Upkeep]:
    """The triggers that number the record's versions: one a table and event on SQLite, one a table on PostgreSQL."""
    events = ["INSERT OR UPDATE OR DELETE"] if vendor == "postgresql" else ["INSERT", "UPDATE", "DELETE"]
    found = [
        Upkeep(
            f"version_of_{table}_{event[:6].lower()}", f"agenda_{table}", event, "TRUE", (VERSION[vendor],)
        )
        for table in PUBLIC_TABLES
        for event in events
    ]
    return [*found, Upkeep("version_of_user_update", "auth_user", NAMES, "TRUE", (VERSION[vendor],))]


def answers(vendor: str) -> list[Upkeep]:
    """The triggers that number a version for corrections that are answered; a report that waits is nobody's to read yet."""
    new, old = "NEW.status = 'answered'", "OLD.status = 'answered'"
    events = (("INSERT", new), ("UPDATE", f"({new} OR {old})"), ("DELETE", old))
    return [
        Upkeep(
            f"version_of_correction_{event.lower()}",
            "agenda_correction",
            event,
            condition,
            (VERSION[vendor],),
        )
        for event, condition in events
    ]


APART = (
    (waiting.TABLE, lambda _vendor: waiting.upkeep(), waiting.rebuild),
    (units.UNITS, units.upkeep, units.rebuild),
    (asked.PAIRS, asked.upkeep, asked.rebuild),
    (topic_sums.TABLE, lambda _vendor: topic_sums.upkeep(), topic_sums.rebuild),
)
"""What came later: a table, the triggers that keep it and those beside it, and what writes them anew."""


def names(vendor: str) -> set[str]:
    """The names of all triggers of this module."""
    return {
        trigger.name
        for trigger in (
            *upkeep(vendor),
            *(trigger for _table, triggers, _anew in APART for trigger in triggers(vendor)),
            *answers(vendor),
            *versions(vendor),
        )
    }


def has_table(connection: BaseDatabaseWrapper, name: str) -> bool:
    """Whether the database has the table; earlier migrations install triggers before all are there."""
    return name in connection.introspection.table_names()


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make every trigger that keeps sums or versions, on the schema editor's database."""
    connection, vendor = schema_editor.connection, schema_editor.connection.vendor
    apart = [one for table, made, _anew in APART if has_table(connection, table) for one in made(vendor)]
    # PostgreSQL's writers queue for the version before they touch a tally, so that none waits for another in a circle.
    for each, when, triggers in (
        ("ROW", "AFTER", upkeep(vendor) + apart + answers(vendor)),
        ("STATEMENT", "BEFORE", versions(vendor)),
    ):
        for trigger in triggers:
            body = " ".join(f"{statement};" for statement in trigger.statements)
            for statement in STATEMENTS[vendor]:
                schema_editor.execute(
                    statement.format(u=trigger, body=body, each=each, when=when), params=None
                )


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Write all that is kept anew, inside a transaction of the caller's."""
    vendor, year = connection.vendor, YEAR[connection.vendor].format("c.held_on")
    columns = ", ".join(OF_CELL)
    every_course = ("DELETE FROM agenda_keptcourse", courses(vendor, "TRUE"), without_forum(vendor, "TRUE"))
    with connection.cursor() as cursor:
        for statement in TOPS_ANEW:
            cursor.execute(statement)
        # Cells ask the courses what was recommended, and courses ask the cells what was found.
        for statement in (
            "DELETE FROM agenda_currentcell",
            *every_course,
            cells(vendor, "TRUE"),
            *every_course,
        ):
            cursor.execute(statement)
        for statement in (
            "DELETE FROM agenda_expectedcells",
            expected(vendor, "TRUE"),
            "DELETE FROM agenda_celltally",
        ):
            cursor.execute(statement)
        for level in LEVELS:
            by = level.format(row="c", year=year)
            cursor.execute(
                f"INSERT INTO agenda_celltally (dialogue_id, topic_id, year, {columns}, n) "
                f"SELECT {by}, {columns}, COUNT(*) FROM agenda_currentcell c GROUP BY 1, 2, 3, {columns}"
            )
        cursor.execute(VERSION[vendor])
    for table, _triggers, anew in APART:
        if has_table(connection, table):
            anew(connection)
