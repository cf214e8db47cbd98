"""What is dear is bounded: by network in all processes together, and one at a time of each sort in a process."""

import math
from contextlib import contextmanager
from functools import partial
from threading import Condition

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from . import allowances
from .pages import is_kept
from .problems import problem
from .sender import network_of, sender_address

KINDS = {
    "picture": "drawing",
    "card": "drawing",
    "brief": "brief",
    "brief-file": "brief",
    "data": "export",
    "download": "export",
    "record-table": "export",
    "import-refused": "export",
    "search": "search",
    "suggest": "suggestion",
}
"""Name of an address → the allowance that it is counted against. What is in none costs no more than any page."""
TURNS = {"drawing": "drawing", "brief": "drawing", "export": "export", "search": "search"}
"""Kinds that take their turn: what is made one at a time in a process, since its threads share one processor."""
OFTEN = gettext_noop("Your network has asked for this very often in the last minute.")
BUSY = gettext_noop("Others are being answered right now.")
PATIENCE = 5  # seconds that a request waits for its turn
BUSY_AGAIN = 3  # seconds after which to try again


class Turns:
    """One of each sort at a time; others wait while enough threads are left that pages always find one."""

    def __init__(self):
        self._changed = Condition()
        self.taken: set[str] = set()
        self.waiting = 0

    def take(self, sort: str) -> bool:
        """Wait for the turn; False when too many do, or it does not come soon enough."""
        with self._changed:
            if sort in self.taken:
                if len(self.taken) + self.waiting >= settings.WEB_THREADS - 1:
                    return False
                self.waiting += 1
                came = self._changed.wait_for(lambda: sort not in self.taken, PATIENCE)
                self.waiting -= 1
                if not came:
                    return False
            self.taken.add(sort)
            return True

    def give(self, sort: str) -> None:
        with self._changed:
            self.taken.discard(sort)
            self._changed.notify_all()


turns = Turns()


def kind_of(path: str) -> str:
    """The allowance that an address is counted against, "" for none."""
    try:
        return KINDS.get(resolve(path).url_name or "", "")
    except Resolver404:
        return ""


def throttled(get_response):
    """Middleware, outside of what makes answers: 429 or 503 with Retry-After for what is not kept."""

    def middleware(request):
        kind = kind_of(request.path_info) if settings.ALLOWANCES else ""
        if not kind or is_kept(request):  # what is kept costs no more than any page
            return get_response(request)
        network = network_of(sender_address(request))
        if wait := allowances.take(kind, network):
            return refused(request, 429, _(OFTEN), math.ceil(wait))
        sort = TURNS.get(kind, "")
        if sort and not turns.take(sort):
            allowances.give_back(kind, network)
            return refused(request, 503, _(BUSY), BUSY_AGAIN)
        with _turn(sort) as held_until_sent:
            response = get_response(request)
            if response.streaming:
                held_until_sent(response)
        if response.status_code == 304:  # the reader had it: nothing was made
            allowances.give_back(kind, network)
        return response

    return middleware


@contextmanager
def _turn(sort: str):
    """Give the turn back at the end of the block, or when the answer given to what this yields is closed."""
    streamed: list[HttpResponseBase] = []
    try:
        yield streamed.append
    finally:
        if streamed and sort:
            streamed[0]._resource_closers.append(partial(turns.give, sort))  # type: ignore[attr-defined]
        elif sort:
            turns.give(sort)


def refused(request: HttpRequest, status: int, sentence: str, seconds: int) -> HttpResponse:
    """The sentence and when to try again; a problem document where data was asked for. Asks the database nothing."""
    again = _("Please try again in %(seconds)s seconds.") % {"seconds": seconds}
    if request.path_info.endswith(".json"):
        response: HttpResponse = problem(status, _("Too many requests"), f"{sentence} {again}")
    else:
        context = {"sentence": sentence, "again": again, "request": request}
        response = HttpResponse(render_to_string("429.html", context), status=status)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
