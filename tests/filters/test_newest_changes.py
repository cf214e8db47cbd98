"""Since last time, over all dialogues: rows from the newest meeting on, read until more pass than are counted."""

import re
from datetime import date

import pytest
from django.http import QueryDict

from agenda.coverage.ledger import Ledger
from agenda.filters.changes import NewestChangesFilterSet
from agenda.questions.newest import NewestChanges
from agenda.questions.since import change_rows
from tests.support import factories as f
from tests.support.pages import text

DAY = date(2026, 1, 1)


@pytest.fixture
def forums(db, monkeypatch):
    """Six dialogues with three topics found at the last two of their meetings; the newest meeting of every second one was
    not judged, and the fifth and sixth met on one day."""
    monkeypatch.setattr("agenda.questions.newest.AT_FIRST", 2)
    topics = [f.topic(name, code=name.lower()) for name in ("Cables", "Chips", "Space")]
    for number in range(1, 7):
        forum = f.dialogue(slug=f"d-{number}", short_name=f"D{number}")
        day = min(number, 5)
        for year in (2021, 2022):
            for place, topic in enumerate(topics):
                outcome = "raised" if (place + number + year) % 2 else "not_raised"
                held = f"{year}-0{day}-05"
                meeting = forum.meetings.filter(held_on=held).first() or f.meeting(forum, held)
                f.finding(meeting, topic, outcome)
        if number % 2:
            f.meeting(forum, f"2023-0{day}-05")


def newest(query=""):
    return NewestChangesFilterSet(QueryDict(query), NewestChanges(Ledger(DAY)))


def told(rows):
    return [(row.forum, row.earlier.slug, row.later.slug, row.topic.code, row.change.value) for row in rows]


def test_all_rows_stand_in_the_order_of_the_whole(forums):
    expected = told(change_rows(Ledger(DAY)))
    assert len(expected) == 18 and told(newest().passing()) == expected
    assert not newest().is_cut and newest().older() is None


@pytest.mark.parametrize("query, kept", [
    ("forum=d-2&forum=d-5", lambda row: row[0] in ("d-2", "d-5")),
    ("change=new", lambda row: row[4] == "new"),
    ("topic=chips&until=2022-03", lambda row: row[3] == "chips" and row[0] in ("d-1", "d-2", "d-3")),
    ("since=2022-05", lambda row: row[0] in ("d-5", "d-6")),
    ("since=2023", lambda row: False),
])  # fmt: skip
def test_filters_keep_what_they_kept(forums, query, kept):
    assert told(newest(query).passing()) == [row for row in told(change_rows(Ledger(DAY))) if kept(row)]


def test_choices_of_a_list_that_is_not_cut_are_counted(forums):
    found = newest("forum=d-2")
    assert found.count_options("forum") == {f"d-{n}": 3 for n in range(1, 7)}
    assert sum(found.count_options("change").values()) == 3


def test_more_rows_than_are_counted_are_said_and_reached(client, forums, monkeypatch):
    whole = told(change_rows(Ledger(DAY)))
    monkeypatch.setattr(NewestChangesFilterSet, "most_rows", 7)
    monkeypatch.setattr(NewestChangesFilterSet, "reach", lambda self, rows, per_page=50: rows)
    found = newest()
    assert found.is_cut and told(found.passing()) == whole[:7] and found.count_options("forum") is None
    said = text(client.get("/changes/"))
    assert "More than 7 results" in said and "Only the newest are counted." in said
    # Each link leads to the rows after those that are listed: none is left out, however they fall on days.
    seen, address = [], "/changes/"
    while address:
        page = client.get(address)
        seen += [row for row in told(page.context["page"].object_list) if row not in seen]
        older = re.search(r'href="(\?until=[^"]*)"', page.content.decode().split("Only the newest")[-1])
        address = f"/changes/{older[1]}" if older and "Only the newest" in page.content.decode() else ""
    assert seen == whole


def test_what_is_not_shown_is_not_read(forums, monkeypatch):
    monkeypatch.setattr(NewestChangesFilterSet, "most_rows", 1)
    monkeypatch.setattr(NewestChangesFilterSet, "reach", lambda self, rows, per_page=50: rows)
    monkeypatch.setattr(NewestChangesFilterSet, "at_first", 1)
    read = []
    ask = NewestChanges.rows
    monkeypatch.setattr(NewestChanges, "rows", lambda self, pairs: read.extend(pairs) or ask(self, pairs))
    found = newest()
    assert found.is_cut and found.older() is None and read == []  # counted, not read
    first = change_rows(Ledger(DAY))[0]
    assert told(found.passing()) == told([first])
    assert {later.dialogue_id for _earlier, later in read} == {first.later.dialogue_id}


def test_as_many_rows_are_counted_as_are_read(forums):
    changes = NewestChanges(Ledger(DAY))
    pairs = list(changes.pairs())
    assert changes.sizes(pairs) == [len(changes.rows([pair])) for pair in pairs] and pairs


@pytest.mark.parametrize("years", [0, 1, 50])
def test_an_older_pair_of_another_level_is_found_however_far_back_is_looked(forums, monkeypatch, years):
    """The newest meeting has its earlier one of the same level years before; two of another level lie between."""
    forum, topic = f.dialogue(slug="d-7"), f.topic("Ports")
    between = (("2020-02-02", "working"), ("2020-03-02", "working"))
    for held, level in (("2011-02-02", "leaders"), *between, ("2020-06-02", "leaders")):
        f.finding(f.meeting(forum, held, level=level), topic, "not_raised")
    monkeypatch.setattr("agenda.questions.newest.YEARS", years)
    pairs = NewestChanges(Ledger(DAY)).pairs(["d-7"])
    assert [(str(a.held.first), str(b.held.first)) for a, b in pairs] == [("2011-02-02", "2020-06-02")]
    assert told(newest().passing()) == told(change_rows(Ledger(DAY)))
