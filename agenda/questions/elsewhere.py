"""Topics not mentioned at one dialogue and taken up at another near that time. Pure, over a ledger's values."""

from dataclasses import dataclass

from agenda.coverage.courses import Occasion

TAKEN_UP = ("raised", "partly_raised")


@dataclass(frozen=True)
class Elsewhere:
    """A meeting that did not mention a topic, and meetings of other dialogues that took it up."""

    occasion: Occasion
    topic_id: int
    finding_id: int
    was_recommended: bool
    others: tuple[tuple[Occasion, int, int], ...]
    """(meeting, finding id, days after the first meeting; negative when before)."""


def taken_up_elsewhere(ledger, window: int, recommended: set[tuple[int, int]]) -> list[Elsewhere]:
    """Every not-mentioned cell with a mention at another dialogue within `window` days, before or after.

    `recommended` holds (meeting id, topic id) of cells recommended before. Days between meetings whose date is known
    to the month or year count from their first possible day.
    """
    mentions: dict[int, list] = {}
    for cell in ledger.cells.values():
        if cell.outcome in TAKEN_UP:
            mentions.setdefault(cell.topic_id, []).append(
                (ledger.occasions[cell.meeting_id], cell.finding_id)
            )
    rows = []
    for cell in ledger.cells.values():
        if cell.outcome != "not_raised":
            continue
        here = ledger.occasions[cell.meeting_id]
        others = []
        for there, finding_id in mentions.get(cell.topic_id, ()):
            days = (there.held.first - here.held.first).days
            if there.dialogue_id != here.dialogue_id and abs(days) <= window:
                others.append((there, finding_id, days))
        if others:
            others.sort(key=lambda other: (abs(other[2]), other[0].slug))
            was_recommended = (cell.meeting_id, cell.topic_id) in recommended
            rows.append(Elsewhere(here, cell.topic_id, cell.finding_id, was_recommended, tuple(others)))
    rows.sort(key=lambda row: (row.occasion.held, row.occasion.slug, row.topic_id), reverse=True)
    return rows
