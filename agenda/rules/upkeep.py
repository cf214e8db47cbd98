"""Triggers that keep what the database keeps: what each stands on, and what it runs."""

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
