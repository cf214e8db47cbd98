"""What the record holds of one dialogue: topics by held meetings."""

from collections.abc import Iterable
from dataclasses import dataclass

from agenda.languages import reading_language
from agenda.models import Dialogue, Topic
from agenda.models.base import address_pattern
from agenda.translated import place_in

from .cells import COUNTED_BY_TOPIC, LedgerCell
from .courses import TAKEN_UP, Occasion
from .ledger import Ledger
from .pairings import Pairing
from .rates import Tally, tallies_of
from .states import STATES, State

Cell = tuple[State, str | None, bool]
"""State, address of the finding (None without one), whether the topic was recommended before the meeting."""
BLANK: Cell = (State.NOT_RECOMMENDED, None, False)


@dataclass(frozen=True)
class DialogueCoverage:
    """What a coverage matrix shows: recommended topics on top, those found most often first; newest meeting first.

    `tallies` are of the topics at the meetings, `cells` those that are not blank, by (topic id, meeting id). `found` are
    the topics found at any of the meetings.
    """

    topics: list[Topic]
    occasions: list[Occasion]
    recommended: set[int]
    tallies: dict[int, Tally]
    cells: dict[tuple[int, int], Cell]
    found: set[int]

    def lookup(self, topic_id: int, meeting_id: int) -> Cell:
        """The cell of a topic at a meeting."""
        return self.cells.get((topic_id, meeting_id), BLANK)

    @property
    def states(self) -> set[State]:
        """The states that its cells are in, but for the blank ones."""
        return {state for state, _address, _is_before in self.cells.values()}


def coverage_of(
    dialogue: Dialogue,
    ledger: Ledger,
    pairings: list[Pairing],
    level: str = "",
    topics: Iterable[Topic] | None = None,
) -> DialogueCoverage:
    """Topics that are recommended for the dialogue or assessed at it, by its held meetings. One query without `topics`.

    `pairings` are the dialogue's own; with `level` only the meetings of that level. `topics` are public ones, all that
    may be among them.
    """
    occasions = [o for o in reversed(ledger.by_dialogue.get(dialogue.pk, [])) if level in ("", o.level)]
    recommended = {pairing.recommendation.topic_id for pairing in pairings}
    here = {occasion.pk for occasion in occasions}
    found_cells = [cell for cell in ledger.cells.values() if cell.meeting_id in here]
    assessed = {cell.topic_id for cell in found_cells}
    public = Topic.objects.published() if topics is None else topics
    shown = [t for t in public if t.pk in recommended or t.pk in assessed]
    tallies, tag, none = _tallies(ledger, here), reading_language(), Tally()
    shown.sort(
        key=lambda t: (t.pk not in recommended, -tallies.get(t.pk, none).found, place_in(t, tag)),
    )
    before = {(topic, meeting) for meeting, topic in ledger.recommended_before(pairings) if meeting in here}
    cells = _cells(found_cells, before)
    found = {cell.topic_id for cell in found_cells if cell.outcome in TAKEN_UP}
    return DialogueCoverage(shown, occasions, recommended, tallies, cells, found)


def _cells(found: Iterable[LedgerCell], before: set[tuple[int, int]]) -> dict[tuple[int, int], Cell]:
    """Every cell that is not blank: assessed, or recommended before its meeting."""
    cells: dict[tuple[int, int], Cell] = dict.fromkeys(before, (State.NOT_ASSESSED, None, True))
    path = address_pattern("finding", 2)
    for cell in found:
        key = cell.topic_id, cell.meeting_id
        state = State.EXCLUDED if cell.is_excluded else STATES[cell.outcome]
        cells[key] = state, path % (cell.meeting, cell.topic), key in before
    return cells


def _tallies(ledger: Ledger, meetings: set[int]) -> dict[int, Tally]:
    """The tally of each topic at the meetings, by topic id."""
    return tallies_of(
        map(COUNTED_BY_TOPIC, [cell for cell in ledger.counted() if cell.meeting_id in meetings])
    )
