"""Merge a topic that was coded into another: a new codebook version takes it out, and its cells are decided one by one.

A judgement says something of one entry of the codebook; no merge rewrites it. What a passage proved of the narrower entry can
be ruled on under the wider one by a reviewer, with a reason; what nobody can say without reading goes to the desk.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
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

from ..codebook import codes_of_next
from ..judgements import Judgement, Passage, is_own_recommendation, withdraw
from ..rulings import adjudicate, codes_by_topic, may_still_code, waiting_codes
from .merge import MergeChanged, MergeRefused
from .plan import MergePlan, Refusal, naming
from .signing import Signed

TAKEN_UP = ("raised", "partly_raised")
MOVING: tuple[tuple[type[models.Model], str], ...] = (
    (Recommendation, "topic"),
    (Plan, "topic"),
    (Claim, "topic"),
    (Topic, "parent"),
    (WordProposal, "topic"),
)
"""What follows a topic to the one it is merged into. Judgements, codebook changes and notes on its entry stay with it."""
WORDS = ("aliases", "phrases", "partial_phrases", "excluded_phrases")


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


def _refusals(given: Topic, kept: Topic):
    if given.pk == kept.pk:
        yield Refusal(_("This is one and the same row."))
        return
    if given.is_published and not kept.is_published:
        sentence = _("Readers see “%(given)s” and not “%(kept)s”: make that one public first.")
        yield Refusal(sentence % {"given": given, "kept": kept}, kept)
    out = CodebookChange.objects.taken_out()
    for topic in (given, kept):
        if topic.code in out:
            yield Refusal(_("“%(topic)s” was taken out of the codebook already.") % {"topic": topic}, topic)
    drafts = {
        draft.meeting_id for model in (Draft, RulingDraft) for draft in model.objects.filter(topic=given)
    }  # type: ignore[attr-defined]
    waiting = {meeting for meeting, topics in waiting_codes().items() if given.pk in topics}
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


@transaction.atomic
def merge_coded(
    given: Topic,
    kept: Topic,
    *,
    by,
    at: datetime,
    note: str,
    choices: Mapping[str, str],
    seen: str | None = None,
) -> CodedPlan:
    """Make the codebook version in which `given` is merged into `kept`, move what follows it, and decide its cells.

    `choices` maps the name of a cell to one of its choices; a cell with more than one must be chosen. `seen` is the
    fingerprint of the plan that was shown. Raises MergeRefused, MergeChanged, or ValidationError by field.
    """
    if not by.has_perm("agenda.add_codebookversion"):
        raise PermissionDenied(_("Only who keeps the codebook makes a version of it."))
    rows = Topic.objects.select_for_update().in_bulk(sorted({given.pk, kept.pk}))
    if set(rows) != {given.pk, kept.pk}:
        raise MergeChanged
    given, kept = rows[given.pk], rows[kept.pk]
    plan = coded_plan(given, kept, by=by)
    if plan.refusals:
        raise MergeRefused(plan)
    if seen is not None and seen != plan.digest:
        raise MergeChanged
    _require_answers(plan, note, choices)
    version = _make_version(plan, by, at, note)
    signed = Signed(by, (_("“%(given)s” merged into “%(kept)s”") % {"given": given, "kept": kept})[:100])
    _move(plan, given, kept, signed)
    for cell in plan.cells:
        _decide(cell, choices.get(cell.name, CellChoice.RECODE), version, kept, by)
    return plan


def _require_answers(plan: CodedPlan, note: str, choices: Mapping[str, str]) -> None:
    problems: dict[str, str] = {}
    if not note.strip():
        problems["note"] = _("Say why the two are one: the note stays with the version.")
    for cell in plan.cells:
        chosen = choices.get(cell.name) or (cell.choices[0] if len(cell.choices) == 1 else "")
        if chosen not in cell.choices:
            problems[cell.name] = _("Choose what becomes of this cell.")
    if problems:
        raise ValidationError(problems)


def _make_version(plan: CodedPlan, by, at: datetime, note: str) -> CodebookVersion:
    codes = codes_of_next([(plan.given, CodebookChange.Kind.MERGED, [plan.kept])])
    version: Any = CodebookVersion(number=plan.number, made_on=at.date(), note=note.strip(), codes=codes)
    version._history_user = by
    version.save()
    change = CodebookChange.objects.create(
        version=version, topic=plan.given, kind=CodebookChange.Kind.MERGED, note=note.strip()
    )
    change.successors.set([plan.kept])
    WordProposal.objects.land_in(version)
    return version


def _move(plan: CodedPlan, given: Topic, kept: Topic, signed: Signed) -> None:
    """Let rows name the topic that stays; it takes the words over by which passages are suggested."""
    for move in plan.moves:
        for row in move.rows:
            setattr(row, move.relation.field.name, kept)
            signed.save(row)
    if kept.parent_id == given.pk:
        kept.parent = given.parent
    for name in WORDS:
        ours = getattr(kept, name)
        setattr(kept, name, [*ours, *(word for word in getattr(given, name) if word not in ours)])
    if given.name not in (kept.name, *kept.aliases):
        kept.aliases = [*kept.aliases, given.name]
    signed.save(kept)
    for theirs in given.phrasings.all():
        own = kept.phrasings.filter(language=theirs.language).first() or theirs
        if own is theirs:
            own.pk = None
            own._state.adding = True
            own.topic = kept
        for name in WORDS[1:]:
            words = getattr(own, name)
            setattr(own, name, [*words, *(word for word in getattr(theirs, name) if word not in words)])
        signed.save(own)


def _decide(cell: MergedCell, choice: str, version: CodebookVersion, kept: Topic, by) -> None:
    """Carry one cell over, let the other finding hold, or leave it to the desk, whose queue the change fills."""
    if choice == CellChoice.RECODE:
        return
    said = {"given": cell.given.topic.name, "kept": kept.name, "number": version.number}
    try:
        if choice == CellChoice.CARRY:
            reason = _(
                "Carried over from “%(given)s”, merged into “%(kept)s” in codebook version %(number)s."
            )
            judgement = _judgement(cell.given.assessment)
            adjudicate(cell.meeting, kept, judgement, by=by, reason=reason % said)
        gone = _("Merged into “%(kept)s” in codebook version %(number)s, whose finding holds here.")
        withdraw(cell.given, by=by, reason=gone % said)
    except (ValidationError, PermissionDenied) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        raise ValidationError({cell.name: words}) from None


def _judgement(assessment: Assessment) -> Judgement:
    """The judgement again, with its documents and passages. Raises ValidationError where a passage's text was replaced."""
    examined, passages = [], []
    for examination in assessment.examinations.select_related("document").prefetch_related("evidence"):
        document = examination.document
        examined.append(document)
        for evidence in examination.evidence.all():
            start, end = evidence.start, evidence.end
            if evidence.body_id and (document.body is None or evidence.body_id != document.body.pk):
                start = document.body.text.find(evidence.quote) if document.body else -1
                if start < 0:
                    raise ValidationError(
                        _("A passage stands in an older text of “%(document)s”: code the cell again.")
                        % {"document": document}
                    )
                end = start + len(evidence.quote)
            passages.append(
                Passage(document, evidence.paragraph, evidence.strength, evidence.summary, start, end)
            )
    return Judgement(
        outcome=assessment.outcome,
        depth=assessment.depth,
        is_excluded=assessment.is_excluded,
        confidence=assessment.confidence,
        note=assessment.note,
        examined=examined,
        passages=passages,
    )
