"""Divergence: which side's own papers name a topic, and whose do not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.evidence import attach_proof
from agenda.joining import listed, sentences
from agenda.models import Finding
from agenda.translated import in_all_languages

from .sides import NAMING, SidesOfCell, SideStatement, SideView, sides_of_cells


class Pattern(StrEnum):
    """How the sides' own papers of one meeting stand to one topic that is named there."""

    ONE_SIDE = "one_side"
    BEYOND_JOINT = "beyond_joint"
    ALL_SIDES = "all_sides"
    JOINT = "joint"
    NOT_COMPARABLE = "not_comparable"

    @property
    def word(self) -> str:
        return PATTERNS[self][0]

    @property
    def meaning(self) -> str:
        return PATTERNS[self][1]


PATTERNS = {
    Pattern.ONE_SIDE: (_("One side only"), _(
        "One side's own paper names it; the others' own papers, all read whole, do not mention it.")),
    Pattern.BEYOND_JOINT: (_("Beyond the joint text"), _(
        "A side's own paper adds it; the joint text, read whole, does not name it, and the others have no own paper "
        "on record.")),
    Pattern.ALL_SIDES: (_("All sides' own papers"), _("The own papers of every side name it.")),
    Pattern.JOINT: (_("Joint text"), _("A paper issued by all sides together names it.")),
    Pattern.NOT_COMPARABLE: (_("Not comparable"), _(
        "Another side's own papers are not on record, or were not read, or only in part.")),
}  # fmt: skip


def pattern_of(joint: SideStatement | None, sides: Collection[SideStatement]) -> Pattern:
    """The pattern of what the joint text (None: none on record) and each side's own papers do with a topic."""
    if joint in NAMING:
        return Pattern.JOINT
    others = [statement for statement in sides if statement not in NAMING]
    naming = len(sides) - len(others)
    if naming and not others:
        return Pattern.ALL_SIDES if naming > 1 else Pattern.NOT_COMPARABLE
    is_joint_text_open = joint in REASONS
    if naming == 1 and set(others) == {SideStatement.SILENT} and not is_joint_text_open:
        return Pattern.ONE_SIDE
    if naming and joint == SideStatement.SILENT and set(others) == {SideStatement.NONE_ON_RECORD}:
        return Pattern.BEYOND_JOINT
    return Pattern.NOT_COMPARABLE


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


def divergence_rows(on: date) -> list[DivergenceRow]:
    """A row for each topic named at a meeting held by `on`: by pattern, newest meeting first. Ten queries."""
    found = Finding.objects.published().filter(outcome__in=TAKEN_UP, meeting__held_on__lte=on)
    findings = attach_proof(found)
    sides = sides_of_cells(findings)
    rows = [DivergenceRow(finding, _pattern(sides[finding.pk]), sides[finding.pk]) for finding in findings]
    order = list(PATTERNS)
    rows.sort(key=lambda row: row.topic.reader.order)
    rows.sort(key=lambda row: row.meeting.held_on, reverse=True)
    rows.sort(key=lambda row: order.index(row.pattern))
    return rows


def _pattern(compared: SidesOfCell) -> Pattern:
    joint = compared.joint.statement if compared.joint else None
    return pattern_of(joint, [view.statement for view in compared.sides])
