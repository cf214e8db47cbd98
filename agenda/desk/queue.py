"""The desk's first page: the task list, sorted and filtered, and what came of one's own codes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from agenda.joining import listed
from agenda.languages import reading_language
from agenda.models import MAY_CODE, Assignment, Correction, Dialogue, Meeting
from agenda.models.prepared import Prepared
from agenda.models.translations import read_translations
from agenda.translated import in_language

from . import waiting as choice
from .access import at_desk, for_reviewers
from .overruled import MOST_COUNTED, overruled_keys
from .tasks import KINDS, in_order, tasks
from .waiting import WaitingWork, WorkPiece

SHOWN = {"": gettext_lazy("All"), "mine": gettext_lazy("Mine"), **KINDS}
SORTED = ("", "meeting", "forum", "work", "state")
PER_PAGE = 50
OF_ONE_CODER = 50
"""Meetings that somebody handed in, those held last, that the desk lists."""
FEW = 500
"""So many that somebody handed in are sought by their keys; of more the latest are found soon, from the newest meeting on."""


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

    def shows(self, piece: WorkPiece) -> bool:
        return not self.show or (piece.is_mine if self.show == "mine" else piece.kind == self.show)


@dataclass
class TaskList:
    """The pieces that the address asks for, in order, how many there are of each kind, and what there are more of.

    `counts`: word → (how many, are there more?), None where that was not counted.
    """

    pieces: list[WorkPiece]
    counts: dict[str, tuple[int, bool] | None]
    cut: set[str]
    dialogues: set[int] | None
    """The forums of all that waits; None where more waits than is looked at."""


def listed_tasks(waiting: WaitingWork, asked: TaskQuery) -> TaskList:
    """Choose what waits under the address's filters. Where all of it is looked at, nothing is asked twice."""
    everything, cut = waiting.pieces()
    counts = _counts(everything, cut)
    chosen, chosen_cut = everything, cut
    if cut and (asked.forum or asked.show in ("code", "second")):
        forum = _forum_key(asked.forum)
        chosen, chosen_cut = waiting.pieces(forum, asked.show)
        if not asked.forum:
            counts[asked.show] = sum(map(asked.shows, chosen)), "code" in chosen_cut
    elif asked.forum:
        forum = _forum_key(asked.forum)
        chosen = [piece for piece in everything if piece.dialogue_id == forum]
    of_shown = {"": {"code", "rule"}, "code": {"code"}, "second": {"code"}, "rule": {"rule"}}
    return TaskList(
        in_order(waiting, [piece for piece in chosen if asked.shows(piece)], asked.sort),
        counts,
        chosen_cut & of_shown.get(asked.show, set()),
        None if cut else {piece.dialogue_id for piece in everything},
    )


def _forum_key(slug: str) -> int | None:
    """The forum's key; 0, which is no forum's, for a word that is none; None where none is named."""
    return (Dialogue.objects.filter(slug=slug).values_list("pk", flat=True).first() or 0) if slug else None


def _counts(pieces: list[WorkPiece], cut: set[str]) -> dict[str, tuple[int, bool] | None]:
    found = Counter(piece.kind for piece in pieces) + Counter(mine=sum(piece.is_mine for piece in pieces))
    counts: dict[str, tuple[int, bool] | None] = {word: (found[word], False) for word in SHOWN}
    counts[""] = (choice.MOST, True) if cut else (len(pieces), False)
    if "code" in cut:
        counts |= {"code": None, "second": None}
    if "rule" in cut:
        counts["rule"] = found["rule"], True
    return counts


class ListedForum(NamedTuple):
    """The columns that name a dialogue."""

    slug: str
    short_name: str
    translations: dict[str, dict[str, str]]


def _forums(keys: set[int] | None) -> list[tuple[SafeString, SafeString]]:
    """(slug, name), escaped, of the forums of what waits; of all that met where more waits than was looked at."""
    if keys is None:
        held = Meeting.objects.held().filter(dialogue=OuterRef("pk"))
        rows = Dialogue.objects.filter(Exists(held))
    else:
        rows = Dialogue.objects.filter(pk__in=keys)
    columns = rows.order_by().values_list("slug", "short_name", Cast("translations", TextField()))
    forums = [ListedForum(slug, name, read_translations(said)) for slug, name, said in columns]
    language = reading_language()
    named = sorted((in_language(forum, "short_name", language), forum.slug) for forum in forums)
    return [(SafeString(escape(slug)), name.html_in(language)) for name, slug in named]


def _given(user: int) -> QuerySet[Assignment]:
    """What the user was given of meetings that were held, the newest meeting first."""
    own = Assignment.objects.filter(analyst=user, meeting__status=Meeting.Status.HELD)
    return own.select_related("meeting__dialogue").order_by("-meeting__held_on", "-meeting")


@Prepared
def _sent_back(user: int) -> QuerySet[Assignment]:
    """What was sent back to the user."""
    return _given(user).filter(submitted_at=None).exclude(sent_back_note="")


@Prepared
def _handed_in_keys(user: int) -> QuerySet[Assignment, int]:
    """The keys of what a user handed in."""
    return Assignment.objects.filter(analyst=user).submitted().order_by().values_list("pk", flat=True)


def _handed_in(user) -> dict[str, Any]:
    """What the user handed in of the meetings held last, what was sent back to them, and how much there is of it.

    The keys of somebody's few are read first: looked for meeting by meeting, the newest first, they are all of the meetings far.
    """
    submitted = _given(user.pk).exclude(submitted_at=None)
    few = _handed_in_keys.few(FEW + 1, user.pk)
    if len(few) <= FEW:
        submitted = _given(user.pk).filter(pk__in=few)
    newest = list(submitted[: OF_ONE_CODER + 1]) if few else []
    n = len(newest)
    if n > OF_ONE_CODER:
        n = submitted.order_by().count()
    return {
        "sent_back": _sent_back(user.pk),
        "handed_in": newest[:OF_ONE_CODER],
        "n_handed_in": n,
    }


def _query_without_page(request) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _analysts():
    users = get_user_model().objects.filter(is_active=True)
    permission = Q(groups__permissions__codename="add_assessment") | Q(is_superuser=True)
    return users.filter(permission).distinct().order_by("username")


_listed_analysts = Prepared(_analysts)


@at_desk
def desk(request):
    is_reviewer = request.user.has_perm("agenda.add_finding")
    waiting = WaitingWork(request.user, is_reviewer=is_reviewer)
    asked = TaskQuery.of(request.GET)
    found = listed_tasks(waiting, asked)
    page = Paginator(found.pieces, PER_PAGE).get_page(request.GET.get("page"))
    overruled = len(overruled_keys.few(MOST_COUNTED + 1, request.user.pk))
    context = {
        "tasks": tasks(waiting, page.object_list),
        "page": page,
        "query": _query_without_page(request),
        "asked": asked,
        "shown": [(word, label, found.counts[word]) for word, label in SHOWN.items()],
        "cut": listed(KINDS[kind] for kind in KINDS if kind in found.cut),
        "most": choice.MOST,
        "forums": _forums(found.dialogues),
        "today": timezone.localdate(),
        **_handed_in(request.user),
        "is_reviewer": is_reviewer,
        "is_analyst": request.user.has_perm(MAY_CODE),
        "analysts": _listed_analysts() if is_reviewer else [],
        "n_overruled": min(overruled, MOST_COUNTED),
        "more_overruled": overruled > MOST_COUNTED,
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
