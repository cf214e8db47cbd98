"""Meetings from calendars (.ics) and from Open Civic Data events, as a table like any other."""

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from .objects import objects_sheet
from .sheets import MAX_ROWS, FileRefused, Sheet
from .wording import _

OCD_STATUS = {"passed": "held", "confirmed": "scheduled", "tentative": "scheduled", "cancelled": "cancelled"}
BEGINNING = re.compile(r"^BEGIN:VEVENT", re.I | re.M)
ICS_STATUS = {"CANCELLED": "cancelled", "TENTATIVE": "scheduled"}


def calendar_sheet(name: str, text: str) -> Sheet:
    """The events of a calendar; an all-day event that spans a month or year is a meeting known to the month or year."""
    _refuse_number(len(BEGINNING.findall(text)) or 1)
    try:
        events = [event for book in Calendar.from_ical(text, multiple=True) for event in book.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise FileRefused(
            _("The calendar cannot be read: %(error)s.") % {"error": str(error)[:120]}
        ) from None
    _refuse_number(len(events))
    listed, bad = [], []
    for number, event in enumerate(events, start=1):
        if event.get("rrule"):
            bad.append((number, _("The event repeats: bring in each meeting by itself.")))
            continue
        try:
            listed.append((number, _event(event)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:  # a property broken beyond reading
            bad.append((number, _("The event cannot be read: %(error)s.") % {"error": str(error)[:120]}))
    sheet = objects_sheet(name, listed) if listed else Sheet(name, ["title"])
    sheet.bad = bad
    sheet.notes.append(
        _("Descriptions, links and alarms of the events are left out; “row” counts the events.")
    )
    return sheet


def _refuse_number(events: int) -> None:
    """Asked before the calendar is parsed, too: parsing costs a hundred times what counting does."""
    if not 0 < events <= MAX_ROWS:
        sentence = _("The calendar has %(n)s events; 1 to %(most)s are taken.")
        raise FileRefused(sentence % {"n": f"{events:,}", "most": f"{MAX_ROWS:,}"})


def _event(event) -> dict[str, Any]:
    uid = str(event.get("uid") or "")
    row = {
        "title": _ours(event, "title") or str(event.get("summary") or ""),
        "held_on": _span(event),
        "place": str(event.get("location") or ""),
    }
    if uid.endswith("@agenda"):
        row["slug"] = uid.removesuffix("@agenda")
    status = _ours(event, "status") or ICS_STATUS.get(str(event.get("status") or "").upper(), "")
    if status:
        row["status"] = status
    for name in ("dialogue", "level", "format", "note"):
        if value := _ours(event, name):
            row[name] = value
    return row


def _ours(event, name: str) -> str:
    """A property of our own calendars. The library leaves the escapes (RFC 5545, 3.3.11) of those it does not know."""
    value = str(event.get(f"x-agenda-{name}") or "")
    return re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], value)


def _span(event) -> str:
    """The event's date, as exactly as it is known."""
    start = getattr(event.get("dtstart"), "dt", None)
    if start is None:
        return ""
    if isinstance(start, datetime):
        return start.date().isoformat()
    end = getattr(event.get("dtend"), "dt", None)
    if isinstance(end, date) and not isinstance(end, datetime):
        last = end - timedelta(days=1)
        if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31) and start.year == last.year:
            return str(start.year)
        days = calendar.monthrange(start.year, start.month)[1]
        if start.day == 1 and last == start.replace(day=days):
            return f"{start.year:04}-{start.month:02}"
    return start.isoformat()


def is_events(rows: list[tuple[int, dict]]) -> bool:
    """Is this a list of Open Civic Data events?"""
    return bool(rows) and all(
        row.get("_type") == "event" or ("start_date" in row and "classification" in row)
        for _line, row in rows
    )


def _object(event: dict, name: str) -> dict:
    value = event.get(name)
    return value if isinstance(value, dict) else {}


def events_sheet(name: str, rows: list[tuple[int, dict]]) -> Sheet:
    """Open Civic Data events as meetings; what our own events say in `extras` is taken from there."""
    listed = []
    for line, event in rows:
        extras, location = _object(event, "extras"), _object(event, "location")
        row = {
            "title": event.get("name") or "",
            "held_on": str(event.get("start_date") or "")[:10],
            "place": extras.get("place", location.get("name") or ""),
            "note": event.get("description") or "",
            "status": extras.get("status") or OCD_STATUS.get(str(event.get("status")), ""),
        }
        row |= {key: extras[key] for key in ("slug", "dialogue", "level", "format") if extras.get(key)}
        listed.append((line, row))
    sheet = objects_sheet(name, listed)
    sheet.notes.append(_("Participants, agendas and documents of the events are left out."))
    return sheet
