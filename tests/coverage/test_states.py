import pytest

from agenda.coverage.states import State, cell_state


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
