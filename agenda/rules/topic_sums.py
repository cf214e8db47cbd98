"""The triggers that keep what the list of topics asks of each topic: docs/decisions/0032-sums-are-kept.md.

Both databases take the same text.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .asked import FURTHEST, PAIRS
from .upkeep import Upkeep

TABLE = "agenda_kepttopic"
OUTCOMES = ("raised", "partly_raised", "not_raised", "not_determinable")
CELLS = {
    (outcome, shown): outcome if shown else f"{outcome}_unshown"
    for outcome in OUTCOMES
    for shown in (True, False)
}
"""The column that counts cells of an outcome, by whether absence could have been shown."""
ASKED = {standing: f"asked_{standing}" for standing in FURTHEST}
"""The column that counts the dialogues at which the topic stands so."""


def _counted(row: str, by: int, conditions: dict[str, str]) -> str:
    """The statement that counts a row of a topic's up or down in the columns whose conditions it fulfils."""
    told = ", ".join(f"CASE WHEN {condition} THEN {by} ELSE 0 END" for condition in conditions.values())
    added = ", ".join(f"{name} = {TABLE}.{name} + excluded.{name}" for name in conditions)
    return (
        f"INSERT INTO {TABLE} (topic_id, {', '.join(conditions)}) VALUES ({row}.topic_id, {told}) "  # noqa: S608
        f"ON CONFLICT (topic_id) DO UPDATE SET {added}"
    )


def _cells(row: str) -> dict[str, str]:
    return {
        name: f"{row}.outcome = '{outcome}' AND {'' if shown else 'NOT '}{row}.absence_shown"
        for (outcome, shown), name in CELLS.items()
    }


def _asked(row: str) -> dict[str, str]:
    return {name: f"{row}.standing = '{standing}'" for standing, name in ASKED.items()}


def upkeep() -> list[Upkeep]:
    """Every trigger that keeps sums of topics: they follow current cells and the pairs of what was recommended."""
    return [
        trigger
        for event, row, by in (("INSERT", "NEW", 1), ("DELETE", "OLD", -1))
        for trigger in (
            Upkeep(f"topics_cell_{event.lower()}", "agenda_currentcell", event, f"NOT {row}.is_self_coded",
                   (_counted(row, by, _cells(row)),)),
            Upkeep(f"topics_asked_{event.lower()}", PAIRS, event, "TRUE", (_counted(row, by, _asked(row)),)),
        )
    ]  # fmt: skip


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Write the sums of all topics anew from tallies and pairs, inside a transaction of the caller's."""
    told = ", ".join(f"SUM(CASE WHEN {condition} THEN n ELSE 0 END)" for condition in _cells("t").values())
    stood = ", ".join(f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in _asked("p").values())
    again = ", ".join(f"{name} = excluded.{name}" for name in ASKED.values())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        cursor.execute(
            f"INSERT INTO {TABLE} (topic_id, {', '.join(CELLS.values())}) SELECT topic_id, {told} "  # noqa: S608
            "FROM agenda_celltally t WHERE dialogue_id = 0 AND topic_id > 0 AND year = 0 AND n > 0 AND NOT is_self_coded "
            "GROUP BY topic_id"
        )
        cursor.execute(
            f"INSERT INTO {TABLE} (topic_id, {', '.join(ASKED.values())}) SELECT topic_id, {stood} FROM {PAIRS} p "  # noqa: S608
            f"WHERE TRUE GROUP BY topic_id ON CONFLICT (topic_id) DO UPDATE SET {again}"
        )
