"""Dates in figures alone, where the order of day, month and year has to be known."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from agenda.dates import PartialDate

ORDERS = ("dmy", "mdy", "ymd")
FIGURES = re.compile(r"(\d{1,2})\s*([/.\-\s])\s*(\d{1,2})\s*\2\s*(\d{4}|'?\d{2})\.?")
EXCEL_TURNS = 30
"""Excel reads years written with two digits up to 29 as 20xx, others as 19xx."""


class AmbiguousDate(ValueError):
    """The date could be two days; the user has to say in which order day and month stand."""


def full_year(two_digits: str) -> int:
    year = int(two_digits)
    return year + (2000 if year < EXCEL_TURNS else 1900)


def day_of(text: str, year: int, month: int, day: int) -> PartialDate:
    try:
        return PartialDate(date(year, month, day))
    except ValueError:
        raise ValueError(_("“%(text)s” is not a day of the calendar.") % {"text": text}) from None


def candidates(text: str) -> dict[str, date]:
    """The days that figures could mean, by the order in which they would stand; {} for another form."""
    match = FIGURES.fullmatch(text)
    if not match:
        return {}
    first, second, third = match[1], match[3], match[4].lstrip("'")
    year = int(third) if len(third) == 4 else full_year(third)
    ways = {"dmy": (year, int(second), int(first)), "mdy": (year, int(first), int(second))}
    if len(third) == 2 and "'" not in match[4] and len(first) == 2:
        ways["ymd"] = (full_year(first), int(second), int(third))
    days = {}
    for order, parts in ways.items():
        try:
            days[order] = date(*parts)
        except ValueError:
            continue
    return days


def numeric(text: str, order: str, weekday: int = 0) -> PartialDate | None:
    """The day that figures mean; None for another form. Raises AmbiguousDate, and ValueError for no day."""
    if not FIGURES.fullmatch(text):
        return None
    days = candidates(text)
    if weekday and any(day.isoweekday() == weekday for day in days.values()):
        days = {way: day for way, day in days.items() if day.isoweekday() == weekday}
    different = sorted({*days.values()})
    if set(days) == {"ymd"} and order != "ymd":  # 31/04/24 is rather a slip than a day of 2031
        raise ValueError(_("“%(text)s”: write the year with four digits.") % {"text": text})
    if not different:
        raise ValueError(_("“%(text)s” is not a day of the calendar.") % {"text": text})
    if len(different) == 1:
        return PartialDate(different[0])
    if order in days:
        return PartialDate(days[order])
    sentence = _("“%(text)s” could be two days: write %(one)s or %(two)s.")
    said = {"text": text, "one": different[0].isoformat(), "two": different[-1].isoformat()}
    raise AmbiguousDate(sentence % said)


def order_of(texts: Iterable[str]) -> str:
    """The order of day, month and year that the dates of one column show; "" when none, or more than one, fits them all."""
    left = set(ORDERS)
    for text in texts:
        days = candidates(" ".join(text.split()))
        if not days:
            continue
        if len(days) > 1 and len({*days.values()}) == 1:  # 5/5/2024 shows nothing
            continue
        left.intersection_update(days)
    return left.pop() if len(left) == 1 else ""


def said_order(header: str, order: str) -> str:
    """What was found about a column's dates, in a sentence."""
    sentences = {
        "dmy": _("“%(header)s”: the day stands before the month, as other dates of the column show."),
        "mdy": _("“%(header)s”: the month stands before the day, as other dates of the column show."),
        "ymd": _("“%(header)s”: the year stands first, as other dates of the column show."),
    }
    return sentences[order] % {"header": header}
