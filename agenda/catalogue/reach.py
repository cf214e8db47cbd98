"""The columns that say how far an absence reaches, and what fills them in for a batch of rows."""

from collections.abc import Iterable
from typing import Any

from agenda.coverage.reaches import REACH_KEY, Reaches, reaches_of, reaches_of_kept
from agenda.models import Finding

from .columns import Attached, PublicColumn, value


def reach_columns(name: str = "reach", outcome: str = "not_raised") -> tuple[PublicColumn, PublicColumn]:
    """How far an absence reaches, as a word and in words, of rows that have it at the attribute `name`."""
    return (
        value(name, "string", f"How far a {outcome} reaches: all, when every own paper on record of every side was read "
              "whole too, else part; empty for other outcomes.", "part", name, of=lambda reach: reach.word if reach else "",
              source="coverage.reaches_of"),
        value(f"{name}_words", "string", "The reach in words: in whose published readouts it is not mentioned, and what was "
              "not read.", "Not mentioned in the joint text. No readout of their own on record: Japan.", name,
              of=lambda reach: reach.sentence if reach else "", source="coverage.reaches_of"),
    )  # fmt: skip


def attach_reaches(findings: list[Finding]) -> None:
    """Give each finding its `reach`: that of a topic not mentioned, else None. Six queries."""
    reaches = reaches_of(findings)
    for finding in findings:
        finding.reach = reaches.get(finding.pk)  # type: ignore[attr-defined]


REACH = Attached("reach", REACH_KEY, lambda: Reaches().of)
"""The same of fields of findings."""


def attach_reaches_of_cells(rows: Iterable[Any]) -> None:
    """Give each row that has a `cell`, a ledger's or a kept one, its `reach`. Four queries."""
    rows = list(rows)
    reaches = reaches_of_kept(row.cell for row in rows)
    for row in rows:
        row.reach = reaches.get(row.cell.finding_id)


def attach_reaches_of_silences(rows: Iterable[Any]) -> None:
    """The same of each of the `silences` of the rows."""
    attach_reaches_of_cells(silence for row in rows for silence in row.silences)


def attach_reaches_of_pairs(rows: Iterable[Any]) -> None:
    """Give each row the `earlier_reach` and `later_reach` of its two cells. Four queries."""
    rows = list(rows)
    cells = [cell for row in rows for cell in (row.found.earlier, row.found.later) if cell]
    reaches = reaches_of_kept(cells)
    for row in rows:
        earlier, later = row.found.earlier, row.found.later
        row.earlier_reach = reaches.get(earlier.finding_id) if earlier else None
        row.later_reach = reaches.get(later.finding_id) if later else None
