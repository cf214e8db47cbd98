"""What findings add up to. Pure: no database, no clock; the only place that defines a rate or a state.

The five states of DESIGN §2 that are not "raised" or "partly raised" stay five here and everywhere:
`NOT_RECOMMENDED` (blank), `NOT_ASSESSED`, `NOT_DETERMINABLE`, `NOT_RAISED` and `EXCLUDED`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agenda.dates import PartialDate


def _(text: str) -> str:
    """Marks a text for translation; it is translated where it is shown, so that this module stays pure."""
    return text


class State(StrEnum):
    """What one cell, a topic at a meeting, shows."""

    RAISED = "raised"
    PARTLY_RAISED = "partly_raised"
    NOT_RAISED = "not_raised"
    EXCLUDED = "excluded"
    NOT_DETERMINABLE = "not_determinable"
    NOT_ASSESSED = "not_assessed"
    NOT_RECOMMENDED = "not_recommended"

    @property
    def symbol(self) -> str:
        return LEGEND[self][0]

    @property
    def word(self) -> str:
        return LEGEND[self][1]

    @property
    def meaning(self) -> str:
        return LEGEND[self][2]


# symbol, short word for a cell, meaning in a sentence
LEGEND = {
    State.RAISED: ("●", _("raised"), _("A published readout takes the topic up.")),
    State.PARTLY_RAISED: ("◐", _("partly"), _("A readout touches it: a narrower piece, an example or a background clause.")),
    State.NOT_RAISED: ("○", _("not mentioned"), _("Not mentioned in the published readouts; complete ones were examined.")),
    State.EXCLUDED: ("⊘", _("excluded"), _("Not mentioned in the published readouts, and explicitly left out.")),
    State.NOT_DETERMINABLE: ("?", _("no record"), _("No public record: no complete readout could be examined.")),
    State.NOT_ASSESSED: ("…", _("not assessed"), _("Recommended before the meeting; nobody has assessed it yet.")),
    State.NOT_RECOMMENDED: ("", "", _("Blank: not recommended then, and not assessed.")),
}  # fmt: skip


def cell_state(outcome: str | None, *, is_excluded: bool = False, recommended_before: bool = False) -> State:
    """The state of a cell from its published outcome (None: no finding)."""
    if outcome is None:
        return State.NOT_ASSESSED if recommended_before else State.NOT_RECOMMENDED
    return State.EXCLUDED if is_excluded else State(outcome)


@dataclass(frozen=True)
class Tally:
    """How many cells stand in each state, and the rates of DESIGN §3."""

    raised: int = 0
    partly_raised: int = 0
    not_raised: int = 0
    not_determinable: int = 0
    not_assessed: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[str]) -> "Tally":
        """Count outcome names; `excluded` counts as not raised. Raises KeyError on an unknown name."""
        counts = dict.fromkeys(cls.__dataclass_fields__, 0)
        for outcome in outcomes:
            counts["not_raised" if outcome == State.EXCLUDED else str(outcome)] += 1
        return cls(**counts)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f) + getattr(other, f) for f in self.__dataclass_fields__))

    @property
    def n_any(self) -> int:
        """Raised or partly raised."""
        return self.raised + self.partly_raised

    @property
    def N(self) -> int:
        """The denominator of every rate: raised + partly raised + not raised."""
        return self.n_any + self.not_raised

    @property
    def outside(self) -> int:
        """Cells beside the rate, never inside it: no public record, not assessed."""
        return self.not_determinable + self.not_assessed

    @property
    def total(self) -> int:
        return self.N + self.outside

    @property
    def strict_rate(self) -> float | None:
        """raised / N as a fraction; None when N is 0."""
        return self.raised / self.N if self.N else None

    @property
    def inclusive_rate(self) -> float | None:
        """(raised + partly raised) / N as a fraction; None when N is 0."""
        return self.n_any / self.N if self.N else None


@dataclass(frozen=True)
class Occasion:
    """A held meeting as the sums need it."""

    pk: int
    slug: str
    title: str
    held: PartialDate
    dialogue_id: int


class Standing(StrEnum):
    """The state of a recommendation at one dialogue (DESIGN §3)."""

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


class Verdict(StrEnum):
    """Whether the record bears a published claim out."""

    BORNE_OUT = "borne_out"
    IN_PART = "in_part"
    NOT_BORNE_OUT = "not_borne_out"
    CANNOT_TELL = "cannot_tell"

    @property
    def word(self) -> str:
        return {
            Verdict.BORNE_OUT: _("the record bears it out"),
            Verdict.IN_PART: _("the record bears it out in part"),
            Verdict.NOT_BORNE_OUT: _("the record does not bear it out"),
            Verdict.CANNOT_TELL: _("the record cannot tell"),
        }[self]


def verdict_on(claimed: str, found: str | None) -> Verdict:
    """Compare a claimed outcome with the published one (None: not assessed)."""
    if found is None or found == State.NOT_DETERMINABLE:
        return Verdict.CANNOT_TELL
    if found == claimed:
        return Verdict.BORNE_OUT
    if State.PARTLY_RAISED in (found, claimed) and State.NOT_RAISED not in (found, claimed):
        return Verdict.IN_PART
    return Verdict.NOT_BORNE_OUT
