"""Publishing what was judged, one cell or a meeting's cells together, and withdrawing it."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agenda.models import Assessment, CodebookVersion, Document, Evidence, Examination, Finding, Meeting
from agenda.models.inserts import insert_rows
from agenda.models.prepared import Prepared
from agenda.rules.papers import cells_of, paper_of
from agenda.rules.proof import problems, publication_problems
from agenda.rules.triggers import sentence_of


def _superseded(assessments: Collection[int]):
    return (
        Assessment.objects.filter(supersedes__in=assessments).order_by().values_list("supersedes", flat=True)
    )


def _examined(assessments: Collection[int]):
    rows = Examination.objects.filter(assessment__in=assessments).order_by("pk")
    return rows.values_list("assessment", "document")


def _quoted(assessments: Collection[int]):
    told = Evidence.objects.filter(examination__assessment__in=assessments).order_by("examination", "pk")
    return told.values_list("examination__assessment", "examination__document")


def _standing(meeting: int, topics: Collection[int]):
    return Finding.objects.current().filter(meeting=meeting, topic__in=topics)


def _versions(keys: Collection[int]):
    return CodebookVersion.objects.filter(pk__in=keys)


def _papers(meeting: int, examined: Collection[int]):
    return Document.objects.filter(Q(meeting=meeting) | Q(pk__in=examined)).prefetch_related("bodies")


superseded, examined, quoted = Prepared(_superseded), Prepared(_examined), Prepared(_quoted)
standing, versions, papers = Prepared(_standing), Prepared(_versions), Prepared(_papers)


@dataclass(frozen=True)
class Decision:
    """That an assessment shall be the finding of its cell, and why."""

    assessment: Assessment
    basis: str = Finding.Basis.SINGLE_CODER
    reason: str = ""


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
    _require_publisher(assessment, by, basis)
    stand = _Stand(assessment.meeting, [assessment])
    return _store(stand.finding(Decision(assessment, basis, reason), by, with_documents))


def publish_together(
    meeting: Meeting, decisions: Sequence[Decision], *, by, with_documents: bool = False
) -> dict[Assessment, ValidationError]:
    """Publish assessments of different cells of a meeting as `publish` does each; returns what was refused of which.

    Inside a transaction. The statements do not grow with the cells, unless the database refuses one: then each is written
    by itself, to tell which. Raises PermissionDenied when `by` may not publish one of them.
    """
    if not decisions:
        return {}
    stand, refused, rows = _Stand(meeting, [one.assessment for one in decisions]), {}, []
    for decision in decisions:
        _require_publisher(decision.assessment, by, decision.basis)
        try:
            rows.append(stand.finding(decision, by, with_documents))
        except ValidationError as error:
            refused[decision.assessment] = error
    try:
        with transaction.atomic():
            insert_rows(rows)
    except IntegrityError:
        left = [decision for decision in decisions if decision.assessment not in refused]
        return refused | _publish_apart(stand, left, by, with_documents)
    return refused


def _publish_apart(
    stand: "_Stand", decisions: Sequence[Decision], by, with_documents: bool
) -> dict[Assessment, ValidationError]:
    refused = {}
    for decision in decisions:
        try:
            _store(stand.finding(decision, by, with_documents))
        except ValidationError as error:
            refused[decision.assessment] = error
        # What others decided while this one waited for them.
        stand = _Stand(stand.meeting, [one.assessment for one in decisions])
    return refused


def _require_publisher(assessment: Assessment, by, basis: str) -> None:
    if not by.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer publishes findings."))
    if settings.FORBID_SELF_APPROVAL and basis != Finding.Basis.ADJUDICATED and assessment.assessed_by == by:
        raise PermissionDenied(_("This site forbids publishing one's own assessment: ask another reviewer."))


class _Stand:
    """What publishing asks of a meeting's assessments, read once for all of them."""

    def __init__(self, meeting: Meeting, assessments: Sequence[Assessment]):
        self.meeting = meeting
        keys = [assessment.pk for assessment in assessments]
        self.superseded = set(superseded(keys))
        topics = {assessment.topic_id for assessment in assessments}
        self.current = {finding.topic_id: finding for finding in standing(meeting.pk, topics)}
        self.codes = {
            version.pk: frozenset(version.codes)
            for version in versions({row.codebook_version_id for row in assessments})
        }
        self._read_proof(keys)

    def _read_proof(self, keys: Collection[int]) -> None:
        self.examined: dict[int, list[int]] = defaultdict(list)
        for assessment, document in examined(keys):
            self.examined[assessment].append(document)
        self.quoted: dict[int, list[int]] = defaultdict(list)
        for assessment, document in quoted(keys):
            self.quoted[assessment].append(document)
        among = {document for several in self.examined.values() for document in several}
        self.documents = {row.pk: row for row in papers(self.meeting.pk, among)}
        of_meeting = [row for row in self.documents.values() if row.meeting_id == self.meeting.pk]
        self.cells = cells_of(self.meeting, of_meeting)
        self.papers = {key: paper_of(row) for key, row in self.documents.items()}

    def finding(self, decision: Decision, by, with_documents: bool) -> Finding:
        """The finding that the assessment will be. Raises ValidationError when it may not be."""
        assessment = decision.assessment
        if assessment.pk in self.superseded:
            raise ValidationError(_("This assessment was superseded: publish the newer one."))
        before = self.current.get(assessment.topic_id)
        if before and before.assessment_id == assessment.pk and before.status == Finding.Status.PUBLISHED:
            raise ValidationError(_("This assessment is the published finding already."))
        self._require_proof(assessment, with_documents)
        return _decided(assessment, before, by, basis=decision.basis, reason=decision.reason)

    def _require_proof(self, assessment: Assessment, with_documents: bool) -> None:
        """Raise ValidationError when the assessment breaks a rule now; publish its documents when asked to."""
        keys = self.examined[assessment.pk]
        if with_documents:
            self._publish_documents(keys)
        read = [self.papers[key] for key in keys]
        cell = self.cells.of(assessment.topic, self.codes[assessment.codebook_version_id])
        lacking = problems(cell, assessment.outcome, read, self.quoted[assessment.pk])
        if lacking := lacking | publication_problems(read):
            raise ValidationError(list(lacking.values()))

    def _publish_documents(self, keys: Sequence[int]) -> None:
        for key in keys:  # one by one, so that each leaves its history
            document = self.documents[key]
            if not document.is_published:
                document.is_published = True
                document.save(update_fields=["is_published"])
                self.papers[key] = paper_of(document)


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
    values = {"basis": finding.basis, "reason": reason.strip(), "status": Finding.Status.WITHDRAWN}
    return _store(_decided(finding.assessment, finding, by, **values))


@transaction.atomic
def withdraw_all(findings: Collection[Hashable], *, by, reason: str) -> int:
    """Withdraw the findings of these ids with one reason; returns how many. Raises as `withdraw` does."""
    rows = Finding.objects.select_related("assessment").in_bulk(list(findings))
    return len([withdraw(finding, by=by, reason=reason) for finding in rows.values()])


def _decided(assessment: Assessment, before: Finding | None, by, **values) -> Finding:
    return Finding(
        meeting_id=assessment.meeting_id,
        topic_id=assessment.topic_id,
        assessment_id=assessment.pk,
        outcome=assessment.outcome,
        depth=assessment.depth,
        is_excluded=assessment.is_excluded,
        is_self_coded=assessment.is_self_coded,
        decided_by_id=by.pk,
        supersedes_id=before.pk if before else None,
        **values,
    )


def _store(finding: Finding) -> Finding:
    try:
        with transaction.atomic():
            finding.save(force_insert=True)
    except IntegrityError as error:
        meanwhile = _("Someone else decided this cell a moment ago: reload and look at it.")
        raise ValidationError(sentence_of(error) or meanwhile) from None
    return finding
