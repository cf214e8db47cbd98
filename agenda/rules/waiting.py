"""The triggers that keep which cells wait for a ruling: docs/decisions/0045-the-desk-asks-what-waits.md.

A cell waits where codes of it are handed in, the finding in force rests on none of them, and none was decided since the last.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .upkeep import Upkeep, changed

TABLE = "agenda_waitingcell"
CODES = """agenda_assessment c JOIN agenda_assignment h ON h.meeting_id = c.meeting_id
    AND h.analyst_id = c.assessed_by_id AND h.submitted_at IS NOT NULL"""
IS_CURRENT = "NOT EXISTS (SELECT 1 FROM agenda_assessment s WHERE s.supersedes_id = c.id)"
CELLS = f"""INSERT INTO {TABLE} (meeting_id, topic_id, is_disputed)
    SELECT g.meeting_id, g.topic_id, g.answers > 1 FROM (SELECT c.meeting_id, c.topic_id, MAX(c.assessed_at) AS latest,
    COUNT(DISTINCT c.outcome || CASE WHEN c.is_excluded THEN '!' ELSE '' END) AS answers
    FROM {CODES} WHERE {IS_CURRENT} AND {{where}} GROUP BY c.meeting_id, c.topic_id) g
    WHERE NOT EXISTS (SELECT 1 FROM agenda_finding f WHERE f.meeting_id = g.meeting_id AND f.topic_id = g.topic_id
    AND f.status = 'published' AND NOT EXISTS (SELECT 1 FROM agenda_finding n WHERE n.supersedes_id = f.id)
    AND (f.decided_at >= g.latest OR EXISTS (SELECT 1 FROM {CODES} WHERE c.id = f.assessment_id AND {IS_CURRENT})))"""  # noqa: S608


def cells(where: str) -> str:
    """The statement that keeps the waiting cells of the codes `c` anew."""
    return CELLS.format(where=where)


def _again(meeting: str, topic: str = "") -> tuple[str, ...]:
    """Drop what is kept of a meeting, or of one cell of it, and keep it anew."""
    kept, codes = f"meeting_id = {meeting}", f"c.meeting_id = {meeting}"
    if topic:
        kept, codes = f"{kept} AND topic_id = {topic}", f"{codes} AND c.topic_id = {topic}"
    return (f"DELETE FROM {TABLE} WHERE {kept}", cells(codes))  # noqa: S608


def upkeep() -> list[Upkeep]:
    """Every trigger that keeps waiting cells; the same text on both databases."""
    found = []
    for event, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
        handed_in = f"""EXISTS (SELECT 1 FROM agenda_assignment h WHERE h.meeting_id = {row}.meeting_id
            AND h.analyst_id = {row}.assessed_by_id AND h.submitted_at IS NOT NULL)"""  # noqa: S608
        coded = f"EXISTS (SELECT 1 FROM agenda_assignment h WHERE h.meeting_id = {row}.meeting_id AND h.submitted_at IS NOT NULL)"  # noqa: S608
        cell, name = _again(f"{row}.meeting_id", f"{row}.topic_id"), event.lower()
        found += [
            Upkeep(f"waiting_code_{name}", "agenda_assessment", event, handed_in, cell),
            Upkeep(f"waiting_finding_{name}", "agenda_finding", event, coded, cell),
            Upkeep(f"waiting_assignment_{name}", "agenda_assignment", event,
                   f"{row}.submitted_at IS NOT NULL", _again(f"{row}.meeting_id")),
        ]  # fmt: skip
    moved = _again("OLD.meeting_id") + _again("NEW.meeting_id")
    was_moved = changed("meeting_id", "analyst_id")
    was_handed_in = "((OLD.submitted_at IS NULL) <> (NEW.submitted_at IS NULL))"
    return [
        *found,
        Upkeep("waiting_assignment_update", "agenda_assignment", "UPDATE", f"{was_handed_in} AND NOT {was_moved}",
               _again("NEW.meeting_id")),
        Upkeep("waiting_assignment_moved", "agenda_assignment", "UPDATE", was_moved, moved),
    ]  # fmt: skip


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Write all waiting cells anew, inside a transaction of the caller's."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        cursor.execute(cells("TRUE"))
