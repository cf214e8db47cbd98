"""Divergence: which side's own papers name a topic, and whose do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.coverage.evidence import attach_proof
from agenda.coverage.patterns import PATTERNS, Pattern
from agenda.coverage.sides import SidesOfCell, SideStatement, SideView, sides_of_cells
from agenda.joining import listed, sentences
from agenda.models import CurrentCell, Finding
from agenda.translated import in_all_languages


@dataclass(frozen=True)
class DivergenceRow:
    """A topic that a published readout of the meeting names, and what the joint text and each side do with it."""

    finding: Finding
    pattern: Pattern
    compared: SidesOfCell

    topic = property(lambda self: self.finding.topic)
    meeting = property(lambda self: self.finding.meeting)
    forum = property(lambda self: self.meeting.dialogue.slug)
    title = property(lambda self: " ".join(in_all_languages(self.meeting, "title")))
    held = property(lambda self: self.meeting.held)

    @property
    def views(self) -> tuple[SideView, ...]:
        return self.compared.views

    @property
    def statement(self) -> str:
        """What the joint text and each side's readouts do, in one sentence."""
        return self.compared.sentence

    @property
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


def compared(cells: Iterable[CurrentCell]) -> list[DivergenceRow]:
    """A row for each of the cells, in their order, with what each side's papers do. Ten queries."""
    patterns = {cell.finding_id: Pattern(cell.pattern) for cell in cells}
    findings = {row.pk: row for row in attach_proof(Finding.objects.filter(pk__in=patterns))}
    sides = sides_of_cells(findings.values())
    return [DivergenceRow(findings[pk], pattern, sides[pk]) for pk, pattern in patterns.items()]


def divergence_rows(on: date) -> list[DivergenceRow]:
    """A row for each topic named at a meeting held by `on`: by pattern, newest meeting first. Eleven queries."""
    return compared(divergence_cells(on).order_by(PLACE, "-held_on", "topic__name", "pk"))
