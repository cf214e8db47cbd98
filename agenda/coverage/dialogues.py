"""What the record holds of one dialogue: topics by held meetings."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from agenda.models import Dialogue, Topic

from .courses import Occasion
from .ledger import Ledger, Pairing
from .rates import Tally
from .states import State


@dataclass(frozen=True)
class DialogueCoverage:
    """What a coverage matrix shows: recommended topics on top, those found most often first; newest meeting first.

    `tallies` are of the topics at the meetings shown.

    `lookup(topic id, meeting id)` gives state, address of the finding, and whether the topic was recommended before the meeting.
    """

    topics: list[Topic]
    occasions: list[Occasion]
    recommended: set[int]
    tallies: dict[int, Tally]
    lookup: Callable[[int, int], tuple[State, str | None, bool]]

    @property
    def states(self) -> set[State]:
        """The states that its cells are in."""
        return {self.lookup(topic.pk, occasion.pk)[0] for topic in self.topics for occasion in self.occasions}


def coverage_of(
    dialogue: Dialogue, ledger: Ledger, pairings: list[Pairing], level: str = ""
) -> DialogueCoverage:
    """Topics that are recommended for the dialogue or assessed at it, by its held meetings. One query.

    `pairings` are the dialogue's own; with `level` only the meetings of that level.
    """
    occasions = [o for o in reversed(ledger.by_dialogue.get(dialogue.pk, [])) if level in ("", o.level)]
    recommended = {pairing.recommendation.topic_id for pairing in pairings}
    here = {occasion.pk for occasion in occasions}
    assessed = {cell.topic_id for cell in ledger.cells.values() if cell.meeting_id in here}
    topics = [t for t in Topic.objects.published() if t.pk in recommended or t.pk in assessed]
    tallies = _tallies(ledger, here)
    topics.sort(key=lambda t: (t.pk not in recommended, -tallies.get(t.pk, Tally()).found, t.reader.order))
    before = ledger.recommended_before(pairings)

    def lookup(topic_id: int, meeting_id: int) -> tuple[State, str | None, bool]:
        is_before = (meeting_id, topic_id) in before
        return *ledger.shown(meeting_id, topic_id, is_before), is_before

    return DialogueCoverage(topics, occasions, recommended, tallies, lookup)


def _tallies(ledger: Ledger, meetings: set[int]) -> dict[int, Tally]:
    """The tally of each topic at the meetings, by topic id."""
    cells = defaultdict(list)
    for cell in ledger.counted():
        if cell.meeting_id in meetings:
            cells[cell.topic_id].append(cell.counts_as)
    return {topic: Tally.of(values) for topic, values in cells.items()}
