from datetime import date

import pytest

from agenda.coverage.courses import Occasion, Standing, course_of
from agenda.coverage.rates import Tally
from agenda.coverage.states import State, cell_state
from agenda.dates import PartialDate

ON = date(2026, 11, 24)
MADE = PartialDate.parse("2022-03")


def occasions(*texts):
    return [Occasion(n, f"m{n}", f"M{n}", PartialDate.parse(t), 1) for n, t in enumerate(texts, start=1)]


def test_rates_leave_out_what_has_no_record():
    tally = Tally.of(
        ["raised"] * 2 + ["partly_raised"] + ["not_raised"] * 5 + ["not_determinable"] * 7 + ["not_assessed"]
    )
    assert (tally.N, tally.n_any, tally.outside, tally.total) == (8, 3, 8, 16)
    assert (tally.strict_rate, tally.inclusive_rate) == (2 / 8, 3 / 8)
    assert Tally.of(["not_determinable"]).strict_rate is None
    assert (tally + tally).N == 16


def test_an_unknown_outcome_is_an_error_not_a_silent_zero():
    with pytest.raises(KeyError):
        Tally.of(["raisd"])


@pytest.mark.parametrize(
    "outcome, excluded, before, state",
    [
        (None, False, False, State.NOT_RECOMMENDED),
        (None, False, True, State.NOT_ASSESSED),
        ("not_determinable", False, True, State.NOT_DETERMINABLE),
        ("not_raised", False, True, State.NOT_RAISED),
        ("not_raised", True, False, State.EXCLUDED),
        ("raised", False, False, State.RAISED),
    ],
)
def test_the_five_states_stay_apart(outcome, excluded, before, state):
    assert cell_state(outcome, is_excluded=excluded, recommended_before=before) is state


def test_every_state_has_its_own_symbol_and_word():
    for what in ("symbol", "word", "meaning"):
        assert len({getattr(state, what) for state in State}) == len(State)


def test_waits_while_no_meeting_was_certainly_held_since():
    course = course_of(MADE, occasions("2022-03-31", "2022-03", "2021"), {1: "raised"}, on=ON)
    assert (course.standing, course.meetings, course.at_least) == (Standing.WAITING, 0, True)
    assert course.days == (ON - date(2022, 3, 31)).days


def test_raised_at_the_third_meeting():
    course = course_of(
        MADE,
        occasions("2022-05-01", "2022-06-01", "2022-07-01", "2022-08-01"),
        {1: "not_raised", 3: "raised", 4: "raised"},
        on=ON,
    )
    assert (course.standing, course.meetings, course.first.pk, course.days) == (Standing.RAISED, 3, 3, 92)


def test_fully_raised_later_outweighs_partly_raised_earlier():
    course = course_of(MADE, occasions("2022-05-01", "2022-06-01"), {1: "partly_raised", 2: "raised"}, on=ON)
    assert (course.standing, course.first.pk) == (Standing.RAISED, 2)


@pytest.mark.parametrize(
    "outcomes, standing",
    [
        ({1: "not_raised", 2: "not_raised"}, Standing.MISSED),
        ({1: "not_raised", 2: "not_determinable"}, Standing.UNDETERMINED),
        ({1: "not_raised"}, Standing.UNDETERMINED),
        ({1: "not_raised", 2: "partly_raised"}, Standing.PARTLY_RAISED),
    ],
)
def test_missed_only_when_every_meeting_since_was_assessed(outcomes, standing):
    course = course_of(MADE, occasions("2022-05-01", "2022-06-01"), outcomes, on=ON)
    assert (course.standing, course.meetings) == (standing, 2)


def test_meetings_after_withdrawal_or_after_the_date_asked_for_do_not_count():
    held = occasions("2022-05-01", "2023-05-01")
    outcomes = {1: "not_raised", 2: "raised"}
    assert course_of(MADE, held, outcomes, on=date(2022, 12, 31)).standing is Standing.MISSED
    assert course_of(MADE, held, outcomes, on=ON, withdrawn_on=date(2022, 12, 31)).meetings == 1
