"""What an adapter of a database must do, and what both share."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from .kinds import KINDS, IndexEntry
from .words import Query, indexable

TABLE = "agenda_search"
ORDER = "CASE kind " + " ".join(f"WHEN '{name}' THEN {n}" for n, name in enumerate(KINDS)) + " END"
"""Of several rows that bear exactly the name asked for, dialogues come first, then topics, as in `kinds`."""


class Adapter(Protocol):
    """Writes and asks the index. `scope` maps a kind to the rows that may be seen; kinds it lacks are not asked."""

    def clear(self, kind: str) -> None: ...
    def put(self, kind: str, entries: Iterable[IndexEntry]) -> None:
        """Index the entries in place of what stood there for them."""

    def remove(self, kind: str, pks: Iterable[int]) -> None: ...
    def hits(
        self, query: Query, scope: Mapping[str, QuerySet], limit: int, offset: int = 0
    ) -> list[tuple[str, int]]:
        """(kind, pk), best first: exact names by kind, then by rank, then by pk."""

    def counts(self, query: Query, scope: Mapping[str, QuerySet]) -> dict[str, int]:
        """How many rows each kind has; kinds without one are left out."""

    def by_forum(self, query: Query, kinds: Iterable[str], since, until) -> dict[str, int]:
        """How many rows of the kinds each forum would give alone, by its slug, in one statement."""

    def totals(self, asked: Mapping[str, tuple[Query, Mapping[str, QuerySet]]]) -> dict[str, int]:
        """How many rows each of several named questions (a query and its scope) finds, in one statement."""


class FullTextAdapter:
    """What both adapters share. Theirs are `expression`, and `matches`, `position` and `rank` in their SQL."""

    matches = position = rank = ""

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

    def by_forum(self, query, kinds, since, until):
        links, params = [], []
        for name in kinds:
            for pairs in KINDS[name].forums(since, until):
                sql, values = pairs.query.sql_with_params()
                links.append(f"SELECT CAST(%s AS text), l.* FROM ({sql}) l")  # noqa: S608
                params += [name, *values]
        sql = (
            f"WITH found AS (SELECT kind, object_id FROM {TABLE} WHERE {self.matches}), "  # noqa: S608
            f"links(kind, object_id, forum) AS ({' UNION '.join(links)}) "
            "SELECT forum, count(*) FROM links JOIN found USING (kind, object_id) GROUP BY forum"
        )
        return dict(self.ask(sql, [self.expression(query), *params]))

    def totals(self, asked):
        parts, params = [], []
        for name, (query, scope) in asked.items():
            seen, values = self.seen(scope)
            parts.append(f"SELECT %s, count(*) FROM {TABLE} WHERE {self.matches} AND ({seen})")  # noqa: S608
            params += [name, self.expression(query), *values]
        return dict(self.ask(" UNION ALL ".join(parts), params)) if parts else {}

    def counts(self, query, scope):
        seen, params = self.seen(scope)
        sql = f"SELECT kind, count(*) FROM {TABLE} WHERE {self.matches} AND ({seen}) GROUP BY kind"  # noqa: S608
        return dict(self.ask(sql, [self.expression(query), *params]))

    def hits(self, query, scope, limit, offset=0):
        seen, params = self.seen(scope)
        sql = (
            f"SELECT kind, object_id FROM {TABLE} WHERE {self.matches} AND ({seen}) "  # noqa: S608
            f"ORDER BY CASE WHEN {self.position} > 0 THEN {ORDER} ELSE {len(KINDS)} END, {self.rank}, kind, object_id "
            "LIMIT %s OFFSET %s"
        )
        ranked = [self.expression(query)] if "%s" in self.rank else []
        values = [self.expression(query), *params, f"|{query.folded}|", *ranked, limit, offset]
        return self.ask(sql, values)

    def ask(self, sql, params):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def exact(self, entry: IndexEntry) -> str:
        names = dict.fromkeys(indexable(name) for name in (entry.title, *entry.names) if name)
        return f"|{'|'.join(names)}|"
