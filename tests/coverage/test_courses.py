from datetime import date

import pytest

from agenda.coverage.courses import Occasion, Standing, course_of
from agenda.coverage.sentences import course_sentence, days_waited
from agenda.dates import PartialDate

ON = date(2026, 11, 24)
UNTIL = date(2024, 9, 26)
MADE = PartialDate.parse("2022-03")


def occasions(*texts):
    return [Occasion(n, f"m{n}", f"M{n}", PartialDate.parse(t), 1) for n, t in enumerate(texts, start=1)]


def test_no_meeting_since_while_none_was_certainly_held_since():
    course = course_of(
        MADE, occasions("2022-03-31", "2022-03", "2021"), {1: "raised"}, on=ON, covered_until=UNTIL
    )
    assert (course.standing, course.meetings, course.at_least) == (Standing.NO_MEETING_SINCE, 0, True)
    assert course.days == (UNTIL - date(2022, 3, 31)).days


def test_raised_at_the_third_meeting():
    course = course_of(
        MADE,
        occasions("2022-05-01", "2022-06-01", "2022-07-01", "2022-08-01"),
        {1: "not_raised", 3: "raised", 4: "raised"},
        on=ON,
    )
    assert (course.standing, course.meetings, course.first.pk, course.days) == (Standing.RAISED, 3, 3, 92)
    assert (course.silent, course.unjudged) == (1, 1)
    assert (
        course_sentence(course)
        == "at meeting 3 since; silent at 1 before it; 1 could not be judged; at least 92 days"
    )


def test_fully_raised_later_outweighs_partly_raised_earlier():
    course = course_of(MADE, occasions("2022-05-01", "2022-06-01"), {1: "partly_raised", 2: "raised"}, on=ON)
    assert (course.standing, course.first.pk) == (Standing.RAISED, 2)


@pytest.mark.parametrize(
    "outcomes, standing, silent, sentence",
    [
        ({1: "not_raised", 2: "not_raised"}, Standing.SILENT, 2, "silent at all 2 meetings since"),
        ({1: "not_raised"}, Standing.SILENT_SO_FAR, 1, "silent at 1 of 2; 1 could not be judged"),
        (
            {1: "not_raised", 2: "not_determinable"},
            Standing.SILENT_SO_FAR,
            1,
            "silent at 1 of 2; 1 could not be judged",
        ),
        (
            {2: "not_determinable"},
            Standing.CANNOT_BE_TOLD,
            0,
            "2 meetings since, none of which could be judged",
        ),
        (
            {1: "not_raised", 2: "partly_raised"},
            Standing.PARTLY_RAISED,
            1,
            "at meeting 2 since; silent at 1 before it",
        ),
    ],
)
def test_the_course_counts_what_was_judged_and_what_could_not_be(outcomes, standing, silent, sentence):
    course = course_of(MADE, occasions("2022-05-01", "2022-06-01"), outcomes, on=ON)
    assert (course.standing, course.meetings, course.silent) == (standing, 2, silent)
    assert course_sentence(course).startswith(sentence)


def test_days_count_to_the_end_of_the_record_never_to_the_clock():
    held = occasions("2022-05-01")
    unknown = course_of(MADE, held, {1: "not_raised"}, on=ON)
    assert unknown.days is None and days_waited(unknown) == "" and unknown.record_ends_on is None
    known = course_of(MADE, held, {1: "not_raised"}, on=ON, covered_until=UNTIL)
    assert known.days == (UNTIL - MADE.last).days and known.record_ends_on == UNTIL
    assert course_sentence(known) == (
        "silent at the one meeting since; at least 910 days; the record of this dialogue ends on 26 September 2024"
    )
    assert course_of(MADE, held, {}, on=date(2027, 11, 24), covered_until=UNTIL).days == known.days
    as_of = course_of(MADE, held, {}, on=date(2022, 12, 31), covered_until=UNTIL)
    assert (as_of.days, as_of.record_ends_on) == (275, None)
    too_early = course_of(MADE, [], {}, on=ON, covered_until=date(2021, 1, 1))
    assert too_early.days is None
    assert course_sentence(too_early) == (
        "no meeting since is on record; the record of this dialogue ends on 1 January 2021"
    )


def test_meetings_after_the_day_asked_for_do_not_count():
    held = occasions("2022-05-01", "2023-05-01")
    course = course_of(MADE, held, {1: "not_raised", 2: "raised"}, on=date(2022, 12, 31))
    assert course.standing is Standing.SILENT


@pytest.mark.parametrize(
    "held, counts", [("2022-12-30", 1), ("2022-12-31", 0), ("2023-01-01", 0), ("2022-12", 0)]
)
def test_a_recommendation_stands_through_the_day_before_its_withdrawal(held, counts):
    course = course_of(
        MADE, occasions(held), {1: "not_raised"}, on=ON, withdrawn_on=date(2022, 12, 31), covered_until=UNTIL
    )
    assert course.meetings == counts
    assert course.days == (date(2022, 12, 30) - MADE.last).days


def test_ranked_by_meetings_found_silent_then_by_days():
    held = occasions("2022-05-01", "2022-06-01")
    made = PartialDate.parse("2022-01-01")
    twice = course_of(MADE, held, {1: "not_raised", 2: "not_raised"}, on=ON, covered_until=UNTIL)
    once = course_of(made, held, {1: "not_raised"}, on=ON, covered_until=UNTIL)
    later = course_of(MADE, held, {1: "not_raised"}, on=ON, covered_until=UNTIL)
    open_end = course_of(made, held, {1: "not_raised"}, on=ON)
    never = course_of(made, held, {}, on=ON, covered_until=UNTIL)
    assert sorted([never, open_end, later, once, twice], key=lambda c: c.rank) == [
        twice, once, later, open_end, never]  # fmt: skip
