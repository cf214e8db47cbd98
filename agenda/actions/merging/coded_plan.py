"""What merging a topic that was coded would do: the version it makes, what moves, and what may be decided of each cell."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.models import (
    Assessment,
    Claim,
    CodebookChange,
    CodebookVersion,
    Dialogue,
    Draft,
    Finding,
    Meeting,
    Plan,
    Recommendation,
    RulingDraft,
    Topic,
    WordProposal,
)

from ..judgements import is_own_recommendation
from ..rulings import codes_by_topic, is_decided, may_still_code, waiting_codes
from .plan import MergePlan, Refusal, naming
from .refusals import of_any_rows

TAKEN_UP = ("raised", "partly_raised")
MOVING: tuple[tuple[type[models.Model], str], ...] = (
    (Recommendation, "topic"),
    (Plan, "topic"),
    (Claim, "topic"),
    (Topic, "parent"),
    (WordProposal, "topic"),
)
"""What follows a topic to the one it is merged into. Judgements, codebook changes and notes on its entry stay with it."""


class CellChoice(models.TextChoices):
    """What becomes of a cell of the topic that goes."""

    CARRY = "carry", gettext_lazy("rule so for the topic that stays, with these passages")
    KEEP = "keep", gettext_lazy("the finding of the topic that stays holds for both")
    RECODE = "recode", gettext_lazy("code it again at the desk")


@dataclass(frozen=True)
class MergedCell:
    """A meeting at which the topic that goes has a finding in force, and the other one's finding there, if any."""

    meeting: Meeting
    given: Finding
    kept: Finding | None
    choices: tuple[str, ...]
    why: str = ""
    """Why it can only be coded again; "" where more can be chosen."""

    @property
    def name(self) -> str:
        """The name of its boxes in a form."""
        return f"cell-{self.meeting.pk}"

    @property
    def usual(self) -> str:
        """What is ticked before anybody chose: the only choice, or that a finding holds for both which say the same."""
        if len(self.choices) == 1:
            return self.choices[0]
        says_the_same = self.kept is not None and (self.kept.outcome, self.kept.is_excluded) == (
            self.given.outcome, self.given.is_excluded,
        )  # fmt: skip
        return CellChoice.KEEP if says_the_same else ""

    @property
    def options(self) -> list[tuple[str, Any]]:
        return [(choice, CellChoice(choice).label) for choice in self.choices]


@dataclass
class CodedPlan(MergePlan):
    """What merging a coded topic would do: the version it makes, the rows that move, and its cells."""

    number: int = 1
    cells: list[MergedCell] = field(default_factory=list)
    hidden: int = 0
    """Cells whose findings the account may not see; they go to the desk."""

    @property
    def digest(self) -> str:
        cells = [(cell.given.pk, cell.kept and cell.kept.pk, cell.choices) for cell in self.cells]
        seen = repr((super().digest, self.number, cells, self.hidden))
        return hashlib.sha256(seen.encode()).hexdigest()


def is_coded(topic: Any) -> bool:
    """Is the row a topic that judgements or a frozen codebook version name, so that it cannot go?"""
    if not isinstance(topic, Topic):
        return False
    frozen = any(topic.code in codes for codes in CodebookVersion.objects.values_list("codes", flat=True))
    return frozen or topic.assessments.exists()


def coded_plan(given: Topic, kept: Topic, *, by) -> CodedPlan:
    """Read what merging the coded topic `given` into `kept` would do, as far as `by` may see. A few queries a cell."""
    newest = CodebookVersion.objects.order_by("-number").values_list("number", flat=True).first()
    plan = CodedPlan(given, kept, number=(newest or 0) + 1)
    plan.refusals += _refusals(given, kept)
    for model, name in MOVING:
        relation: Any = model._meta.get_field(name).remote_field
        rows = [row for row in naming(relation, given) if row.pk != kept.pk or model is not Topic]
        if model is WordProposal:
            rows = [row for row in rows if row.decided_at is None]
        if rows:
            plan.add(relation, rows)
    findings = Finding.objects.in_force().filter(topic=given)
    seen = findings.visible_to(by).select_related("meeting__dialogue", "assessment")
    beside = {
        finding.meeting_id: finding
        for finding in Finding.objects.in_force().filter(topic=kept).visible_to(by)
    }
    plan.cells = [
        _cell(finding, beside.get(finding.meeting_id), kept, by)
        for finding in seen.order_by("meeting__held_on", "meeting__slug")
    ]
    plan.hidden = findings.count() - len(plan.cells)
    return plan


def _cell(given: Finding, kept: Finding | None, topic: Topic, by) -> MergedCell:
    if why := _why_not(given, topic, by):
        return MergedCell(given.meeting, given, kept, (CellChoice.RECODE,), why)
    is_found, is_found_there = given.outcome in TAKEN_UP, kept is not None and kept.outcome in TAKEN_UP
    choices = []
    if is_found and not given.is_excluded:
        choices.append(CellChoice.CARRY)
    if kept is not None and (is_found_there or not is_found):
        choices.append(CellChoice.KEEP)
    why = (
        ""
        if choices
        else _("That one was not mentioned says nothing of the other: somebody has to read for it.")
    )
    return MergedCell(given.meeting, given, kept, (*choices, CellChoice.RECODE), why)


def _why_not(given: Finding, kept: Topic, by) -> str:
    """Why the account cannot rule on the cell; the same questions as at any ruling."""
    if not by.has_perm("agenda.add_finding"):
        return _("Only a reviewer rules on it.")
    if may_still_code(given.meeting, by):
        return _("You may still code this meeting: coding is blind until then.")
    if is_own_recommendation(by, given.meeting, kept) or is_own_recommendation(
        by, given.meeting, given.topic
    ):
        return _("Your organization recommended this topic, so somebody else must rule on it.")
    if any(code.assessed_by_id == by.pk for code in codes_by_topic(given.meeting).get(kept.pk, [])):
        return _("You coded this cell yourself: the ruling must be a third person's.")
    return ""


def _waiting(topic: Topic) -> set[int]:
    """The meetings at which handed-in codes of the topic say something else than its finding in force and wait for a ruling."""
    codes = {meeting: topics[topic.pk] for meeting, topics in waiting_codes().items() if topic.pk in topics}
    rows = Finding.objects.in_force().filter(topic=topic, meeting__in=list(codes))
    standing = {finding.meeting_id: finding for finding in rows}
    return {meeting for meeting, given in codes.items() if _is_disputed(standing.get(meeting), given)}


def _is_disputed(finding: Finding | None, codes: list[Assessment]) -> bool:
    if finding is None:
        return True
    said = {(code.outcome, code.is_excluded) for code in codes}
    return said != {(finding.outcome, finding.is_excluded)} and not is_decided(finding, codes)


def _refusals(given: Topic, kept: Topic):
    yield from of_any_rows(given, kept)
    if given.pk == kept.pk:
        return
    out = CodebookChange.objects.taken_out()
    for topic in (given, kept):
        if topic.code in out:
            yield Refusal(_("“%(topic)s” was taken out of the codebook already.") % {"topic": topic}, topic)
    drafts = {
        draft.meeting_id for model in (Draft, RulingDraft) for draft in model.objects.filter(topic=given)
    }
    waiting = _waiting(given)
    if n := len(drafts | waiting):
        sentence = ngettext(
            "At %(n)s meeting somebody is coding it, or codes of it wait for a ruling: that comes first, so that no "
            "code is lost.",
            "At %(n)s meetings somebody is coding it, or codes of it wait for a ruling: that comes first, so that no "
            "code is lost.",
            n,
        )
        yield Refusal(sentence % {"n": n})
    used = models.Q(recommendations__topic=given) | models.Q(meetings__findings__topic=given)
    for dialogue in Dialogue.objects.filter(used, out_of_scope=kept).distinct():
        sentence = _(
            "“%(kept)s” is out of scope at %(dialogue)s, where “%(given)s” is asked for or was found."
        )
        yield Refusal(sentence % {"kept": kept, "dialogue": dialogue, "given": given}, dialogue)
