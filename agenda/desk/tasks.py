"""The task list: what waits at which meeting, for whom, and until when."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agenda.coverage.recoding import RecodedCell
from agenda.models import MAY_CODE, Assignment, Dialogue, Draft, Finding, Meeting, WaitingCell
from agenda.models.prepared import Prepared

from .waiting import WaitingWork, WorkPiece

KINDS = {
    "code": _("To code"),
    "second": _("To code second"),
    "rule": _("To rule"),
    "recode": _("To recode"),
}


@dataclass
class QueuedMeeting:
    """A meeting in the queue, with the work that waits there."""

    meeting: Meeting
    topics: int
    found: int
    assignments: list[Assignment] = field(default_factory=list)
    mine: Assignment | None = None
    drafts: int = 0
    disputed: int = 0
    undisputed: int = 0
    is_blind: bool = False
    """May the user still code it, so that how others coded it is not said?"""

    @property
    def submitted(self) -> int:
        return sum(a.submitted_at is not None for a in self.assignments)


@dataclass
class Task:
    """One piece of work at a meeting."""

    kind: str
    row: QueuedMeeting
    address: str
    """Where the work is done; "" for somebody who may not do it."""
    owners: list[Assignment] = field(default_factory=list)
    recode: RecodedCell | None = None

    @property
    def label(self):
        return KINDS[self.kind]

    @property
    def is_mine(self) -> bool:
        return self.kind in ("code", "second") and self.row.mine is not None

    @property
    def due_on(self) -> date | None:
        """The first day on which something of it is due."""
        return min((a.due_on for a in self.owners if a.due_on), default=None)


def cells_by_dialogue(waiting: WaitingWork, dialogues: Collection[int]) -> dict[int, int]:
    """How many topics of the codebook in force are a cell at each of the dialogues. One query."""
    topics = waiting.codebook.topics
    without: Counter[int] = Counter()
    for dialogue, topic in _out_of_scope(dialogues):
        without[dialogue] += topic in topics
    return {dialogue: len(topics) - without[dialogue] for dialogue in dialogues}


@Prepared
def _out_of_scope(dialogues: Collection[int]) -> QuerySet[Any, tuple[int, int]]:
    """(dialogue, topic) of what is no cell there."""
    pairs = Dialogue.out_of_scope.through.objects.filter(dialogue__in=dialogues)
    return pairs.order_by().values_list("dialogue", "topic")


@Prepared
def _found(meetings: Collection[int], left_out: Collection[int]) -> QuerySet[Any, tuple[int, int]]:
    """(meeting, how many cells have a finding in force)."""
    no_cell = Dialogue.out_of_scope.through.objects.filter(
        dialogue=OuterRef("meeting__dialogue"), topic=OuterRef("topic")
    )
    rows = Finding.objects.in_force().filter(~Exists(no_cell), meeting__in=meetings)
    rows = rows.exclude(topic__in=left_out)
    return rows.order_by().values_list("meeting").annotate(n=Count("pk"))


@Prepared
def _meetings(keys: Collection[int]) -> QuerySet[Meeting]:
    """The meetings with their dialogues."""
    return Meeting.objects.select_related("dialogue").filter(pk__in=keys).order_by()


@Prepared
def _assignments(meetings: Collection[int]) -> QuerySet[Assignment]:
    """Who was given the meetings, with their coders."""
    return Assignment.objects.filter(meeting__in=meetings).select_related("analyst")


def found_by_meeting(waiting: WaitingWork, meetings: Collection[int]) -> Counter[int]:
    """How many cells of each of the meetings have a finding in force. One query."""
    return Counter(dict(_found(list(meetings), waiting.codebook.left_out)))


def tasks(waiting: WaitingWork, pieces: Collection[WorkPiece]) -> list[Task]:
    """The pieces with what a page says of them."""
    rows = _rows(waiting, pieces)
    may_code = waiting.user.has_perm(MAY_CODE)
    found = []
    for piece in pieces:
        row = rows[piece.meeting_id]
        address = reverse("sheet", args=[row.meeting.slug]) if may_code else ""
        if piece.kind == "rule":
            address = reverse("adjudication", args=[row.meeting.slug])
        is_coded = piece.kind in ("code", "second")
        owners = [a for a in row.assignments if a.submitted_at is None] if is_coded else []
        found.append(Task(piece.kind, row, address, owners, piece.recode))
    return found


def _rows(waiting: WaitingWork, pieces: Collection[WorkPiece]) -> dict[int, QueuedMeeting]:
    """The pieces' meetings by key. As many queries whatever their number."""
    user = waiting.user
    meetings = {meeting.pk: meeting for meeting in _meetings({piece.meeting_id for piece in pieces})}
    topics = cells_by_dialogue(waiting, {meeting.dialogue_id for meeting in meetings.values()})
    found = found_by_meeting(waiting, meetings)
    rows = {pk: QueuedMeeting(m, topics[m.dialogue_id], found[pk]) for pk, m in meetings.items()}
    for assignment in _assignments(list(rows)):
        row = rows[assignment.meeting_id]
        row.assignments.append(assignment)
        if assignment.analyst_id == user.pk:
            row.mine = assignment
    if mine := {piece.meeting_id for piece in pieces if piece.is_mine}:
        drafts = Draft.objects.filter(analyst=user, meeting__in=mine).order_by().values_list("meeting")
        for pk, n in drafts.annotate(n=Count("pk")):
            rows[pk].drafts = n
    if to_rule := {piece.meeting_id for piece in pieces if piece.kind == "rule"}:
        _count_disputes(rows, to_rule, user)
    return rows


def _count_disputes(rows: dict[int, QueuedMeeting], to_rule: set[int], user) -> None:
    """Count the cells that wait at each meeting, and mark those whose codes are a secret from the user. Two queries."""
    cells = WaitingCell.objects.filter(meeting__in=to_rule).order_by().values_list("meeting")
    counted = cells.annotate(n=Count("pk"), disputed=Count("pk", filter=Q(is_disputed=True)))
    for pk, n, disputed in counted:
        rows[pk].disputed, rows[pk].undisputed = disputed, n - disputed
    if user.has_perm(MAY_CODE):
        seen = set(Meeting.objects.seen_by(user).filter(pk__in=to_rule).values_list("pk", flat=True))
        for pk in to_rule - seen:
            rows[pk].is_blind = True


def in_order(waiting: WaitingWork, pieces: list[WorkPiece], sort: str) -> list[WorkPiece]:
    """The pieces in the order that is asked for; what is equal stays in the order of meetings."""
    if sort == "meeting":
        return sorted(pieces, key=lambda piece: -piece.held_on.toordinal())
    if sort == "work":
        return sorted(pieces, key=lambda piece: list(KINDS).index(piece.kind))
    if sort == "forum":
        names = {d.pk: str(d) for d in Dialogue.objects.filter(pk__in={p.dialogue_id for p in pieces})}
        return sorted(pieces, key=lambda piece: (names[piece.dialogue_id], -piece.held_on.toordinal()))
    if sort == "state":
        found = found_by_meeting(waiting, {piece.meeting_id for piece in pieces})
        topics = cells_by_dialogue(waiting, {piece.dialogue_id for piece in pieces})
        return sorted(pieces, key=lambda p: found[p.meeting_id] / max(topics[p.dialogue_id], 1))
    return sorted(pieces, key=lambda piece: (piece.due_on or date.max, not piece.is_mine))
