"""What pages of one dialogue, meeting or finding ask and read does not grow with the dialogues stored beside it."""

import importlib

import pytest
from django.db import connection, transaction
from django.test import Client

from agenda.management.world.make import make_world
from agenda.management.world.scales import Scale
from agenda.search import rebuild
from bench.inside import Cost, cost_of
from bench.measure import signed_in
from bench.subjects import pages, rows, work

pytestmark = pytest.mark.django_db
NARROW = {"meeting": 2, "document": 2, "finding": 2, "dialogue": 2.7, "brief": 2.7}
"""How many times as much each may read where four times as much is stored: choices of filters and the frame's latest meeting."""
LISTS = {"meetings": 3.5, "meetings of a forum": 3, "documents": 3.5, "search, common": 3,
         "admin, meetings": 3.5, "desk queue": 3.2, "suggestions": 2.7,
         "topics": 2.5, "topics of a forum": 2.5, "topic": 3.7, "agreement": 3}  # fmt: skip
"""The same of lists that are longer than is counted: those of forums, publishers and years grow with these."""
SMALL = Scale(dialogues=4, meetings=32, topics=15, pool=15, cells=12, recommendations=32, words=40)
LARGE = Scale(dialogues=16, meetings=128, topics=15, pool=15, cells=12, recommendations=128, words=40)
"""Four times the dialogues, each like the others."""
MOST_STATEMENTS = 44


def costs(scale: Scale) -> dict[str, Cost]:
    """What each page costs in a world of the scale, which is taken back."""
    with transaction.atomic():
        make_world(scale, seed=1)
        rebuild()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # it reads small tables whole
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
        of = rows()
        found = {name: cost_of(Client(), address) for name, address in pages(of).items()}
        found["suggestions"] = cost_of(Client(), "/search/suggestions/?q=sec")
        found["agreement"] = cost_of(Client(), "/agreement/")
        with signed_in() as worker:
            found |= {name: cost_of(worker, address) for name, address in work(of).items()}
        transaction.set_rollback(True)
    return found


@pytest.fixture
def beside(monkeypatch):
    """(cost in the small world, cost in the large one) of every page, where either has more rows than are counted or ranked."""
    monkeypatch.setattr("agenda.admin.bounded.COUNTED", 10)
    monkeypatch.setattr("agenda.admin.bounded.AHEAD", 0)
    monkeypatch.setattr("agenda.filters.lists.COUNTED", 10)
    monkeypatch.setattr("agenda.search.interface.MOST_RANKED", 10)
    monkeypatch.setattr("agenda.filters.topic_list.PAIRS_COUNTED", 10)
    for bound in ("DRAWN", "SILENT", "FORUMS", "ELSEWHERE"):
        monkeypatch.setattr(f"agenda.questions.topic.{bound}", 3)
    monkeypatch.setattr("agenda.search.by_name.MOST_NAMED", 10)
    monkeypatch.setattr(importlib.import_module("agenda.search.find"), "MOST_WHILE_TYPING", 10)
    monkeypatch.setattr("agenda.desk.waiting.MOST", 10)
    monkeypatch.setattr("agenda.coverage.units.MANY", 10)
    small, large = costs(SMALL), costs(LARGE)
    return {name: (small[name], large[name]) for name in small}


def test_statements_do_not_grow_and_narrow_pages_read_no_more(beside):
    assert all(cost.status == 200 for pair in beside.values() for cost in pair)
    grown = {
        name: (a.statements, b.statements)
        for name, (a, b) in beside.items()
        if b.statements > a.statements + 2
    }
    assert not grown, "statements grow with what is stored"
    assert not {name: b.statements for name, (_a, b) in beside.items() if b.statements > MOST_STATEMENTS}
    bounds = NARROW | LISTS
    more = {name: (beside[name][0].reads, beside[name][1].reads) for name, allowed in bounds.items()
            if beside[name][1].reads > allowed * max(beside[name][0].reads, 1)}  # fmt: skip
    assert not more, f"{connection.vendor} reads more for them: {more}"
