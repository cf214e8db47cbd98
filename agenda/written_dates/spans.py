"""Several days written as one: 6–7 May 2022, 31 May to 1 June 2022, 2022-05-06/07, 令和4年12月5日～6日."""

import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from agenda.dates import PartialDate

from .words import FILLERS, is_among, month_of, weekday_of

Half = Callable[[str], PartialDate | None]
STRONG = re.compile(
    r"\s*[–—~〜～]\s*|\s*から\s*|\s+(?:to|bis|until|till|through|and|und|et|y|au)\s+|\s+-\s+|\s*&\s*|\.-(?=\d)",
    re.I,
)
"""What stands between two days and within none."""
WEAK = re.compile(r"\s*[/-]\s*")
"""What may stand within a day as well."""
BEFORE = re.compile(r"^(?:from|vom|von|du|del|entre le|between)\s+", re.I)
BEHIND = re.compile(r"\s*まで$")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|[.日일號号])?", re.I)
MONTH_DAY = re.compile(r"(\d{1,2})\s*(?:月|월|[-/.])\s*(\d{1,2})\s*[日일號号]?")
DAY_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|\.)?\s*[,/.\s]\s*(\d{4})", re.I)
WEEKDAY = re.compile(r"\s*\(\s*[^\W\d_]+\.?\s*\)$")


def read_span(text: str, half: Half) -> tuple[PartialDate, PartialDate] | None:
    """The first and the last day that a text names; None where it names no two days. `half` reads one whole date.

    Raises ValueError where the last day lies before the first, and what `half` raises for a day that could be two.
    """
    text = BEHIND.sub("", BEFORE.sub("", text)).strip()
    for left, right in _cut(text):
        found = _whole(left, right, half)
        if found is None:
            continue
        first, last = found
        if last.first < first.first:
            raise ValueError(_("“%(text)s”: the last day lies before the first.") % {"text": text})
        agree(left, first)
        agree(right, last)
        return first, last
    return None


def agree(text: str, day: PartialDate, shown: str = "") -> None:
    """Raise ValueError where the text names a day of the week that is not the date's: one of them is a slip.

    The sentence quotes `shown`, else the text.
    """
    aside = re.findall(r"\(\s*([^\W\d_]+)\.?\s*\)", text)
    words = [word for word in re.findall(r"[^\W\d_年月日]{2,}", text) if not month_of(word)]
    named = {weekday_of(word) for word in (*aside, *words) if not is_among(word, FILLERS)} - {0}
    if day.precision == "day" and len(named) == 1 and day.first.isoweekday() not in named:
        sentence = _("“%(text)s”: %(day)s is another day of the week. Which is right?")
        raise ValueError(sentence % {"text": shown or text, "day": day.iso})


def _cut(text: str) -> Iterator[tuple[str, str]]:
    """The text in two, at each sign that may stand between two days; the surest signs first."""
    for signs in (STRONG, WEAK):
        for match in signs.finditer(text):
            left, right = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")
            if left and right:
                yield left, right


def _whole(left: str, right: str, half: Half) -> tuple[PartialDate, PartialDate] | None:
    """Both ends as days, each with what the other one says for both: the year, the month."""
    if last := half(right):
        return _begun(left, last, half)
    if first := half(left):
        last = _ended(right, first)
        return (first, last) if last else None
    if match := DAY_YEAR.fullmatch(right):  # May 6-7, 2022
        sign = "/" if "/" in right else " "
        first = half(f"{left}{sign}{match[2]}")
        last = first and _day(first.first.year, first.first.month, match[1])
        return (first, last) if first and last else None
    return None


def _begun(left: str, last: PartialDate, half: Half) -> tuple[PartialDate, PartialDate] | None:
    """The first day where the last one is known: “6”, “Fri 6”, “31 May”, or a whole date."""
    year, month = last.first.year, last.first.month
    bare = WEEKDAY.sub("", left)
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if month_of(word)]
    digits = re.findall(r"\d+", bare)
    if len(digits) == 1 and not words and (match := re.search(r"(\d{1,2})(?:st|nd|rd|th|er|[.日])?$", bare)):
        first = _day(year, month, match[1])
    elif len(digits) == 1 and words:
        first = half(f"{left} {year}") or half(f"{bare} {year}")
    else:
        first = half(left)
    return (first, last) if first else None


def _ended(right: str, first: PartialDate) -> PartialDate | None:
    """The last day where the first one is known: “07”, “06-01”, “6日(火)”, “6月1日”."""
    bare = WEEKDAY.sub("", right)
    if match := DAY.fullmatch(bare):
        return _day(first.first.year, first.first.month, match[1])
    if match := MONTH_DAY.fullmatch(bare):
        return _day(first.first.year, int(match[1]), match[2])
    return None


def _day(year: int, month: int, day: str) -> PartialDate | None:
    try:
        return PartialDate.parse(f"{year:04}-{month}-{day}")
    except ValueError:
        return None
