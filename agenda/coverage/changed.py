"""When the record last changed, as pages say it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from agenda.models import Finding, Meeting, Topic
from agenda.models.site import SiteSettings


class Frame(NamedTuple):
    """What the frame of a page says: the latest held meeting, and the day of the newest public decision.

    The meeting's `stamp` is that of the settings, or None where nobody saved any.
    """

    latest_held: Any
    changed_on: date | None


def last_changed_on() -> date | None:
    """The day of the newest public decision, or None without any. Walks back from the newest finding of all."""
    found: datetime | None = _decided().first()
    return found.date() if found else None


def _decided() -> QuerySet[Any, datetime]:
    """When public findings were decided, the newest first."""
    is_seen = Exists(Meeting.objects.published().filter(pk=OuterRef("meeting")))
    is_named = Exists(Topic.objects.published().filter(pk=OuterRef("topic")))
    rows = Finding.objects.filter(is_seen, is_named).order_by("-decided_at")
    return rows.values_list("decided_at", flat=True)


def read_frame() -> Frame:
    """What the frame says now. One query, two of a record without held meetings."""
    held = Meeting.objects.published().held().only("slug", "held_on", "held_on_precision", "ends_on")
    latest: Any = (
        held.annotate(
            changed_at=Subquery(_decided()[:1]), stamp=Subquery(SiteSettings.objects.values("stamp")[:1])
        )
        .order_by("-held_on", "-slug")
        .first()
    )
    if latest is None:
        return Frame(None, last_changed_on())
    return Frame(latest, latest.changed_at.date() if latest.changed_at else None)
