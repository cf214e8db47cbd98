"""The order in which a worker's requests reach its threads: pages at once, what is dear one of each sort at a time.

Threads of one process share one processor. Whoever waits here holds no thread and costs nothing, so that loops over pictures
or exports are as fast as one thread makes them, beside which pages go on.
"""

import time
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar
from urllib.parse import unquote, urlsplit

from django.conf import settings

from agenda.languages import bare_path

from .throttle import TURNS, kind_of

PATIENCE = 5  # seconds that a request waits in its line; then a thread takes it, and may say that others are being answered
MOST = 100
"""Requests that wait in one line; a longer one is let go to the threads, which refuse."""
Waiting = TypeVar("Waiting")


def sort_of(received: bytes | bytearray) -> str:
    """Which line a request belongs in, by the first line of its head; "" for none: pages, work, and what cannot be read."""
    words = bytes(received[:8_192]).partition(b"\r\n")[0].split(b" ")
    if not settings.ALLOWANCES or len(words) != 3:
        return ""
    try:
        path = unquote(urlsplit(words[1].decode("latin-1")).path)
    except ValueError:
        return ""
    return TURNS.get(kind_of(bare_path(path)), "")


class Queues(Generic[Waiting]):
    """Who is being answered, and who waits, of each sort. For one thread: the worker's loop."""

    def __init__(self) -> None:
        self.under_way: dict[str, int] = {}
        self._waiting: dict[str, deque[tuple[float, Waiting]]] = {}

    def may_go(self, sort: str, one: Waiting) -> bool:
        """Whether a thread may take it now; else it waits in its line. What is of no sort always may."""
        if not sort:
            return True
        line = self._waiting.setdefault(sort, deque())
        if self.under_way.get(sort) and len(line) < MOST:
            line.append((time.monotonic() + PATIENCE, one))
            return False
        self._begin(sort)
        return True

    def ended(self, sort: str) -> Iterator[Waiting]:
        """One of the sort was answered: yields who goes next."""
        if not sort:
            return
        self.under_way[sort] -= 1
        if not self.under_way[sort] and (line := self._waiting.get(sort)):
            self._begin(sort)
            yield line.popleft()[1]

    def impatient(self) -> Iterator[Waiting]:
        """Those who have waited too long."""
        now = time.monotonic()
        for sort, line in self._waiting.items():
            while line and line[0][0] <= now:
                self._begin(sort)
                yield line.popleft()[1]

    def _begin(self, sort: str) -> None:
        self.under_way[sort] = self.under_way.get(sort, 0) + 1
