"""What is dear waits in line before a thread takes it; pages never do."""

import pytest

from agenda.serving import lines
from agenda.serving.lines import Queues, sort_of


@pytest.fixture
def allowances(settings):
    settings.ALLOWANCES = 1


@pytest.mark.parametrize(
    "line, sort",
    [(b"GET /pictures/matrix/quad.png HTTP/1.1", "drawing"), (b"HEAD /cards/home.png HTTP/1.1", "drawing"),
     (b"GET /ja/pictures/matrix/quad.png?x=1 HTTP/1.1", "drawing"), (b"GET /findings.csv?a=%20b HTTP/1.1", "export"),
     (b"GET http://example.org/topics.xlsx HTTP/1.1", "export"), (b"GET /search/?q=chips HTTP/1.1", "search"),
     (b"GET /%73earch/?q=chips HTTP/1.1", "search"), (b"GET /topics/ HTTP/1.1", ""), (b"GET /desk/ HTTP/1.1", ""),
     (b"GET //[/findings.csv HTTP/1.1", ""), (b"GET /\xff\xfe HTTP/1.1", ""), (b"nonsense", ""), (b"", "")],
)  # fmt: skip
def test_the_line_of_a_request(allowances, line, sort):
    assert sort_of(line + b"\r\nHost: x\r\n\r\n") == sort


def test_nothing_waits_without_allowances(settings):
    settings.ALLOWANCES = 0
    assert sort_of(b"GET /findings.csv HTTP/1.1\r\n\r\n") == ""


def test_one_of_each_sort_goes_and_the_others_follow_in_their_order():
    order = Queues()
    assert [order.may_go("export", name) for name in "abc"] == [True, False, False]
    assert order.may_go("search", "d") and order.may_go("", "page") and order.may_go("", "page")
    assert list(order.ended("")) == [], "a page makes no room"
    assert list(order.ended("search")) == []
    assert [list(order.ended("export")) for _time in range(3)] == [["b"], ["c"], []]
    assert order.may_go("export", "e")


def test_who_waited_long_goes_beside_the_first_and_makes_no_room_for_two(monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE", 0)
    order = Queues()
    assert [order.may_go("export", name) for name in "ab"] == [True, False]
    assert list(order.impatient()) == ["b"] and list(order.impatient()) == []
    monkeypatch.setattr(lines, "PATIENCE", 1_000)
    assert not order.may_go("export", "c") and list(order.impatient()) == []
    assert list(order.ended("export")) == [], "one is still at it"
    assert list(order.ended("export")) == ["c"]


def test_a_line_is_no_longer_than_it_may_be(monkeypatch):
    monkeypatch.setattr(lines, "MOST", 2)
    order = Queues()
    assert [order.may_go("export", name) for name in "abcd"] == [True, False, False, True]
