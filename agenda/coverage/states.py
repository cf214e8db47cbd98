"""The states of a cell, a topic at a meeting. Pure: no database, no clock.

The five states that are not "raised" or "partly raised" stay five here and everywhere:
`NOT_RECOMMENDED` (blank), `NOT_ASSESSED`, `NOT_DETERMINABLE`, `NOT_RAISED` and `EXCLUDED`.
"""

from enum import StrEnum

from django.utils.translation import gettext_noop as _  # translated where it is shown


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


STATES = {state.value: state for state in State}
"""Each state by its word in the database."""

# symbol, short word for a cell, meaning in a sentence
LEGEND = {
    State.RAISED: ("●", _("raised"), _("A published readout takes the topic up.")),
    State.PARTLY_RAISED: ("◐", _("partly"), _("A readout touches it: a narrower piece, an example or a background clause.")),
    State.NOT_RAISED: ("○", _("not mentioned"), _("Not mentioned in the published readouts; complete ones were examined.")),
    State.EXCLUDED: ("⊘", _("excluded"), _("Not mentioned in the published readouts, and explicitly left out.")),
    State.NOT_DETERMINABLE: ("?", _("no record"), _(
        "No public record: what was read could not have shown that the topic is absent.")),
    State.NOT_ASSESSED: ("…", _("not assessed"), _("Recommended before the meeting; nobody has assessed it yet.")),
    State.NOT_RECOMMENDED: ("", "", _("Blank: not recommended then, and not assessed.")),
}  # fmt: skip


def cell_state(outcome: str | None, *, is_excluded: bool = False, recommended_before: bool = False) -> State:
    """The state of a cell from its published outcome (None: no finding)."""
    if outcome is None:
        return State.NOT_ASSESSED if recommended_before else State.NOT_RECOMMENDED
    return State.EXCLUDED if is_excluded else STATES[outcome]
