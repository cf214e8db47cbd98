"""The queue: what is waiting for whom."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda.actions import codes_by_topic
from agenda.actions.rulings import is_agreed
from agenda.coverage.recoding import recode_queue
from agenda.models import (
    MAY_CODE,
    Assignment,
    Correction,
    Dialogue,
    Document,
    Draft,
    Finding,
    Meeting,
    Topic,
)

from .access import at_desk, for_reviewers


@dataclass
class QueuedMeeting:
    """A meeting in the queue, with the work that waits there."""

    meeting: Meeting
    is_read_whole: bool
    topics: int
    found: int
    assignments: list[Assignment] = field(default_factory=list)
    mine: Assignment | None = None
    drafts: int = 0
    disputed: int = 0
    undisputed: int = 0
    is_blind: bool = False
    """May the user still code it, so that how others coded it is not said?"""

    @property
    def is_waiting(self) -> bool:
        """Can it be coded, has cells without a finding, and is not the user's already?"""
        return self.is_read_whole and self.found < self.topics and self.mine is None

    @property
    def submitted(self) -> int:
        return sum(a.submitted_at is not None for a in self.assignments)


def _analysts():
    users = get_user_model().objects.filter(is_active=True)
    permission = Q(groups__permissions__codename="add_assessment") | Q(is_superuser=True)
    return users.filter(permission).distinct().order_by("username")


def _topics_by_dialogue() -> Callable[[int], int]:
    """A function from a dialogue's id to the number of topics in scope there. Two queries."""
    total = Topic.objects.count()
    out_of_scope = Counter(Dialogue.out_of_scope.through.objects.values_list("dialogue", flat=True))
    return lambda dialogue: total - out_of_scope[dialogue]


@at_desk
def desk(request):
    read_whole = Document.objects.readouts().read_whole().filter(meeting=OuterRef("pk"))
    meetings = Meeting.objects.held().annotate(is_read_whole=Exists(read_whole))
    meetings = list(meetings.select_related("dialogue").newest_first())
    topics = _topics_by_dialogue()
    found = Counter(Finding.objects.current().filter(status="published").values_list("meeting", flat=True))
    drafts = Counter(Draft.objects.filter(analyst=request.user).values_list("meeting", flat=True))
    assignments = defaultdict(list)
    for assignment in Assignment.objects.select_related("analyst"):
        assignments[assignment.meeting_id].append(assignment)
    rows = []
    for meeting in meetings:
        given = assignments.get(meeting.pk, [])
        row = QueuedMeeting(
            meeting,
            meeting.is_read_whole,
            topics(meeting.dialogue_id),
            found[meeting.pk],
            given,
            drafts=drafts[meeting.pk],
        )
        row.mine = next((a for a in given if a.analyst_id == request.user.pk), None)
        rows.append(row)
    is_reviewer = request.user.has_perm("agenda.add_finding")
    to_rule = [row for row in rows if row.submitted and is_reviewer]
    seen = set(Meeting.objects.seen_by(request.user).values_list("pk", flat=True))
    is_analyst = request.user.has_perm(MAY_CODE)
    for row in to_rule:
        _count_disputes(row)
        row.is_blind = is_analyst and row.meeting.pk not in seen
    context = {
        "mine": [row for row in rows if row.mine and not row.mine.submitted_at],
        "sent_back": [row for row in rows if row.mine and row.mine.sent_back_note],
        "handed_in": [row for row in rows if row.mine and row.mine.submitted_at],
        "to_rule": [row for row in to_rule if row.disputed or row.undisputed],
        "waiting": [row for row in rows if row.is_waiting],
        "is_reviewer": is_reviewer,
        "is_analyst": is_analyst,
        "analysts": _analysts() if is_reviewer else [],
        "overruled": _overruled(request.user),
        "recode": recode_queue(),
        "n_corrections": Correction.objects.open().count() if is_reviewer else 0,
    }
    return render(request, "desk/queue.html", context)


def _count_disputes(row: QueuedMeeting) -> None:
    current = {
        f.topic_id: f for f in Finding.objects.current().filter(meeting=row.meeting, status="published")
    }
    for topic_id, codes in codes_by_topic(row.meeting).items():
        finding = current.get(topic_id)
        is_new = finding is None or finding.decided_at < max(code.assessed_at for code in codes)
        if is_new and len(codes) > 1 and not is_agreed(codes):
            row.disputed += 1
        elif is_new:
            row.undisputed += 1


def _overruled(user):
    """Findings ruled on otherwise than the user had coded."""
    rulings = Finding.objects.current().filter(basis=Finding.Basis.ADJUDICATED, status="published")
    rulings = rulings.filter(
        meeting__assignments__analyst=user, meeting__assignments__submitted_at__isnull=False
    )
    mine = {(a.meeting_id, a.topic_id): a for a in user.assessments.current().select_related("topic")}
    rows = []
    for finding in rulings.select_related("meeting", "topic", "decided_by"):
        code = mine.get((finding.meeting_id, finding.topic_id))
        if code and code.outcome != finding.outcome:
            rows.append((finding, code))
    return rows


@require_POST
@for_reviewers
def assign(request, slug):
    meeting = get_object_or_404(Meeting, slug=slug)
    chosen = _analysts().filter(username__in=request.POST.getlist("analyst"))
    new = 0
    for analyst in chosen:
        _assignment, is_new = Assignment.objects.get_or_create(
            meeting=meeting, analyst=analyst, defaults={"assigned_by": request.user}
        )
        new += is_new
    if not chosen:
        messages.error(request, _("Choose at least one analyst."))
    else:
        messages.success(
            request,
            _("%(meeting)s: assigned to %(chosen)s (%(new)s new).")
            % {"meeting": meeting, "chosen": ", ".join(a.username for a in chosen), "new": new},
        )
    return redirect("desk")
