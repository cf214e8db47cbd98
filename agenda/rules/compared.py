"""SQL that says, of a topic found at a meeting, which sides' own papers name it: `coverage.patterns` says the same in Python.

Both databases take the same text. Triggers may not hold recursive queries on SQLite, so who stands at the top of an actor's
parents is kept in a table of its own, level by level.
"""

from agenda.models.documents import JOINT_KINDS, UNREAD

from .upkeep import Upkeep, changed

DEEPEST = 9
"""Levels of parents that are followed; an actor further down counts as a side of its own."""
IS_READ_WHOLE = """d.completeness = 'full' AND (d.read_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM agenda_body b WHERE b.document_id = d.id AND b.kind <> 'excerpt'))"""
IS_PUBLIC_READOUT = "d.is_published AND d.is_official AND d.kind <> 'announcement'"
IS_JOINT = f"d.kind IN {JOINT_KINDS}"

TOPS_ANEW = (
    "DELETE FROM agenda_actorside",
    "INSERT INTO agenda_actorside (actor_id, side_id) SELECT id, id FROM agenda_actor WHERE parent_id IS NULL",
    *("INSERT INTO agenda_actorside (actor_id, side_id) SELECT a.id, s.side_id FROM agenda_actor a"
      " JOIN agenda_actorside s ON s.actor_id = a.parent_id"
      " WHERE NOT EXISTS (SELECT 1 FROM agenda_actorside o WHERE o.actor_id = a.id)",) * DEEPEST,
    "INSERT INTO agenda_actorside (actor_id, side_id) SELECT a.id, a.id FROM agenda_actor a"
    " WHERE NOT EXISTS (SELECT 1 FROM agenda_actorside o WHERE o.actor_id = a.id)",
)  # fmt: skip
"""Statements that write every actor's side anew: the actor at the top of its parents."""
TOP_OF_NEW = """INSERT INTO agenda_actorside (actor_id, side_id)
    SELECT a.id, COALESCE((SELECT s.side_id FROM agenda_actorside s WHERE s.actor_id = a.parent_id), a.id)
    FROM agenda_actor a WHERE a.id = NEW.id AND NOT EXISTS (SELECT 1 FROM agenda_actorside o WHERE o.actor_id = a.id)"""

_OWN = f"""(SELECT d.id, k.side_id FROM agenda_document d JOIN agenda_document_issuers i ON i.document_id = d.id
        JOIN agenda_actorside k ON k.actor_id = i.actor_id JOIN agenda_actor t ON t.id = k.side_id AND t.is_published
        WHERE d.meeting_id = {{meeting}} AND {IS_PUBLIC_READOUT} AND NOT {IS_JOINT}
    UNION SELECT d.id, k.side_id FROM agenda_document d JOIN agenda_actorside k ON k.actor_id = d.publisher_id
        JOIN agenda_actor t ON t.id = k.side_id AND t.is_published
        WHERE d.meeting_id = {{meeting}} AND {IS_PUBLIC_READOUT} AND NOT {IS_JOINT}
        AND NOT EXISTS (SELECT 1 FROM agenda_document_issuers i WHERE i.document_id = d.id))"""
"""(document, side) of the own papers of a meeting: those of its issuers, else of its publisher."""
_MEMBERS = """SELECT k.side_id FROM agenda_dialogue_members p JOIN agenda_actor a ON a.id = p.actor_id AND a.is_published
    JOIN agenda_actorside k ON k.actor_id = a.id
    JOIN agenda_actor t ON t.id = k.side_id AND t.is_published AND t.kind <> 'group' WHERE p.dialogue_id = {dialogue}"""
_STATEMENT = f"""CASE WHEN COUNT(d.id) = 0 THEN 'none'
    WHEN MAX(CASE WHEN EXISTS (SELECT 1 FROM agenda_evidence e JOIN agenda_examination x ON x.id = e.examination_id
        WHERE x.assessment_id = {{assessment}} AND x.document_id = d.id) THEN 1 ELSE 0 END) = 1 THEN 'names'
    WHEN MAX(CASE WHEN d.completeness IN {UNREAD} THEN 0 ELSE 1 END) = 0 THEN 'unread'
    WHEN MIN(CASE WHEN {IS_READ_WHOLE} THEN 1 ELSE 0 END) = 0 THEN 'partly_read'
    WHEN MIN(CASE WHEN EXISTS (SELECT 1 FROM agenda_examination x WHERE x.assessment_id = {{assessment}}
        AND x.document_id = d.id) THEN 1 ELSE 0 END) = 0 THEN 'not_examined' ELSE 'silent' END"""
"""What some papers do with the topic; whole or in part, naming it is naming it."""


def pattern(assessment: str, meeting: str, dialogue: str) -> str:
    """The expression that gives the pattern of a topic found at a meeting, from the columns that hold the three keys."""
    statement = _STATEMENT.format(assessment=assessment)
    own, members = _OWN.format(meeting=meeting), _MEMBERS.format(dialogue=dialogue)
    return f"""(SELECT CASE WHEN j.does = 'names' THEN 'joint'
        WHEN v.naming > 1 AND v.n = v.naming THEN 'all_sides'
        WHEN v.naming = 1 AND v.n > 1 AND v.silent = v.n - 1 AND j.does IN ('none', 'silent') THEN 'one_side'
        WHEN v.naming > 0 AND v.n > v.naming AND v.lacking = v.n - v.naming AND j.does = 'silent' THEN 'beyond_joint'
        ELSE 'not_comparable' END
    FROM (SELECT {statement} AS does FROM agenda_document d
        WHERE d.meeting_id = {meeting} AND {IS_PUBLIC_READOUT} AND {IS_JOINT}) j,
    (SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN s.does = 'names' THEN 1 ELSE 0 END), 0) AS naming,
        COALESCE(SUM(CASE WHEN s.does = 'silent' THEN 1 ELSE 0 END), 0) AS silent,
        COALESCE(SUM(CASE WHEN s.does = 'none' THEN 1 ELSE 0 END), 0) AS lacking
        FROM (SELECT w.side_id, {statement} AS does
            FROM ({members} UNION SELECT o.side_id FROM {own} o) w
            LEFT JOIN {own} o ON o.side_id = w.side_id LEFT JOIN agenda_document d ON d.id = o.id
            GROUP BY w.side_id) s) v)"""


def patterns_again(where: str) -> str:
    """The statement that gives the found cells `where` says their pattern anew."""
    told = pattern(
        "(SELECT f.assessment_id FROM agenda_finding f WHERE f.id = agenda_currentcell.finding_id)",
        "agenda_currentcell.meeting_id",
        "agenda_currentcell.dialogue_id",
    )
    return f"UPDATE agenda_currentcell SET pattern = {told} WHERE pattern <> '' AND {where}"


def of_actors(actors: str) -> str:
    """The condition that a cell is of a meeting whose dialogue or papers any of the actors (a query of keys) has to do with."""
    return f"""(dialogue_id IN (SELECT p.dialogue_id FROM agenda_dialogue_members p WHERE p.actor_id IN ({actors}))
        OR meeting_id IN (SELECT d.meeting_id FROM agenda_document d WHERE d.publisher_id IN ({actors}))
        OR meeting_id IN (SELECT d.meeting_id FROM agenda_document d JOIN agenda_document_issuers i
            ON i.document_id = d.id WHERE i.actor_id IN ({actors})))"""


def of_sides() -> list[Upkeep]:
    """What an actor changes of who stands at the top of whom, and of which sides' papers a topic is in."""
    relatives = """SELECT o.actor_id FROM agenda_actorside o JOIN agenda_actorside p ON p.side_id = o.side_id
        WHERE p.actor_id = NEW.id"""
    compared = patterns_again(of_actors(relatives))
    has_children = "EXISTS (SELECT 1 FROM agenda_actor c WHERE c.parent_id = NEW.id)"
    return [
        Upkeep("sums_side_of_new_actor", "agenda_actor", "INSERT", "TRUE", (TOP_OF_NEW,)),
        Upkeep("sums_sides_of_late_parent", "agenda_actor", "INSERT", has_children, TOPS_ANEW),
        Upkeep("sums_side_of_gone_actor", "agenda_actor", "DELETE", "TRUE",
               ("DELETE FROM agenda_actorside WHERE actor_id = OLD.id",)),
        Upkeep("sums_sides_update", "agenda_actor", "UPDATE", changed("parent_id"), (*TOPS_ANEW, compared)),
        Upkeep("sums_actor_update", "agenda_actor", "UPDATE", changed("is_published", "kind"), (compared,)),
    ]  # fmt: skip
