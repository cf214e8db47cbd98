"""Senders of half a request, and readers who take no answer, hold up nobody: with the proxy that we ship, and without one."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.databases import database_address
from tests.support.servers import SOMEWHERE_ELSE, asked, free_port, gunicorn, nginx, read_by, slow_senders

pytestmark = pytest.mark.django_db(transaction=True)
READERS = 12
HALVES = {
    "half a line": b"GET /topics/ HT",
    "half a head": b"GET /topics/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "half a form": b"POST /corrections/new/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nabout=",
    "half a large form": b"POST /desk/import/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nx=",
    "half a chunk": b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nx",
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("servers")


@pytest.fixture(scope="module")
def server(directory, django_db_setup):
    """The site on its own, two workers of four threads, as gunicorn.conf.py starts it."""
    with gunicorn(directory, database_address(), TRUST_PROXY="on") as url:
        yield url


@pytest.fixture(scope="module")
def proxied(directory, server):
    """The addresses of the proxy before it, http and https."""
    with nginx(directory, server) as urls:
        yield urls


def test_without_a_proxy_half_sent_requests_hold_no_thread(server):
    with ExitStack() as stack:
        for sent in HALVES.values():
            stack.enter_context(slow_senders(server, 40, sent))
        assert read_by(f"{server}/topics/", READERS) == [200] * READERS


def test_a_sender_who_is_too_slow_is_told_and_a_whole_one_is_answered(server):
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as slow:
        for part in (b"GET /healthz HT", b"TP/1.1\r\nHost: 127.0.0.1\r\n", b"\r\n"):
            slow.sendall(part)
        assert slow.recv(1000).startswith(b"HTTP/1.1 200")
        slow.sendall(
            b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        )
        answers = b""
        while answers.count(b"HTTP/1.1 200") < 2:
            came = slow.recv(1000)
            assert came, answers
            answers += came
    with socket.create_connection((host, int(port)), timeout=5) as endless:
        endless.sendall(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000)
        assert endless.recv(1000).startswith(b"HTTP/1.1 431")
    with socket.create_connection((host, int(port)), timeout=5) as polite:
        head = b"POST /corrections/new/ HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
        polite.sendall(head)
        assert polite.recv(1000).startswith(b"HTTP/1.1 100")
        polite.sendall(b"a=b")
        assert b"HTTP/1.1 403" in polite.recv(1000)  # without the form's token


def test_readers_who_take_no_answer_or_do_not_hang_up_hold_no_thread(server):
    host, port = server.removeprefix("http://").split(":")
    with ExitStack() as stack:
        for _number in range(40):
            lazy = stack.enter_context(socket.create_connection((host, int(port)), timeout=5))
            lazy.sendall(b"GET /methodology/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        assert read_by(f"{server}/topics/", READERS, timeout=8) == [200] * READERS


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
def test_behind_the_proxy_slow_senders_hold_up_nobody(proxied, sent):
    with slow_senders(proxied[1], 40, sent):
        assert read_by(f"{proxied[1]}/topics/", READERS) == [200] * READERS


def test_the_proxy_bounds_the_connections_of_an_address(proxied):
    with slow_senders(proxied[1], 40, HALVES["half a form"]):
        status, said, headers = asked(f"{proxied[1]}/topics/", source=SOMEWHERE_ELSE)
        assert (status, headers["Retry-After"]) == (429, "10") and b"try again in ten seconds" in said
        assert asked(f"{proxied[1]}/topics/")[0] == 200


def test_the_proxy_says_who_asks_and_takes_no_large_bodies(proxied):
    plain, secure = proxied
    status, _body, headers = asked(f"{secure}/topics/", **{"X-Request-Id": "of-a-stranger"})
    assert status == 200 and headers["X-Request-Id"] not in ("", "of-a-stranger")
    assert asked(f"{secure}/readyz")[0] == 404
    status, _body, headers = asked(f"{plain}/topics/?q=x")
    assert (status, headers["Location"]) == (308, "https://127.0.0.1/topics/?q=x")
    status, said, _headers = asked(f"{secure}/corrections/new/", data=b"x" * 300_000)
    assert status == 413 and b"Nothing of it was kept" in said


def test_the_proxy_says_that_the_program_is_away(directory, tmp_path):
    with nginx(tmp_path, f"http://127.0.0.1:{free_port()}") as (_plain, secure):
        status, said, headers = asked(f"{secure}/")
    assert (status, headers["Retry-After"]) == (503, "10") and b"does not answer right now" in said
