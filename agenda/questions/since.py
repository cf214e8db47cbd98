"""Which two meetings of a dialogue are set side by side, and what changed from the one to the other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from agenda.coverage.cells import cells_of
from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.states import State
from agenda.models import CurrentCell, Dialogue, Meeting, Topic
from agenda.rules.reach import Reach
from agenda.translated import in_all_languages

from .changes import Change, TopicChange, changes

Pair = tuple[Occasion, Occasion]
"""Two meetings of one dialogue, the earlier one first."""


@dataclass
class ChangeRow:
    """A topic found at either of two meetings of a dialogue, and what became of it from the one to the other.

    The reaches of absences are filled in where they are asked for.
    """

    dialogue: Dialogue
    earlier: Occasion
    later: Occasion
    found: TopicChange
    earlier_reach: Reach | None = None
    later_reach: Reach | None = None

    topic = property(lambda self: self.found.topic)
    change = property(lambda self: self.found.change)
    forum = property(lambda self: self.dialogue.slug)
    title = property(lambda self: " ".join(in_all_languages(self.later, "title")))
    held = property(lambda self: self.later.held)

    address = property(lambda self: self.found.address)


def last_two(occasions: Sequence[Occasion], judged: set[int]) -> Pair | None:
    """The latest meeting with an earlier one of its level before it, both judged; None without such a pair.

    `occasions` are oldest first, `judged` holds ids.
    """
    newest = [occasion for occasion in reversed(occasions) if occasion.pk in judged]
    for place, later in enumerate(newest):
        for earlier in newest[place + 1 :]:
            if earlier.level == later.level:
                return earlier, later
    return None


def judged_meetings(ledger: Ledger) -> set[int]:
    """The ids of the meetings at which an absence could have been shown."""
    if not ledger.is_whole:
        return {cell.meeting_id for cell in ledger.cells.values() if cell.absence_shown}
    rows = ledger.kept_cells.filter(absence_shown=True)
    return set(rows.order_by().values_list("meeting_id", flat=True).distinct())


def _found_at(ledger: Ledger) -> set[int]:
    """The ids of the meetings at which something could be judged."""
    if not ledger.is_whole:
        return {cell.meeting_id for cell in ledger.cells.values() if cell.is_judged}
    is_judged = Q(outcome__in=TAKEN_UP) | Q(outcome=State.NOT_RAISED, absence_shown=True)
    rows = ledger.kept_cells.filter(is_judged).order_by()
    return set(rows.values_list("meeting_id", flat=True).distinct())


def last_pairs(ledger: Ledger, dialogues: Iterable[Dialogue]) -> list[Pair]:
    """The last two meetings of one level that were judged; failing that, the last two at which something was found.

    One pair for each dialogue that has one.
    """
    judged = judged_meetings(ledger)
    found = _found_at(ledger)
    by_dialogue = (ledger.by_dialogue.get(dialogue.pk, []) for dialogue in dialogues)
    pairs = (last_two(occasions, judged) or last_two(occasions, found) for occasions in by_dialogue)
    return [pair for pair in pairs if pair]


def change_rows(ledger: Ledger, pair: Pair | None = None) -> list[ChangeRow]:
    """What changed between the two meetings; without them, between the last two of each dialogue. One query."""
    pairs = [pair] if pair else last_pairs(ledger, ledger.dialogues.values())
    topics = list(Topic.objects.published().order_by("name"))
    cells = ledger.cells_at({occasion.pk for both in pairs for occasion in both})
    rows = [
        ChangeRow(ledger.dialogues[later.dialogue_id], earlier, later, row)
        for earlier, later in pairs
        for found in changes(topics, cells, earlier.pk, later.pk).values()
        for row in found
    ]
    return sorted(rows, key=lambda row: row.later.held, reverse=True)


def by_change(rows: Iterable[ChangeRow]) -> dict[Change, list[ChangeRow]]:
    """The rows by what became of their topics; every change is there, in the order of the changes."""
    found: dict[Change, list[ChangeRow]] = {change: [] for change in Change}
    for row in rows:
        found[row.change].append(row)
    return found


def since_last(meeting: Meeting) -> tuple[Meeting, dict[Change, int]] | None:
    """The last judged meeting of the same dialogue and level before this one, and how many topics changed how since.

    None where there is none, or nothing was found at either. Two queries.
    """
    shown = CurrentCell.objects.filter(dialogue_id=meeting.dialogue_id)
    before = Meeting.objects.published().held().filter(
        dialogue=meeting.dialogue_id, level=meeting.level, held_on__lt=meeting.held_on,
        pk__in=shown.filter(absence_shown=True).values("meeting_id"),
    ).order_by("-held_on", "-slug").first()  # fmt: skip
    if before is None:
        return None
    unnamed: dict[int, str] = defaultdict(str)  # cells are counted, not named
    rows = cells_of(shown.filter(meeting_id__in=[before.pk, meeting.pk]), unnamed, unnamed)
    cells = {(cell.meeting_id, cell.topic_id): cell for cell in rows}
    topics = [Topic(pk=pk) for pk in {topic for _meeting, topic in cells}]  # counted, not named
    found = changes(topics, cells, before.pk, meeting.pk)
    counts = {change: len(changed) for change, changed in found.items() if changed}
    return (before, counts) if counts else None
