"""Whether the record bears out what was claimed of a meeting."""

from enum import StrEnum

from django.utils.translation import gettext_noop as _  # translated where it is shown

from agenda.coverage.states import State


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
