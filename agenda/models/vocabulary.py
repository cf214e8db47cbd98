"""What public pages name: dialogues, topics and actors, each table read once a version of the record for requests that only read.

Outside of a request, and in one that may write, everything is read anew each time it is asked for.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, Error, connection
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    OuterRef,
    Q,
    Value,
    When,
)
from django.utils.functional import cached_property

from agenda.languages import Place, collation
from agenda.translated import in_all_languages, said

from .actors import Actor
from .dialogues import Dialogue
from .documents import Document
from .given_up import is_standing
from .statements import Statement, StoredNouns
from .sums import KeptCourse
from .topics import Topic
from .version import Version, current_version

Row = TypeVar("Row", Dialogue, Topic, Actor)
Found = TypeVar("Found")

SAYING = ("name", "short_name", "name_ja", "translations")
"""The columns that hold names."""
NAMES = ("id", "is_published", "code", "name", "name_ja", "translations", "parent_id")
"""The columns of a topic that name it; the others are asked of the database row by row."""


class Nouns(Mapping[int, Row], Generic[Row]):
    """The rows of a statement by key, in its order; each is made when it is first asked for.

    `marked[name]` holds the keys of the rows that fulfil the condition. A row's `parent` is at hand where it is among them.
    """

    def __init__(self, stored: StoredNouns[Row]) -> None:
        statement = stored.statement
        self._model: type[Row] = statement.model
        self._columns, self._in_json = statement.columns, statement.in_json
        self._made: dict[int, Row] = {}
        self._kept: StoredNouns[Row] = stored
        self._stored = stored.rows
        self.words, self.marked = stored.words, stored.marked

    def __getitem__(self, pk: int) -> Row:
        if pk not in self._made:
            self._made[pk] = self._make(pk)
        return self._made[pk]

    def _make(self, pk: int) -> Row:
        values = list(self._stored[pk][: len(self._columns)])
        for at in self._in_json:
            values[at] = json.loads(values[at])
        row = self._model.from_db(DEFAULT_DB_ALIAS, self._columns, values)
        above = row.parent_id
        if above in self._stored and self._is_below(pk, above):
            row._state.fields_cache["parent"] = self[above]
        return row

    def _is_below(self, pk: int, above: int) -> bool:
        """Whether following parents from there ends, and does not come back."""
        seen, at = {pk}, self._columns.index("parent_id")
        while above in self._stored:
            if above in seen:
                return False
            seen.add(above)
            above = self._stored[above][at]
        return True

    def __iter__(self) -> Iterator[int]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)

    def __contains__(self, pk: object) -> bool:
        return pk in self._stored

    @property
    def keys_by_word(self) -> dict[str, int]:
        """The key of each word of an address."""
        return self._kept.keys_by_word

    def containing(self, typed: str) -> list[int]:
        """The keys of the rows whose names, in any language, hold all of the words typed, in the order of the rows."""
        words = typed.casefold().split()
        named = [at for at, name in enumerate(self._columns) if name in SAYING]
        near = [
            pk
            for pk, row in self._stored.items()
            if all(word in " ".join(row[at] for at in named).casefold() for word in words)
        ]
        parts = [name for name in ("name", "short_name") if name in self._columns]
        return [
            pk
            for pk in near
            if all(word in " ".join(in_all_languages(self[pk], *parts)).casefold() for word in words)
        ]

    def places(self) -> dict[int, Place]:
        """What each row is sorted by in the reader's language, as `reader.order` has it, hardly any row made for it."""
        said_otherwise = [at for at, name in enumerate(self._columns) if name.startswith("name_")]
        at, others = self._columns.index("name"), self._columns.index("translations")
        return {
            pk: self[pk].reader.order
            if row[others] != "{}" or any(row[column] for column in said_otherwise)
            else collation(row[at], said(row[at]).language)
            for pk, row in self._stored.items()
        }

    def column(self, name: str) -> dict[int, Any]:
        """One column of all rows by key, without making them."""
        at = self._columns.index(name)
        return {pk: row[at] for pk, row in self._stored.items()}

    def top(self, pk: int) -> int:
        """The key at the top of the row's parents, as far as they are among the rows and lead in no circle."""
        at, seen = self._columns.index("parent_id"), {pk}
        while (above := self._stored[pk][at]) in self._stored and above not in seen:
            seen.add(above)
            pk = above
        return pk


class Sides(Mapping[int, Actor]):
    """The side of every actor by the actor's key: whoever stands at the top of its parents."""

    def __init__(self, actors: Nouns[Actor]) -> None:
        self._actors = actors

    def __getitem__(self, pk: int) -> Actor:
        return self._actors[self._actors.top(pk)]

    def __iter__(self) -> Iterator[int]:
        return iter(self._actors)

    def __len__(self) -> int:
        return len(self._actors)


class Vocabulary:
    """The nouns of one moment, each read when it is first asked for, by one query.

    `is_shared`: for a request that only reads. What it reads is kept for others while the record's version is the same.
    """

    def __init__(self, *, is_shared: bool = False) -> None:
        self._is_shared = is_shared
        self._read: dict[Callable[[], Any], Any] = {}

    @cached_property
    def version(self) -> Version | None:
        """That of the record before anything was read of it; None where all is to be read anew. At most one query."""
        return current_version() if self._is_shared else None

    def kept(self, read: Callable[[], Found]) -> Found:
        """What the function reads of the public record, of another request's reading where the record is the same.

        Requests share it: it must not be changed, nor depend on anything but the record.
        """
        known = _kept.get(read) if self.version else None
        if known and known[0] == self.version:
            of_before: Found = known[1]
            return of_before
        found = self._read[read] = read()
        return found

    def keep(self) -> None:
        """Keep what was read for others, if the record is still the same: some of it may else be newer. At most one query."""
        if self._read and self.version and current_version() == self.version:
            _kept.update((read, (self.version, found)) for read, found in self._read.items())

    @cached_property
    def dialogues(self) -> Nouns[Dialogue]:
        """The public dialogues."""
        return Nouns(self.kept(_dialogues_stored))

    @cached_property
    def topics(self) -> Nouns[Topic]:
        """The public topics, with what names them. `standing` marks those that were not merged into others."""
        return Nouns(self.kept(_topics_stored))

    @cached_property
    def actors(self) -> Nouns[Actor]:
        """All actors, hidden ones too, since a side may be: of readers' pages only `published` ones are named.

        `recommends` marks public ones who make a public recommendation: each of these has a course, which an index finds.
        """
        return Nouns(self.kept(_actors_stored))

    @cached_property
    def publishers(self) -> set[int]:
        """The keys of the public actors who published a document that is on record."""
        return self.kept(_publishers)

    @cached_property
    def sides(self) -> Sides:
        """The side of every actor."""
        return Sides(self.actors)


_kept: dict[Callable[[], Any], tuple[Version, Any]] = {}
"""What this process read last by each function, and of which version of the record."""


def _dialogues_stored() -> StoredNouns[Dialogue]:
    return StoredNouns(_dialogues(connection.vendor))


def _topics_stored() -> StoredNouns[Topic]:
    return StoredNouns(_topics(connection.vendor))


def _actors_stored() -> StoredNouns[Actor]:
    return StoredNouns(_actors(connection.vendor))


def _publishers() -> set[int]:
    issued = Exists(Document.objects.filter(publisher=OuterRef("pk")))
    return set(Actor.objects.published().filter(issued).order_by().values_list("pk", flat=True))


@cache
def _dialogues(vendor: str) -> Statement[Dialogue]:
    """How each kind of database is asked for the dialogues."""
    return Statement.of(Dialogue.objects.published(), "slug")


@cache
def _topics(vendor: str) -> Statement[Topic]:
    return Statement.of(Topic.objects.published(), "code", NAMES, {"standing": _mark(is_standing())})


@cache
def _actors(vendor: str) -> Statement[Actor]:
    made = KeptCourse.objects.filter(recommender=OuterRef("pk"))
    marks = {
        "published": _mark(Q(is_published=True)),
        "recommends": _mark(Q(Exists(made), is_published=True)),
    }
    return Statement.of(Actor.objects.all(), "slug", marks=marks)


def _mark(condition: Any) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


_of_this_request: ContextVar[Vocabulary | None] = ContextVar("vocabulary_of_this_request", default=None)


def vocabulary() -> Vocabulary:
    """What is named now: within a request that only reads what it has read already, else read anew."""
    return _of_this_request.get() or Vocabulary()


def read_once(get_response):
    """Middleware: within a request that only reads, each noun is read once, if it was not yet of this version of the record."""

    def middleware(request):
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        known = Vocabulary(is_shared=True)
        token = _of_this_request.set(known)
        try:
            response = get_response(request)
        finally:
            _of_this_request.reset(token)
        with suppress(Error):  # the answer is made, whatever became of the database
            known.keep()
        return response

    return middleware
