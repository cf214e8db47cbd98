"""What an adapter of a database must do, and what both share."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.models import QuerySet

from .by_name import names_of
from .composed import TABLE, Composed, forums_of, seen_by_key
from .kinds import KINDS, IndexEntry, scopes
from .words import Query

ORDER = "CASE found.kind " + " ".join(f"WHEN '{name}' THEN {n}" for n, name in enumerate(KINDS)) + " END"
"""Of several rows that bear exactly the name asked for, dialogues come first, then topics, as in `kinds`."""

UNRANKED: Composed = (", FALSE AS is_named, CAST(NULL AS real) AS place", ())
MOST_RANKED = 1_000
"""Rows of each kind, those entered last, that are ranked and counted; a search reads no more of them."""


class Page(NamedTuple):
    """How many rows each kind has, at most one more than are ranked, without those that have none; (kind, pk), best first."""

    counts: dict[str, int]
    pairs: list[tuple[str, int]]


class Adapter(Protocol):
    """Writes and asks the index. `scope` maps a kind to the rows that may be seen; kinds it lacks are not asked."""

    def clear(self, kind: str) -> None: ...
    def put(self, kind: str, entries: Iterable[IndexEntry]) -> None:
        """Index the entries in place of what stood there for them."""

    def remove(self, kind: str, pks: Iterable[int]) -> None: ...
    def hits(
        self,
        query: Query,
        scope: Mapping[str, QuerySet],
        limit: int,
        offset: int = 0,
        *,
        most: int | None = None,
        named: Collection[tuple[str, int]] = (),
    ) -> list[tuple[str, int]]:
        """(kind, pk), best first: exact names by kind, then by rank, then by pk.

        `most`: how many of each kind are ranked, `MOST_RANKED` where nothing is said. `named` are ranked beside them,
        however long ago they were entered, and come before all that bear neither this name nor a longer one.
        """

    def page(
        self, query: Query, scope: Mapping[str, QuerySet], kinds: Collection[str], limit: int, offset: int = 0
    ) -> Page:
        """Counts of all kinds, and hits of those that are wanted, without names looked up; in one statement."""

    def by_forum(self, query: Query, kinds: Iterable[str], since, until) -> dict[str, int] | None:
        """How many rows of the kinds each forum would give alone, by its slug, in one statement; None of too many."""

    def totals(self, asked: Mapping[str, tuple[Query, Mapping[str, QuerySet]]]) -> dict[str, int]:
        """How many rows each of several named questions (a query and its scope) finds, in one statement."""


class FullTextAdapter:
    """What both adapters share. Theirs are `expression`, and `matches`, `position` and `rank` in their SQL.

    `rank` is the smaller, the better. `within` is the condition that a row is of a kind, with its parameters.
    """

    expression: Callable[[Query], str]
    matches = position = rank = one_by_one = ""
    newest_first = "object_id DESC"

    def within(self, kind: str) -> tuple[str, list]:
        return "kind = %s", [kind]

    def row_of(self, kind: str) -> tuple[str, str]:
        """The kind and the key of a row of the kind."""
        return f"{TABLE}.kind", f"{TABLE}.object_id"

    def named(self, kind: str, query: Query) -> Composed:
        """The condition that a row of the kind bears exactly the name asked for, with its parameters."""
        return f"{self.position} > 0", (f"|{query.folded}|",)

    def clear(self, kind):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE kind = %s", [kind])  # noqa: S608

    def remove(self, kind, pks):
        with connection.cursor() as cursor:
            sql = f"DELETE FROM {TABLE} WHERE kind = %s AND object_id = %s"  # noqa: S608
            cursor.executemany(sql, [(kind, pk) for pk in pks])

    def seen(self, scope) -> tuple[str, list]:
        """A condition that holds for rows which may be seen, with its parameters."""
        either, params = [], []
        for kind, rows in scope.items():
            sql, values = rows.order_by().values("pk").query.sql_with_params()
            either.append(f"(kind = %s AND object_id IN ({sql}))")
            params += [kind, *values]
        return " OR ".join(either) or "FALSE", params

    def at(self, kind: str, pks: Collection[int]) -> tuple[str, list]:
        """The condition that a row of the kind has one of the keys, with its parameters."""
        return "object_id = ANY(%s)", [list(pks)]

    def newest(
        self,
        query: Query,
        scope: Mapping[str, QuerySet],
        most: int,
        columns: Callable[[str], Composed] = lambda _kind: ("", ()),
    ) -> tuple[str, list]:
        """The rows that hold the words, of each kind as many as are wanted of those entered last, with parameters.

        Each kind is asked by itself and each row by its key, so that the database may stop when it has enough. `columns`
        gives what else is asked of the rows of a kind.
        """
        parts, params = [], []
        for kind, rows in scope.items():
            (within, ends), (its_kind, key), (its, asked) = (
                self.within(kind),
                self.row_of(kind),
                columns(kind),
            )
            sql, values = seen_by_key(rows, key)
            parts.append(
                f"SELECT * FROM (SELECT {its_kind} AS kind, {key} AS object_id{its} FROM {TABLE} "  # noqa: S608
                f"WHERE {self.matches_of(kind)} AND {within} AND EXISTS ({sql}{self.one_by_one}) "
                f"ORDER BY {self.newest_first} LIMIT {most}) AS newest"
            )
            params += [*asked, self.expression(query), *ends, *values]
        return " UNION ALL ".join(parts), params

    def matches_of(self, kind: str) -> str:
        """The condition that a row of the kind holds the words."""
        return self.matches

    def those(
        self, query: Query, scope: Mapping[str, QuerySet], pairs: Collection[tuple[str, int]]
    ) -> tuple[list[str], list]:
        """A statement for each kind that gives the rows of these keys which hold the words and may be seen."""
        parts, params = [], []
        columns, asked = self.begun(query)
        for kind, rows in scope.items():
            pks = [pk for name, pk in pairs if name == kind]
            if not pks:
                continue
            (within, ends), (at, keys), (its_kind, key) = (
                self.within(kind),
                self.at(kind, pks),
                self.row_of(kind),
            )
            sql, values = seen_by_key(rows, key)
            parts.append(
                f"SELECT {its_kind} AS kind, {key} AS object_id{columns} FROM {TABLE} "  # noqa: S608
                f"WHERE {self.matches} AND {within} AND {at} AND EXISTS ({sql}{self.one_by_one})"
            )
            params += [*asked, self.expression(query), *ends, *keys, *values]
        return parts, params

    def ranked(self, kind: str, query: Query) -> Composed:
        """The columns by which rows of the kind are put in order on a page, with their parameters."""
        named, asked = self.named(kind, query)
        return f", {named} AS is_named, {self.rank} AS place", (*asked, *self._of_rank(query))

    def begun(self, query: Query) -> Composed:
        """The same where rows whose name begins with the words come before others."""
        columns = f", {self.position} > 0 AS is_named, {self.position} > 0 AS is_begun, {self.rank} AS place"
        return columns, (f"|{query.folded}|", f"|{query.folded} ", *self._of_rank(query))

    def _of_rank(self, query: Query) -> tuple[str, ...]:
        return (self.expression(query),) if "%s" in self.rank else ()

    def by_forum(self, query, kinds, since, until):
        links, params = [], []
        for name in kinds:
            for sql, values in forums_of(name, since, until):
                links.append(f"SELECT CAST(%s AS text), l.* FROM ({sql}) l")  # noqa: S608
                params += [name, *values]
        newest, values = self.newest(query, scopes(kinds, (), since, until), MOST_RANKED + 1)
        sql = (
            f"WITH found AS MATERIALIZED ({newest}), links(kind, object_id, forum) AS ({' UNION '.join(links)}) "  # noqa: S608
            "SELECT forum, count(*), 0 FROM links GROUP BY forum "
            "UNION ALL SELECT kind, count(*), 1 FROM found GROUP BY kind"
        )
        rows = self.ask(sql, [*values, *params])
        if any(is_kind and n > MOST_RANKED for _name, n, is_kind in rows):
            return None
        return {forum: n for forum, n, is_kind in rows if not is_kind}

    def totals(self, asked):
        parts, params = [], []
        for name, (query, scope) in asked.items():
            seen, values = self.seen(scope)
            parts.append(f"SELECT %s, count(*) FROM {TABLE} WHERE {self.matches} AND ({seen})")  # noqa: S608
            params += [name, self.expression(query), *values]
        return dict(self.ask(" UNION ALL ".join(parts), params)) if parts else {}

    def page(self, query, scope, kinds, limit, offset=0):
        newest, params = self.newest(
            query,
            scope,
            MOST_RANKED + 1,
            lambda kind: self.ranked(kind, query) if kind in kinds else UNRANKED,
        )
        if not newest:
            return Page({}, [])
        place = f"CASE WHEN is_named THEN {ORDER} ELSE {len(KINDS)} END, place, found.kind, object_id"
        sql = (
            f"WITH found AS MATERIALIZED ({newest}), "  # noqa: S608
            "tally AS (SELECT kind, count(*) AS n, min(object_id) AS oldest FROM found GROUP BY kind) "
            "SELECT kind, n, 0 FROM tally "
            f"UNION ALL SELECT * FROM (SELECT found.kind, object_id, row_number() OVER (ORDER BY {place}) AS nth "
            "FROM found JOIN tally ON tally.kind = found.kind "
            f"WHERE place IS NOT NULL AND (n <= {MOST_RANKED} OR object_id > oldest) "
            "ORDER BY nth LIMIT %s OFFSET %s) AS page"
        )
        rows = self.ask(sql, [*params, limit, offset])
        ranked = sorted((nth, kind, pk) for kind, pk, nth in rows if nth)
        return Page({kind: n for kind, n, nth in rows if not nth}, [(kind, pk) for _nth, kind, pk in ranked])

    def hits(self, query, scope, limit, offset=0, *, most=None, named=()):
        newest, params = self.newest(query, scope, most or MOST_RANKED, lambda _kind: self.begun(query))
        if not newest:
            return []
        others, values = self.those(query, scope, named)
        begun = f"WHEN is_begun THEN {len(KINDS)} " if named else ""
        sql = (
            f"SELECT kind, object_id FROM ({' UNION '.join([newest, *others])}) AS found "  # noqa: S608
            f"ORDER BY CASE WHEN is_named THEN {ORDER} {begun}ELSE {len(KINDS) + 1} END, place, kind, object_id "
            "LIMIT %s OFFSET %s"
        )
        return self.ask(sql, [*params, *values, limit, offset])

    def ask(self, sql, params):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def exact(self, entry: IndexEntry) -> str:
        return f"|{'|'.join(names_of(entry))}|"
