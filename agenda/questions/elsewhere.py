"""Raised elsewhere: topics not mentioned at one dialogue and taken up at another near that time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from agenda.coverage.cells import LedgerCell
from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.states import State
from agenda.models import Dialogue, Topic
from agenda.rules.reach import Reach
from agenda.translated import in_all_languages

WINDOW = 365
"""Days around a meeting in which another dialogue's mention counts as near, unless asked otherwise."""


Mention = tuple[Occasion, Dialogue, LedgerCell]


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
    near: Sequence[Mention]
    """Every meeting within the window that took the topic up, those of the same dialogue too."""
    reach: Reach | None = None

    forum = property(lambda self: self.dialogue.slug)
    title = property(lambda self: " ".join(in_all_languages(self.occasion, "title")))
    held = property(lambda self: self.occasion.held)

    @property
    def where(self) -> list[str]:
        """The slugs of the dialogues that took it up, one a mention."""
        return [d.slug for _there, d, _cell in self.near if d.pk != self.dialogue.pk]

    @cached_property
    def mentions(self) -> tuple[MentionElsewhere, ...]:
        """Worked out for the rows that are shown."""
        found = [
            MentionElsewhere(there, dialogue, cell, (there.held.first - self.held.first).days)
            for there, dialogue, cell in self.near
            if dialogue.pk != self.dialogue.pk
        ]
        return tuple(sorted(found, key=lambda mention: (abs(mention.days), mention.occasion.slug)))


def elsewhere_rows(ledger: Ledger, window: int = WINDOW) -> list[ElsewhereRow]:
    """Every not-mentioned cell with a mention at another dialogue within `window` days, before or after.

    Those recommended before the meeting come first, then the newest. Only cells where absence could be shown count.
    Days between meetings whose date is known to the month or year count from their first possible day.
    """
    topics = Topic.objects.published().in_bulk()
    recommended = ledger.recommended_before(ledger.pairings())
    mentions = _mentions(ledger)
    days = {topic: [there.held.first for there, _d, _c in found] for topic, found in mentions.items()}
    apart = timedelta(days=window)
    rows = []
    for cell in ledger.cells.values():
        if not cell.is_judged or cell.outcome != State.NOT_RAISED:
            continue
        here, on = ledger.occasions[cell.meeting_id], days.get(cell.topic_id, [])
        first = bisect_left(on, here.held.first - apart)
        near = mentions.get(cell.topic_id, [])[first : bisect_right(on, here.held.first + apart, lo=first)]
        if any(there.dialogue_id != here.dialogue_id for there, _dialogue, _cell in near):
            was_recommended = (cell.meeting_id, cell.topic_id) in recommended
            dialogue = ledger.dialogues[here.dialogue_id]
            rows.append(ElsewhereRow(topics[cell.topic_id], here, dialogue, cell, was_recommended, near))
    rows.sort(key=lambda row: (row.was_recommended, row.occasion.held, row.occasion.slug, row.topic.pk))
    return rows[::-1]


def _mentions(ledger: Ledger) -> dict[int, list[Mention]]:
    """The meetings that took each topic up, oldest first, with their dialogue and cell, by topic id."""
    mentions: dict[int, list] = {}
    for cell in ledger.cells.values():
        if cell.outcome in TAKEN_UP:
            there = ledger.occasions[cell.meeting_id]
            mentions.setdefault(cell.topic_id, []).append((there, ledger.dialogues[there.dialogue_id], cell))
    for found in mentions.values():
        found.sort(key=lambda mention: (mention[0].held.first, mention[0].slug))
    return mentions
