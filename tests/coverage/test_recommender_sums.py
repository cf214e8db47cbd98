"""A recommender's sums say what its pairings add up to, whatever was withdrawn, out of scope or known to the month only."""

from datetime import date

import pytest

from agenda.coverage import recommender_sums as sums_module
from agenda.coverage.answers import silence_answer
from agenda.coverage.headline import headline
from agenda.coverage.ledger import Ledger
from agenda.coverage.recommender_sums import (
    DerivedRecommenderSums,
    RecommenderSums,
    pair_of,
    recommender_sums,
)
from agenda.models import KeptCourse, Recommendation
from tests.support import factories as f

pytestmark = pytest.mark.django_db
LATE, EARLY = date(2024, 12, 31), date(2022, 7, 1)


@pytest.fixture
def asker():
    """Somebody who recommends three topics for two dialogues, one of them twice and withdrawn, one without a dialogue."""
    asker = f.actor("Asker", kind="think_tank")
    forums = [f.dialogue(covered_until=date(2024, 1, 1)), f.dialogue()]
    topics = [f.topic() for _n in range(3)]
    outcomes = ("not_raised", "partly_raised", "not_raised", "raised")
    for forum in forums:
        for place, on in enumerate(("2022-03-05", "2022-06", "2022-09-05", "2023-03-05")):
            meeting = f.meeting(forum, on)
            paper = f.document(meeting)
            for topic, outcome in zip(topics[:2], outcomes[place:] + outcomes, strict=False):
                f.finding(meeting, topic, outcome, documents=[paper])
    f.recommendation(topics[0], *forums, on="2022-01-01", recommender=asker, withdrawn_on=date(2022, 6, 15))
    f.recommendation(topics[0], forums[0], on="2022-08", recommender=asker)
    f.recommendation(topics[1], *forums, on="2022-04-01", recommender=asker)
    f.recommendation(topics[2], forums[1], on="2022-02", recommender=asker)
    f.recommendation(topics[2], on="2022-02-02", recommender=asker)
    f.recommendation(topics[0], *forums, on="2020-01-01")
    forums[1].out_of_scope.add(topics[2])
    return asker


def told(asker, ledger):
    """(headline, longest silence, courses) as the pairings of the whole ledger have them."""
    made = Recommendation.objects.published().filter(recommender=asker, made_on__lte=ledger.on)
    pairings = ledger.pairings(made)
    cells = ledger.tally_of(ledger.recommended_before(pairings))
    return headline(pairings, cells), silence_answer(pairings), len(pairings)


@pytest.mark.parametrize("on", [LATE, EARLY, date(2022, 3, 5), date(2021, 1, 1)])
@pytest.mark.parametrize("with_self_coded", [False, True])
def test_the_sums_are_those_of_the_pairings(asker, on, with_self_coded):
    sums = recommender_sums(asker, Ledger(on, with_self_coded=with_self_coded))
    found = sums.headline, silence_answer(sums.silent), sums.n
    assert found == told(asker, Ledger(on, with_self_coded=with_self_coded))


def test_kept_courses_are_read_where_they_hold_for_the_day(asker):
    assert type(recommender_sums(asker, Ledger(LATE))) is RecommenderSums
    settled = KeptCourse.objects.filter(recommender=asker, made_on__lte=EARLY, settled_on__gt=EARLY)
    assert settled.exists() and type(recommender_sums(asker, Ledger(EARLY))) is DerivedRecommenderSums


@pytest.mark.parametrize("on", [LATE, EARLY])
def test_of_many_pairs_the_first_of_each_standing_are_listed(asker, on, monkeypatch):
    everything = recommender_sums(asker, Ledger(on)).first
    monkeypatch.setattr(sums_module, "WHOLE", 2)
    monkeypatch.setattr(sums_module, "FIRST", 1)
    sums = recommender_sums(asker, Ledger(on))
    first = {standing: [pair_of(p) for p in rows] for standing, rows in sums.first.items()}
    assert first == {standing: [pair_of(p) for p in rows][:1] for standing, rows in everything.items()}
    assert sum(sums.pairs.values()) == sum(len(rows) for rows in everything.values()) > len(first)


def test_a_pair_names_all_its_recommendations_oldest_first(asker):
    ledger = Ledger(LATE)
    sums = recommender_sums(asker, ledger)
    shown = [pairing for rows in sums.first.values() for pairing in rows]
    expected = {}
    for pairing in ledger.pairings(Recommendation.objects.filter(recommender=asker)):
        expected.setdefault(pair_of(pairing), []).append(pairing.recommendation)
    assert {pair_of(pairing) for pairing in shown} == expected.keys()
    assert sums.asked_of(shown) == {
        pair: sorted(rows, key=lambda row: (row.made, row.code)) for pair, rows in expected.items()
    }
