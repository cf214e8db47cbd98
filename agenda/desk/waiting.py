"""What waits at which meeting, as the database chooses it: keys and days only, so that a list costs what it shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from agenda.coverage.recoding import RecodedCell, recoded_cells
from agenda.models import (
    Assignment,
    CodebookVersion,
    CurrentCell,
    Dialogue,
    Document,
    Finding,
    Meeting,
    Topic,
    WaitingCell,
)
from agenda.models.base import one_by_one
from agenda.models.prepared import Prepared

MOST = 500
"""Meetings of one kind of work, those held last, that are listed and counted; of more the desk says “more than”."""


@dataclass(frozen=True)
class WorkPiece:
    """One piece of work at a meeting, not yet dressed for a page."""

    kind: str
    meeting_id: int
    held_on: date
    dialogue_id: int
    is_mine: bool = False
    due_on: date | None = None
    recode: RecodedCell | None = None

    @property
    def place(self) -> tuple:
        """Newest meetings first; at one meeting coding before ruling."""
        return -self.held_on.toordinal(), -self.meeting_id, self.kind == "rule"


@dataclass
class CodedTopics:
    """The topics in force, and those of them that are no cell at a dialogue."""

    topics: set[int]
    left_out: set[int]

    @classmethod
    def in_force(cls) -> "CodedTopics":
        """Two statements."""
        versions, pairs = newest_codes(), topic_codes()
        codes = set(versions[0]) if versions else {code for _pk, code in pairs}
        topics = {pk for pk, code in pairs if code in codes}
        return cls(topics, {pk for pk, _code in pairs} - topics)


@Prepared
def newest_codes() -> QuerySet[Any, list[str]]:
    """The codes of the newest codebook, if there is one."""
    return CodebookVersion.objects.order_by("-number").values_list("codes", flat=True)[:1]


@Prepared
def topic_codes() -> QuerySet[Any, tuple[int, str]]:
    """(key, code) of every topic."""
    return Topic.objects.order_by().values_list("pk", "code")


def undecided(left_out: Collection[int]) -> Exists:
    """Of meetings: has one of its cells no finding in force? Cells that readers see are asked first, by one key."""
    cell = {"meeting": OuterRef(OuterRef("pk")), "topic": OuterRef("pk")}
    begun = Finding.objects.filter(supersedes=None, **cell)
    outside = Dialogue.out_of_scope.through.objects.filter(
        dialogue=OuterRef(OuterRef("dialogue")), topic=OuterRef("pk")
    )
    open_topics = Topic.objects.exclude(pk__in=left_out).filter(
        ~Exists(CurrentCell.objects.filter(**cell)),
        ~Exists(begun) | ~Exists(Finding.objects.in_force().filter(**cell)),
        ~Exists(outside),
    )
    return Exists(open_topics)


def _begin(user: int, left_out: Collection[int]) -> QuerySet[Any, Any]:
    """Meetings that the user may begin: read whole, with cells that nobody decided, and not given to them."""
    read_whole = Document.objects.readouts().read_whole().filter(meeting=OuterRef("pk"))
    coders = Assignment.objects.filter(meeting=OuterRef("pk"))
    rows = Meeting.objects.held().filter(
        one_by_one(read_whole), ~Exists(coders.filter(analyst=user)), undecided(left_out)
    )
    rows = rows.order_by("-held_on", "-pk").annotate(is_second=one_by_one(coders))
    return rows.values_list("pk", "held_on", "dialogue_id", "is_second")


newest_to_begin = Prepared(_begin)


@Prepared
def open_assignments() -> QuerySet[Any, tuple[int, int, date | None]]:
    """(meeting, analyst, due on) of what was given and not handed in."""
    return Assignment.objects.open().order_by().values_list("meeting_id", "analyst_id", "due_on")


@Prepared
def meetings_at_hand() -> QuerySet[Any, tuple[int, date | None, int]]:
    """(key, held on, dialogue) of the meetings held where something was given and not handed in."""
    given = Assignment.objects.open().order_by().values("meeting")
    return Meeting.objects.held().filter(pk__in=given).order_by().values_list("pk", "held_on", "dialogue_id")


def _at_hand() -> list[tuple[int, int, date | None, date, int]]:
    """(meeting, analyst, due on, held on, dialogue) of work that was begun or given, at meetings that were held.

    Two queries: meetings are read of what is at hand, of which there is little, not looked through for it.
    """
    work = open_assignments()
    held = {pk: (held_on, dialogue) for pk, held_on, dialogue in meetings_at_hand() if held_on}
    return [(*row, *held[row[0]]) for row in work if row[0] in held]


class WaitingWork:
    """The work that waits for `user`: a bounded choice of it in the order of meetings, the newest first.

    `kind` narrows what is to be coded to one kind, so that more of it is listed.
    """

    def __init__(self, user, *, is_reviewer: bool) -> None:
        self.user, self.is_reviewer = user, is_reviewer
        self.codebook = CodedTopics.in_force()
        self.at_hand = _at_hand()
        self.due: dict[int, date] = {}
        for meeting, _analyst, day, *_rest in self.at_hand:
            if day:
                self.due[meeting] = min(day, self.due.get(meeting, day))
        self.recodes = recoded_cells()

    def pieces(self, forum: int | None = None, kind: str = "") -> tuple[list[WorkPiece], set[str]]:
        """The pieces, and what there is more of than is listed: "code", "rule". `forum` is a key."""
        within = {} if forum is None else {"dialogue": forum}
        to_code, cut = self._to_code(within, kind)
        to_rule = self._to_rule(within) if self.is_reviewer else []
        if len(to_rule) > MOST:
            cut.add("rule")
        pieces = sorted((*to_code, *to_rule[:MOST]), key=lambda piece: piece.place)
        return [*pieces, *self._to_recode(forum)], cut

    def _mine(self, within: dict) -> list[WorkPiece]:
        """What the user has begun or was given, whoever else codes it."""
        mine = {row[0]: row for row in self.at_hand if row[1] == self.user.pk}
        if within:
            mine = {pk: row for pk, row in mine.items() if row[-1] == within["dialogue"]}
        if not mine:
            return []
        others = Assignment.objects.filter(meeting__in=mine).exclude(analyst=self.user)
        shared = set(others.order_by().values_list("meeting", flat=True))
        return [
            WorkPiece("second" if pk in shared else "code", pk, held_on, dialogue, True, self.due.get(pk))
            for pk, _analyst, _due, held_on, dialogue in mine.values()
        ]

    def _open(self, within: dict, kind: str) -> QuerySet:
        """Meetings that the user may begin, in a forum or of a kind."""
        rows = _begin(self.user.pk, self.codebook.left_out).filter(**within)
        if kind in ("code", "second"):
            coders = Assignment.objects.filter(meeting=OuterRef("pk"))
            rows = rows.filter(Exists(coders) if kind == "second" else ~Exists(coders))
        return rows

    def _to_code(self, within: dict, kind: str) -> tuple[list[WorkPiece], set[str]]:
        begun = [
            piece for piece in self._mine(within) if kind not in ("code", "second") or piece.kind == kind
        ]
        rows = partial(self._open, within, kind)
        if within or kind in ("code", "second"):
            newest = list(rows()[: MOST + 1])
        else:
            newest = newest_to_begin.few(MOST + 1, self.user.pk, self.codebook.left_out)
        cut = {"code"} if len(newest) > MOST else set()
        found = dict.fromkeys(newest[:MOST])
        if cut and self.due:  # what is due comes first, however old
            found |= dict.fromkeys(rows().filter(pk__in=self.due))
        free = (
            WorkPiece("second" if is_second else "code", pk, held_on, dialogue, due_on=self.due.get(pk))
            for pk, held_on, dialogue, is_second in found
        )
        return [*begun, *free], cut

    def _to_rule(self, within: dict) -> list[WorkPiece]:
        waiting = WaitingCell.objects.order_by().values("meeting")
        rows = Meeting.objects.held().filter(pk__in=waiting, **within).order_by("-held_on", "-pk")
        found = rows.values_list("pk", "held_on", "dialogue_id")[: MOST + 1]
        return [WorkPiece("rule", pk, held_on, dialogue) for pk, held_on, dialogue in found if held_on]

    def _to_recode(self, forum: int | None) -> Iterable[WorkPiece]:
        return [
            WorkPiece("recode", cell.meeting_id, cell.held_on, cell.dialogue_id, recode=cell)
            for cell in self.recodes
            if forum is None or cell.dialogue_id == forum
        ]
