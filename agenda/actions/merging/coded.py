"""Merge a topic that was coded into another: a new codebook version takes it out, and its cells are decided one by one.

A judgement says something of one entry of the codebook; no merge rewrites it. What a passage proved of the narrower entry can
be ruled on under the wider one by a reviewer, with a reason; what nobody can say without reading goes to the desk.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Assessment, CodebookChange, CodebookVersion, Topic, WordProposal

from ..codebook import codes_of_next
from ..judgements import Judgement, Passage
from ..publishing import withdraw
from ..rulings import adjudicate
from .coded_plan import CellChoice, CodedPlan, MergedCell, coded_plan
from .merge import MergeChanged, MergeRefused
from .signing import Signed

CARRIED = "Carried over from “%(given)s”, merged into “%(kept)s” in codebook version %(number)s."
MERGED_AWAY = "Merged into “%(kept)s” in codebook version %(number)s, whose finding holds here."
"""Reasons of rulings and withdrawals; they are part of the record and stand in its language."""
WORDS = ("aliases", "phrases", "partial_phrases", "excluded_phrases")


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
            judgement = _judgement(cell.given.assessment)
            adjudicate(cell.meeting, kept, judgement, by=by, reason=CARRIED % said)
        withdraw(cell.given, by=by, reason=MERGED_AWAY % said)
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
