"""From several coders to one finding: what is undisputed is published, a dispute is ruled on with a reason."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from agenda.models import MAY_CODE, Abstention, Assessment, Assignment, Finding, Meeting, Topic, WaitingCell
from agenda.models.prepared import Prepared

from .judgements import Judgement, assess, is_own_recommendation
from .publishing import Decision, publish, publish_together


def _handed_in(meeting: int):
    coders = Assignment.objects.submitted().filter(meeting=meeting).values("analyst")
    rows = Assessment.objects.current().filter(meeting=meeting, assessed_by__in=coders)
    return rows.select_related("topic", "assessed_by").order_by("topic__name", "assessed_by_id")


def _at_work(meeting: int, user: int):
    return Assignment.objects.open().filter(meeting=meeting, analyst=user)


def _standing(meeting: int):
    return Finding.objects.current().filter(meeting=meeting)


codes_handed_in, at_work, standing = Prepared(_handed_in), Prepared(_at_work), Prepared(_standing)


def codes_by_topic(meeting: Meeting) -> dict[int, list[Assessment]]:
    """Handed-in, current assessments of the meeting by topic id, each coder's once, in a stable order."""
    found = defaultdict(list)
    for row in codes_handed_in(meeting.pk):
        found[row.topic_id].append(row)
    return dict(found)


def waiting_codes() -> dict[int, dict[int, list[Assessment]]]:
    """Of every meeting, by its id, the cells of `codes_by_topic` whose finding in force rests on none of their codes.

    One query, whatever waits; `is_decided` has the last word on each.
    """
    handed_in = Assignment.objects.submitted().filter(meeting=OuterRef("meeting"))
    newer = Assessment.objects.filter(supersedes=OuterRef("assessment"))
    by_coder = handed_in.filter(analyst=OuterRef("assessment__assessed_by"))
    resting = Finding.objects.in_force().filter(
        Exists(by_coder), ~Exists(newer), meeting=OuterRef("meeting"), topic=OuterRef("topic")
    )
    rows = Assessment.objects.current().filter(
        Exists(handed_in.filter(analyst=OuterRef("assessed_by"))), ~Exists(resting)
    )
    found: dict[int, dict[int, list[Assessment]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("assessed_by_id"):
        found[row.meeting_id][row.topic_id].append(row)
    return found


def waiting_cells() -> dict[tuple[int, int], bool]:
    """(meeting, topic) of the cells that wait for a ruling → do their codes differ? What `WaitingCell` keeps."""
    codes = waiting_codes()
    standing = Finding.objects.in_force().filter(meeting__in=list(codes))
    findings = {(finding.meeting_id, finding.topic_id): finding for finding in standing}
    found = {}
    for meeting, topics in codes.items():
        for topic, given in topics.items():
            finding = findings.get((meeting, topic))
            is_new = finding is None or finding.decided_at < max(code.assessed_at for code in given)
            if is_new and not is_decided(finding, given):
                found[meeting, topic] = len(given) > 1 and not is_agreed(given)
    return found


def wrongly_waiting() -> Iterator[str]:
    """A sentence for each cell that is kept as waiting for a ruling, or not, against what its codes say."""
    told = waiting_cells()
    kept = {
        (m, t): is_disputed
        for m, t, is_disputed in WaitingCell.objects.values_list("meeting", "topic", "is_disputed")
    }
    for cell in sorted(told.keys() | kept.keys()):
        if told.get(cell) != kept.get(cell):
            yield f"meeting, topic {cell}: kept as waiting {kept.get(cell)}, and should be {told.get(cell)}"


def is_agreed(codes: list[Assessment]) -> bool:
    """Do two or more coders give the same outcome? Depth and notes may differ."""
    return len(codes) > 1 and len({(code.outcome, code.is_excluded) for code in codes}) == 1


def may_still_code(meeting: Meeting, user) -> bool:
    """May `user` code the meeting, without having handed it in or given it up?"""
    return user.has_perm(MAY_CODE) and not Meeting.objects.seen_by(user).filter(pk=meeting.pk).exists()


def abstain(meeting: Meeting, user) -> None:
    """Note for good that `user` sees what others coded of the meeting, and does not code it.

    Raises PermissionDenied when the user does not review or has begun to code it.
    """
    _require_no_open_work(meeting, user)
    Abstention.objects.get_or_create(meeting=meeting, user=user)


def note_sight(meeting: Meeting, user) -> None:
    """Note that a reviewer who codes nothing sees the codes, for the day somebody makes an analyst of them.

    A database that cannot be written keeps nobody from reading.
    """
    if user.has_perm(MAY_CODE):
        return
    with suppress(DatabaseError), transaction.atomic():
        Abstention.objects.get_or_create(meeting=meeting, user=user)


def require_reviewer(meeting: Meeting, user) -> None:
    """Raise PermissionDenied unless `user` reviews and does not code this meeting, or has handed it in."""
    _require_no_open_work(meeting, user)
    if may_still_code(meeting, user):
        raise PermissionDenied(_("You may still code this meeting: say at the desk first that you will not."))


def _require_no_open_work(meeting: Meeting, user) -> None:
    if not user.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer adjudicates."))
    if at_work(meeting.pk, user.pk):
        raise PermissionDenied(_("Hand in your own codes of this meeting first: coding is blind until then."))


@transaction.atomic
def publish_undisputed(meeting: Meeting, *, by, single: bool = False, with_documents: bool = False) -> int:
    """Publish the cells on which coders agree; with `single` also those that one person coded.

    Cells whose finding already says the same are left alone. `with_documents` publishes the documents they rest on
    too. Returns how many were published. Raises ValidationError {topic code: sentence} when a rule refuses a cell;
    then nothing is published.
    """
    require_reviewer(meeting, by)
    current = {finding.topic_id: finding for finding in standing(meeting.pk)}
    undisputed = [
        _undisputed(codes)
        for topic_id, codes in codes_by_topic(meeting).items()
        if not is_decided(current.get(topic_id), codes) and (is_agreed(codes) or (single and len(codes) == 1))
    ]
    # Read anew, as it stands now: the caller's may be from before it was called off.
    stored = Meeting.objects.get(pk=meeting.pk)
    refused = publish_together(stored, undisputed, by=by, with_documents=with_documents)
    if refused:
        raise ValidationError(
            {code.topic.code: f"{code.topic}: {' '.join(error.messages)}" for code, error in refused.items()}
        )
    return len(undisputed)


def is_decided(finding: Finding | None, codes: list[Assessment]) -> bool:
    """Does the finding rest on one of the codes already, or was it ruled on after the last of them?"""
    if finding is None:
        return False
    if finding.assessment_id in {code.pk for code in codes} and finding.status == Finding.Status.PUBLISHED:
        return True
    was_ruled_on = finding.basis == Finding.Basis.ADJUDICATED
    return was_ruled_on and finding.decided_at > max(code.assessed_at for code in codes)


def _undisputed(codes: list[Assessment]) -> Decision:
    if len(codes) == 1:
        return Decision(codes[0])
    best = max(codes, key=lambda code: (not code.is_self_coded, bool(code.depth), -code.pk))
    return Decision(best, Finding.Basis.AGREED, f"{len(codes)} coders agree.")


@transaction.atomic
def adjudicate(
    meeting: Meeting, topic: Topic, judgement: Judgement, *, by, reason: str, with_documents: bool = False
) -> Finding:
    """Rule on a disputed cell: a third record in the reviewer's name, published with its reason.

    Raises PermissionDenied when `by` may not rule (no reviewer, work not handed in, their organization made
    the recommendation, or they coded the cell themselves), ValidationError without a reason.
    """
    require_reviewer(meeting, by)
    if is_own_recommendation(by, meeting, topic):
        raise PermissionDenied(
            _("Your organization recommended this topic, so somebody else must rule on it.")
        )
    if any(code.assessed_by_id == by.pk for code in codes_by_topic(meeting).get(topic.pk, [])):
        raise PermissionDenied(_("You coded this cell yourself: the ruling must be a third person's."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the reason stays beside the ruling.")})
    ruling = assess(meeting, topic, judgement, by=by)
    basis = Finding.Basis.ADJUDICATED
    return publish(ruling, by=by, basis=basis, reason=reason.strip(), with_documents=with_documents)


@transaction.atomic
def send_back(assignment: Assignment, *, by, note: str) -> None:
    """Give work back to its analyst with a note. The codes handed in first stay what agreement is computed on."""
    if not by.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer sends work back."))
    if not note.strip():
        raise ValidationError({"note": _("Say what should be looked at again.")})
    assignment.submitted_at = None
    assignment.sent_back_note = note.strip()
    assignment.save()
