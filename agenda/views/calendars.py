"""iCalendar files: the meetings of one dialogue or of all, cancelled and postponed ones too."""

from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition
from icalendar import Calendar, Event, vDuration, vText

from agenda.characters import with_blanks
from agenda.joining import clauses, labeled, listed, sentence, sentences, with_aside
from agenda.models import Dialogue, Meeting
from agenda.models.about import about_site
from agenda.models.version import record_changed_at, record_version

STATUS = {"held": "CONFIRMED", "scheduled": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
_VAGUE = {
    "month": gettext_lazy("date known only to the month"),
    "year": gettext_lazy("date known only to the year"),
}
MOST = 300
"""Meetings in one calendar, the newest."""
REFRESH = timedelta(hours=12)
"""How often programs that subscribed should look again."""


@condition(
    etag_func=lambda *_args, **_kwargs: quote_etag(record_version()),
    last_modified_func=lambda *_args, **_kwargs: record_changed_at(),
)
def calendar(request, slug=None):
    dialogue = slug and get_object_or_404(Dialogue.objects.published(), slug=slug)
    meetings = Meeting.objects.published().select_related("dialogue").order_by("held_on", "slug")
    if dialogue:
        meetings = meetings.filter(dialogue=dialogue)
    dated = list(meetings.exclude(held_on=None).order_by("-held_on", "-slug")[: MOST + 1])
    is_whole, dated = len(dated) <= MOST, dated[:MOST][::-1]
    undated = [meeting.reader.title for meeting in meetings.filter(held_on=None)[:MOST]]
    name = _("%(site)s: %(of)s") % {
        "site": about_site().name,
        "of": dialogue.reader.short_name if dialogue else _("all dialogues"),
    }
    book = Calendar()
    book.add("prodid", "-//Agenda//Meetings//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", with_blanks(name))
    book.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})  # RFC 7986, 5.7
    book.add("x-published-ttl", vDuration(REFRESH))  # what Outlook reads instead
    said = [_("Not shown for want of a date: %(titles)s") % {"titles": clauses(undated)}] if undated else []
    if not is_whole:
        rest = {"n": MOST, "url": request.build_absolute_uri(reverse("follow"))}
        said.append(_("The newest %(n)s meetings; each dialogue has a calendar of its own: %(url)s") % rest)
    if said:
        book.add("x-wr-caldesc", with_blanks(sentences(said)))
    revisions = _revisions(dated)
    for meeting in dated:
        book.add_component(_event(request, meeting, *revisions[meeting.pk]))
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{dialogue.slug if dialogue else "agenda"}.ics"'
    return response


def _revisions(meetings) -> dict[int, tuple[datetime, int]]:
    """When each meeting's row was last changed and how often, by primary key: the same at every download."""
    rows = Meeting.history.filter(id__in=[meeting.pk for meeting in meetings]).order_by()
    counted = rows.values_list("id").annotate(at=Max("history_date"), n=Count("history_id"))
    return {pk: (at, n - 1) for pk, at, n in counted}


def _event(request, meeting, changed: datetime, sequence: int) -> Event:
    """An all-day event; a meeting known to the month or year spans it and says so."""
    event = Event()
    event.add("uid", f"{meeting.slug}@agenda")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", sequence)
    name = with_aside(meeting.reader.title, meeting.dialogue.reader.short_name)
    named = name if meeting.status == "held" else labeled(meeting.get_status_display(), name)
    event.add("summary", with_blanks(named))
    event.add("dtstart", meeting.held.first)
    event.add("dtend", meeting.held.over + timedelta(days=1))
    event.add("status", STATUS[meeting.status])
    event.add("transp", "TRANSPARENT")
    event.add("url", request.build_absolute_uri(meeting.get_absolute_url()))
    if meeting.place:
        event.add("location", with_blanks(meeting.reader.place))
    said = [
        meeting.get_level_display(),
        meeting.get_format_display().lower(),
        meeting.get_status_display().lower(),
    ]
    if meeting.held.precision != "day":
        said.append(_VAGUE[meeting.held.precision])
    event.add("description", sentence(listed(said)))
    # What a calendar has no word for, so that another Agenda takes the meeting in as it is.
    for name in ("title", "level", "format", "status", "note"):
        event.add(f"x-agenda-{name}", vText(with_blanks(getattr(meeting, name))))
    event.add("x-agenda-dialogue", vText(meeting.dialogue.slug))
    return event
