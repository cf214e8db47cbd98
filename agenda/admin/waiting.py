"""What waits for an editor: each kind of work with the rows it counts and the list that shows just these."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agenda.models import (
    MAY_CODE,
    Actor,
    Body,
    Correction,
    Dialogue,
    Document,
    Draft,
    Import,
    Meeting,
    Recommendation,
    Topic,
)

from .alike import alike_keys

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def without_text(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings that were held, of which no text of any paper is kept."""
    texts = Body.objects.filter(document__meeting=OuterRef("pk"))
    return meetings.held().filter(~Exists(texts))  # type: ignore[attr-defined]


def drafted_by(user) -> QuerySet[Meeting]:
    """Meetings at which the user has codes that are not handed in."""
    return Meeting.objects.filter(Exists(Draft.objects.filter(meeting=OuterRef("pk"), analyst=user)))


class WithoutTextFilter(admin.SimpleListFilter):
    """Meetings that were held and have no text."""

    title = _("text")
    parameter_name = "text"

    def lookups(self, request, model_admin):
        return [("none", _("Held, no text kept"))]

    def queryset(self, request, queryset):
        return without_text(queryset) if self.value() == "none" else queryset


class DraftFilter(admin.SimpleListFilter):
    """Meetings at which whoever looks has drafts of their own; nobody sees another's."""

    title = _("my drafts")
    parameter_name = "drafts"

    def lookups(self, request, model_admin):
        return [("mine", _("Not handed in"))] if request.user.has_perm(MAY_CODE) else []

    def queryset(self, request, queryset):
        if self.value() != "mine":
            return queryset
        return queryset.filter(pk__in=drafted_by(request.user).values("pk"))


@dataclass(frozen=True)
class Work:
    """A kind of work: what waits, who may do it, which rows wait for a user, and the list of them."""

    label: "StrOrPromise"
    permission: str
    rows: Callable[[Any], QuerySet]
    page: str
    query: str = ""

    @property
    def address(self) -> str:
        return reverse(self.page) + (f"?{self.query}" if self.query else "")


def _list(noun: str) -> str:
    return f"admin:agenda_{noun}_changelist"


ALIKE = "alike=yes"
HIDDEN = "is_published__exact=0"
WORKS = (
    Work(_("Reports of errors to answer"), "agenda.change_correction", lambda user: Correction.objects.open(), "corrections"),
    Work(_("Imports to finish"), "agenda.add_meeting", lambda user: Import.objects.filter(made_by=user, written_at=None),
         "imports"),
    Work(_("Documents known, not read"), "agenda.change_document",
         lambda user: Document.objects.filter(completeness=Document.Completeness.NOT_READ), _list("document"),
         "completeness__exact=not_read"),
    Work(_("Meetings held of which no text is kept"), "agenda.change_meeting",
         lambda user: without_text(Meeting.objects.all()), _list("meeting"), "text=none"),
    Work(_("Meetings with drafts of yours, not handed in"), MAY_CODE, drafted_by, _list("meeting"), "drafts=mine"),
    *(
        Work(label, f"agenda.change_{model._meta.model_name}", lambda user, model=model: model.objects.all(),  # type: ignore[misc]
             _list(str(model._meta.model_name)), ALIKE)
        for model, label in (
            (Actor, _("Actors whose names look alike")), (Dialogue, _("Dialogues whose names look alike")),
            (Topic, _("Topics whose names look alike")), (Document, _("Documents that look alike")),
        )
    ),
    *(
        Work(label, f"agenda.change_{model._meta.model_name}",
             lambda user, model=model: model.objects.filter(is_published=False),  # type: ignore[misc]
             _list(str(model._meta.model_name)), HIDDEN)
        for model, label in (
            (Actor, _("Actors not public yet")), (Dialogue, _("Dialogues not public yet")),
            (Topic, _("Topics not public yet")), (Meeting, _("Meetings not public yet")),
            (Document, _("Documents not public yet")), (Recommendation, _("Recommendations not public yet")),
        )
    ),
)  # fmt: skip
"""Every kind of work, what is most pressing first."""


@dataclass(frozen=True)
class Waiting:
    """A kind of work and how many rows of it wait."""

    work: Work
    n: int


def waiting_for(user) -> list[Waiting]:
    """The kinds of work that wait for the user, with how many rows.

    One query for all, and one for each noun whose rows may look alike, beside the user's permissions.
    """
    works = [work for work in WORKS if user.has_perm(work.permission)]
    counts, n = [], {}
    for place, work in enumerate(works):
        if work.query == ALIKE:  # names are compared here, not in the database
            n[place] = len(alike_keys(work.rows(user).model))
            continue
        rows = work.rows(user).order_by()
        counts.append(
            rows.annotate(work_place=Value(place))
            .values("work_place")
            .annotate(work_n=Count("pk"))
            .values_list("work_place", "work_n")
        )
    if counts:
        n |= dict(counts[0].union(*counts[1:], all=True) if len(counts) > 1 else counts[0])
    return [Waiting(work, n[place]) for place, work in enumerate(works) if n.get(place)]


ORDER = ("actor", "dialogue", "topic", "codebookversion", "meeting", "document", "recommendation", "plan", "claim",
         "assessment", "finding", "correction", "affiliation")  # fmt: skip
"""The nouns in the order in which a record is made: who, where, what, when, with which papers, judged how."""


def in_order_of_work(apps: list[dict]) -> list[dict]:
    """The admin's list of models with those of the record in the order of work; others stay behind as they were."""
    for app in apps:
        names = {name: place for place, name in enumerate(ORDER)}
        app["models"].sort(key=lambda model: names.get(model["object_name"].lower(), len(names)))
    return apps
