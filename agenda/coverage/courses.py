"""What became of a recommendation at a dialogue. Pure: no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.dates import PartialDate, standing_between
from agenda.translated import Translated

from .states import State


@dataclass(frozen=True)
class Occasion(Translated):
    """A held meeting as the sums need it."""

    NAMED_BY = "title"

    pk: int
    slug: str
    title: str
    held: PartialDate
    dialogue_id: int
    level: str = ""
    translations: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)


class Standing(StrEnum):
    """The state of a recommendation at one dialogue (docs/design.md, "Sums")."""

    RAISED = "raised"
    PARTLY_RAISED = "partly_raised"
    SILENT = "silent"
    SILENT_SO_FAR = "silent_so_far"
    CANNOT_BE_TOLD = "cannot_be_told"
    NO_MEETING_SINCE = "no_meeting_since"
    NO_FORUM = "no_forum"

    @property
    def symbol(self) -> str:
        return STANDINGS[self][0]

    @property
    def word(self) -> str:
        return STANDINGS[self][1]

    @property
    def meaning(self) -> str:
        return STANDINGS[self][2]


# symbol, short word, meaning in a sentence
STANDINGS = {
    Standing.RAISED: ("●", _("raised"), _("A meeting on record since took it up.")),
    Standing.PARTLY_RAISED: ("◐", _("partly raised"), _("A meeting on record since took it up in part.")),
    Standing.SILENT: ("○", _("silent"), _(
        "Every meeting on record since was judged; it is not mentioned in the published readouts.")),
    Standing.SILENT_SO_FAR: ("○", _("silent so far"), _(
        "Not mentioned in the published readouts of the meetings that were judged; other meetings since could not be judged.")),
    Standing.CANNOT_BE_TOLD: ("?", _("cannot be told"), _("Meetings since are on record, and none of them could be judged.")),
    Standing.NO_MEETING_SINCE: ("…", _("no meeting since"), _("No meeting of the dialogue held since it was made is on record.")),
    Standing.NO_FORUM: ("…", _("no forum named"), _("The document names no forum.")),
}  # fmt: skip

TAKEN_UP = (Standing.RAISED, Standing.PARTLY_RAISED)
FOUND_SILENT = (Standing.SILENT, Standing.SILENT_SO_FAR)
"""Standings with at least one meeting found silent: the only ones of which "missed" is said."""
OPEN = (*FOUND_SILENT, Standing.CANNOT_BE_TOLD, Standing.NO_MEETING_SINCE)
"""Standings at a dialogue that are not known to have been taken up."""


class Numbers(Protocol):
    """What a course counts, whether its meetings are at hand or only their numbers."""

    @property
    def meetings(self) -> int: ...
    @property
    def silent(self) -> int: ...
    @property
    def days(self) -> int | None: ...
    @property
    def first(self) -> Occasion | None: ...


class Reckoned:
    """What follows from the numbers of a course."""

    @property
    def unjudged(self: Numbers) -> int:
        """Meetings that could not be judged: without a public record of the topic, or not assessed."""
        return self.meetings - self.silent - (self.first is not None)

    @property
    def rank(self: Numbers) -> tuple[int, int]:
        """For sorting: most meetings found silent first, then most days."""
        return -self.silent, -(self.days or 0)


@dataclass(frozen=True)
class Course(Reckoned):
    """What became of a recommendation at one dialogue.

    `since` are the meetings held since it was made, oldest first, up to and including the one that raised it;
    `silent_at` those of them that were judged and do not mention it. `days` counts from the last day it may have been
    made to the first possible day of the meeting that raised it, else to the last day for which the dialogue's record
    is kept (or the day asked for, or the last day it stood, if earlier); None where that is not known or lies before
    it was made. With `at_least` a date is known only to the month or year and more days may have passed.
    `record_ends_on` is the day on which the dialogue's record ends; None where that is not known or after the day
    asked for.
    """

    standing: Standing
    since: tuple[Occasion, ...] = ()
    silent_at: tuple[Occasion, ...] = ()
    days: int | None = None
    first: Occasion | None = None
    at_least: bool = False
    record_ends_on: date | None = None

    @property
    def meetings(self) -> int:
        """Meetings held since it was made, up to and including the one that raised it."""
        return len(self.since)

    @property
    def silent(self) -> int:
        """Meetings judged silent: before it was raised, or since it was made."""
        return len(self.silent_at)


@dataclass(frozen=True)
class CountedCourse(Reckoned):
    """A course of which the numbers are kept (`models.sums.KeptCourse`), not the meetings; read as a `Course` is."""

    standing: Standing
    meetings: int = 0
    silent: int = 0
    days: int | None = None
    first: Occasion | None = None
    at_least: bool = False
    record_ends_on: date | None = None


AnyCourse = Course | CountedCourse


def course_of(
    made: PartialDate,
    occasions: Sequence[Occasion],
    outcomes: Mapping[int, str],
    *,
    on: date,
    withdrawn_on: date | None = None,
    covered_until: date | None = None,
) -> Course:
    """Derive the course from the dialogue's held meetings and what could be judged of the topic, by meeting pk.

    A meeting counts only when the recommendation certainly stood at it (`dates.stands_at`) and it was held by `on`.
    `outcomes` holds raised, partly raised and not raised; not raised only where absence could be shown.
    """
    after, until = standing_between(made, withdrawn_on)
    since = sorted(
        (o for o in occasions if after < o.held.first <= on and o.held.last < until), key=_in_order
    )
    record_ends_on = covered_until if covered_until and covered_until <= on else None
    for wanted in TAKEN_UP:
        for position, occasion in enumerate(since, start=1):
            if outcomes.get(occasion.pk) == wanted:
                return _raised(wanted, made, since[:position], outcomes, record_ends_on)
    silent, days = _silent(since, outcomes), _days_open(made, on, withdrawn_on, covered_until)
    standing = _open_standing(len(since), len(silent))
    return Course(standing, tuple(since), silent, days, None, made.precision != "day", record_ends_on)


def _in_order(occasion: Occasion) -> tuple[date, date, date, str]:
    """What meetings are sorted by: as their dates are compared, then by their slugs."""
    held = occasion.held
    last = held.last
    return held.first, last, held.ends or last, occasion.slug


def _days_open(
    made: PartialDate, on: date, withdrawn_on: date | None, covered_until: date | None
) -> int | None:
    """Days to the earliest of: the end of the dialogue's record, the day asked for, the last day it stood."""
    if covered_until is None:
        return None
    until = min(covered_until, on, withdrawn_on - timedelta(days=1) if withdrawn_on else on)
    return (until - made.last).days if until >= made.last else None


def _silent(occasions: Sequence[Occasion], outcomes: Mapping[int, str]) -> tuple[Occasion, ...]:
    return tuple(o for o in occasions if outcomes.get(o.pk) == State.NOT_RAISED)


def _raised(
    standing: Standing,
    made: PartialDate,
    since: Sequence[Occasion],
    outcomes: Mapping[int, str],
    record_ends_on: date | None,
) -> Course:
    first = since[-1]
    is_vague = made.precision != "day" or first.held.precision != "day"
    days = (first.held.first - made.last).days
    return Course(standing, tuple(since), _silent(since, outcomes), days, first, is_vague, record_ends_on)


def _open_standing(since: int, silent: int) -> Standing:
    if not since:
        return Standing.NO_MEETING_SINCE
    if not silent:
        return Standing.CANNOT_BE_TOLD
    return Standing.SILENT if silent == since else Standing.SILENT_SO_FAR
