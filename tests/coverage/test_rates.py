import pytest

from agenda.coverage.rates import HOLLOW_BELOW, PERCENT_FROM, Tally, tallies_of
from agenda.coverage.sentences import meeting_in_part_sentence, rate_sentence, tally_sentence

RAISED = "raised"
WHOLE, PART = True, False


def cells(*counts):
    return [(outcome, absence_shown) for outcome, absence_shown, n in counts for _ in range(n)]


def test_a_rate_counts_only_cells_where_absence_could_have_been_shown():
    tally = Tally.of(
        cells(
            ("raised", WHOLE, 2), ("partly_raised", WHOLE, 1), ("not_raised", WHOLE, 4), ("excluded", WHOLE, 1),
            ("raised", PART, 5), ("partly_raised", PART, 3), ("not_determinable", PART, 7), ("not_assessed", PART, 1),
        )
    )  # fmt: skip
    assert (tally.N, tally.n_any, tally.found_in_part, tally.found) == (8, 3, 8, 11)
    assert (tally.raised_in_part, tally.partly_raised_in_part) == (5, 3)
    assert (tally.outside, tally.total) == (8, 24)
    assert (tally.strict_rate, tally.inclusive_rate) == (2 / 8, 3 / 8)
    assert (tally + tally).N == 16


def test_an_absence_that_could_not_be_shown_is_not_determinable():
    tally = Tally.of([("not_raised", PART), ("excluded", PART)])
    assert (tally.N, tally.not_determinable) == (0, 2)


@pytest.mark.parametrize("n", [0, 1, PERCENT_FROM - 1, PERCENT_FROM, HOLLOW_BELOW - 1, HOLLOW_BELOW])
def test_few_cells_have_no_percentage_and_a_hollow_bar(n):
    tally = Tally(not_raised=n, raised_in_part=20)
    assert tally.has_percentage is (n >= PERCENT_FROM)
    assert (tally.strict_rate is None) is (tally.inclusive_rate is None) is (n < PERCENT_FROM)
    assert tally.is_hollow is (0 < n < HOLLOW_BELOW)


def test_an_unknown_outcome_is_an_error_not_a_silent_zero():
    with pytest.raises(ValueError):
        Tally.of([("raisd", WHOLE)])


def test_what_was_found_in_part_is_said_beside_the_rate():
    assert rate_sentence(Tally(raised=4, partly_raised=1, not_raised=1, raised_in_part=3)) == (
        "5 of 6; and 3 more in papers read in part"
    )
    assert rate_sentence(Tally(raised_in_part=5, partly_raised_in_part=1)) == (
        "read in part: 6 findings; absence cannot be shown"
    )
    assert rate_sentence(Tally(not_determinable=3)) == ""


def test_the_tally_says_its_rule_and_all_that_stands_beside_it():
    tally = Tally(
        raised=2, partly_raised=1, not_raised=3, raised_in_part=1, not_determinable=4, not_assessed=5
    )
    assert tally_sentence(tally) == (
        "2 raised, 1 partly, 3 not mentioned in the published readouts (N = 6 cells where absence could be shown); "
        "and 1 more in papers read in part; "
        "4 without a public record; 5 not yet assessed."
    )
    assert tally_sentence(Tally()) == "No cell has been assessed."


def test_a_meeting_read_in_part_says_so_and_has_no_rate():
    assert meeting_in_part_sentence(Tally(raised_in_part=5, partly_raised_in_part=1, not_assessed=28)) == (
        "read in part: 6 topics found; absence cannot be shown"
    )
    assert meeting_in_part_sentence(Tally(not_raised=1, raised_in_part=5)) == ""


def test_tallies_of_several_keys_are_the_tallies_of_their_cells():
    found = {
        1: cells((RAISED, WHOLE, 2), ("excluded", WHOLE, 1), ("not_raised", PART, 3)),
        2: cells((RAISED, PART, 1), ("not_assessed", False, 4)),
    }
    told = [(key, *cell) for key, of_key in found.items() for cell in of_key]
    assert tallies_of(told) == {key: Tally.of(of_key) for key, of_key in found.items()}
    assert tallies_of(reversed([(key, outcome, int(shown)) for key, outcome, shown in told])) == tallies_of(
        told
    )
    assert tallies_of([]) == {}
