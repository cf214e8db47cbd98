"""The worker of gunicorn: a request reaches a thread only when it has arrived whole, and no answer waits for its reader.

gunicorn's own threads wait for whoever sent half a line, so that eight of them stop two workers of four threads. Here the
loop that takes connections in collects each request; threads are for making answers, and pages come first. A proxy in front
does the same and more (docs/operations.md): this is for sites without one, and for the way between the two.
"""

import gc
import struct
import sys
import time
from collections import deque
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from socket import SHUT_WR, SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET

from django.urls import get_resolver
from gunicorn.workers.gthread import TConn, ThreadWorker

from .arrivals import Arrived, arrived, waits_to_be_asked, without_waiting

PATIENCE = 15  # seconds from a connection's first moment to the end of its request
SLICE = 0.0005
"""Seconds after which a thread that computes lets the next one have the processor (Python's own 0.005 make ten small steps of a
page beside a picture last as long as the page)."""
STANDSTILL = 20  # seconds in which not a byte goes either way once a thread is at it
LINGER = 2  # seconds in which a closed connection's sender may still take the answer
MOST_WAITING = 500
"""Connections that have not sent a whole request; beyond it the oldest one goes."""
ANSWERS = {
    "late": b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    "endless": b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    "go on": b"HTTP/1.1 100 Continue\r\n\r\n",
}


def settle() -> None:
    """Take what the program has loaded, which lives as long as the process, out of what Python's collector walks through.

    At two million findings a walk through all of it took a fifth of a second, in every seventh page of a large dialogue.
    """
    get_resolver().url_patterns  # noqa: B018  pages and their views are loaded with the first address that is looked up
    gc.collect()
    gc.freeze()


class Connection(TConn):
    """A connection with what has arrived on it, which is closed without waiting for the other side."""

    def __init__(self, worker, cfg, sock, client, server):
        super().__init__(cfg, sock, client, server)
        self.worker = worker
        self.received = bytearray()
        self.is_large = self.was_asked = False
        self.sort = ""

    def close(self, graceful=False):
        if graceful:
            self.worker.let_go(self)
        else:
            super().close()


def came_in(sock) -> bytes | None:
    """What has come in on a socket that does not wait: None for nothing yet, b"" where it has ended."""
    try:
        return sock.recv(65_536)
    except BlockingIOError:
        return None
    except OSError:
        return b""


class WholeRequests(ThreadWorker):
    """gunicorn's threads, with the waiting for requests and for closed connections moved into its loop."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.leaving: deque[Connection] = deque()

    def init_process(self):
        sys.setswitchinterval(SLICE)
        super().init_process()

    def load_wsgi(self):
        super().load_wsgi()
        from .lines import Queues, sort_of  # they need the program, which is loaded now

        self.lines: Queues[Connection] = Queues()
        self.sort_of = sort_of
        settle()

    def accept(self, listener):
        if self.cfg.is_ssl:  # its bytes cannot be looked at here
            super().accept(listener)
            return
        try:
            client, address = listener.accept()
        except OSError:  # another worker was faster, or the client is gone
            return
        for option in (SO_RCVTIMEO, SO_SNDTIMEO):
            client.setsockopt(SOL_SOCKET, option, struct.pack("ll", STANDSTILL, 0))
        self.nr_conns += 1
        self._wait_for(Connection(self, self.cfg, client, address, listener.getsockname()))

    def _wait_for(self, conn):
        """Collect the next request of a connection in the loop."""
        conn.received.clear()
        conn.is_large = conn.was_asked = False
        conn.timeout = time.monotonic() + PATIENCE
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self._collect, conn))
        if len(self.pending_conns) > MOST_WAITING:
            self._turn_away(self.pending_conns[0], "late")

    def _collect(self, conn, _sock):
        came = came_in(conn.sock)
        if came is None:
            return
        if not came:
            self._forget(conn)
            return
        conn.received += came
        state = arrived(conn.received)
        if state is Arrived.ENDLESS:
            self._turn_away(conn, "endless")
        elif state is Arrived.PART:
            if not conn.was_asked and waits_to_be_asked(conn.received):
                conn.was_asked = True
                conn.received = without_waiting(conn.received)
                self._say(conn, "go on")
        else:
            conn.is_large = state is Arrived.LARGE
            self.poller.unregister(conn.sock)
            self.pending_conns.remove(conn)
            self.enqueue_req(conn)

    def enqueue_req(self, conn):
        """Hand the request to a thread, or let it wait in its line: of what is dear one of a sort is made at a time."""
        if isinstance(conn, Connection):
            conn.sort = self.sort_of(conn.received)
            if not self.lines.may_go(conn.sort, conn):
                return
        super().enqueue_req(conn)

    def finish_request(self, conn, fs):
        """A request was answered: whoever is next in its line goes."""
        sort = getattr(conn, "sort", "")
        super().finish_request(conn, fs)
        for following in self.lines.ended(sort):
            super().enqueue_req(following)

    def on_client_socket_readable(self, conn, client):
        """The next request begins on a connection that was kept open."""
        if not isinstance(conn, Connection):
            super().on_client_socket_readable(conn, client)
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait_for(conn)

    def handle(self, conn):
        """In a thread: what was collected is given to the parser first."""
        if isinstance(conn, Connection) and conn.received:
            conn.data_ready = True
            conn.init()
            conn.parser.unreader.unread(bytes(conn.received))
            conn.received.clear()
        return super().handle(conn)

    def _keepalive_after(self, conn, keepalive):
        """A body that nobody read is not waited for: the connection ends."""
        return False if getattr(conn, "is_large", False) else super()._keepalive_after(conn, keepalive)

    def let_go(self, conn):
        """Say that there is no more; the loop takes what still comes, for a moment, so that the answer is not cut off."""
        try:
            conn.sock.shutdown(SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_READ, partial(self._drain, conn))
        except (OSError, ValueError, KeyError):
            TConn.close(conn)
            return
        conn.timeout = time.monotonic() + LINGER
        self.leaving.append(conn)

    def _drain(self, conn, _sock):
        if came_in(conn.sock) == b"":
            self.leaving.remove(conn)
            self._close(conn)

    def murder_pending(self):
        """Once a second: whoever took too long goes."""
        now = time.monotonic()
        while self.pending_conns and self.pending_conns[0].timeout <= now:
            self._turn_away(self.pending_conns[0], "late")
        while self.leaving and self.leaving[0].timeout <= now:
            self._close(self.leaving.popleft())
        for conn in self.lines.impatient():
            super().enqueue_req(conn)

    def _turn_away(self, conn, word):
        if getattr(conn, "received", b""):
            self._say(conn, word)
        self._forget(conn)

    def _say(self, conn, word):
        with suppress(OSError):  # whoever does not take it is gone all the same
            conn.sock.send(ANSWERS[word])

    def _forget(self, conn):
        self.pending_conns.remove(conn)
        self.nr_conns -= 1
        self._close(conn)

    def _close(self, conn):
        with suppress(OSError, KeyError, ValueError):  # it was closed meanwhile
            self.poller.unregister(conn.sock)
        TConn.close(conn)
