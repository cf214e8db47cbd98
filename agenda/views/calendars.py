"""iCalendar files: the meetings of one dialogue or of all, cancelled and postponed ones too."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from icalendar import Calendar, Event, vText

from agenda.models import Dialogue, Meeting

STATUS = {"held": "CONFIRMED", "scheduled": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def calendar(request, slug=None):
    dialogue = slug and get_object_or_404(Dialogue.objects.published(), slug=slug)
    meetings = Meeting.objects.published().select_related("dialogue").order_by("held_on", "slug")
    if dialogue:
        meetings = meetings.filter(dialogue=dialogue)
    dated = [meeting for meeting in meetings if meeting.held]
    undated = [meeting.title for meeting in meetings if not meeting.held]
    name = f"Agenda: {dialogue.short_name}" if dialogue else "Agenda: all dialogues"
    book = Calendar()
    book.add("prodid", "-//Agenda//Meetings//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    if undated:
        book.add("x-wr-caldesc", f"Not shown for want of a date: {'; '.join(undated)}")
    changed = _changed(dated)
    for meeting in dated:
        book.add_component(_event(request, meeting, changed[meeting.pk]))
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{dialogue.slug if dialogue else "agenda"}.ics"'
    return response


def _changed(meetings) -> dict:
    """When each meeting's row was last changed: its stamp, the same at every download."""
    rows = Meeting.history.filter(id__in=[meeting.pk for meeting in meetings]).order_by("history_id")
    return dict(rows.values_list("id", "history_date"))


def _event(request, meeting, changed) -> Event:
    """An all-day event; a meeting known to the month or year spans it and says so."""
    event = Event()
    mark = "" if meeting.status == "held" else f"{meeting.get_status_display()}: "
    event.add("uid", f"{meeting.slug}@agenda")
    event.add("dtstamp", changed)
    event.add("summary", f"{mark}{meeting.title} ({meeting.dialogue.short_name})")
    event.add("dtstart", meeting.held.first)
    event.add("dtend", meeting.held.last + timedelta(days=1))
    event.add("status", STATUS[meeting.status])
    event.add("transp", "TRANSPARENT")
    event.add("url", request.build_absolute_uri(meeting.get_absolute_url()))
    if meeting.place:
        event.add("location", meeting.place)
    said = [
        meeting.get_level_display(),
        meeting.get_format_display().lower(),
        meeting.get_status_display().lower(),
    ]
    if meeting.held.precision != "day":
        said.append(f"date known only to the {meeting.held.precision}")
    event.add("description", ", ".join(said) + ".")
    # What a calendar has no word for, so that another Agenda takes the meeting in as it is.
    for name in ("title", "level", "format", "status", "note"):
        event.add(f"x-agenda-{name}", vText(getattr(meeting, name)))
    event.add("x-agenda-dialogue", vText(meeting.dialogue.slug))
    return event
