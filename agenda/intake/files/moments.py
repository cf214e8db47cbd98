"""The local day of a moment: a meeting stands on the day of its place, not on the day it is in Greenwich."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from .wording import _

ZONES = (
    "Africa/Johannesburg Africa/Nairobi America/Sao_Paulo America/Mexico_City America/New_York America/Toronto Asia/Dubai "
    "Asia/Jakarta Asia/Kolkata Asia/Manila Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tokyo Australia/Sydney "
    "Europe/Berlin Europe/Brussels Europe/Kyiv Europe/London Europe/Paris Europe/Warsaw Pacific/Auckland Pacific/Honolulu UTC"
).split()
"""Time zones to choose from; the names of the IANA's list."""


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of that name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def local_day(
    moment: datetime, chosen: str, calendars_own: str = "", *, is_local: bool = False
) -> tuple[date, str]:
    """The day of a moment at its place, and a sentence where that is another day than in UTC.

    A moment with a zone of its own (`is_local`) or with none is taken as it stands. One in UTC is counted in the `chosen`
    zone, else in that of the calendar; raises ValueError where neither is known.
    """
    if moment.tzinfo is None or is_local or moment.utcoffset():
        return moment.date(), ""
    name = chosen or (calendars_own if calendars_own.upper() not in ("UTC", "GMT", "ETC/UTC") else "")
    zone = zone_of(name)
    if zone is None:
        sentence = _(
            "It begins at %(time)s UTC on %(day)s: choose the time zone of the place, which tells the day."
        )
        raise ValueError(sentence % {"time": f"{moment:%H:%M}", "day": moment.date().isoformat()})
    day = moment.astimezone(zone).date()
    if day == moment.astimezone(UTC).date():
        return day, ""
    sentence = _("%(day)s in %(zone)s, %(utc)s in UTC")
    return day, sentence % {"day": day.isoformat(), "zone": name, "utc": moment.date().isoformat()}
