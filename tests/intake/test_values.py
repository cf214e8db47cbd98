"""Verdicts, lists and flags as people write them."""

import pytest

from agenda.catalogue import flat
from agenda.intake.match.values import (
    read_choice,
    read_flag,
    read_lines,
    read_mark,
    read_verdict,
)


@pytest.mark.parametrize(
    "text, outcome",
    [("Y", "raised"), ("yes", "raised"), ("○", "raised"), ("1", "raised"), ("Raised", "raised"), ("P", "partly_raised"),
     ("△", "partly_raised"), ("Partly raised", "partly_raised"), ("N", "not_raised"), ("×", "not_raised"), ("0", "not_raised"),
     ("Not mentioned in the published readouts", "not_raised"), ("?", "not_determinable"),
     ("No public record", "not_determinable"), ("x", None), ("maybe", None)],
)  # fmt: skip
def test_verdicts(text, outcome):
    assert read_verdict(text, {}) == outcome
    assert read_verdict(text, {text.casefold(): "partly_raised"}) == "partly_raised"


@pytest.mark.parametrize(
    "cell, parts",
    [("Y ¶4", ("Y", "", 4)), ("Y (p. 12)", ("Y", "", 12)), ("P: statement-2022 para 3", ("P", "statement-2022", 3)),
     ("Y, paragraph 7", ("Y", "", 7)), ("Y", ("Y", "", None)), ("not raised", ("not raised", "", None))],
)  # fmt: skip
def test_marks_of_wide_sheets(cell, parts):
    assert read_mark(cell) == parts


@pytest.mark.parametrize(
    "parts",
    [[], ["a"], ["a", "b c"], ["a; b", "c"], ["[x]"], ["a | b"], [" a", "b "], ["a\nb"], ["", "a"], [";"]],
)
def test_lists_come_back_as_they_were_written(parts):
    assert read_lines(flat(parts)) == parts


def test_lists_flags_and_choices_of_other_peoples_making():
    assert read_lines("a;b ; c") == ["a", "b", "c"] and read_lines("a | b") == ["a", "b"] == read_lines(
        "a\nb\n"
    )
    assert read_flag("Yes") and read_flag(True) and not read_flag("0") and not read_flag("FALSE")
    with pytest.raises(ValueError, match="neither yes nor no"):
        read_flag("perhaps")
    choices = [("in_person", "In person"), ("phone", "Phone")]
    assert read_choice("IN PERSON", choices) == "in_person" == read_choice("in-person", choices)
    with pytest.raises(ValueError, match="not one of: In person, Phone"):
        read_choice("pigeon", choices)
