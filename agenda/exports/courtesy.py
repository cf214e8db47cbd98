"""Long exports make way: between batches they wait while this process has somebody's page to make.

Threads of one Python process take turns, so an export that never pauses would slow every page of its process by half. What
an export may lose to pages is bounded too: it goes on after `PATIENCE` whatever else there is to do.
"""

from collections.abc import Iterable, Iterator
from threading import Condition

PATIENCE = 0.2  # seconds an export waits before each batch, at most


class Requests:
    """How many requests this process is at."""

    def __init__(self):
        self._changed = Condition()
        self._n = 0

    def __enter__(self):
        with self._changed:
            self._n += 1

    def __exit__(self, *_error):
        with self._changed:
            self._n -= 1
            self._changed.notify_all()

    def wait_for_calm(self, mine: int) -> None:
        """Wait until there are no more than `mine` requests, or patience ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._n <= mine, PATIENCE)


requests = Requests()


def counted(get_response):
    """Middleware that counts the requests in progress. An answer that streams has left it when its content is sent."""

    def middleware(request):
        with requests:
            return get_response(request)

    return middleware


def considerate(things: Iterable, *, every: int = 1, mine: int = 0) -> Iterator:
    """The same things, with a pause before every so many of them while there are more than `mine` requests."""
    for number, thing in enumerate(things):
        if number % every == 0:
            requests.wait_for_calm(mine)
        yield thing
