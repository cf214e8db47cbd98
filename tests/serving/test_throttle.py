"""What is dear is bounded by network, in all processes together, and by threads in each."""

import logging
import threading
import time
from dataclasses import replace

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import LocalePrefixPattern, get_resolver

from agenda.models import Topic
from agenda.serving import allowances, pages, throttle
from agenda.serving.allowances import ALLOWANCES, PLACES, Allowance, Places
from agenda.serving.sender import network_of, sender_address
from agenda.serving.store import Store
from tests.support.data import body
from tests.support.pages import text

PICTURE = "/pictures/matrix/ns.png"
THREE_EACH = {kind: replace(one, at_once=3, a_second=0.01) for kind, one in ALLOWANCES.items()}


@pytest.fixture(autouse=True)
def limits(settings, monkeypatch, tmp_path):
    """Allowances on, three of each kind at once, counted in a file of the test's own."""
    settings.ALLOWANCES = 1
    table = Places(tmp_path / "places")
    monkeypatch.setattr(allowances, "ALLOWANCES", THREE_EACH)
    monkeypatch.setattr(allowances, "places", lambda: table)
    monkeypatch.setattr(throttle, "turns", throttle.Turns())


def taken(answer):
    """The answer, read to its end as a reader does."""
    body(answer)
    return answer


@pytest.mark.parametrize(
    "address",
    [PICTURE, "/cards/home.png", "/topics.csv", "/topics.xlsx", "/dialogues/ns/brief.docx", "/dialogues/ns/brief/",
     "/search/?q=cables"],
)  # fmt: skip
def test_what_is_dear_is_refused_in_words_when_it_was_asked_for_often(small_record, client, address):
    answers = [taken(client.get(address)) for _time in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    said = answers[-1]
    assert 1 <= int(said["Retry-After"]) <= 100 and said["Cache-Control"] == "no-store"
    assert "style-src 'self'" in said["Content-Security-Policy"], "the page has its style"
    assert f"Please try again in {said['Retry-After']} seconds." in text(said)
    assert taken(client.get(address, REMOTE_ADDR="192.0.2.7")).status_code == 200, "others are not refused"
    assert client.get("/topics/").status_code == 200, "pages are not refused"


def test_a_refusal_is_in_the_language_of_its_address(small_record, client):
    for language, words in (("en", "In a moment"), ("ja", "少しお待ちください")):
        address = f"{'' if language == 'en' else '/' + language}/search/?q=cables"
        page = [taken(client.get(address)) for _time in range(4)][-1]
        said = page.content.decode()
        assert page.status_code == 429 and f'<html lang="{language}">' in said
        assert f"<title>{words}" in said and f"<h1>{words}" in said


def test_a_program_is_refused_with_a_problem_document(small_record, client):
    answers = [taken(client.get("/topics.json")) for _time in range(4)]
    assert answers[-1]["Content-Type"] == "application/problem+json" and answers[-1].json()["status"] == 429


def test_a_refusal_asks_the_database_nothing(client, django_assert_num_queries, db):
    for _time in range(3):
        allowances.take("search", "127.0.0.1/32")
    with django_assert_num_queries(0):
        assert client.get("/search/?q=x").status_code == 429


def named_patterns(patterns):
    """The addresses with a name, those below a language's prefix too; not those of other programs."""
    for pattern in patterns:
        if getattr(pattern, "name", None):
            yield pattern
        elif isinstance(pattern.pattern, LocalePrefixPattern):
            yield from named_patterns(pattern.url_patterns)


def test_every_address_of_files_and_searches_has_an_allowance():
    """A picture, table or file that comes new needs a line in `throttle.KINDS`."""
    named = list(named_patterns(get_resolver().url_patterns))
    signs = ("png", "xlsx", "docx", "search", "<path:name>", "table/")
    dear = {pattern.name for pattern in named if any(sign in str(pattern.pattern) for sign in signs)}
    assert dear and dear - set(throttle.KINDS) == {"logo"}, "a logo is a file that is kept"
    assert set(throttle.KINDS) <= {pattern.name for pattern in named}


def test_nobody_writes_themselves_another_address(small_record, client, settings):
    forged = [{"X-Forwarded-For": f"192.0.2.{n}"} for n in range(4)]
    assert [client.get(PICTURE, headers=each).status_code for each in forged][-1] == 429
    settings.TRUST_PROXY = True
    through = [{"X-Forwarded-For": f"192.0.2.{n}, 198.51.100.1"} for n in range(4)]
    assert [client.get(PICTURE, headers=each).status_code for each in through] == [200, 200, 200, 429]


@pytest.mark.parametrize(
    "named, network",
    [("192.0.2.1", "192.0.2.1/32"), ("1.1.1.1, 192.0.2.1", "192.0.2.1/32"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
     ("::ffff:192.0.2.1", "192.0.2.1/32"), ("fe80::1%eth0", "fe80::/64"), ("", "127.0.0.1/32"), ("x" * 5000, "127.0.0.1/32"),
     ("unknown", "127.0.0.1/32"), ("192.0.2.1,", "127.0.0.1/32")],
)  # fmt: skip
def test_the_network_behind_a_trusted_proxy(settings, named, network):
    settings.TRUST_PROXY = True
    assert network_of(sender_address(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=named))) == network


def test_all_processes_count_in_one_file(tmp_path):
    one, other = Places(tmp_path / "shared"), Places(tmp_path / "shared")
    three = Allowance(3, 1)
    assert [table.take(5, three, 100.0) for table in (one, other, one)] == [0, 0, 0]
    assert one.take(5, three, 100.0) == other.take(5, three, 100.0) == 1
    assert other.take(6, three, 100.0) == 0, "another network has a place of its own"
    assert one.take(5, three, 101.0) == 0 and other.take(5, three, 101.0) == 1


def test_an_allowance_grows_no_larger_than_it_is_and_survives_a_new_clock(tmp_path, settings):
    table, three = Places(tmp_path / "one"), Allowance(3, 1)
    for begun in (1e6, 2e6, 50.0):  # the clock of the last one began anew, as after the machine did
        assert [table.take(1, three, begun) for _time in range(4)] == [0, 0, 0, 1]
    table.give_back(1, three, 50.0)
    assert table.take(1, three, 50.0) == 0
    settings.ALLOWANCES = 2  # twice as many a second
    assert table.take(1, three, 50.0) == 0.5


def test_a_file_in_the_way_is_not_followed(tmp_path, caplog):
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    (tmp_path / "link").symlink_to(precious)
    with caplog.at_level(logging.WARNING):
        table = Places(tmp_path / "link")
    assert precious.read_bytes() == b"precious" and "counted by each process alone" in caplog.text
    assert [table.take(PLACES - 1, Allowance(1, 1), 9.0) for _time in range(2)] == [0, 1]


def test_what_is_kept_is_neither_counted_nor_waits(client, small_record, monkeypatch):
    monkeypatch.setattr(pages, "store", Store(10_000_000))
    assert [client.get(PICTURE).status_code for _time in range(9)] == [200] * 9
    monkeypatch.setattr(throttle.turns, "take", lambda sort: False)
    assert client.get(PICTURE).status_code == 200
    Topic.objects.update(name="Otherwise")
    assert client.get(PICTURE).status_code == 503, "a picture of the record as it is now is made anew"


def test_what_the_reader_had_already_is_not_counted(rf):
    middleware = throttle.throttled(lambda request: HttpResponse(status=304))
    assert [middleware(rf.get(PICTURE)).status_code for _time in range(9)] == [304] * 9


class Slow:
    """A view that answers when it is told to."""

    def __init__(self, answer):
        self.began, self.go_on, self.answer = threading.Semaphore(0), threading.Event(), answer

    def __call__(self, request):
        self.began.release()
        assert self.go_on.wait(10)
        return self.answer()


def test_one_at_a_time_and_a_thread_stays_free_for_pages(rf):
    view = Slow(HttpResponse)
    middleware = throttle.throttled(view)
    found = []

    def ask(number):
        found.append(middleware(rf.get(PICTURE, REMOTE_ADDR=f"192.0.2.{number}")).status_code)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    assert view.began.acquire(timeout=5)
    end = time.monotonic() + 5
    while throttle.turns.waiting < 2 and time.monotonic() < end:
        time.sleep(0.01)
    refused = middleware(rf.get(PICTURE, REMOTE_ADDR="192.0.2.9"))
    assert (
        refused.status_code == 503
        and refused["Retry-After"] == "3"
        and "Others are being answered" in text(refused)
    )
    assert not view.began.acquire(blocking=False), "no more than one is at it"
    view.go_on.set()
    for thread in threads:
        thread.join()
    assert found == [200] * 3
    assert middleware(rf.get(PICTURE, REMOTE_ADDR="192.0.2.9")).status_code == 200


def test_an_answer_that_streams_keeps_its_turn_until_it_is_sent(rf, db):
    answer = throttle.throttled(lambda request: StreamingHttpResponse(iter([b"x"])))(rf.get("/topics.csv"))
    assert throttle.turns.taken == {"export"}
    answer.close()
    assert throttle.turns.taken == set()


def test_a_view_that_fails_gives_its_turn_back(rf):
    def broken(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        throttle.throttled(broken)(rf.get(PICTURE))
    assert throttle.turns.taken == set()
