"""The rows of a topic's page: its cells with their meetings as they are stored, and its dialogues."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, TextField, Value

from agenda.coverage.cells import occasion_columns
from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.pairings import Pairing
from agenda.coverage.proofs import ProofLine
from agenda.coverage.rates import Tally
from agenda.coverage.states import State, cell_state
from agenda.dates import PartialDate
from agenda.models import CodebookChange, CurrentCell, Dialogue, InterpretationNote, Topic
from agenda.models.findings import finding_address
from agenda.models.prepared import Prepared


@dataclass(frozen=True)
class TopicAtForum:
    """A topic at one dialogue: its tally, the last meeting that took it up, and its pairing where it is recommended."""

    dialogue: Dialogue
    tally: Tally
    last: Occasion | None
    pairing: Pairing | None


NOT_ASKED = Value(None, output_field=TextField())


class StoredCell(NamedTuple):
    """A cell of the topic and its meeting, as they are stored.

    `meeting` is what `occasion_of` takes. Where the topic is not mentioned, `examined` are the keys of the documents, with
    commas between them.
    """

    finding: int
    outcome: str
    is_excluded: bool
    examined: str | None
    meeting: tuple[Any, ...]

    @property
    def at(self) -> int:
        """The key of the meeting."""
        return self.meeting[0]

    @property
    def slug(self) -> str:
        """The meeting's."""
        return self.meeting[1]

    @property
    def held_on(self) -> date:
        return self.meeting[3]

    @property
    def dialogue(self) -> int:
        return self.meeting[6]

    @property
    def is_taken_up(self) -> bool:
        return self.outcome in TAKEN_UP

    @property
    def state(self) -> State:
        return cell_state(self.outcome, is_excluded=self.is_excluded)


class HeldOn(NamedTuple):
    """A held meeting of a dialogue, by its day alone."""

    pk: int
    held: PartialDate


@dataclass(frozen=True)
class ListedCell:
    """A cell as a list says it."""

    topic: Topic
    meeting: Occasion
    outcome: str
    is_excluded: bool

    def get_absolute_url(self) -> str:
        return finding_address(self.meeting.slug, self.topic.code)


@dataclass(frozen=True)
class RaisedCell(ListedCell):
    """A cell that took the topic up, with its dialogue and what proves it."""

    dialogue: Dialogue
    proof: list[ProofLine]


def topics_for_pages(on: date) -> QuerySet[Any]:
    """The public topics, each with what its page would else ask for one by one: whether there is anything of a kind."""
    breaks = CodebookChange.objects.filter(kind__in=CodebookChange.BREAKS)
    return Topic.objects.published().select_related("parent").annotate(
        is_past=Exists(CurrentCell.objects.filter(held_on__gt=on)),
        has_exceptions=Exists(Dialogue.out_of_scope.through.objects.filter(topic=OuterRef("pk"))),
        has_notes=Exists(InterpretationNote.topics.through.objects.filter(topic=OuterRef("pk"))),
        has_children=Exists(Topic.objects.published().filter(parent=OuterRef("pk"))),
        has_breaks=Exists(breaks.filter(topic=OuterRef("pk")))
        | Exists(CodebookChange.successors.through.objects.filter(topic=OuterRef("pk"))),
    )  # fmt: skip


@Prepared
def _for_page(code: str, on: date) -> QuerySet[Any, Any]:
    return topics_for_pages(on).filter(code=code)


def topic_for_page(code: str, on: date) -> Any | None:
    """The public topic of `topics_for_pages` that has the code; None where there is none. One query."""
    return next(iter(_for_page(code, on)), None)


def cell_rows(rows: QuerySet[CurrentCell], examined: Any = NOT_ASKED) -> QuerySet[Any, Any]:
    """The columns that `as_stored` takes; `examined` is an expression."""
    return rows.values_list("finding_id", "outcome", "is_excluded", examined, *occasion_columns("meeting__"))


def as_stored(rows: Iterable[tuple[Any, ...]]) -> list[StoredCell]:
    """A cell for each of the `cell_rows`, in their order."""
    return [
        StoredCell(finding, outcome, is_excluded, papers, tuple(meeting))
        for finding, outcome, is_excluded, papers, *meeting in rows
    ]
