"""Dates that are known to the day, the month or only the year.

A partial date is stored as its first possible day plus a precision; nothing here
reads the clock or knows a time zone, so a date can never shift.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, total_ordering

from django.utils import dateformat
from django.utils.translation import get_language, gettext, gettext_noop

from agenda.joining import sentences

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if number}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
# Date formats, as Django's date filter reads them; a translation may order them otherwise.
FORMATS = {"day": gettext_noop("j F Y"), "month": gettext_noop("F Y"), "year": gettext_noop("Y")}
SHORT_FORMATS = {"day": gettext_noop("j M Y"), "month": gettext_noop("M Y"), "year": gettext_noop("Y")}
# What lasted several days: the first and the last of them, within a month, within a year, over a new year.
SPANS = {
    "day": gettext_noop("j–|j F Y"), "month": gettext_noop("j F – |j F Y"), "year": gettext_noop("j F Y – |j F Y")
}  # fmt: skip
SHORT_SPANS = {
    "day": gettext_noop("j–|j M Y"), "month": gettext_noop("j M – |j M Y"), "year": gettext_noop("j M Y – |j M Y")
}  # fmt: skip
HINT = gettext_noop("Write 2021-06-17, 2021-06 or 2021 (17 June 2021 and June 2021 work too).")
ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
WORDS = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]+)\.?\s+(\d{4})")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date and how exactly it is known (`precision`: day, month or year).

    `ends` is the last day of what lasted several, None of what lasted one. It is shown and tells when that was over;
    everything else (order, periods, what came before what) goes by the first day.
    """

    first: date
    precision: str = "day"
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.precision not in ("day", "month", "year"):
            raise ValueError(f"A date's precision is day, month or year, not {self.precision!r}.")
        if self.ends is not None and (self.precision != "day" or self.ends <= self.first):
            raise ValueError("Only what begins on a known day has a last day, and that one comes later.")
        if self.precision != "day":
            first = self.first.replace(day=1, month=1 if self.precision == "year" else self.first.month)
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

    def until(self, ends: date | None) -> "PartialDate":
        """The same date with a last day; without one where `ends` is not a later day than the known first one."""
        is_later = self.precision == "day" and ends is not None and ends > self.first
        kept = ends if is_later else None
        return self if kept == self.ends else replace(self, ends=kept)

    @property
    def last(self) -> date:
        """The last day it could have been, or could have begun."""
        if self.precision == "day":
            return self.first
        month = 12 if self.precision == "year" else self.first.month
        return date(self.first.year, month, calendar.monthrange(self.first.year, month)[1])

    @property
    def over(self) -> date:
        """The last day of all: of what lasted several days the last one, else the last it could have been."""
        return self.ends or self.last

    @property
    def iso(self) -> str:
        """ISO 8601 / EDTF level 0, as exact as it is known: "2021-06"."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    def __str__(self) -> str:
        return _written(self, is_short=False, language=get_language())

    @property
    def short(self) -> str:
        """The date with its month cut short, for the heads of narrow columns: "21 Sep 2024"."""
        return _written(self, is_short=True, language=get_language())

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last, self.over) < (other.first, other.last, other.over)

    def is_before(self, other: "PartialDate") -> bool:
        """True only when every possible day of this one precedes every possible day of `other`."""
        return self.last < other.first


@lru_cache(maxsize=8192)
def stored_date(first: date, precision: str, ends: date | None) -> PartialDate:
    """The date that three columns hold. Lists read thousands of the same days, and each is made once."""
    return PartialDate(first, precision).until(ends)


@lru_cache(maxsize=4096)
def _written(day: PartialDate, *, is_short: bool, language: str | None) -> str:
    """The date in words of the language, which is the one in use: a page names the days of its meetings many times."""
    formats, spans = (SHORT_FORMATS, SHORT_SPANS) if is_short else (FORMATS, SPANS)
    if day.ends is None:
        return dateformat.format(day.first, gettext(formats[day.precision]))
    is_same_year = day.first.year == day.ends.year
    same = (
        "day" if is_same_year and day.first.month == day.ends.month else "month" if is_same_year else "year"
    )
    first, _bar, last = gettext(spans[same]).partition("|")
    return dateformat.format(day.first, first) + dateformat.format(day.ends, last)


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


def standing_between(made: PartialDate, withdrawn_on: date | None) -> tuple[date, date]:
    """The days between which what was made certainly stands: it `stands_at` a meeting whose every day lies between them.

    For whoever asks it of many meetings.
    """
    return made.last, withdrawn_on or date.max
