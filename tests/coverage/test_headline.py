"""The headline over a small record: distinct pairs by what became of them, recommended cells, sources."""

from datetime import date

import pytest

from agenda.coverage.courses import Standing
from agenda.coverage.glances import Glance, glance
from agenda.coverage.headline import headline
from agenda.coverage.ledger import Ledger
from agenda.coverage.states import State
from tests.support import factories as f

ON = date(2024, 1, 1)


@pytest.fixture
def forum(db):
    f.codebook()
    return f.dialogue(slug="ns", short_name="NS")


def headline_of(on=ON):
    ledger = Ledger(on)
    pairings = ledger.pairings()
    return headline(pairings, ledger.tally_of(ledger.recommended_before(pairings)))


def test_each_pair_counts_once_and_by_the_furthest_of_its_recommendations(forum):
    topic = f.topic("Cables")
    for day in ("2022-01-01", "2022-09-01", "2023-12-01"):
        f.recommendation(topic, forum, on=day)
    f.finding(f.meeting(forum, "2022-06-01"), topic, "raised")
    f.finding(f.meeting(forum, "2023-06-01"), topic, "not_raised")
    found = headline_of()
    assert (found.rows, found.n_pairs, found.recommendations) == ([(Standing.RAISED, 1)], 1, 3)


def test_a_meeting_that_could_not_be_judged_is_not_hidden_by_a_later_recommendation(forum):
    topic = f.topic("Cables")
    f.recommendation(topic, forum, on="2021-01-01")
    f.recommendation(topic, forum, on="2022-01-01")
    f.meeting(forum, "2021-06-01")
    f.finding(f.meeting(forum, "2022-06-01"), topic, "not_raised")
    assert headline_of().rows == [(Standing.SILENT_SO_FAR, 1)]


def test_every_standing_has_its_own_count_and_cells_are_the_recommended_ones(forum):
    meeting = f.meeting(forum, "2022-06-01")
    for outcome in ("raised", "partly_raised", "not_raised", "not_determinable"):
        paper = f.document(meeting, completeness="part" if outcome == "not_determinable" else "full")
        topic = f.topic(outcome)
        f.recommendation(topic, forum, on="2022-01-01")
        f.finding(meeting, topic, outcome, documents=[paper])
    f.recommendation(f.topic("unassessed"), forum, on="2022-01-01")
    f.recommendation(f.topic("later"), forum, on="2023-01-01")
    f.recommendation(f.topic("nowhere"), on="2023-01-01")
    f.finding(meeting, f.topic("not recommended"), "raised")
    found = headline_of()
    assert dict(found.rows) == {
        Standing.RAISED: 1, Standing.PARTLY_RAISED: 1, Standing.SILENT: 1, Standing.CANNOT_BE_TOLD: 2,
        Standing.NO_MEETING_SINCE: 1, Standing.NO_FORUM: 1}  # fmt: skip
    assert (found.n_pairs, found.found_silent) == (7, 1)
    assert (found.cells.N, found.cells.n_any, found.cells.not_determinable, found.cells.not_assessed) == (
        3,
        2,
        1,
        1,
    )


def test_from_how_many_sources_and_years(forum):
    ada, bo = f.actor("Ada", slug="ada"), f.actor("Bo", slug="bo")
    paper = f.document(kind="article", is_official=False)
    topic = f.topic("Cables")
    for day in ("2019-05", "2022"):
        f.recommendation(topic, forum, on=day, recommender=ada, document=paper)
    f.recommendation(topic, forum, on="2023-01-01", recommender=bo)
    found = headline_of()
    assert (found.sources, found.first_year, found.last_year) == (2, 2019, 2023)
    assert found.recommenders == [(ada, 2), (bo, 1)]


def test_a_topic_out_of_scope_is_no_cell(client, forum):
    meeting = f.meeting(forum, "2022-06-01")
    topic = f.topic("Cables")
    f.recommendation(topic, forum, on="2022-01-01")
    assert headline_of().cells.not_assessed == 1
    assert client.get(meeting.get_absolute_url()).context["tally"].not_assessed == 1
    forum.out_of_scope.add(topic)
    assert headline_of().cells.total == 0
    page = client.get(meeting.get_absolute_url())
    assert page.context["tally"].total == 0 and topic.name not in page.content.decode()


def test_at_a_glance_raised_and_partly_differ_and_only_what_was_recommended_is_red(forum):
    meeting = f.meeting(forum, "2022-06-01")
    for outcome in ("raised", "partly_raised", "not_raised"):
        f.finding(meeting, f.topic(outcome, code=outcome.replace("_", "-")), outcome)
    asked = f.topic("recommended")
    f.recommendation(asked, forum, on="2022-01-01")
    f.finding(meeting, asked, "not_raised")
    ledger = Ledger(ON)
    assert {topic.code: cell.paint for topic, (cell,) in glance(ledger).rows} == {
        "raised": State.RAISED, "partly-raised": State.PARTLY_RAISED, "not-raised": None,
        asked.code: State.NOT_RAISED}  # fmt: skip


def test_nothing_on_record(db):
    found = headline_of()
    assert (found.rows, found.n_pairs, found.sources, found.first_year) == ([], 0, 0, None)
    assert glance(Ledger(ON)) == Glance()


def test_the_ledger_asks_a_constant_number_of_queries(forum, django_assert_num_queries):
    for _ in range(3):
        topic = f.topic()
        f.recommendation(topic, forum, on="2022-01-01")
        f.finding(f.meeting(forum, "2022-06-01"), topic, "not_raised")
    with django_assert_num_queries(3):
        ledger = Ledger(ON)
        assert ledger.occasions and ledger.cells
    with django_assert_num_queries(5):
        pairings = ledger.pairings()
        headline(pairings, ledger.tally_of(ledger.recommended_before(pairings)))
