"""Which two meetings of a dialogue are set side by side, and what changed from the one to the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from agenda.coverage.cells import CELL, LedgerCell, occasion_columns, occasion_of
from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.states import State
from agenda.models import CurrentCell, Dialogue, Meeting, Topic
from agenda.models.prepared import Prepared
from agenda.rules.reach import Reach
from agenda.translated import in_all_languages

from .changes import Change, TopicChange, changes

M = TypeVar("M", bound=Any)
Pair = tuple[Occasion, Occasion]
"""Two meetings of one dialogue, the earlier one first."""


class TopicKey(NamedTuple):
    """What is compared of a topic; its names are looked up for the rows that are shown."""

    pk: int


@dataclass
class ChangeRow:
    """A topic found at either of two meetings of a dialogue, and what became of it from the one to the other.

    `topics` are the topics by key, of which `found` names one. The reaches of absences are filled in where they are
    asked for.
    """

    dialogue: Dialogue
    earlier: Occasion
    later: Occasion
    found: TopicChange
    topics: Mapping[int, Topic]
    earlier_reach: Reach | None = None
    later_reach: Reach | None = None

    topic = property(lambda self: self.topics[self.found.topic.pk])
    code = property(lambda self: (self.found.later or self.found.earlier).topic)
    change = property(lambda self: self.found.change)
    forum = property(lambda self: self.dialogue.slug)
    title = property(lambda self: " ".join(in_all_languages(self.later, "title")))
    held = property(lambda self: self.later.held)

    address = property(lambda self: self.found.address)


def last_two(occasions: Sequence[M], judged: set[int]) -> tuple[M, M] | None:
    """The latest meeting with an earlier one of its level before it, both judged; None without such a pair.

    `occasions` (with `pk` and `level`) are oldest first, `judged` holds ids.
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


def could_be_judged() -> Q:
    """Of a cell that is kept: `LedgerCell.is_judged`."""
    return Q(outcome__in=TAKEN_UP) | Q(outcome=State.NOT_RAISED, absence_shown=True)


def _found_at(ledger: Ledger) -> set[int]:
    """The ids of the meetings at which something could be judged."""
    if not ledger.is_whole:
        return {cell.meeting_id for cell in ledger.cells.values() if cell.is_judged}
    rows = ledger.kept_cells.filter(could_be_judged()).order_by()
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
    topics = {topic.pk: topic for topic in Topic.objects.published().order_by("name")}
    cells = ledger.cells_at({occasion.pk for both in pairs for occasion in both})
    rows = [
        ChangeRow(ledger.dialogues[later.dialogue_id], earlier, later, row, topics)
        for earlier, later in pairs
        for found in changes(topics.values(), cells, earlier.pk, later.pk).values()
        for row in found
    ]
    return sorted(rows, key=lambda row: row.later.held, reverse=True)


def by_change(rows: Iterable[ChangeRow]) -> dict[Change, list[ChangeRow]]:
    """The rows by what became of their topics; every change is there, in the order of the changes."""
    found: dict[Change, list[ChangeRow]] = {change: [] for change in Change}
    for row in rows:
        found[row.change].append(row)
    return found


@Prepared
def _before(dialogue: int, level: str, held_on: date) -> QuerySet[Any, Any]:
    """The cells of the last judged meeting of a dialogue and level before the day, each with the columns of the meeting."""
    # Asked meeting by meeting, the newest first: a list of all judged ones would be made before.
    shown = CurrentCell.objects.filter(meeting=OuterRef("pk"), absence_shown=True)
    judged = Meeting.objects.published().held().filter(
        Exists(shown), dialogue=dialogue, level=level, held_on__lt=held_on
    ).order_by("-held_on", "-slug")  # fmt: skip
    rows = CurrentCell.objects.filter(meeting_id=Subquery(judged.values("pk")[:1]))
    return rows.order_by("finding_id").values_list(*CELL, *occasion_columns("meeting__"))


def since_last(meeting: Meeting, findings: Iterable[Any]) -> tuple[Occasion, dict[Change, int]] | None:
    """The last judged meeting of the same dialogue and level before this one, and how many topics changed how since.

    `findings` are those of the meeting. None where there is none, or nothing was found at either. One query.
    """
    rows = _before(meeting.dialogue_id, meeting.level, meeting.held_on) if meeting.held_on else []
    if not rows:
        return None
    before = occasion_of(*rows[0][len(CELL) :])
    earlier = [LedgerCell._make((*row[: len(CELL)], "", "")) for row in rows]  # counted, not named
    later = [LedgerCell(f.pk, f.outcome, f.is_excluded, meeting.pk, f.topic_id, f.is_self_coded, f.absence_shown)
             for f in findings]  # fmt: skip
    cells = {(cell.meeting_id, cell.topic_id): cell for cell in (*earlier, *later)}
    topics = [TopicKey(pk) for pk in {topic for _meeting, topic in cells}]
    found = changes(topics, cells, before.pk, meeting.pk)
    counts = {change: len(changed) for change, changed in found.items() if changed}
    return (before, counts) if counts else None
