"""What is dear waits in line before a thread takes it; pages never do."""

import pytest
from django.db import connection
from django.urls import reverse

from agenda.serving import lines
from agenda.serving.lines import Lines, sort_of
from tests.support.servers import asked, gunicorn


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
    order = Lines()
    assert [order.may_go("export", name) for name in "abc"] == [True, False, False]
    assert order.may_go("search", "d") and order.may_go("", "page") and order.may_go("", "page")
    assert list(order.ended("")) == [], "a page makes no room"
    assert list(order.ended("search")) == []
    assert [list(order.ended("export")) for _time in range(3)] == [["b"], ["c"], []]
    assert order.may_go("export", "e")


def test_who_waited_long_goes_beside_the_first_and_makes_no_room_for_two(monkeypatch):
    monkeypatch.setattr(lines, "PATIENCE", 0)
    order = Lines()
    assert [order.may_go("export", name) for name in "ab"] == [True, False]
    assert list(order.impatient()) == ["b"] and list(order.impatient()) == []
    monkeypatch.setattr(lines, "PATIENCE", 1_000)
    assert not order.may_go("export", "c") and list(order.impatient()) == []
    assert list(order.ended("export")) == [], "one is still at it"
    assert list(order.ended("export")) == ["c"]


def test_a_line_is_no_longer_than_it_may_be(monkeypatch):
    monkeypatch.setattr(lines, "MOST", 2)
    order = Lines()
    assert [order.may_go("export", name) for name in "abcd"] == [True, False, False, True]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the way to the database makes no difference")
def test_the_real_server_answers_all_who_wait(small_record, tmp_path):
    """More at once than there are threads, of one process: each gets its answer, on connections that stay open too."""
    from concurrent.futures import ThreadPoolExecutor

    database = f"sqlite:///{connection.settings_dict['NAME']}"
    with gunicorn(tmp_path, database, ALLOWANCES="1000", WEB_WORKERS="1", WEB_THREADS="2") as url:
        addresses = [
            reverse("search") + "?q=cables",
            "/topics.csv",
            "/topics/",
            "/pictures/matrix/ns.png",
        ] * 4
        with ThreadPoolExecutor(len(addresses)) as pool:
            answers = list(pool.map(lambda address: asked(url + address, timeout=60)[0], addresses))
    assert set(answers[2::4]) == {200}, "pages wait for nobody"
    assert set(answers) <= {200, 503} and [answers[n::4].count(200) > 0 for n in range(4)] == [True] * 4
