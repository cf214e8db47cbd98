"""The next-meeting brief of a dialogue: what is recommended, how long it has waited, what was last said."""

from dataclasses import dataclass, field
from datetime import date

from agenda.coverage.courses import Occasion, Standing
from agenda.coverage.ledger import OPEN, Ledger, Pairing
from agenda.models import Dialogue, Meeting, Topic

LONGEST = 12
"""Rows of the main table; with them the printed brief stays within two A4 pages."""


@dataclass
class Item:
    """A topic recommended for the dialogue: the pairing that has waited longest, and all who recommend it."""

    topic: Topic
    pairing: Pairing
    recommendations: list
    last: Occasion | None = None
    last_finding_id: int | None = None
    last_words: str = ""
    last_document: object = None
    elsewhere: Occasion | None = None

    @property
    def who(self) -> str:
        return ", ".join(dict.fromkeys(r.recommender.name for r in self.recommendations))

    @property
    def codes(self) -> str:
        return ", ".join(r.code for r in self.recommendations)


@dataclass
class Brief:
    dialogue: Dialogue
    on: date
    last_met: Occasion | None
    next: Meeting | None
    items: list[Item] = field(default_factory=list)
    more: int = 0
    taken_up: list[Item] = field(default_factory=list)


def brief_for(dialogue: Dialogue, ledger: Ledger) -> Brief:
    """The brief as of the ledger's day. Two queries beside the ledger's own; words are filled in by the caller."""
    by_topic: dict[Topic, list[Pairing]] = {}
    for pairing in ledger.pairings():
        if pairing.dialogue == dialogue and pairing.in_force:
            by_topic.setdefault(pairing.recommendation.topic, []).append(pairing)
    items = [_item(topic, pairings, dialogue, ledger) for topic, pairings in by_topic.items()]
    items.sort(key=lambda i: (-i.pairing.course.meetings, -i.pairing.course.days, i.topic.name))
    waiting = [item for item in items if item.pairing.course.standing in OPEN]
    occasions = ledger.by_dialogue.get(dialogue.pk, [])
    coming = dialogue.meetings.published().filter(status=Meeting.Status.SCHEDULED, held_on__gte=ledger.on)
    return Brief(
        dialogue,
        ledger.on,
        occasions[-1] if occasions else None,
        coming.order_by("held_on").first(),
        waiting[:LONGEST],
        max(0, len(waiting) - LONGEST),
        [item for item in items if item.pairing.course.standing not in OPEN],
    )


def _item(topic, pairings, dialogue, ledger) -> Item:
    ranked = sorted(pairings, key=lambda p: (_settled(p), -p.course.meetings, -p.course.days))
    item = Item(topic, ranked[0], sorted((p.recommendation for p in pairings), key=lambda r: r.code))
    for occasion in ledger.by_dialogue.get(dialogue.pk, []):
        cell = ledger.cells.get((occasion.pk, topic.pk))
        if cell and cell.outcome in (Standing.RAISED, Standing.PARTLY_RAISED):
            item.last, item.last_finding_id = occasion, cell.finding_id
    elsewhere = [o for pairing in pairings for o in pairing.elsewhere]
    item.elsewhere = max(elsewhere, key=lambda o: (o.held, o.slug), default=None)
    return item


def _settled(pairing) -> bool:
    return pairing.course.standing in (Standing.RAISED, Standing.PARTLY_RAISED)
