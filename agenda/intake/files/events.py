"""Meetings from calendars (.ics) and from Open Civic Data events, as a table like any other."""

import calendar
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar

from .moments import local_day
from .objects import objects_sheet
from .sheets import MAX_ROWS, FileRefused, Sheet
from .wording import _

OCD_STATUS = {
    "passed": "held",
    "confirmed": "scheduled",
    "tentative": "scheduled",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "postponed": "postponed",
}
GREENWICH = ("UTC", "GMT", "ETC/UTC")
BEGINNING = re.compile(r"^BEGIN:VEVENT", re.I | re.M)
ICS_STATUS = {"CANCELLED": "cancelled", "CANCELED": "cancelled", "TENTATIVE": "scheduled"}


def calendar_sheet(name: str, text: str, zone: str = "") -> Sheet:
    """The events of a calendar, of several versions of one the last.

    An all-day event that spans a month or year is a meeting known to the month or year. Moments in UTC are counted in `zone`,
    a name of the IANA's list.
    """
    _refuse_number(len(BEGINNING.findall(text)) or 1)
    try:
        books = Calendar.from_ical(text, multiple=True)
        events = [
            (event, str(book.get("x-wr-timezone") or "")) for book in books for event in book.walk("VEVENT")
        ]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise FileRefused(
            _("The calendar cannot be read: %(error)s.") % {"error": str(error)[:120]}
        ) from None
    _refuse_number(len(events))
    notes, older = _older_versions([event for event, _own in events])
    listed, bad = [], []
    for number, (event, own) in enumerate(events, start=1):
        if number in older:
            continue
        if event.get("rrule"):
            bad.append((number, _("The event repeats: bring in each meeting by itself.")))
            continue
        try:
            day, ends, remark = _days(event, zone, own)
            listed.append((number, _event(event) | {"held_on": day, "ends_on": ends}))
            notes += [_remark(number, remark)] if remark else []
        except NoDay as problem:
            bad.append((number, str(problem)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:  # a property broken beyond reading
            bad.append((number, _("The event cannot be read: %(error)s.") % {"error": str(error)[:120]}))
    sheet = objects_sheet(name, listed) if listed else Sheet(name, ["title"])
    sheet.bad = bad
    sheet.notes += notes
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
        "held_on": "",
        "ends_on": "",
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


def _older_versions(events: list) -> tuple[list[str], set[int]]:
    """Notes of the events that a later version stands for (same UID: the highest SEQUENCE, else the last), and their numbers."""
    newest: dict[tuple[str, str], tuple[int, int]] = {}
    notes, older = [], set()
    for number, event in enumerate(events, start=1):
        uid, part = str(event.get("uid") or ""), event.get("recurrence-id")
        key = uid, str(part.dt) if hasattr(part, "dt") else ""
        sequence = event.get("sequence")
        rank = (int(sequence) if str(sequence or "").isdecimal() else 0, number)
        if not uid:
            continue
        before = newest.get(key)
        newest[key] = max(before, rank) if before else rank
        if before:
            left, kept = sorted((before, rank))
            older.add(left[1])
            sentence = _("Event %(left)s is an earlier version of event %(kept)s and is left out.")
            notes.append(sentence % {"left": left[1], "kept": kept[1]})
    return notes, older


class NoDay(ValueError):
    """The moment of an event tells no day without a time zone."""


MORNING = time(6)
"""What goes on into the night and ends by then was a meeting of the day before."""


def _days(event, zone: str, own: str) -> tuple[str, str, str]:
    """The event's local date, as exactly as it is known; its last day; and a sentence where the first is another in UTC."""
    stated, stated_end = event.get("dtstart"), event.get("dtend")
    start, end = getattr(stated, "dt", None), getattr(stated_end, "dt", None)
    if start is None:
        return "", "", ""
    length = getattr(event.get("duration"), "dt", None)
    if end is None and isinstance(length, timedelta):
        end, stated_end = start + length, stated
    if isinstance(start, datetime):
        tzid = str(stated.params.get("TZID") or "UTC").upper()
        try:
            day, remark = local_day(start, zone, own, is_local=tzid not in GREENWICH)
        except ValueError as problem:
            raise NoDay(str(problem)) from None
        last = _last_day(start, day, end, zone, own, is_local=tzid not in GREENWICH)
        return day.isoformat(), last.isoformat(), remark
    return *_span(start, end), ""


def _last_day(start: datetime, day: date, end: Any, zone: str, own: str, *, is_local: bool) -> date:
    """The local day on which an event of hours ends; of one that ends in the night, the day before."""
    if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None) or end <= start:
        return day
    night = timedelta(hours=MORNING.hour)
    try:
        last, _remark = local_day(end - night, zone, own, is_local=is_local)
    except ValueError:
        return day
    return max(day, last)


def _span(start: date, end: Any) -> tuple[str, str]:
    """The date of an all-day event, a month or a year where it spans one; and its last day."""
    if not isinstance(end, date) or isinstance(end, datetime):
        return start.isoformat(), start.isoformat()
    last = end - timedelta(days=1)  # RFC 5545, 3.6.1: the end is the day after
    if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31) and start.year == last.year:
        return str(start.year), ""
    days = calendar.monthrange(start.year, start.month)[1]
    if start.day == 1 and last == start.replace(day=days):
        return f"{start.year:04}-{start.month:02}", ""
    return start.isoformat(), max(start, last).isoformat()


def is_events(rows: list[tuple[int, dict]]) -> bool:
    """Is this a list of Open Civic Data events?"""
    return bool(rows) and all(
        row.get("_type") == "event" or ("start_date" in row and "classification" in row)
        for _line, row in rows
    )


def _ocd_day(event: dict, zone: str) -> tuple[str, str]:
    """The local date of an event and a remark, as `_day`; what is no moment is left as it is written."""
    text = str(event.get("start_date") or "")
    if len(text) < 16 or event.get("all_day") is True:
        return text[:10], ""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return text[:10], ""
    day, remark = local_day(moment, zone, str(event.get("timezone") or ""))
    return day.isoformat(), remark


def _ocd_end(event: dict, zone: str, day: str) -> str:
    """The last local day of an event that lasts several; "" where none is stated, or only a month or year is known."""
    text = str(event.get("end_date") or "")
    if not text or len(day) < 10:
        return ""
    if len(text) < 16 or event.get("all_day") is True:
        return text[:10]
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return text[:10]
    last, _remark = local_day(moment - timedelta(hours=MORNING.hour), zone, str(event.get("timezone") or ""))
    return max(day, last.isoformat())


def _object(event: dict, name: str) -> dict:
    value = event.get(name)
    return value if isinstance(value, dict) else {}


def _remark(number: int, remark: str) -> str:
    return _("Event %(number)s: %(remark)s.") % {"number": number, "remark": remark}


def events_sheet(name: str, rows: list[tuple[int, dict]], zone: str = "") -> Sheet:
    """Open Civic Data events as meetings; what our own events say in `extras` is taken from there."""
    listed, bad, notes = [], [], []
    for line, event in rows:
        try:
            day, remark = _ocd_day(event, zone)
            ends = _ocd_end(event, zone, day)
        except ValueError as problem:
            bad.append((line, str(problem)))
            continue
        notes += [_remark(line, remark)] if remark else []
        extras, location = _object(event, "extras"), _object(event, "location")
        row = {
            "title": event.get("name") or "",
            "held_on": day,
            "ends_on": ends,
            "place": extras.get("place", location.get("name") or ""),
            "note": event.get("description") or "",
            "status": extras.get("status") or OCD_STATUS.get(str(event.get("status")), ""),
        }
        row |= {key: extras[key] for key in ("slug", "dialogue", "level", "format") if extras.get(key)}
        listed.append((line, row))
    sheet = objects_sheet(name, listed) if listed else Sheet(name, ["title"])
    sheet.bad = bad
    sheet.notes += notes
    sheet.notes.append(_("Participants, agendas and documents of the events are left out."))
    return sheet
