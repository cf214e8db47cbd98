"""When the record last changed, as pages say it."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef

from agenda.models import Finding, Meeting, Topic


def last_changed_on() -> date | None:
    """The day of the newest public decision, or None without any. Walks back from the newest finding of all."""
    is_seen = Exists(Meeting.objects.published().filter(pk=OuterRef("meeting")))
    is_named = Exists(Topic.objects.published().filter(pk=OuterRef("topic")))
    newest = (
        Finding.objects.filter(is_seen, is_named).order_by("-decided_at").values_list("decided_at", flat=True)
    )
    found: datetime | None = newest.first()
    return found.date() if found else None
