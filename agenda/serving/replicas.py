"""Readers' pages made from PostgreSQL's replicas: docs/decisions/0038-replicas-answer-when-level.md.

For the time of one request the thread's connection is a replica's, so that everything the page asks, raw SQL too, is asked of
one database. Only a replica that has replayed the primary's present version is taken; in all other cases the primary answers.
"""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Lock

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpRequest

from agenda.models.version import Version, current_version
from agenda.search.index import BEHIND

from .databases import REPLICA
from .readers import is_of_a_reader

REST = 10
"""Seconds in which a replica that did not answer is asked nothing."""
KNOWN = re.compile(r'"(\d+)-[0-9a-f]{16}-')
"""The version's number in an ETag of ours."""
logger = logging.getLogger(__name__)


class Whereabouts:
    """Which replicas did not answer, and the newest version that this process has shown. Threads share it."""

    def __init__(self):
        self._lock = Lock()
        self._away: dict[str, float] = {}
        self.newest = 0

    def saw(self, number: int) -> None:
        with self._lock:
            self.newest = max(self.newest, number)

    def may_be_asked(self, alias: str) -> bool:
        """One request at a time tries a replica that did not answer, once its rest is over."""
        with self._lock:
            now = time.monotonic()
            if self._away.get(alias, now) > now:
                return False
            if alias in self._away:
                self._away[alias] = now + REST
            return True

    def answered(self, alias: str) -> None:
        with self._lock:
            came_back = self._away.pop(alias, None)
        if came_back is not None:
            logger.info("%s answers again", alias)

    def did_not_answer(self, alias: str, error: Error) -> None:
        with self._lock:
            self._away[alias] = time.monotonic() + REST
        logger.warning("%s does not answer, the primary does its work: %s", alias, type(error).__name__)


whereabouts = Whereabouts()
_turns = count()


def aliases() -> list[str]:
    """The aliases of the replicas that the environment names."""
    return [alias for alias in settings.DATABASES if alias.startswith(REPLICA)]


def routed(get_response):
    """Middleware, inside of the one that keeps pages: a reader's page is made from a replica where one is level."""

    def middleware(request):
        if not aliases() or not is_of_a_reader(request):
            return get_response(request)
        alias = _level_with(_wanted(request), request)
        if alias is None:
            return get_response(request)
        setattr(connections[alias], BEHIND, False)
        with reading_from(alias):
            response = get_response(request)
        is_behind = getattr(connections[alias], BEHIND) and request.record_version
        if (
            is_behind or response.status_code >= 500
        ):  # it may be the replica's own trouble, which the primary has not
            return get_response(request)
        if response.streaming:
            response.streaming_content = _streamed(response.streaming_content, alias)
        return response

    return middleware


def _wanted(request: HttpRequest) -> Version | None:
    """The primary's version, as the middleware that keeps pages has asked already; None where it does not answer."""
    if not hasattr(request, "record_version"):
        try:
            request.record_version = current_version()  # type: ignore[attr-defined]
        except Error:
            request.record_version = None  # type: ignore[attr-defined]
    version: Version | None = request.record_version  # type: ignore[attr-defined]
    if version:
        whereabouts.saw(version.number)
    return version


def _level_with(wanted: Version | None, request: HttpRequest) -> str | None:
    """The alias of a replica that shows the version; while the primary is away, one not behind what readers have seen."""
    replicas = aliases()
    first = next(_turns)
    for place in range(len(replicas)):
        alias = replicas[(first + place) % len(replicas)]
        found = version_of(alias)
        if found is None:
            continue
        if found == wanted or (wanted is None and found.number >= _least_for(request)):
            return alias
    return None


def _least_for(request: HttpRequest) -> int:
    """The number of the newest version that this process or this reader has seen."""
    return max([whereabouts.newest, *map(int, KNOWN.findall(request.headers.get("If-None-Match", "")))])


def version_of(alias: str) -> Version | None:
    """The version that a replica has replayed; None where it does not answer or rests."""
    if not whereabouts.may_be_asked(alias):
        return None
    try:
        with reading_from(alias):
            version = current_version()
    except Error as error:
        connections[alias].close()
        whereabouts.did_not_answer(alias, error)
        return None
    whereabouts.answered(alias)
    return version


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Let whatever this thread asks of the database be asked of that one."""
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


def _streamed(chunks: Iterator, alias: str) -> Iterator:
    """The chunks of an answer that is made while it is sent, each from that database."""
    while True:
        with reading_from(alias):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk
