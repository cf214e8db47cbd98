"""Judging one cell and publishing or withdrawing the result."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import (
    Assessment,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Recommendation,
    Topic,
)
from agenda.rules.papers import cell_of, papers_of
from agenda.rules.proof import Cell, problems, publication_problems
from agenda.rules.triggers import sentence_of

from .codebook import codebook_in_force


@dataclass
class Passage:
    """One piece of evidence as it is handed to `assess`; offsets count code points of the body's text."""

    document: Document
    paragraph: int | None = None
    strength: str = Evidence.Strength.FULL
    summary: str = ""
    start: int | None = None
    end: int | None = None


@dataclass
class Judgement:
    """What an analyst decides about one topic at one meeting."""

    outcome: str
    depth: str = ""
    is_excluded: bool = False
    confidence: str = ""
    note: str = ""
    examined: Iterable[Document] = ()
    passages: list[Passage] = field(default_factory=list)


def proof_problems(judgement: Judgement, cell: Cell) -> dict[str, str]:
    """What the judgement of the cell lacks, by field; empty when it is sound. See `rules.proof`."""
    examined = papers_of(judgement.examined)
    return problems(
        cell, judgement.outcome, examined, [passage.document.pk for passage in judgement.passages]
    )


@transaction.atomic
def assess(meeting: Meeting, topic: Topic, judgement: Judgement, *, by) -> Assessment:
    """Record `by`'s judgement of a cell; supersedes the one `by` made before.

    Raises ValidationError keyed by field when a rule of proof is broken, and on `outcome` when the database
    refuses: a rule was broken meanwhile, or someone superseded the same assessment.
    """
    if lacking := proof_problems(judgement, cell_of(meeting, topic)):
        raise ValidationError(lacking)
    version = codebook_in_force(by=by, on=timezone.localdate())
    before = Assessment.objects.current().filter(meeting=meeting, topic=topic, assessed_by=by).first()
    assessment = Assessment(
        meeting=meeting,
        topic=topic,
        codebook_version=version,
        outcome=judgement.outcome,
        depth=judgement.depth,
        is_excluded=judgement.is_excluded,
        confidence=judgement.confidence,
        note=judgement.note,
        assessed_by=by,
        is_self_coded=is_own_recommendation(by, meeting, topic),
        supersedes=before,
    )
    assessment.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            _store(assessment, judgement)
    except IntegrityError as error:
        meanwhile = _("This cell was assessed in another window meanwhile: reload and look at it.")
        raise ValidationError({"outcome": sentence_of(error) or meanwhile}) from None
    return assessment


def _store(assessment: Assessment, judgement: Judgement) -> None:
    assessment.save()
    examinations = {
        document.pk: Examination.objects.create(assessment=assessment, document=document)
        for document in judgement.examined
    }
    for passage in judgement.passages:
        _store_passage(examinations[passage.document.pk], passage)
    Evidence.objects.filter(examination__assessment=assessment).translate_as_before()


def is_own_recommendation(user, meeting: Meeting, topic: Topic) -> bool:
    """Did the user's organization recommend the topic for this meeting's dialogue?"""
    return Recommendation.objects.filter(
        topic=topic, dialogues=meeting.dialogue, recommender__affiliations__user=user
    ).exists()


CONTEXT = 32  # code points kept before and after a quote, so that it can be found again


def _store_passage(examination: Examination, passage: Passage) -> None:
    evidence = Evidence(
        examination=examination,
        paragraph=passage.paragraph,
        strength=passage.strength,
        summary=passage.summary,
    )
    if passage.start is not None and passage.end is not None:
        body = passage.document.body
        if body is None or not 0 <= passage.start < passage.end <= len(body.text):
            raise ValidationError({"passages": _("The marked passage lies outside the frozen text.")})
        evidence.body, evidence.start, evidence.end = body, passage.start, passage.end
        evidence.quote = body.text[passage.start : passage.end]
        evidence.prefix = body.text[max(0, passage.start - CONTEXT) : passage.start]
        evidence.suffix = body.text[passage.end : passage.end + CONTEXT]
    evidence.full_clean()
    evidence.save()


@transaction.atomic
def publish(
    assessment: Assessment, *, by, basis=Finding.Basis.SINGLE_CODER, reason="", with_documents: bool = False
) -> Finding:
    """Make an assessment the finding of its cell, superseding the one before.

    The rules of proof are asked again: documents may have changed since. `with_documents` publishes the
    documents it rests on too, which a reviewer may, though editing them is for editors. Raises PermissionDenied
    when `by` may not publish, ValidationError when the assessment was superseded, is the current finding
    already, lacks proof or rests on a hidden document.
    """
    if not by.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer publishes findings."))
    if settings.FORBID_SELF_APPROVAL and basis != Finding.Basis.ADJUDICATED and assessment.assessed_by == by:
        raise PermissionDenied(_("This site forbids publishing one's own assessment: ask another reviewer."))
    if Assessment.objects.filter(supersedes=assessment).exists():
        raise ValidationError(_("This assessment was superseded: publish the newer one."))
    before = (
        Finding.objects.current()
        .filter(meeting_id=assessment.meeting_id, topic_id=assessment.topic_id)
        .first()
    )
    if before and before.assessment_id == assessment.pk and before.status == Finding.Status.PUBLISHED:
        raise ValidationError(_("This assessment is the published finding already."))
    _require_proof(assessment, with_documents)
    return _decide(assessment, before, by, basis=basis, reason=reason)


def _require_proof(assessment: Assessment, with_documents: bool) -> None:
    """Raise ValidationError when the assessment breaks a rule now; publish its documents when asked to."""
    examinations = list(
        assessment.examinations.select_related("document").prefetch_related("document__bodies", "evidence")
    )
    if with_documents:
        _publish_documents(examination.document for examination in examinations)
    examined = papers_of(examination.document for examination in examinations)
    passages = [x.document_id for x in examinations for _evidence in x.evidence.all()]
    cell = cell_of(assessment.meeting, assessment.topic, assessment.codebook_version)
    lacking = problems(cell, assessment.outcome, examined, passages) | publication_problems(examined)
    if lacking:
        raise ValidationError(list(lacking.values()))


def _publish_documents(documents: Iterable[Document]) -> None:
    for document in documents:  # one by one, so that each leaves its history
        if not document.is_published:
            document.is_published = True
            document.save(update_fields=["is_published"])


@transaction.atomic
def withdraw(finding: Finding, *, by, reason: str) -> Finding:
    """Take a finding back, with a reason that stays readable. Returns the withdrawal, a finding too.

    Raises PermissionDenied or ValidationError (no reason given, or no longer the current finding).
    """
    if not by.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer withdraws findings."))
    if not reason.strip():
        raise ValidationError(_("Say why the finding is withdrawn."))
    if Finding.objects.filter(supersedes=finding).exists() or finding.status == Finding.Status.WITHDRAWN:
        raise ValidationError(_("This finding is not the current one of its cell."))
    return _decide(
        finding.assessment,
        finding,
        by,
        basis=finding.basis,
        reason=reason.strip(),
        status=Finding.Status.WITHDRAWN,
    )


@transaction.atomic
def withdraw_all(findings: Collection[Hashable], *, by, reason: str) -> int:
    """Withdraw the findings of these ids with one reason; returns how many. Raises as `withdraw` does."""
    rows = Finding.objects.select_related("assessment").in_bulk(list(findings))
    return len([withdraw(finding, by=by, reason=reason) for finding in rows.values()])


def _decide(assessment, before, by, **values) -> Finding:
    try:
        with transaction.atomic():
            return Finding.objects.create(
                meeting_id=assessment.meeting_id,
                topic_id=assessment.topic_id,
                assessment=assessment,
                outcome=assessment.outcome,
                depth=assessment.depth,
                is_excluded=assessment.is_excluded,
                is_self_coded=assessment.is_self_coded,
                decided_by=by,
                supersedes=before,
                **values,
            )
    except IntegrityError as error:
        meanwhile = _("Someone else decided this cell a moment ago: reload and look at it.")
        raise ValidationError(sentence_of(error) or meanwhile) from None
