"""What a trigger that keeps something is, and how each database makes it."""

from typing import NamedTuple


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
