"""When the record last changed, as pages say it."""

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from agenda.models import Dialogue, Finding, Meeting, Topic
from agenda.models.site import SiteSettings
from agenda.models.vocabulary import vocabulary

from .together import day_of


class Frame(NamedTuple):
    """What the frame of a page says: the latest held meeting, and the day of the newest public decision.

    `stamp` is that of the settings, None where nobody saved any or no meeting is on record.
    """

    latest_held: Meeting | None
    changed_on: date | None
    stamp: str | None


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
    """What the frame says now: of a version of the record that was asked before nothing but the version is asked.

    Else one query, two of a record without held meetings.
    """
    row, changed_on = vocabulary().kept(_read)
    if row is None:
        return Frame(None, changed_on, None)
    slug, held_on, precision, ends_on, changed_at, stamp = row
    latest = Meeting(slug=slug, held_on=day_of(held_on), held_on_precision=precision, ends_on=day_of(ends_on))
    return Frame(latest, day_of(changed_at), stamp)


def _read() -> tuple[tuple[Any, ...] | None, date | None]:
    """What the statement of the frame gives; the day of the last change alone where no meeting was held."""
    sql, values = _statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row, None if row else last_changed_on()


@cache
def _statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The statement of the frame, which is the same on every page: made once for each kind of database.

    The day of the latest meeting is looked up dialogue by dialogue, as the index of meetings has them.
    """
    of_dialogue = Meeting.objects.held().filter(dialogue=OuterRef("pk"), is_published=True)
    days = Dialogue.objects.published().annotate(
        newest=Subquery(of_dialogue.order_by("-held_on").values("held_on")[:1])
    )
    newest = days.filter(newest__isnull=False).order_by("-newest").values("newest")[:1]
    held = Meeting.objects.published().held().filter(held_on=Subquery(newest)).order_by("-held_on", "-slug")
    said = (Subquery(_decided()[:1]), Subquery(SiteSettings.objects.values("stamp")[:1]))
    rows = held.values_list("slug", "held_on", "held_on_precision", "ends_on", *said)
    sql: tuple[str, tuple[Any, ...]] = rows[:1].query.sql_with_params()
    return sql
