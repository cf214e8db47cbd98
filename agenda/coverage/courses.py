"""What became of a recommendation at a dialogue. Pure: no database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.dates import PartialDate

from .rates import Tally


@dataclass(frozen=True)
class Occasion:
    """A held meeting as the sums need it."""

    pk: int
    slug: str
    title: str
    held: PartialDate
    dialogue_id: int


class Standing(StrEnum):
    """The state of a recommendation at one dialogue (docs/design.md, "Sums")."""

    RAISED = "raised"
    PARTLY_RAISED = "partly_raised"
    MISSED = "missed"
    UNDETERMINED = "undetermined"
    WAITING = "waiting"
    NO_FORUM = "no_forum"

    @property
    def symbol(self) -> str:
        return {"raised": "●", "partly_raised": "◐", "missed": "○", "undetermined": "?"}.get(self, "…")

    @property
    def word(self) -> str:
        return STANDING_WORDS[self]


STANDING_WORDS = {
    Standing.RAISED: _("raised"),
    Standing.PARTLY_RAISED: _("partly raised"),
    Standing.MISSED: _("missed"),
    Standing.UNDETERMINED: _("undetermined"),
    Standing.WAITING: _("waiting"),
    Standing.NO_FORUM: _("no forum named"),
}
STANDINGS = {
    Standing.RAISED: _("a meeting held since took it up"),
    Standing.PARTLY_RAISED: _("a meeting held since took it up in part"),
    Standing.MISSED: _("meetings were held since, all assessed, and no published readout mentions it"),
    Standing.UNDETERMINED: _("meetings were held since, with no public record or not yet assessed"),
    Standing.WAITING: _("no meeting of the dialogue was held since it was made"),
    Standing.NO_FORUM: _("the document names no forum"),
}


@dataclass(frozen=True)
class Course:
    """What became of a recommendation at one dialogue.

    `meetings` counts those held since it was made: up to and including the one that raised it, else up
    to `on`. `days` counts from the last day it may have been made to that meeting's first possible
    day, else to `on`; with `at_least` a date is known only to the month or year and more may have passed.
    """

    standing: Standing
    meetings: int
    days: int
    first: Occasion | None = None
    at_least: bool = False
    tally: Tally = Tally()


def course_of(
    made: PartialDate,
    occasions: Sequence[Occasion],
    outcomes: Mapping[int, str],
    *,
    on: date,
    withdrawn_on: date | None = None,
) -> Course:
    """Derive the course from the dialogue's held meetings and the topic's outcome by meeting pk.

    A meeting counts as held since only when it certainly came later: every day it may have been held
    lies after every day the recommendation may have been made. `outcomes` lacks unassessed meetings.
    """
    until = min(on, withdrawn_on) if withdrawn_on else on
    since = sorted(
        (o for o in occasions if made.is_before(o.held) and o.held.first <= until),
        key=lambda o: (o.held, o.slug),
    )
    tally = Tally.of(outcomes.get(o.pk, "not_assessed") for o in since)
    for wanted in (Standing.RAISED, Standing.PARTLY_RAISED):
        for position, occasion in enumerate(since, start=1):
            if outcomes.get(occasion.pk) == wanted:
                vague = made.precision != "day" or occasion.held.precision != "day"
                days = (occasion.held.first - made.last).days
                return Course(wanted, position, days, occasion, vague, tally)
    days = max(0, (until - made.last).days)
    vague = made.precision != "day"
    if not since:
        return Course(Standing.WAITING, 0, days, None, vague, tally)
    standing = Standing.UNDETERMINED if tally.outside else Standing.MISSED
    return Course(standing, len(since), days, None, vague, tally)
