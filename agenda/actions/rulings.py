"""From several coders to one finding: what is undisputed is published, a dispute is ruled on with a reason."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Assessment, Assignment, Finding, Meeting, Topic

from .judgements import Judgement, assess, is_own_recommendation, publish


def codes_by_topic(meeting: Meeting) -> dict[int, list[Assessment]]:
    """Handed-in, current assessments of the meeting by topic id, each coder's once, in a stable order."""
    coders = Assignment.objects.submitted().filter(meeting=meeting).values("analyst")
    rows = Assessment.objects.current().filter(meeting=meeting, assessed_by__in=coders)
    found = defaultdict(list)
    for row in rows.select_related("topic", "assessed_by").order_by("topic__name", "assessed_by_id"):
        found[row.topic_id].append(row)
    return dict(found)


def is_agreed(codes: list[Assessment]) -> bool:
    """Do two or more coders give the same outcome? Depth and notes may differ."""
    return len(codes) > 1 and len({(code.outcome, code.is_excluded) for code in codes}) == 1


def require_reviewer(meeting: Meeting, user) -> None:
    """Raise PermissionDenied unless `user` reviews and has no work of their own to hand in here."""
    if not user.has_perm("agenda.add_finding"):
        raise PermissionDenied(_("Only a reviewer adjudicates."))
    if Assignment.objects.open().filter(meeting=meeting, analyst=user).exists():
        raise PermissionDenied(_("Hand in your own codes of this meeting first: coding is blind until then."))


@transaction.atomic
def publish_undisputed(meeting: Meeting, *, by, single: bool = False, with_documents: bool = False) -> int:
    """Publish the cells on which coders agree; with `single` also those that one person coded.

    Cells whose finding already says the same are left alone. `with_documents` publishes the documents they rest on
    too. Returns how many were published.
    """
    require_reviewer(meeting, by)
    current = {f.topic_id: f for f in Finding.objects.current().filter(meeting=meeting)}
    count = 0
    for topic_id, codes in codes_by_topic(meeting).items():
        before = current.get(topic_id)
        if before and before.assessment_id in {code.pk for code in codes} and before.status == "published":
            continue
        was_ruled_on = before and before.basis == Finding.Basis.ADJUDICATED
        if before and was_ruled_on and before.decided_at > max(code.assessed_at for code in codes):
            continue
        if is_agreed(codes):
            best = max(codes, key=lambda code: (not code.is_self_coded, bool(code.depth), -code.pk))
            reason = f"{len(codes)} coders agree."
            publish(best, by=by, basis=Finding.Basis.AGREED, reason=reason, with_documents=with_documents)
        elif single and len(codes) == 1:
            publish(codes[0], by=by, with_documents=with_documents)
        else:
            continue
        count += 1
    return count


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
    coded = any(code.assessed_by_id == by.pk for code in codes_by_topic(meeting).get(topic.pk, []))
    if coded:
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
