"""The triggers that keep what the list of topics asks of each topic: docs/decisions/0032-sums-are-kept.md.

Both databases take the same text.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .upkeep import Upkeep

TABLE = "agenda_kepttopic"
OUTCOMES = ("raised", "partly_raised", "not_raised", "not_determinable")
CELLS = {
    (outcome, shown): outcome if shown else f"{outcome}_unshown"
    for outcome in OUTCOMES
    for shown in (True, False)
}
"""The column that counts cells of an outcome, by whether absence could have been shown."""
STANDINGS = (
    "raised",
    "partly_raised",
    "silent_so_far",
    "silent",
    "cannot_be_told",
    "no_meeting_since",
    "no_forum",
)
"""The standings of a recommendation, the furthest first: a topic stands at a dialogue as the furthest of its recommendations."""
ASKED = tuple(f"asked_{standing}" for standing in STANDINGS)
"""The columns that count the dialogues at which the topic stands so."""
_PLACES = " ".join(f"WHEN '{standing}' THEN {n}" for n, standing in enumerate(STANDINGS))
PLACE = f"CASE k.standing {_PLACES} END"


def _cells(row: str, by: int) -> str:
    """The statement that counts a cell up or down."""
    told = (
        f"CASE WHEN {row}.outcome = '{outcome}' AND {'' if shown else 'NOT '}{row}.absence_shown THEN {by} ELSE 0 END"
        for outcome, shown in CELLS
    )
    added = ", ".join(f"{name} = {TABLE}.{name} + excluded.{name}" for name in CELLS.values())
    return (
        f"INSERT INTO {TABLE} (topic_id, {', '.join(CELLS.values())}) VALUES ({row}.topic_id, {', '.join(told)}) "  # noqa: S608
        f"ON CONFLICT (topic_id) DO UPDATE SET {added}"
    )


def _asked(where: str) -> tuple[str, str]:
    """The statements that count anew at how many dialogues the topics of the courses `k` stand as what."""
    none = ", ".join(f"{name} = 0" for name in ASKED)
    told = ", ".join(f"SUM(CASE WHEN p.place = {n} THEN 1 ELSE 0 END)" for n in range(len(ASKED)))
    again = ", ".join(f"{name} = excluded.{name}" for name in ASKED)
    return (
        f"UPDATE {TABLE} SET {none} WHERE {where.format('')}",  # noqa: S608
        f"INSERT INTO {TABLE} (topic_id, {', '.join(ASKED)}) SELECT p.topic_id, {told} "  # noqa: S608
        f"FROM (SELECT k.topic_id, MIN({PLACE}) AS place FROM agenda_keptcourse k WHERE {where.format('k.')} "
        "GROUP BY k.topic_id, k.dialogue_id) p WHERE TRUE GROUP BY p.topic_id "
        f"ON CONFLICT (topic_id) DO UPDATE SET {again}",
    )


def upkeep() -> list[Upkeep]:
    """Every trigger that keeps sums of topics."""
    return [
        trigger
        for event, row, by in (("INSERT", "NEW", 1), ("DELETE", "OLD", -1))
        for trigger in (
            Upkeep(f"topics_cell_{event.lower()}", "agenda_currentcell", event, f"NOT {row}.is_self_coded",
                   (_cells(row, by),)),
            Upkeep(f"topics_course_{event.lower()}", "agenda_keptcourse", event, "TRUE",
                   _asked(f"{{}}topic_id = {row}.topic_id")),
        )
    ]  # fmt: skip


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Write the sums of all topics anew from tallies and courses, inside a transaction of the caller's."""
    told = ", ".join(
        f"SUM(CASE WHEN outcome = '{outcome}' AND {'' if shown else 'NOT '}absence_shown THEN n ELSE 0 END)"
        for outcome, shown in CELLS
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        cursor.execute(
            f"INSERT INTO {TABLE} (topic_id, {', '.join(CELLS.values())}) SELECT topic_id, {told} "  # noqa: S608
            "FROM agenda_celltally WHERE dialogue_id = 0 AND topic_id > 0 AND year = 0 AND n > 0 AND NOT is_self_coded "
            "GROUP BY topic_id"
        )
        cursor.execute(_asked("TRUE")[1])
