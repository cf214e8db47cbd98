"""Raised elsewhere: topics not mentioned at one dialogue and taken up at another near that time."""

from dataclasses import dataclass

from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.ledger import Ledger, LedgerCell
from agenda.coverage.states import State
from agenda.models import Dialogue, Topic
from agenda.rules.reach import Reach
from agenda.translated import in_all_languages

WINDOW = 365
"""Days around a meeting in which another dialogue's mention counts as near, unless asked otherwise."""


@dataclass(frozen=True)
class MentionElsewhere:
    """A meeting of another dialogue that took the topic up; `days` after the first meeting, negative when before."""

    occasion: Occasion
    dialogue: Dialogue
    cell: LedgerCell
    days: int


@dataclass
class ElsewhereRow:
    """A meeting whose published readouts do not mention a topic, and mentions at other dialogues, nearest first.

    `reach` says how far the absence reaches; it is filled in where it is asked for.
    """

    topic: Topic
    occasion: Occasion
    dialogue: Dialogue
    cell: LedgerCell
    was_recommended: bool
    mentions: tuple[MentionElsewhere, ...]
    reach: Reach | None = None

    forum = property(lambda self: self.dialogue.slug)
    title = property(lambda self: " ".join(in_all_languages(self.occasion, "title")))
    held = property(lambda self: self.occasion.held)
    where = property(lambda self: [mention.dialogue.slug for mention in self.mentions])


def elsewhere_rows(ledger: Ledger, window: int = WINDOW) -> list[ElsewhereRow]:
    """Every not-mentioned cell with a mention at another dialogue within `window` days, before or after.

    Those recommended before the meeting come first, then the newest. Only cells where absence could be shown count.
    Days between meetings whose date is known to the month or year count from their first possible day.
    """
    topics = Topic.objects.published().in_bulk()
    recommended = ledger.recommended_before(ledger.pairings())
    mentions = _mentions(ledger)
    rows = []
    for cell in ledger.cells.values():
        if not cell.is_judged or cell.outcome != State.NOT_RAISED:
            continue
        here = ledger.occasions[cell.meeting_id]
        if near := _near(here, mentions.get(cell.topic_id, ()), window):
            was_recommended = (cell.meeting_id, cell.topic_id) in recommended
            dialogue = ledger.dialogues[here.dialogue_id]
            rows.append(ElsewhereRow(topics[cell.topic_id], here, dialogue, cell, was_recommended, near))
    rows.sort(key=lambda row: (row.was_recommended, row.occasion.held, row.occasion.slug, row.topic.pk))
    return rows[::-1]


def _mentions(ledger: Ledger) -> dict[int, list[tuple[Occasion, Dialogue, LedgerCell]]]:
    """The meetings that took each topic up, with their dialogue and cell, by topic id."""
    mentions: dict[int, list] = {}
    for cell in ledger.cells.values():
        if cell.outcome in TAKEN_UP:
            there = ledger.occasions[cell.meeting_id]
            mentions.setdefault(cell.topic_id, []).append((there, ledger.dialogues[there.dialogue_id], cell))
    return mentions


def _near(here: Occasion, mentions, window: int) -> tuple[MentionElsewhere, ...]:
    near = []
    for there, dialogue, cell in mentions:
        days = (there.held.first - here.held.first).days
        if there.dialogue_id != here.dialogue_id and abs(days) <= window:
            near.append(MentionElsewhere(there, dialogue, cell, days))
    return tuple(sorted(near, key=lambda mention: (abs(mention.days), mention.occasion.slug)))
