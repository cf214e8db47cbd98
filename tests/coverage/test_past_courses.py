"""What the database tells of a past day is what is derived from the meetings and cells up to it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from agenda.coverage.ledger import Ledger
from agenda.coverage.rates import Tally
from agenda.coverage.recommended_cells import recommended_tally
from agenda.coverage.tallies import Tallies
from agenda.models import CurrentCell, Dialogue, KeptCourse, Meeting

COURSE = ("standing", "meetings", "silent", "days", "first", "at_least", "record_ends_on", "unjudged", "rank")
pytestmark = pytest.mark.django_db


def days_of_meetings() -> list:
    """The days of some meetings of the record, each with the day before, and a day in the middle of its year."""
    held = sorted(set(Meeting.objects.published().held().values_list("held_on", flat=True)))[::7]
    return [day for on in held for day in (on - timedelta(days=1), on, on.replace(month=7, day=1))]


def test_courses_of_every_day_are_those_that_its_meetings_make(record):
    n_past = 0
    for on in days_of_meetings():
        dialogues = list(Dialogue.objects.published().values_list("pk", flat=True))
        told = {(p.recommendation.pk, p.dialogue.pk): p.course for p in Ledger(on).pairings() if p.dialogue}
        derived = {
            (p.recommendation.pk, p.dialogue.pk): p.course for p in Ledger(on, dialogues=dialogues).pairings()
        }
        assert told.keys() == derived.keys()
        for key, course in told.items():
            assert [getattr(course, name) for name in COURSE] == [
                getattr(derived[key], name) for name in COURSE
            ], (on, key)
        n_past += KeptCourse.objects.filter(
            settled_on__gt=on, made_on__lte=on, dialogue__isnull=False
        ).count()
    assert n_past, "every course was settled on each of the days: nothing was told anew"


def test_sums_of_every_day_are_those_of_the_cells_up_to_it(record):
    for on in days_of_meetings():
        sums = Tallies(on)
        assert sums.whole, "as pages of the whole record ask it"
        cells = list(CurrentCell.objects.filter(held_on__lte=on))
        counted = [cell for cell in cells if not cell.is_self_coded]
        assert sums.total == Tally.of((cell.outcome, cell.absence_shown) for cell in counted)
        for pk, tally in sums.by_dialogue.items():
            assert tally == Tally.of(
                (cell.outcome, cell.absence_shown) for cell in counted if cell.dialogue_id == pk
            )
        assert sums.of_dialogues([]) == {}
        assert sums.by_dialogue.keys() == {cell.dialogue_id for cell in counted}
        years = Counter(cell.held_on.year for cell in counted)
        assert {year: tally.total for year, tally in sums.by_year.items()} == years
        hidden = Counter(cell.dialogue_id for cell in cells if cell.is_self_coded)
        assert sums.left_out_by_dialogue == hidden
        asked = Tally.of((cell.outcome, cell.absence_shown) for cell in counted if cell.is_recommended)
        told = recommended_tally(sums)
        assert replace(told, not_assessed=asked.not_assessed) == asked
