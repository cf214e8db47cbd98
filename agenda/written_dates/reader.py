"""Read one date: take off what stands around it, then try its forms one after another."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date as Day

from django.utils.translation import gettext as _

from agenda.dates import PartialDate

from .numeric import ORDERS, AmbiguousDate, candidates, day_of, full_year, numeric
from .spans import agree, read_span
from .words import ERAS, FILLERS, PARTS, SEASONS, WINTERS, Era, is_among, month_of, weekday_of

__all__ = ["AmbiguousDate", "WrittenDate", "read_date", "written_date"]
LONGEST = 80  # characters; nothing longer is a date
TIME = re.compile(
    r"(?<=[\d)日])(?:[T,]\s*|\s+(?:at\s+|um\s+)?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*(?:Z|UTC|GMT|JST|Uhr|[+-]\d{2}:?\d{2}))?$",
    re.I,
)
WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+)[.,]?\s*[,\s]\s*(?=\S)|([月火水木金土日]曜日?)\s*(?=\S)")
WEEKDAY_BEHIND = re.compile(r"[\s,]*\(\s*([^\W\d_]+)\.?\s*\)$|[\s,]+([^\W\d_]+曜日?|[^\W\d_]{4,})$")
KANJI = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
KANJI_NUMBER = re.compile(
    r"(?:[〇零一二三四五六七八九]{4}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[年月日])"
)
EAST = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일號号]?)?)?")
ERA = re.compile(r"(\D+?)\s*(\d{1,3}|元)\s*年\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?)?")
ERA_LETTER = re.compile(r"([A-Za-z])\s?(\d{1,2})([./\-])(\d{1,2})(?:\3(\d{1,2}))?")
QUARTER = re.compile(
    r"(?:Q\s?([1-4])|([1-4])\s?Q|([1-4])\.?\s*(?:Quartal|quarter)|([1-4])(?:st|nd|rd|th)\s+quarter(?:\s+of)?)[\s,/\-]*(\d{4})"
    r"|(\d{4})[\s,/\-]*(?:Q\s?([1-4])|([1-4])\s?Q)|(\d{4})年?\s*第([1-4])四半期",
    re.I,
)
HALF = re.compile(r"(?:H\s?[12]|[12]\s?H)[\s,/\-]*(\d{4})|(\d{4})[\s,/\-]*(?:H\s?[12]|[12]\s?H)", re.I)
FISCAL = re.compile(r"(?:FY|fiscal\s+year)\s*'?\d{2,4}|\d{4}年度", re.I)
COMPACT = re.compile(r"(?:19|20)\d{6}")


@dataclass(frozen=True)
class WrittenDate:
    """A date that was read, and what of the writing it does not keep (“” when it keeps all)."""

    date: PartialDate
    remark: str = ""
    ends: Day | None = None
    """The last of several days, for whoever keeps it; the remark says that it is not kept."""


def read_date(text: str, order: str = "") -> PartialDate:
    """A date as people write it. `order` ("dmy", "mdy" or "ymd") settles dates such as 12/11/2024.

    Raises AmbiguousDate when two days are meant alike, ValueError for what is no date.
    """
    return written_date(text, order).date


def written_date(text: str, order: str = "") -> WrittenDate:
    """As `read_date`, with a remark where the date is kept less exactly than it was written."""
    bare = " ".join(unicodedata.normalize("NFKC", text).replace("\u200e", "").split())
    if len(bare) > LONGEST:
        return WrittenDate(PartialDate.parse(text[:LONGEST]))
    whole = bare = TIME.sub("", bare).strip(" ,;")
    found = _formed(bare, order, 0)
    if found is None:
        bare, weekday = _without_weekday(whole)
        found = _formed(bare, order, weekday) if weekday else None
        if found and weekday and found.date.precision == "day":
            agree(text, found.date)
    if found is None and (span := _span(KANJI_NUMBER.sub(_of_kanji, bare), order)):
        first, last = span
        before, _bare, behind = whole.partition(bare)
        agree(before, first, shown=text)
        agree(behind, last, shown=text)
        if last == first:
            return WrittenDate(first)
        found = WrittenDate(first, _("“%(text)s”: the first day is kept.") % {"text": text}, last.first)
    return found or WrittenDate(PartialDate.parse(text))


def _span(text: str, order: str) -> tuple[PartialDate, PartialDate] | None:
    """The first and last of several days; where the order is open, one end may tell it: 5/31/2022 – 6/1/2022."""
    try:
        return read_span(text, lambda half: _half(half, order))
    except AmbiguousDate:
        found = set()
        for way in ORDERS:
            with suppress(ValueError):
                found.add(read_span(text, lambda half, way=way: _half(half, way, is_strict=True)))  # type: ignore[misc]
        if len(found - {None}) == 1:
            return (found - {None}).pop()
        raise


def _half(text: str, order: str, is_strict: bool = False) -> PartialDate | None:
    """One end of a span as a day, None for what is none. Raises AmbiguousDate. `is_strict`: figures stand in that order."""
    text = TIME.sub("", text).strip(" ,;")
    try:
        if is_strict and (days := candidates(text)):
            return PartialDate(days[order]) if order in days else None
        bare, weekday = _without_weekday(text)
        found = _formed(text, order, 0) or (_formed(bare, order, weekday) if weekday else None)
    except AmbiguousDate:
        raise
    except ValueError:
        return None
    return found.date if found and found.date.precision == "day" else None


def _formed(text: str, order: str, weekday: int) -> WrittenDate | None:
    for form in FORMS:
        if found := form(text):
            return found
    read = numeric(text, order, weekday)
    return WrittenDate(read) if read else None


def _without_weekday(text: str) -> tuple[str, int]:
    """The text without the day of the week before or behind it, and that day (0 for none)."""
    if (match := WEEKDAY_BEFORE.match(text)) and (found := weekday_of(match[1] or match[2])):
        return text[match.end() :].strip(" ,"), found
    if (match := WEEKDAY_BEHIND.search(text)) and (found := weekday_of(match[1] or match[2])):
        return text[: match.start()].strip(" ,"), found
    return text, 0


# forms: each takes the bare text and gives a date, None for another form, or raises ValueError


def _iso(text: str) -> WrittenDate | None:
    match = re.fullmatch(r"(\d{4})(?:\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2})\.?)?)?", text)
    if match:
        return WrittenDate(PartialDate.parse("-".join(part for part in match.groups() if part)))
    if COMPACT.fullmatch(text):
        return WrittenDate(PartialDate.parse(f"{text[:4]}-{text[4:6]}-{text[6:]}"))
    if match := re.fullmatch(r"(\d{1,2})\s*[./\-]\s*(\d{4})", text):
        return WrittenDate(PartialDate.parse(f"{match[2]}-{match[1]}"))
    return None


def _of_kanji(match: re.Match) -> str:
    """A number in Chinese signs in digits: 二〇二二, 十四, 二十."""
    tens, ten, ones = match[0].partition("十")
    if not ten:
        return "".join(str(KANJI[sign]) for sign in tens)
    return str((KANJI[tens] if tens else 1) * 10 + (KANJI[ones] if ones else 0))


def _eastern(text: str) -> WrittenDate | None:
    text = KANJI_NUMBER.sub(_of_kanji, text)
    if match := EAST.fullmatch(text.removeprefix("西暦")):
        return WrittenDate(PartialDate.parse("-".join(part for part in match.groups() if part)))
    if match := ERA.fullmatch(text):
        era = next((era for era in ERAS if match[1] in era.names), None)
        return WrittenDate(_of_era(text, era, match[2], match[3], match[4])) if era else None
    if match := ERA_LETTER.fullmatch(text):
        era = next((era for era in ERAS if era.letter == match[1].upper() and era.letter), None)
        return WrittenDate(_of_era(text, era, match[2], match[4], match[5])) if era else None
    return None


def _of_era(text: str, era: Era, year: str, month: str | None, day: str | None) -> PartialDate:
    counted = era.first.year + (1 if year == "元" else int(year)) - 1
    read = PartialDate.parse("-".join(part for part in (f"{counted:04}", month, day) if part))
    if read.last < era.first or read.first > era.last:
        raise ValueError(_("“%(text)s” is not a date of that era.") % {"text": text})
    return read


def _vague(text: str) -> WrittenDate | None:
    """Quarters, halves and seasons, of which the year is kept; a winter and a fiscal year lie in two years."""
    match = QUARTER.fullmatch(text) or HALF.fullmatch(text)
    year = next((part for part in match.groups() if part and len(part) == 4), "") if match else ""
    words = re.findall(r"[^\W\d_]+|\d+", text.replace("年", " "))
    seasons = [word for word in words if is_among(word, SEASONS | PARTS)]
    if not year and len(seasons) == 1:
        rest = [word for word in words if word not in seasons and not is_among(word, FILLERS)]
        year = rest[0] if len(rest) == 1 and re.fullmatch(r"\d{4}", rest[0]) else ""
    if not year and (FISCAL.fullmatch(text) or any(is_among(word, WINTERS) for word in words)):
        raise ValueError(_("“%(text)s” lies in two years: write the year, or the month.") % {"text": text})
    if not year:
        return None
    remark = _("“%(text)s” is kept as the year: a date is known to the day, the month or the year.")
    return WrittenDate(PartialDate.parse(year), remark % {"text": text})


def _worded(text: str) -> WrittenDate | None:
    """A date with its month in letters: 2-Mar-2026, Sept. 2022, 24–25 May 2022, 2 de marzo de 2026, Mar-26."""
    parts = re.findall(r"\d+|[^\W\d_]+", text.replace("’", "'"))
    vague = [part for part in parts if is_among(part, PARTS)]
    kept = [part for part in parts if not is_among(part, FILLERS | PARTS)]
    months = [month_of(part) for part in kept if not part.isdigit()]
    numbers = [part for part in kept if part.isdigit()]
    if not months or not all(months) or not numbers or len(kept) > 6:
        return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) < 3]
    if len(years) + len(days) != len(numbers) or len({*years}) > 1:
        return None
    if not years:
        return _short_year(text, kept, months)
    if len(months) == 1 and len(days) < 2:
        read = PartialDate.parse("-".join((years[0], str(months[0]), *days)))
        remark = _("“%(text)s” is kept as the month.") % {"text": text} if vague else ""
        return WrittenDate(read, remark)
    return None


def _short_year(text: str, kept: list[str], months: list[int]) -> WrittenDate | None:
    """Excel's 03-Mar-26 and Mar-26, and Mar '26; a day and a month without a year are asked about."""
    places = "".join("n" if part.isdigit() else "w" for part in kept)
    if places in ("nwn", "wnn") and len(kept[2]) == 2:
        day = kept[0] if places == "nwn" else kept[1]
        return WrittenDate(day_of(text, full_year(kept[2]), months[0], int(day)))
    if places == "wn" and re.search(r"[-']\s?\d{2}$", text):
        read = PartialDate.parse(f"{full_year(kept[1])}-{months[0]}")
        return WrittenDate(read, _("“%(text)s” was read as %(date)s.") % {"text": text, "date": read})
    if places in ("wn", "nw"):
        raise ValueError(_("“%(text)s” gives no year.") % {"text": text})
    return None


FORMS: tuple[Callable[[str], WrittenDate | None], ...] = (_iso, _eastern, _vague, _worded)
