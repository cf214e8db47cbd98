"""The task list: what waits at which meeting, for whom, and until when."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agenda.actions import waiting_codes
from agenda.actions.rulings import is_agreed, is_decided
from agenda.coverage.recoding import Recode, recode_queue
from agenda.models import (
    MAY_CODE,
    Assignment,
    CodebookVersion,
    Dialogue,
    Document,
    Draft,
    Finding,
    Meeting,
    Topic,
)

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
    is_read_whole: bool
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
    def is_open(self) -> bool:
        """Can it be coded, and has cells without a finding?"""
        return self.is_read_whole and self.found < self.topics

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
    recode: Recode | None = None

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


def _topics_by_dialogue() -> tuple[set[int], Callable[[int], set[int]]]:
    """The topics of the codebook in force, and a function from a dialogue's id to those of them that are a cell there."""
    version = CodebookVersion.objects.first()
    coded = Topic.objects.filter(code__in=version.codes) if version else Topic.objects.all()
    topics = set(coded.values_list("pk", flat=True))
    without: dict[int, set[int]] = defaultdict(set)
    for dialogue, topic in Dialogue.out_of_scope.through.objects.values_list("dialogue", "topic"):
        without[dialogue].add(topic)
    return topics, lambda dialogue: topics - without[dialogue]


def _found_by_meeting(topics: set[int]) -> Counter[int]:
    """How many of the topics have a finding in force at each meeting where they are a cell. One query."""
    no_cell = Dialogue.out_of_scope.through.objects.filter(
        dialogue=OuterRef("meeting__dialogue"), topic=OuterRef("topic")
    )
    rows = Finding.objects.in_force().filter(~Exists(no_cell), topic__in=topics)
    return Counter(dict(rows.order_by().values_list("meeting").annotate(n=Count("pk"))))


def queued_meetings(user) -> list[QueuedMeeting]:
    """Every meeting that was held, the newest first, with the work that waits there for `user`."""
    read_whole = Document.objects.readouts().read_whole().filter(meeting=OuterRef("pk"))
    meetings = Meeting.objects.held().annotate(is_read_whole=Exists(read_whole))
    coded, topics = _topics_by_dialogue()
    found = _found_by_meeting(coded)
    drafts = Counter(Draft.objects.filter(analyst=user).values_list("meeting", flat=True))
    assignments = defaultdict(list)
    for assignment in Assignment.objects.select_related("analyst"):
        assignments[assignment.meeting_id].append(assignment)
    rows = []
    for meeting in meetings.select_related("dialogue").newest_first():
        given, cells = assignments.get(meeting.pk, []), topics(meeting.dialogue_id)
        row = QueuedMeeting(
            meeting,
            meeting.is_read_whole,
            len(cells),
            found[meeting.pk],
            given,
            drafts=drafts[meeting.pk],
        )
        row.mine = next((a for a in given if a.analyst_id == user.pk), None)
        rows.append(row)
    return rows


def tasks(rows: list[QueuedMeeting], user) -> list[Task]:
    """What is to be done at these meetings; a meeting whose cells are all decided has nothing left to code."""
    found = []
    may_code = user.has_perm(MAY_CODE)
    seen = set(Meeting.objects.seen_by(user).values_list("pk", flat=True))
    is_reviewer = user.has_perm("agenda.add_finding")
    waiting, decided = _waiting(is_reviewer)
    for row in rows:
        address = reverse("sheet", args=[row.meeting.slug]) if may_code else ""
        is_mine_open = row.mine is not None and row.mine.submitted_at is None
        if is_mine_open or (row.is_open and row.mine is None):
            others = [a for a in row.assignments if a is not row.mine]
            owners = [a for a in row.assignments if a.submitted_at is None]
            found.append(Task("second" if others else "code", row, address, owners))
        if is_reviewer and row.submitted:
            _count_disputes(row, waiting.get(row.meeting.pk, {}), decided)
            row.is_blind = may_code and row.meeting.pk not in seen
            if row.disputed or row.undisputed:
                found.append(Task("rule", row, reverse("adjudication", args=[row.meeting.slug])))
    by_meeting = {row.meeting.pk: row for row in rows}
    for recode in recode_queue():
        if held := by_meeting.get(recode.meeting.pk):
            address = reverse("sheet", args=[held.meeting.slug]) if may_code else ""
            found.append(Task("recode", held, address, recode=recode))
    return found


def _waiting(is_reviewer: bool):
    """The codes of each meeting that no finding rests on, and the findings in force of these cells. Two queries."""
    waiting = waiting_codes() if is_reviewer else {}
    cells = {(meeting, topic) for meeting, codes in waiting.items() for topic in codes}
    decided = {}
    if cells:
        findings = Finding.objects.in_force().filter(meeting__in=list(waiting))
        decided = {(f.meeting_id, f.topic_id): f for f in findings if (f.meeting_id, f.topic_id) in cells}
    return waiting, decided


def _count_disputes(row: QueuedMeeting, waiting: dict, decided: dict) -> None:
    for topic_id, codes in waiting.items():
        finding = decided.get((row.meeting.pk, topic_id))
        is_new = finding is None or finding.decided_at < max(code.assessed_at for code in codes)
        is_new = is_new and not is_decided(finding, codes)
        if is_new and len(codes) > 1 and not is_agreed(codes):
            row.disputed += 1
        elif is_new:
            row.undisputed += 1
