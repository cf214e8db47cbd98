"""The meetings since a recommendation, as lists ask for them, are the ones that the derived ledger knows."""

from datetime import date

import pytest

from agenda.coverage.ledger import Ledger
from agenda.coverage.strips import silent_at, strips_of
from tests.support import factories as f

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
MANY = 10_000


def dots(strip):
    return [
        (cell.slug, cell.held, cell.state, (cell.slug, strip.topic) if cell.outcome else None)
        for cell in strip.latest
    ]


def derived_dots(ledger, pairing):
    topic = pairing.recommendation.topic.code
    return [
        (at.slug, at.held, state, (at.slug, topic) if url else None)
        for at, state, url in ledger.since(pairing)
    ]


@pytest.mark.parametrize("on", [ON, date(2023, 6, 1)])
@pytest.mark.parametrize("most", [3, MANY])
def test_a_strip_holds_the_latest_meetings_of_the_ledger_and_counts_them_all(record, on, most):
    ledger = Ledger(on)
    pairings = ledger.pairings()
    strips = strips_of(pairings, on, most)
    assert any(strip.n > 3 for strip in strips)
    for pairing, strip in zip(pairings, strips, strict=True):
        derived = derived_dots(ledger, pairing)
        assert strip.n == len(derived)
        assert dots(strip) == derived[-most:], str(pairing.recommendation)


@pytest.mark.parametrize("on", [ON, date(2023, 6, 1)])
@pytest.mark.parametrize("newest", [1, MANY])
def test_the_newest_silent_meetings_are_those_of_the_derived_course(record, on, newest):
    ledger = Ledger(on)
    pairings = [
        p for p in ledger.pairings() if p.dialogue and not ledger.course(p.recommendation, p.dialogue).first
    ]
    found = silent_at(pairings, on, newest)
    assert any(found)
    for pairing, silent in zip(pairings, found, strict=True):
        course = ledger.course(pairing.recommendation, pairing.dialogue)
        assert [occasion for occasion, _cell in silent] == list(course.silent_at[-newest:])
        topic = pairing.recommendation.topic_id
        assert [cell for _occasion, cell in silent] == [ledger.cells[o.pk, topic] for o, _cell in silent]


@pytest.mark.parametrize(
    "held", ["2022-05-31", "2022-06-14", "2022-06-15", "2022-05", "2022-06", "2021", "2022", "2022-07"]
)
@pytest.mark.parametrize("made", ["2022-03-01", "2021", "2022-05"])
def test_meetings_count_while_the_recommendation_certainly_stands(held, made):
    f.codebook()
    forum = f.dialogue(covered_until=date(2024, 1, 1))
    topic = f.topic()
    f.recommendation(topic, forum, on=made, withdrawn_on=date(2022, 6, 15))
    f.finding(f.meeting(forum, held), topic, "not_raised")
    ledger = Ledger(ON)
    pairings = ledger.pairings()
    (strip,), (silent,) = strips_of(pairings, ON, MANY), silent_at(pairings, ON, MANY)
    assert dots(strip) == derived_dots(ledger, pairings[0])
    assert strip.n == len(silent) == len(ledger.since(pairings[0]))


def test_meetings_of_one_day_are_cut_in_the_order_of_lists():
    f.codebook()
    forum = f.dialogue(covered_until=date(2024, 1, 1))
    topic = f.topic()
    f.recommendation(topic, forum, on="2022-03-01")
    for slug in ("b", "a", "c"):
        f.finding(f.meeting(forum, "2022-06-01", slug=slug), topic, "not_raised")
    pairings = Ledger(ON).pairings()
    (silent,) = silent_at(pairings, ON, 2)
    (strip,) = strips_of(pairings, ON, 2)
    assert [occasion.slug for occasion, _cell in silent] == [cell.slug for cell in strip.latest] == ["b", "c"]
    assert strip.n == 3
    assert strips_of([], ON, 2) == [] and silent_at([], ON, 2) == []
