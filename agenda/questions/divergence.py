"""Divergence: which side's own papers name a topic, and whose do not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.coverage.kept_sides import sides_of_kept
from agenda.coverage.patterns import PATTERNS, Pattern
from agenda.coverage.sides import SidesOfCell, SideStatement, SideView
from agenda.joining import listed, sentences
from agenda.models import CurrentCell, Meeting, Topic
from agenda.models.findings import finding_address
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary


@dataclass(frozen=True)
class DivergenceRow:
    """A topic that a published readout of the meeting names, and what the joint text and each side do with it."""

    cell: CurrentCell
    meeting: Meeting
    topic: Topic
    pattern: Pattern
    compared: SidesOfCell

    held = property(lambda self: self.meeting.held)

    def get_absolute_url(self) -> str:
        """The address of the finding."""
        return finding_address(self.meeting.slug, self.topic.code)

    @property
    def views(self) -> tuple[SideView, ...]:
        return self.compared.views

    @property
    def statement(self) -> str:
        """What the joint text and each side's readouts do, in one sentence."""
        return self.compared.sentence

    @cached_property
    def reason(self) -> str:
        """Why it cannot be compared, naming the sides; "" where it can."""
        if self.pattern != Pattern.NOT_COMPARABLE:
            return ""
        reasons = []
        for statement, sentence in REASONS.items():
            views = [view for view in self.compared.sides if view.statement == statement]
            names = [view.side.reader.name for view in views if view.side]
            if names:
                reasons.append(gettext(sentence) % {"sides": listed(names)})
        if self.compared.joint and self.compared.joint.statement in REASONS:
            reasons.append(gettext("The joint text was not read whole, or not examined for this topic."))
        return sentences(reasons) or self._other_reason()

    def _other_reason(self) -> str:
        if len(self.compared.sides) < 2:
            return gettext("No other side is on record.")
        return gettext(
            "Several sides' own papers name it and others' do not: neither one side's nor all sides'."
        )


REASONS = {
    SideStatement.NONE_ON_RECORD: _("No readout of their own on record: %(sides)s."),
    SideStatement.UNREAD: _("Readout on record, not read: %(sides)s."),
    SideStatement.PARTLY_READ: _("Not every readout on record was read whole: %(sides)s."),
    SideStatement.NOT_EXAMINED: _("Not every readout on record was examined for this topic: %(sides)s."),
}


PLACE = Case(
    *(When(pattern=p.value, then=Value(n)) for n, p in enumerate(PATTERNS)), output_field=IntegerField()
)
"""The place of a kept cell's pattern among the patterns."""


def divergence_cells(on: date) -> QuerySet[CurrentCell]:
    """The kept cell of each topic named at a meeting held by `on`."""
    return CurrentCell.objects.filter(held_on__lte=on, pattern__gt="")


@Prepared
def _meetings(keys: Collection[int]) -> QuerySet[Any, Any]:
    return Meeting.objects.filter(pk__in=keys)


def compared(cells: Iterable[CurrentCell]) -> list[DivergenceRow]:
    """A row for each of the cells, in order, with what each side's papers do: four queries, and three of the vocabulary."""
    cells = list(cells)
    known, sides = vocabulary(), sides_of_kept(cells)
    topics, dialogues = known.topics, known.dialogues
    meetings = {row.pk: row for row in _meetings({cell.meeting_id for cell in cells})}
    for meeting in meetings.values():
        meeting.dialogue = dialogues[meeting.dialogue_id]
    return [
        DivergenceRow(
            cell,
            meetings[cell.meeting_id],
            topics[cell.topic_id],
            Pattern(cell.pattern),
            sides[cell.finding_id],
        )
        for cell in cells
    ]


def divergence_rows(on: date) -> list[DivergenceRow]:
    """A row for each topic named at a meeting held by `on`: by pattern, newest meeting first. Eight queries."""
    return compared(divergence_cells(on).order_by(PLACE, "-held_on", "topic__name", "pk"))
