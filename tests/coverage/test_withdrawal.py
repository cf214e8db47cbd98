"""The day of withdrawal: a recommendation stands through the day before it, in every place that asks."""

from datetime import date, timedelta

import pytest

from agenda.coverage.ledger import Ledger
from agenda.coverage.meetings import coverage_of_meetings
from agenda.models import Finding
from tests.support import factories as f
from tests.support.pages import text

WITHDRAWN = date(2022, 6, 15)
DAYS = [("2022-06-14", True), ("2022-06-15", False), ("2022-06-16", False), ("2022-06", False)]


@pytest.fixture
def forum(db):
    f.codebook()
    return f.dialogue(slug="ns", short_name="NS", covered_until=date(2024, 1, 1))


@pytest.fixture
def cables(forum):
    topic = f.topic("Cables", code="cables")
    f.recommendation(topic, forum, on="2022-03-01", code="R-C", withdrawn_on=WITHDRAWN)
    return topic


@pytest.mark.parametrize("after, stands", [(-1, True), (0, False), (1, False)])
def test_the_recommendation_and_its_pairing(cables, after, stands):
    day = WITHDRAWN + timedelta(days=after)
    recommendation = cables.recommendations.get()
    (pairing,) = Ledger(day).pairings()
    assert recommendation.stands_on(day) is stands and pairing.in_force is stands


def test_it_does_not_stand_before_it_was_made(cables):
    assert not cables.recommendations.get().stands_on(date(2022, 2, 28))


@pytest.mark.parametrize("held, counts", DAYS)
def test_cells_courses_and_meetings(forum, cables, held, counts):
    meeting = f.meeting(forum, held)
    ledger = Ledger(date(2023, 1, 1))
    (pairing,) = pairings = ledger.pairings()
    assert ledger.recommended_before(pairings) == ({(meeting.pk, cables.pk)} if counts else set())
    assert pairing.course.meetings == len(ledger.since(pairing)) == counts
    coverage = coverage_of_meetings([meeting], [])[meeting.pk]
    assert len(coverage.expected) == coverage.tally.not_assessed == counts


@pytest.mark.parametrize("held, counts", DAYS)
def test_pages(client, forum, cables, held, counts):
    meeting = f.meeting(forum, held)
    finding = f.finding(meeting, cables, "not_raised")
    assert ("Recommended before it" in text(client.get(meeting.get_absolute_url()))) is counts
    assert ('recommended before it"' in client.get("/dialogues/ns/").content.decode()) is counts
    assert ("R-C" in text(client.get(finding.get_absolute_url()))) is counts
    csv = client.get("/pictures/matrix/ns.csv").content.decode()
    assert csv.strip().endswith("yes" if counts else "no")


@pytest.mark.parametrize("after, listed", [(-1, True), (0, False), (1, False)])
def test_what_is_withdrawn_is_in_no_list_of_what_is_waiting(client, forum, cables, after, listed):
    f.finding(f.meeting(forum, "2022-05-01"), cables, "not_raised")
    day = (WITHDRAWN + timedelta(days=after)).isoformat()
    assert len(client.get(f"/missed/?as_of={day}").context["page"].object_list) == listed
    assert len(client.get(f"/?as_of={day}").context["silent"]) == listed
    assert len(client.get(f"/dialogues/ns/brief/?on={day}").context["brief"].items) == listed
    assert Finding.objects.count() == 1
