"""The sentences that pages answer with: counts that add up, and never an absence that could not be shown."""

from dataclasses import dataclass

from agenda.coverage.answers import found_answer, reading_answer, recommended_answer
from agenda.coverage.rates import Tally


@dataclass(frozen=True)
class Paper:
    is_read_whole: bool = False
    was_examined: bool = False


WHOLE, PART, UNREAD = Paper(True, True), Paper(False, True), Paper()


def test_every_recommended_topic_is_counted_once_and_nothing_is_said_of_none():
    tally = Tally(
        raised=2, raised_in_part=1, partly_raised=1, not_raised=3, not_determinable=4, not_assessed=5
    )
    assert recommended_answer(tally) == (
        "Of 16 topics recommended before it: 3 raised, 1 partly raised, 3 not mentioned in the published readouts, "
        "4 cannot be told, 5 not yet assessed."
    )
    assert recommended_answer(Tally(raised=1)) == "Of 1 topic recommended before it: 1 raised."
    assert recommended_answer(Tally()) == found_answer(Tally()) == ""


def test_what_was_read_is_told_apart_from_what_was_not():
    assert reading_answer([WHOLE, WHOLE, PART, UNREAD], absence_can_be_shown=True) == (
        "Of 4 readouts on record: 2 read whole, 1 read in part, 1 not read."
    )
    said = reading_answer([PART], absence_can_be_shown=False)
    assert said.startswith("Of 1 readout on record: 1 read in part.") and "cannot be called absent" in said
    assert "No readout of it is on record" in reading_answer([], absence_can_be_shown=False)
