"""The strip of a topic at a dialogue: a dot a meeting, oldest first, from a ledger."""

from collections.abc import Collection

from agenda.coverage.ledger import Ledger

from .dots import Dot


def topic_strip(
    ledger: Ledger, dialogue_id: int, topic_id: int, recommended: Collection[tuple[int, int]]
) -> list[Dot]:
    """One dot for each held meeting of the dialogue.

    `recommended` holds (meeting id, topic id) of what was recommended before it.
    """
    strip = []
    for occasion in ledger.by_dialogue.get(dialogue_id, ()):
        is_before = (occasion.pk, topic_id) in recommended
        cell = ledger.cells.get((occasion.pk, topic_id))
        state = ledger.state(occasion.pk, topic_id, is_before)
        strip.append(Dot(str(occasion.held), state, cell.address if cell else None, is_before))
    return strip
