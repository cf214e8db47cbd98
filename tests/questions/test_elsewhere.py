"""Raised elsewhere as the database tells it, beside what plain loops over the shipped record say."""

from collections import Counter
from datetime import date

import pytest
from django.http import QueryDict

from agenda.coverage.courses import TAKEN_UP
from agenda.coverage.ledger import Ledger
from agenda.filters import ElsewhereFilterSet
from agenda.questions.elsewhere import SHOWN, elsewhere_rows
from tests.support import factories as f

LATER, EARLIER = date(2026, 11, 1), date(2023, 6, 30)


def told(on: date, window: int) -> dict:
    """{(meeting id, topic id): mentions as (days apart, slug, days, dialogue)} of each silent cell, by definition."""
    ledger = Ledger(on)
    cells = list(ledger.cells.values())
    found = {}
    for cell in cells:
        here = ledger.occasions[cell.meeting_id]
        if cell.outcome != "not_raised" or not cell.is_judged:
            continue
        near = []
        for other in cells:
            there = ledger.occasions[other.meeting_id]
            days = (there.held.first - here.held.first).days
            is_near = other.topic_id == cell.topic_id and abs(days) <= window
            if is_near and other.outcome in TAKEN_UP and there.dialogue_id != here.dialogue_id:
                near.append((abs(days), there.slug, days, ledger.dialogues[there.dialogue_id].slug))
        if near:
            found[cell.meeting_id, cell.topic_id] = sorted(near)
    return found


@pytest.mark.parametrize("on, window", [(LATER, 365), (LATER, 40), (EARLIER, 365)])
def test_the_database_finds_what_loops_find(record, on, window):
    wanted = told(on, window)
    filterset = ElsewhereFilterSet(QueryDict(f"window={window}"), on)
    cells = filterset.results()[:]
    rows = elsewhere_rows(cells, on, window)
    said = {
        (row.cell.meeting_id, row.cell.topic_id): [
            (abs(m.days), m.occasion.slug, m.days, m.dialogue.slug) for m in row.mentions
        ]
        for row in rows
    }
    assert said == wanted and len(filterset.results()) == len(wanted) > 0
    in_turn = ElsewhereFilterSet(QueryDict(f"window={window}"), on, is_bounded=True)
    assert list(in_turn.results()[:]) == list(cells)
    recommended = Ledger(on).recommended_before(Ledger(on).pairings())
    assert all(row.was_recommended == (key in recommended) for key, row in zip(said, rows, strict=True))
    order = [(row.was_recommended, row.occasion.held, row.occasion.slug, row.topic.pk) for row in rows]
    assert order == sorted(order, reverse=True)
    where = Counter(slug for near in wanted.values() for slug in {mention[-1] for mention in near})
    assert {slug: n for slug, n in filterset.count_options("where").items() if n} == where
    assert filterset.n_recommended == sum(row.was_recommended for row in rows)
    short = elsewhere_rows(cells[:60], on, window, SHOWN)
    assert [row.mentions for row in short] == [row.mentions[:SHOWN] for row in rows[:60]]
    assert [row.n_more for row in short] == [max(0, len(row.mentions) - SHOWN) for row in rows[:60]]


@pytest.mark.parametrize(
    "sort, falls", [("apart", False), ("-apart", True), ("held", False), ("-held", True)]
)
def test_each_order_is_kept(record, sort, falls):
    filterset = ElsewhereFilterSet(QueryDict(f"sort={sort}"), LATER)
    rows = elsewhere_rows(filterset.results()[:], LATER)
    values = [
        row.occasion.held.first if "held" in sort else min(abs(m.days) for m in row.mentions) for row in rows
    ]
    assert values == sorted(values, reverse=falls) and len(set(values)) > 1
    topics = ElsewhereFilterSet(QueryDict("sort=-topic"), LATER)
    names = [row.topic.reader.order for row in elsewhere_rows(topics.results()[:], LATER)]
    assert names == sorted(names, reverse=True) and len(names) == len(rows)


def test_the_page_asks_once_what_nothing_narrows_and_reads_only_what_it_shows(
    record, django_assert_max_num_queries
):
    filterset = ElsewhereFilterSet(QueryDict(""), LATER)
    with django_assert_max_num_queries(4):  # the groups, and the names of forums and topics
        assert filterset.count_options("forum") and filterset.count_options("topic")
        assert filterset.count_options("recommended") and len(filterset.results())


def test_options_over_very_many_rows_are_not_counted(record, monkeypatch):
    monkeypatch.setattr(ElsewhereFilterSet, "most_counted", 3)
    filterset = ElsewhereFilterSet(QueryDict(""), LATER)
    assert filterset.count_options("where") is None and filterset.count_options("recommender") is None
    assert sum(filterset.count_options("forum").values()) == len(filterset.results())


def test_what_lies_at_the_edge_of_the_window_counts(db):
    topic, here, there = f.topic("Cables"), f.dialogue(slug="here"), f.dialogue(slug="there")
    f.finding(f.meeting(here, "2024-03-01"), topic, "not_raised")
    f.finding(f.meeting(there, "2023-03-02"), topic, "partly_raised")  # 365 days before, over a 29 February
    assert len(ElsewhereFilterSet(QueryDict("window=365"), LATER).results()) == 1
    assert not len(ElsewhereFilterSet(QueryDict("window=364"), LATER).results())
