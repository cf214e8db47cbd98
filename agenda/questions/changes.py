"""What changed between two meetings: topics that are new, kept, not repeated, or of which it cannot be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.states import State
from agenda.models import Topic


class Change(StrEnum):
    """What became of a topic from the earlier meeting to the later one."""

    NEW = "new"
    KEPT = "kept"
    NOT_REPEATED = "not_repeated"
    CANNOT_BE_TOLD = "cannot_be_told"

    @property
    def word(self) -> str:
        return CHANGES[self][0]

    @property
    def meaning(self) -> str:
        return CHANGES[self][1]


CHANGES = {
    Change.NEW: (_("New"), _("Found at the later meeting; not mentioned in the published readouts of the earlier one.")),
    Change.KEPT: (_("Kept"), _("Found at both meetings.")),
    Change.NOT_REPEATED: (_("Not repeated"), _(
        "Found at the earlier meeting; not mentioned in the published readouts of the later one.")),
    Change.CANNOT_BE_TOLD: (_("Cannot be told"), _("Found at one of the meetings; the other could not be judged.")),
}  # fmt: skip


@dataclass(frozen=True)
class TopicChange:
    """A topic found at one of two meetings or both, with its cell at each (None: not assessed there)."""

    topic: Any
    change: Change
    earlier: Any
    later: Any

    @property
    def address(self) -> str:
        """The path of the finding at the later meeting, or, without one, of that at the earlier meeting."""
        return str((self.later or self.earlier).address)


def change_of(earlier: Any, later: Any) -> Change | None:
    """The change from one cell to the other; None for a topic found at neither meeting.

    Cells are a ledger's (`outcome`, `is_judged`). An absence counts only where it could be shown: what was found at
    one meeting is new, or not repeated, only when the other was judged.
    """
    was, is_now = _is_found(earlier), _is_found(later)
    if was and is_now:
        return Change.KEPT
    if is_now:
        return Change.NEW if _is_absent(earlier) else Change.CANNOT_BE_TOLD
    if was:
        return Change.NOT_REPEATED if _is_absent(later) else Change.CANNOT_BE_TOLD
    return None


def _is_found(cell: Any) -> bool:
    return cell is not None and cell.outcome in TAKEN_UP


def _is_absent(cell: Any) -> bool:
    return cell is not None and cell.outcome == State.NOT_RAISED and cell.is_judged


def changes(
    topics: Iterable[Any], cells: Mapping[tuple[int, int], Any], earlier: int, later: int
) -> dict[Change, list[TopicChange]]:
    """The topics found at either of two meetings, by change, each list in the order of `topics`.

    `cells` are keyed by (meeting id, topic id).
    """
    found: dict[Change, list[TopicChange]] = {change: [] for change in Change}
    for topic in topics:
        pair = cells.get((earlier, topic.pk)), cells.get((later, topic.pk))
        change = change_of(*pair)
        if change:
            found[change].append(TopicChange(topic, change, *pair))
    return found


@dataclass(frozen=True)
class LastMeeting:
    """The last assessed meeting of a dialogue, the assessed one of its level before it, and what changed (None, {} if none)."""

    later: Occasion
    earlier: Occasion | None
    changes: Mapping[Change, Sequence[TopicChange]]


def last_changes(ledger: Ledger, dialogue: int, topics: Iterable[Topic]) -> LastMeeting | None:
    """The last assessed meeting of a dialogue against the one of the same level before it, topics in their order.

    None where no meeting of it is assessed.
    """
    assessed = {meeting for meeting, _topic in ledger.cells}
    occasions = [o for o in reversed(ledger.by_dialogue.get(dialogue, ())) if o.pk in assessed]
    if not occasions:
        return None
    later = occasions[0]
    earlier = next((o for o in occasions[1:] if o.level == later.level), None)
    before = earlier.pk if earlier else 0
    return LastMeeting(later, earlier, changes(topics, ledger.cells, before, later.pk))
