"""Where else topics were taken up, as lists read it, is what the derived ledger says; which courses hold for a day."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from agenda.coverage.elsewhere import attach_elsewhere
from agenda.coverage.kept import courses_on
from agenda.coverage.ledger import Ledger
from agenda.models import KeptCourse

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)


@pytest.mark.parametrize("on", [ON, date(2023, 6, 1)])
def test_a_few_meetings_elsewhere_and_how_many_are_those_of_the_ledger(record, on):
    shown = 2
    told, derived = Ledger(on).pairings(), Ledger(on).pairings()
    attach_elsewhere(told, on, shown)
    for mine, theirs in zip(told, derived, strict=True):
        assert mine.elsewhere == theirs.elsewhere[:shown], str(theirs)
        assert mine.n_elsewhere == len(theirs.elsewhere)
    assert any(pairing.n_elsewhere > shown for pairing in told)


def test_no_course_settles_before_it_is_made(record):
    assert KeptCourse.objects.exists()
    assert not KeptCourse.objects.filter(settled_on__lt=F("made_on")).exists()


def test_courses_of_a_day_are_those_made_by_it_or_none_where_one_does_not_hold(record):
    courses = courses_on(ON)
    assert courses is not None
    assert set(courses) == set(KeptCourse.objects.filter(made_on__lte=ON))
    first = KeptCourse.objects.order_by("made_on").values_list("made_on", flat=True)[0]
    before = courses_on(first - timedelta(days=1))
    assert before is not None and not before.exists(), "made later, so not of that day"
    unsettled = KeptCourse.objects.filter(settled_on__gt=F("made_on")).order_by("made_on")[0]
    assert courses_on(unsettled.made_on) is None
