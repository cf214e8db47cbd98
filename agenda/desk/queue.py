"""The desk's first page: the task list, sorted and filtered, and what came of one's own codes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from agenda.joining import listed
from agenda.models import MAY_CODE, Assignment, Correction, Meeting

from .access import at_desk, for_reviewers
from .overruled import overruled_codes
from .tasks import KINDS, Task, queued_meetings, tasks

SHOWN = {"": gettext_lazy("All"), "mine": gettext_lazy("Mine"), **KINDS}
SORTED = {
    "": lambda task: (task.due_on or date.max, not task.is_mine),
    "meeting": lambda task: -task.row.meeting.held_on.toordinal(),
    "forum": lambda task: (str(task.row.meeting.dialogue), -task.row.meeting.held_on.toordinal()),
    "work": lambda task: list(KINDS).index(task.kind),
    "state": lambda task: task.row.found / max(task.row.topics, 1),
}


@dataclass
class TaskQuery:
    """What the address asks of the task list; a word that is not known counts as not said."""

    show: str
    forum: str
    sort: str

    @classmethod
    def of(cls, query) -> "TaskQuery":
        show, sort = query.get("show", ""), query.get("sort", "")
        return cls(show if show in SHOWN else "", query.get("forum", ""), sort if sort in SORTED else "")

    def shows(self, task: Task) -> bool:
        if self.forum and task.row.meeting.dialogue.slug != self.forum:
            return False
        return not self.show or (task.is_mine if self.show == "mine" else task.kind == self.show)


PER_PAGE = 50


def _query_without_page(request) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _analysts():
    users = get_user_model().objects.filter(is_active=True)
    permission = Q(groups__permissions__codename="add_assessment") | Q(is_superuser=True)
    return users.filter(permission).distinct().order_by("username")


@at_desk
def desk(request):
    rows = queued_meetings(request.user)
    waiting = tasks(rows, request.user)
    asked = TaskQuery.of(request.GET)
    shown = sorted((task for task in waiting if asked.shows(task)), key=SORTED[asked.sort])
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    counts = Counter(task.kind for task in waiting) + Counter(mine=sum(task.is_mine for task in waiting))
    counts[""] = len(waiting)
    is_reviewer = request.user.has_perm("agenda.add_finding")
    forums = {task.row.meeting.dialogue.slug: task.row.meeting.dialogue for task in waiting}
    context = {
        "tasks": page.object_list,
        "page": page,
        "query": _query_without_page(request),
        "asked": asked,
        "shown": [(word, label, counts[word]) for word, label in SHOWN.items()],
        "forums": sorted(forums.values(), key=str),
        "today": timezone.localdate(),
        "sent_back": [row for row in rows if row.mine and row.mine.sent_back_note],
        "handed_in": [row for row in rows if row.mine and row.mine.submitted_at],
        "is_reviewer": is_reviewer,
        "is_analyst": request.user.has_perm(MAY_CODE),
        "analysts": _analysts() if is_reviewer else [],
        "n_overruled": len(overruled_codes(request.user)),
        "n_corrections": Correction.objects.open().count() if is_reviewer else 0,
    }
    return render(request, "desk/queue.html", context)


def _day(request) -> date | None:
    """The day posted as due, None without one; one that is no date is told and not kept."""
    posted = request.POST.get("due_on", "").strip()
    try:
        day = parse_date(posted) if posted else None
    except ValueError:
        day = None
    if posted and day is None:
        messages.error(request, _("“%(day)s” is no date: write it as 2026-05-31.") % {"day": posted[:20]})
    return day


@require_POST
@for_reviewers
def assign(request, slug):
    meeting = get_object_or_404(Meeting, slug=slug)
    due_on = _day(request)
    chosen = _analysts().filter(username__in=request.POST.getlist("analyst"))
    new = 0
    for analyst in chosen:
        assignment, is_new = Assignment.objects.get_or_create(
            meeting=meeting, analyst=analyst, defaults={"assigned_by": request.user, "due_on": due_on}
        )
        new += is_new
        if due_on and not is_new:
            assignment.due_on = due_on
            assignment.save(update_fields=["due_on"])
    if not chosen:
        messages.error(request, _("Choose at least one analyst."))
    else:
        messages.success(
            request,
            _("%(meeting)s: assigned to %(chosen)s (%(new)s new).")
            % {"meeting": meeting, "chosen": listed(a.username for a in chosen), "new": new},
        )
    return redirect("desk")
