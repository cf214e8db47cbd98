"""Dates that are known to the day, the month or only the year.

A partial date is stored as its first possible day plus a precision; nothing here
reads the clock or knows a time zone, so a date can never shift.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from django.utils import dateformat
from django.utils.translation import gettext, gettext_noop

from agenda.joining import sentences

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if number}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
# Date formats, as Django's date filter reads them; a translation may order them otherwise.
FORMATS = {"day": gettext_noop("j F Y"), "month": gettext_noop("F Y"), "year": gettext_noop("Y")}
SHORT_FORMATS = {"day": gettext_noop("j M Y"), "month": gettext_noop("M Y"), "year": gettext_noop("Y")}
HINT = gettext_noop("Write 2021-06-17, 2021-06 or 2021 (17 June 2021 and June 2021 work too).")
ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
WORDS = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]+)\.?\s+(\d{4})")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date and how exactly it is known (`precision`: day, month or year)."""

    first: date
    precision: str = "day"

    def __post_init__(self) -> None:
        if self.precision not in ("day", "month", "year"):
            raise ValueError(f"A date's precision is day, month or year, not {self.precision!r}.")
        first = self.first.replace(
            day=self.first.day if self.precision == "day" else 1,
            month=1 if self.precision == "year" else self.first.month,
        )
        object.__setattr__(self, "first", first)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read "2021", "2021-06", "2021-06-17", "June 2021" or "17 June 2021".

        Raises ValueError, with what to write instead, for anything else: a date such as
        12/11/2024 could be two days and is asked about, not guessed.
        """
        text = text.strip()
        if match := ISO.fullmatch(text):
            year, month, day = match.groups()
        elif (match := WORDS.fullmatch(text)) and match[2].lower() in MONTHS:
            day, month, year = match[1], MONTHS[match[2].lower()], match[3]
        else:
            raise ValueError(
                sentences((gettext("“%(text)s” is not a date we can read.") % {"text": text}, gettext(HINT)))
            )
        precision = "day" if day else "month" if month else "year"
        try:
            return cls(date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError:
            raise ValueError(gettext("“%(text)s” is not a day of the calendar.") % {"text": text}) from None

    @property
    def last(self) -> date:
        """The last day it could have been."""
        if self.precision == "day":
            return self.first
        month = 12 if self.precision == "year" else self.first.month
        return date(self.first.year, month, calendar.monthrange(self.first.year, month)[1])

    @property
    def iso(self) -> str:
        """ISO 8601 / EDTF level 0, as exact as it is known: "2021-06"."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    def __str__(self) -> str:
        return dateformat.format(self.first, gettext(FORMATS[self.precision]))

    @property
    def short(self) -> str:
        """The date with its month cut short, for the heads of narrow columns: "21 Sep 2024"."""
        return dateformat.format(self.first, gettext(SHORT_FORMATS[self.precision]))

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    def is_before(self, other: "PartialDate") -> bool:
        """True only when every possible day of this one precedes every possible day of `other`."""
        return self.last < other.first


def may_lie_within(day: PartialDate, since: PartialDate | None, until: PartialDate | None) -> bool:
    """Whether a date may lie between the first day of `since` and the last day of `until` (None: open)."""
    return (since is None or day.last >= since.first) and (until is None or day.first <= until.last)


def stands_on(day: date, withdrawn_on: date | None) -> bool:
    """Whether what was withdrawn on a day (None: never) stands on `day`: it stands through the day before."""
    return withdrawn_on is None or day < withdrawn_on


def stands_at(held: PartialDate, made: PartialDate, withdrawn_on: date | None) -> bool:
    """Whether what was made certainly precedes a meeting and certainly stands on the day of it.

    Every day the meeting may have been held lies after every day it may have been made, and before its withdrawal.
    """
    return made.is_before(held) and stands_on(held.last, withdrawn_on)
