"""One topic, dialogue by dialogue: how often it was found, when last, and what became of it where it was recommended."""

from collections.abc import Iterable
from dataclasses import dataclass

from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.headline import once_a_pair
from agenda.coverage.ledger import Ledger
from agenda.coverage.pairings import Pairing
from agenda.coverage.rates import Tally
from agenda.models import Dialogue


@dataclass(frozen=True)
class TopicAtForum:
    """A topic at one dialogue: its tally, the last meeting that took it up, and its pairing where it is recommended."""

    dialogue: Dialogue
    tally: Tally
    last: Occasion | None
    pairing: Pairing | None


def found_at(ledger: Ledger, topic_id: int) -> list[Occasion]:
    """The meetings at which the topic was found, whole or in part, oldest first."""
    cells = (cell for cell in ledger.cells.values() if cell.topic_id == topic_id)
    found = [ledger.occasions[cell.meeting_id] for cell in cells if cell.outcome in TAKEN_UP]
    return sorted(found, key=lambda occasion: (occasion.held, occasion.slug))


def forums_of(ledger: Ledger, topic_id: int, pairings: Iterable[Pairing]) -> list[TopicAtForum]:
    """A row for each dialogue that was assessed on the topic or is asked to raise it: recommended ones first.

    Then those with most meetings that took it up. `pairings` are the topic's own.
    """
    recommended = {pairing.dialogue.pk: pairing for pairing in once_a_pair(pairings) if pairing.dialogue}
    last = {occasion.dialogue_id: occasion for occasion in found_at(ledger, topic_id)}
    tallies = ledger.sums.by_dialogue_of(topic_id)
    rows = []
    for dialogue in ledger.dialogues.values():
        tally = tallies.get(dialogue.pk, Tally())
        if tally.total or dialogue.pk in recommended or dialogue.pk in last:
            pairing = recommended.get(dialogue.pk)
            rows.append(TopicAtForum(dialogue, tally, last.get(dialogue.pk), pairing))
    return sorted(rows, key=lambda row: (row.pairing is None, -row.tally.found, row.dialogue.reader.order))
