"""Where rulings differ from one's own codes, told once the meeting is closed for their coder."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import render

from agenda.models import Assessment, Assignment, Finding, Meeting, Topic
from agenda.models.prepared import Prepared

from .access import at_desk

MOST_COUNTED = 100
"""Rulings up to which the desk counts them."""
PER_PAGE = 50


@dataclass(frozen=True)
class Overruled:
    """A cell that was ruled on otherwise than its coder had coded it when the ruling was given."""

    finding: Finding
    code: Assessment
    is_public: bool

    @property
    def topic(self) -> Topic:
        return self.finding.topic

    @property
    def meeting(self) -> Meeting:
        return self.finding.meeting


@Prepared
def overruled_keys(user: int) -> QuerySet[Finding, int]:
    """The keys of a user's, in no order, to count them."""
    return overruled_codes(user).order_by().values_list("pk", flat=True)


def overruled_codes(user: int) -> QuerySet[Finding]:
    """The rulings in force that differ from the user's codes, the latest first, with the code's key as `code`; `user` is a key.

    Only at meetings that the user handed in and that are not sent back: whoever may still code reads no ruling
    there. A code made after the ruling does not count, nor one that the user had changed before it.
    """
    given = Assignment.objects.filter(analyst=user, meeting=OuterRef("meeting"))
    closed = given.exclude(submitted_at=None)
    codes = Assessment.objects.filter(
        assessed_by=user,
        meeting=OuterRef("meeting"),
        topic=OuterRef("topic"),
        assessed_at__lte=OuterRef("decided_at"),
    ).order_by("-assessed_at", "-pk")
    rulings = Finding.objects.in_force().filter(Exists(closed), basis=Finding.Basis.ADJUDICATED)
    rulings = rulings.exclude(assessment__assessed_by=user).annotate(
        code=Subquery(codes.values("pk")[:1]),
        coded=Subquery(codes.values("outcome")[:1]),
        coded_excluded=Subquery(codes.values("is_excluded")[:1]),
    )
    differs = ~Q(coded=F("outcome")) | ~Q(coded_excluded=F("is_excluded"))
    return rulings.filter(differs, code__isnull=False).order_by("-decided_at", "-pk")


def _told(findings: Collection) -> list[Overruled]:
    """The rulings with the codes they differ from. Two queries."""
    codes = Assessment.objects.in_bulk([finding.code for finding in findings])
    keys = [finding.pk for finding in findings]
    public = set(Finding.objects.published().filter(pk__in=keys).order_by().values_list("pk", flat=True))
    return [Overruled(finding, codes[finding.code], finding.pk in public) for finding in findings]


@at_desk
def overruled(request):
    rows = overruled_codes(request.user.pk).select_related("meeting__dialogue", "topic", "decided_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/overruled.html", {"rows": _told(page.object_list), "page": page})
