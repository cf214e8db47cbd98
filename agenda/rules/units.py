"""The triggers that keep what several coded blind: docs/decisions/0042-agreement-is-counted.md.

A unit is a public cell, coded from the same documents under one codebook version, or its topic in a paper that was read
whole. `coverage.doubles` is the definition; `coverage.units` compares what is kept with it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .compared import IS_READ_WHOLE
from .upkeep import Upkeep, changed

UNITS, TALLIES = "agenda_codedunit", "agenda_unittally"
JOINED = {"sqlite": "group_concat", "postgresql": "string_agg"}
IN_ORDER = {"sqlite": "", "postgresql": " ORDER BY u.coder_id"}
"""SQLite joins codes in the order in which it meets them, which nothing rests on."""
MOMENT = {"sqlite": "replace({}, '+00:00', '')", "postgresql": "{}"}
"""A moment that can be compared. SQLite holds texts: Django writes none of the zone, other programs may."""
MOMENTS = {"assessed_at": "a.assessed_at", "submitted_at": "h.first_submitted_at", "decided_at": "f.decided_at",
           "ordered_at": "o.decided_at"}  # fmt: skip
COLUMNS = "meeting_id, topic_id, dialogue_id, version_id"
OF_CELL = "a.meeting_id = {cell}.meeting_id AND a.topic_id = {cell}.topic_id"
IS_OF_SEVERAL = f"""(SELECT MIN(a.assessed_by_id) < MAX(a.assessed_by_id) FROM agenda_assessment a
    WHERE {OF_CELL})"""
OF_SEVERAL = """(SELECT meeting_id, topic_id FROM agenda_assessment GROUP BY meeting_id, topic_id
    HAVING MIN(assessed_by_id) < MAX(assessed_by_id))"""
"""The same of all cells at once: one pass through an index."""

GIVEN = f"""SELECT a.id, c.meeting_id, c.topic_id, c.dialogue_id, a.codebook_version_id AS version_id,
    a.assessed_by_id AS coder_id, a.outcome, {{assessed_at}} <= {{decided_at}} AS is_early, f.basis
    FROM agenda_currentcell c JOIN agenda_assessment a ON {OF_CELL.format(cell="c")}
    JOIN agenda_assignment h ON h.meeting_id = a.meeting_id AND h.analyst_id = a.assessed_by_id
        AND {{submitted_at}} >= {{assessed_at}}
    JOIN agenda_finding f ON f.id = (SELECT o.id FROM agenda_finding o WHERE o.meeting_id = c.meeting_id
        AND o.topic_id = c.topic_id ORDER BY {{ordered_at}}, o.id LIMIT 1)
    WHERE {{where}}"""
"""Codes as first handed in of public cells `c` that several coded, each beside the first decision on its cell."""
CELL = "PARTITION BY {0}.meeting_id, {0}.topic_id"
PLACED = f"""SELECT r.*, DENSE_RANK() OVER ({CELL.format("r")} ORDER BY r.begun) AS place FROM (
    SELECT g.*, MIN(g.id) OVER ({CELL.format("g")}, g.coder_id) AS begun FROM ({GIVEN}) g) r"""
"""The same with its coder's place among the coders of the cell, by their first codes."""
SEEN = f"""SELECT p.*, MIN(CASE WHEN p.is_early AND p.place > 2 THEN p.id END) OVER ({CELL.format("p")}) AS third_id
    FROM ({PLACED}) p"""
IS_BLIND = "(s.is_early OR (s.basis <> 'single_coder' AND s.place <= 2 AND (s.third_id IS NULL OR s.third_id > s.id)))"
"""`FirstDecision.leaves_blind` for a whole cell at once.

The first two coders' codes are blind where the finding rests on two, until a third coder's early one: then two others coded
before. A later coder has two before from the beginning, so that only early codes count.
"""
BLIND = f"""SELECT l.* FROM (SELECT s.*, MIN(s.id) OVER ({CELL.format("s")}, s.version_id, s.coder_id) AS first_id,
    MAX(s.id) OVER ({CELL.format("s")}, s.version_id, s.coder_id) AS last_id
    FROM ({SEEN}) s WHERE {IS_BLIND}) l WHERE l.id = l.last_id"""
"""The last blind code of each coder under each codebook version."""
INSERT = f"INSERT INTO {UNITS} ({COLUMNS}, is_paper, papers, first_id, codes)"
PAPERS = """COALESCE((SELECT {joined}(CAST(x.document_id AS TEXT), ',') OVER (ORDER BY x.document_id)
    FROM agenda_examination x WHERE x.assessment_id = b.id ORDER BY x.document_id DESC LIMIT 1), '')"""
FOUND = """CASE WHEN EXISTS (SELECT 1 FROM agenda_evidence e WHERE e.examination_id = x.id AND e.strength = 'full')
    THEN 'raised' WHEN EXISTS (SELECT 1 FROM agenda_evidence e WHERE e.examination_id = x.id) THEN 'partly_raised'
    ELSE 'not_raised' END"""
CELLS = f"""{INSERT} SELECT {COLUMNS}, FALSE, u.papers, MIN(u.first_id),
    {{joined}}(u.coder_id || ':' || u.outcome, ' '{{in_order}})
    FROM (SELECT b.*, {PAPERS} AS papers FROM ({BLIND}) b) u GROUP BY {COLUMNS}, u.papers HAVING COUNT(*) > 1"""
TEXTS = f"""{INSERT} SELECT {COLUMNS}, TRUE, CAST(u.document_id AS TEXT), MIN(u.first_id),
    {{joined}}(u.coder_id || ':' || u.found, ' '{{in_order}}) FROM (SELECT b.*, x.document_id, {FOUND} AS found FROM ({BLIND}) b
    JOIN agenda_examination x ON x.assessment_id = b.id JOIN agenda_document d ON d.id = x.document_id
    AND d.is_published AND {IS_READ_WHOLE}) u GROUP BY {COLUMNS}, u.document_id HAVING COUNT(*) > 1"""
OF_ONE = "{{0}}meeting_id = {} AND {{0}}topic_id = {}"
"""The condition of one cell, by the expressions that give its meeting and topic."""
COUNTED = "is_paper, dialogue_id, topic_id, version_id, codes"
LEVELS = (
    ("cell", "NOT {row}.is_paper", ("0, {row}.topic_id", "{row}.dialogue_id, 0")),
    ("paper", "{row}.is_paper", ("0, 0",)),
)
"""What units are counted by, with the condition of their kind: dialogue and topic, 0 stands for all."""


def units(vendor: str, where: str) -> tuple[str, ...]:
    """The statements that keep the units of the current cells `c` anew."""
    moments = {name: MOMENT[vendor].format(column) for name, column in MOMENTS.items()}
    named = {"joined": JOINED[vendor], "in_order": IN_ORDER[vendor], "where": where}
    return tuple(text.format(**named, **moments) for text in (CELLS, TEXTS))


def _again(vendor: str, of: str) -> tuple[str, ...]:
    """Drop the units of the cells that the condition names, and keep them anew; `{0}` stands before its columns."""
    cells = f"{of.format('c.')} AND {IS_OF_SEVERAL.format(cell='c')}"
    return (f"DELETE FROM {UNITS} WHERE {of.format('')}", *units(vendor, cells))


def _count(level: str, row: str, by: int) -> str:
    """The statement that counts a unit at a level."""
    values = f"{row}.is_paper, {level.format(row=row)}, {row}.version_id, {row}.codes, {by}"
    return f"""INSERT INTO {TALLIES} ({COUNTED}, n) VALUES ({values})
        ON CONFLICT ({COUNTED}) DO UPDATE SET n = {TALLIES}.n + excluded.n"""


def upkeep(vendor: str) -> list[Upkeep]:
    """Every trigger that keeps units and counts them. What a finding changes comes by its current cell."""
    found = []
    for event, row, by in (("INSERT", "NEW", 1), ("DELETE", "OLD", -1)):
        name = event.lower()
        found += [
            Upkeep(f"units_tally_{kind}_{name}", UNITS, event, condition.format(row=row),
                   tuple(_count(level, row, by) for level in levels))
            for kind, condition, levels in LEVELS
        ]  # fmt: skip
        found += _of_codes(vendor, event, row)
    gone = (f"DELETE FROM {UNITS} WHERE meeting_id = OLD.meeting_id AND topic_id = OLD.topic_id",)
    meetings = _again(vendor, "{0}meeting_id IN (OLD.meeting_id, NEW.meeting_id)")
    return [
        *found,
        Upkeep("units_cell_insert", "agenda_currentcell", "INSERT", IS_OF_SEVERAL.format(cell="NEW"),
               _again(vendor, OF_ONE.format("NEW.meeting_id", "NEW.topic_id"))),
        Upkeep("units_cell_delete", "agenda_currentcell", "DELETE", "TRUE", gone),
        Upkeep("units_assignment_update", "agenda_assignment", "UPDATE",
               changed("meeting_id", "analyst_id", "first_submitted_at"), meetings),
    ]  # fmt: skip


def _of_codes(vendor: str, event: str, row: str) -> list[Upkeep]:
    """What a code, a paper examined for it, a passage or an assignment that comes or goes changes in public cells."""
    of_paper = f"(SELECT a.{{}} FROM agenda_assessment a WHERE a.id = {row}.assessment_id)"
    of_passage = f"""(SELECT a.{{}} FROM agenda_examination x JOIN agenda_assessment a ON a.id = x.assessment_id
        WHERE x.id = {row}.examination_id)"""
    name = event.lower()
    found = [
        Upkeep(f"units_assignment_{name}", "agenda_assignment", event, f"{row}.first_submitted_at IS NOT NULL",
               _again(vendor, f"{{0}}meeting_id = {row}.meeting_id")),
    ]  # fmt: skip
    for table, of in (("assessment", f"{row}.{{}}"), ("examination", of_paper), ("evidence", of_passage)):
        meeting, topic = of.format("meeting_id"), of.format("topic_id")
        is_public = f"""EXISTS (SELECT 1 FROM agenda_currentcell c WHERE c.meeting_id = {meeting}
            AND c.topic_id = {topic})"""
        statements = _again(vendor, OF_ONE.format(meeting, topic))
        found.append(Upkeep(f"units_{table}_{name}", f"agenda_{table}", event, is_public, statements))
    return found


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Write all units and what is counted of them anew, inside a transaction of the caller's."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {UNITS}")
        for statement in units(connection.vendor, f"(c.meeting_id, c.topic_id) IN {OF_SEVERAL}"):
            cursor.execute(statement)
        cursor.execute(f"DELETE FROM {TALLIES}")
        for _kind, condition, levels in LEVELS:
            for level in levels:
                by = f"is_paper, {level.format(row='u')}, version_id, codes"
                cursor.execute(
                    f"INSERT INTO {TALLIES} ({COUNTED}, n) SELECT {by}, COUNT(*) FROM {UNITS} u "
                    f"WHERE {condition.format(row='u')} GROUP BY 1, 2, 3, 4, 5"
                )
