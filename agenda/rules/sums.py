"""The triggers that keep the record's sums and its version: docs/decisions/0032-sums-are-kept.md.

Each statement below writes what one act changes, on both databases, from the same text. `rebuild` writes everything anew;
`rules.kept` compares what is kept with the findings.
"""

from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from agenda.models.documents import JOINT_KINDS

IS_READ_WHOLE = """d.completeness = 'full' AND (d.read_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM agenda_body b WHERE b.document_id = d.id AND b.kind <> 'excerpt'))"""
ABSENCE_SHOWN = f"""(EXISTS (SELECT 1 FROM agenda_examination x JOIN agenda_document d ON d.id = x.document_id
    WHERE x.assessment_id = f.assessment_id AND d.is_official AND d.kind <> 'announcement' AND {IS_READ_WHOLE})
    AND NOT EXISTS (SELECT 1 FROM agenda_document d WHERE d.meeting_id = f.meeting_id
    AND d.is_official AND d.kind IN {JOINT_KINDS} AND NOT ({IS_READ_WHOLE})))"""
CELLS = f"""INSERT INTO agenda_currentcell (finding_id, meeting_id, topic_id, dialogue_id, held_on, outcome, is_excluded,
    is_self_coded, absence_shown)
    SELECT f.id, f.meeting_id, f.topic_id, m.dialogue_id, m.held_on, f.outcome, f.is_excluded, f.is_self_coded, {ABSENCE_SHOWN}
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

LAST_DAY = {
    "sqlite": """(CASE {0}_precision WHEN 'year' THEN date({0}, 'start of year', '+1 year', '-1 day')
        WHEN 'month' THEN date({0}, 'start of month', '+1 month', '-1 day') ELSE {0} END)""",
    "postgresql": """(CASE {0}_precision WHEN 'year' THEN (date_trunc('year', {0}) + interval '1 year - 1 day')::date
        WHEN 'month' THEN (date_trunc('month', {0}) + interval '1 month - 1 day')::date ELSE {0} END)""",
}
DAYS = {"sqlite": "CAST(julianday({}) - julianday({}) AS INTEGER)", "postgresql": "({} - {})"}
DAY_BEFORE = {"sqlite": "date({}, '-1 day')", "postgresql": "({} - 1)"}
SMALLER = {
    "sqlite": "MIN({0}, COALESCE({1}, {0}))",
    "postgresql": "CASE WHEN {0} IS NOT NULL THEN LEAST({0}, {1}) END",
}
LARGEST = {
    "sqlite": "MAX(COALESCE({0}, {2}), COALESCE({1}, {2}), {2})",
    "postgresql": "GREATEST({0}, {1}, {2})",
}
PLACE = {
    "sqlite": "(m.held_on || '/' || {held_last} || '/' || m.slug)",
    "postgresql": "((m.held_on::text || '/' || {held_last}::text || '/' || m.slug) COLLATE \"C\")",
}
"""Where a meeting stands in the order of meetings: by its first possible day, its last, and its slug."""


def cells(where: str) -> list[str]:
    """Statements that keep the current cells of the findings `f`, meetings `m` and topics `t` anew."""
    return [f"{CELLS} AND {where}"]


def courses(vendor: str, where: str) -> str:
    """The statement that keeps the courses of recommendations `r` at dialogues `g` anew; the old ones are gone already."""
    made, held = LAST_DAY[vendor].format("r.made_on"), LAST_DAY[vendor].format("m.held_on")
    until = SMALLER[vendor].format("covered_until", DAY_BEFORE[vendor].format("withdrawn_on"))
    place, days = PLACE[vendor].format(held_last=held), DAYS[vendor].format
    settled = LARGEST[vendor].format("last_on", "ends_on", "made_on")
    return f"""INSERT INTO agenda_keptcourse
    (recommendation_id, dialogue_id, topic_id, standing, meetings, silent, days, first_meeting_id, settled_on)
    SELECT recommendation_id, dialogue_id, topic_id,
        CASE WHEN place_raised IS NOT NULL THEN 'raised' WHEN first_place IS NOT NULL THEN 'partly_raised'
            WHEN meetings = 0 THEN 'no_meeting_since' WHEN silent = 0 THEN 'cannot_be_told'
            WHEN silent = meetings THEN 'silent' ELSE 'silent_so_far' END,
        meetings, silent,
        CASE WHEN first_place IS NOT NULL THEN {days("first_on", "made_last")}
            WHEN ends_on >= made_last THEN {days("ends_on", "made_last")} END,
        first_meeting_id,
        CASE WHEN place_raised IS NOT NULL THEN first_on WHEN first_place IS NOT NULL THEN last_on ELSE {settled} END
    FROM (SELECT w.*, {until} AS ends_on FROM (
        SELECT recommendation_id, dialogue_id, topic_id, MIN(made_on) AS made_on, MIN(made_last) AS made_last,
            MIN(withdrawn_on) AS withdrawn_on, MIN(covered_until) AS covered_until, MIN(place_raised) AS place_raised,
            MIN(first_place) AS first_place, MAX(held_on) AS last_on,
            MIN(CASE WHEN place = first_place THEN meeting_id END) AS first_meeting_id,
            MIN(CASE WHEN place = first_place THEN held_on END) AS first_on,
            SUM(CASE WHEN place <= COALESCE(first_place, place) THEN 1 ELSE 0 END) AS meetings,
            SUM(CASE WHEN place <= COALESCE(first_place, place) AND outcome = 'not_raised' AND absence_shown
                THEN 1 ELSE 0 END) AS silent
        FROM (SELECT s.*, COALESCE(place_raised, MIN(CASE WHEN outcome = 'partly_raised' THEN place END)
                OVER (PARTITION BY recommendation_id, dialogue_id)) AS first_place
            FROM (SELECT n.recommendation_id, n.dialogue_id, r.topic_id, r.made_on, {made} AS made_last, r.withdrawn_on,
                    g.covered_until, m.id AS meeting_id, m.held_on, {place} AS place, c.outcome, c.absence_shown,
                    MIN(CASE WHEN c.outcome = 'raised' THEN {place} END)
                        OVER (PARTITION BY n.recommendation_id, n.dialogue_id) AS place_raised
                FROM agenda_recommendation_dialogues n
                JOIN agenda_recommendation r ON r.id = n.recommendation_id
                JOIN agenda_dialogue g ON g.id = n.dialogue_id AND g.is_published
                LEFT JOIN agenda_meeting m ON m.dialogue_id = g.id AND m.is_published AND m.status = 'held'
                    AND m.held_on > {made} AND (r.withdrawn_on IS NULL OR {held} < r.withdrawn_on)
                LEFT JOIN agenda_currentcell c ON c.meeting_id = m.id AND c.topic_id = r.topic_id
                WHERE {where}) s) v
        GROUP BY recommendation_id, dialogue_id, topic_id) w) u WHERE TRUE"""


VERSION = {
    "sqlite": """INSERT INTO agenda_recordversion (id, number, mark, changed_at)
        VALUES (1, 1, lower(hex(randomblob(8))), strftime('%Y-%m-%d %H:%M:%f', 'now'))
        ON CONFLICT (id) DO UPDATE SET number = number + 1, mark = excluded.mark, changed_at = excluded.changed_at""",
    "postgresql": """INSERT INTO agenda_recordversion AS v (id, number, mark, changed_at)
        VALUES (1, 1, substr(md5(random()::text || clock_timestamp()::text), 1, 16), clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET number = v.number + 1, mark = excluded.mark, changed_at = excluded.changed_at""",
}


class Upkeep(NamedTuple):
    """A trigger that keeps sums: its name, its table, event and condition, and what it runs after each row."""

    name: str
    table: str
    event: str
    condition: str
    statements: tuple[str, ...]


def changed(*columns: str) -> str:
    """The condition that an UPDATE gave one of the columns another value."""
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"


def _tally(vendor: str, row: str, by: int) -> tuple[str, ...]:
    year = YEAR[vendor].format(f"{row}.held_on")
    return tuple(
        "INSERT INTO agenda_celltally (dialogue_id, topic_id, year, outcome, absence_shown, is_self_coded, n) VALUES ("
        f"{level.format(row=row, year=year)}, {row}.outcome, {row}.absence_shown, {row}.is_self_coded, {by}) "
        "ON CONFLICT (dialogue_id, topic_id, year, outcome, absence_shown, is_self_coded) "
        "DO UPDATE SET n = agenda_celltally.n + excluded.n"
        for level in LEVELS
    )


def _cells_again(of_cells: str, of_findings: str) -> tuple[str, ...]:
    """Drop the cells that `of_cells` names and keep those of the findings that `of_findings` names."""
    return (f"DELETE FROM agenda_currentcell WHERE {of_cells}", *cells(of_findings))


def _courses_again(vendor: str, of_courses: str, of_pairs: str) -> tuple[str, ...]:
    return (f"DELETE FROM agenda_keptcourse WHERE {of_courses}", courses(vendor, of_pairs))


def _of_pair(vendor: str, row: str) -> tuple[str, ...]:
    pair = f"dialogue_id = {row}.dialogue_id AND {{}}topic_id = {row}.topic_id"
    return _courses_again(vendor, pair.format(""), f"n.{pair.format('r.')}")


def upkeep(vendor: str) -> list[Upkeep]:
    """Every trigger that keeps cells, tallies and courses."""
    found = [
        Upkeep("sums_tally_of_new_cell", "agenda_currentcell", "INSERT", "TRUE", _tally(vendor, "NEW", 1)),
        Upkeep("sums_tally_of_gone_cell", "agenda_currentcell", "DELETE", "TRUE", _tally(vendor, "OLD", -1)),
        Upkeep("sums_courses_of_new_cell", "agenda_currentcell", "INSERT", "TRUE", _of_pair(vendor, "NEW")),
        Upkeep("sums_courses_of_gone_cell", "agenda_currentcell", "DELETE", "TRUE", _of_pair(vendor, "OLD")),
    ]
    for event, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
        cell = f"meeting_id = {row}.meeting_id AND {{}}topic_id = {row}.topic_id"
        of_meeting = _cells_again(f"meeting_id = {row}.meeting_id", f"f.meeting_id = {row}.meeting_id")
        of_text = f"(SELECT d.meeting_id FROM agenda_document d WHERE d.id = {row}.document_id)"
        of_judged = f"(SELECT f.id FROM agenda_finding f WHERE f.assessment_id = {row}.assessment_id)"
        of_link = (f"recommendation_id = {row}.recommendation_id AND dialogue_id = {row}.dialogue_id",
                   f"n.recommendation_id = {row}.recommendation_id AND n.dialogue_id = {row}.dialogue_id")  # fmt: skip
        of_forum = _courses_again(
            vendor, f"dialogue_id = {row}.dialogue_id", f"n.dialogue_id = {row}.dialogue_id"
        )
        name = event.lower()
        found += [
            Upkeep(f"sums_finding_{name}", "agenda_finding", event, "TRUE",
                   _cells_again(cell.format(""), f"f.{cell.format('f.')}")),
            Upkeep(f"sums_examination_{name}", "agenda_examination", event, f"EXISTS {of_judged}",
                   _cells_again(f"finding_id IN {of_judged}", f"f.assessment_id = {row}.assessment_id")),
            Upkeep(f"sums_document_{name}", "agenda_document", event, f"{row}.meeting_id IS NOT NULL", of_meeting),
            Upkeep(f"sums_body_{name}", "agenda_body", event, "TRUE",
                   _cells_again(f"meeting_id = {of_text}", f"f.meeting_id = {of_text}")),
            Upkeep(f"sums_meeting_{name}", "agenda_meeting", event, f"{row}.status = 'held'", of_forum),
            Upkeep(f"sums_forum_{name}", "agenda_recommendation_dialogues", event, "TRUE", _courses_again(vendor, *of_link)),
        ]  # fmt: skip
    return found + _of_updates(vendor)


def _of_updates(vendor: str) -> list[Upkeep]:
    of_meeting = "meeting_id IN (OLD.meeting_id, NEW.meeting_id)"
    forums = "dialogue_id IN (OLD.dialogue_id, NEW.dialogue_id)"
    of_document = ("kind", "is_official", "completeness", "read_on", "meeting_id")
    of_held = ("is_published", "status", "held_on", "dialogue_id")
    return [
        Upkeep("sums_document_update", "agenda_document", "UPDATE", changed(*of_document),
               _cells_again(of_meeting, f"f.{of_meeting}")),
        Upkeep("sums_meeting_update", "agenda_meeting", "UPDATE", changed(*of_held, "held_on_precision", "slug"),
               _cells_again("meeting_id = NEW.id", "f.meeting_id = NEW.id")
               + _courses_again(vendor, forums, f"n.{forums}")),
        Upkeep("sums_dialogue_update", "agenda_dialogue", "UPDATE", changed("is_published"),
               _cells_again("dialogue_id = NEW.id", "m.dialogue_id = NEW.id")),
        Upkeep("sums_dialogue_courses", "agenda_dialogue", "UPDATE", changed("is_published", "covered_until"),
               _courses_again(vendor, "dialogue_id = NEW.id", "n.dialogue_id = NEW.id")),
        Upkeep("sums_topic_update", "agenda_topic", "UPDATE", changed("is_published"),
               _cells_again("topic_id = NEW.id", "f.topic_id = NEW.id")),
        Upkeep("sums_recommendation_update", "agenda_recommendation", "UPDATE",
               changed("topic_id", "made_on", "made_on_precision", "withdrawn_on"),
               _courses_again(vendor, "recommendation_id = NEW.id", "n.recommendation_id = NEW.id")),
    ]  # fmt: skip


PUBLIC_TABLES = (
    "actor", "attendance", "assessment", "assignment", "body", "claim", "codebookchange", "codebookchange_successors",
    "codebookversion", "correction", "dialogue", "dialogue_members", "dialogue_out_of_scope", "document", "document_issuers",
    "evidence", "examination", "finding", "interpretationnote", "interpretationnote_topics", "logo", "meeting", "phrasing",
    "plan", "recommendation", "recommendation_dialogues", "sitesettings", "topic",
)  # fmt: skip
"""What public pages are made of: every change of these tables makes a new version of the record. Without `agenda_`."""
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


def names(vendor: str) -> set[str]:
    """The names of all triggers of this module."""
    return {trigger.name for trigger in (*upkeep(vendor), *versions(vendor))}


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make every trigger that keeps sums or versions, on the schema editor's database."""
    vendor = schema_editor.connection.vendor
    # PostgreSQL's writers queue for the version before they touch a tally, so that none waits for another in a circle.
    for each, when, triggers in (("ROW", "AFTER", upkeep(vendor)), ("STATEMENT", "BEFORE", versions(vendor))):
        for trigger in triggers:
            body = " ".join(f"{statement};" for statement in trigger.statements)
            for statement in STATEMENTS[vendor]:
                schema_editor.execute(
                    statement.format(u=trigger, body=body, each=each, when=when), params=None
                )


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Write all that is kept anew, inside a transaction of the caller's."""
    vendor, year = connection.vendor, YEAR[connection.vendor].format("c.held_on")
    with connection.cursor() as cursor:
        for table in ("currentcell", "celltally", "keptcourse"):
            cursor.execute(f"DELETE FROM agenda_{table}")
        for statement in cells("TRUE"):
            cursor.execute(statement)
        cursor.execute("DELETE FROM agenda_celltally")
        for level in LEVELS:
            by = level.format(row="c", year=year)
            cursor.execute(
                "INSERT INTO agenda_celltally (dialogue_id, topic_id, year, outcome, absence_shown, is_self_coded, n) "
                f"SELECT {by}, c.outcome, c.absence_shown, c.is_self_coded, COUNT(*) FROM agenda_currentcell c "
                "GROUP BY 1, 2, 3, 4, 5, 6"
            )
        cursor.execute("DELETE FROM agenda_keptcourse")
        cursor.execute(courses(vendor, "TRUE"))
        cursor.execute(VERSION[vendor])
