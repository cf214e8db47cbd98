"""Full text search by FTS5, stemmed by Porter's rules."""

from django.db import connection

from .interface import TABLE, FullTextAdapter
from .words import Query, indexable

CREATE = f"""CREATE VIRTUAL TABLE {TABLE} USING fts5(
    title, names, body, kind UNINDEXED, object_id UNINDEXED, exact UNINDEXED,
    tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3')"""
DROP = f"DROP TABLE {TABLE}"


def expression(query: Query) -> str:
    """The query in FTS5's language. Each term is a quoted string, in which nothing has a meaning."""
    return " AND ".join(
        f"({' OR '.join(_phrase(way, term.is_prefix) for way in term.ways)})" for term in query.terms
    )


def _phrase(words, is_prefix: bool) -> str:
    return f'"{" ".join(words)}"{"*" if is_prefix else ""}'


class SQLite(FullTextAdapter):
    matches = f"{TABLE} MATCH %s"
    position = "instr(exact, %s)"
    rank = f"bm25({TABLE}, 10, 6, 1)"
    expression = staticmethod(expression)

    def put(self, kind, entries):
        entries = list(entries)
        self.remove(kind, [entry.pk for entry in entries])
        rows = [
            (
                indexable(e.title),
                indexable(" | ".join(e.names)),
                indexable(f"{e.body} {e.also}"),
                kind,
                e.pk,
                self.exact(e),
            )
            for e in entries
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (title, names, body, kind, object_id, exact) VALUES (%s, %s, %s, %s, %s, %s)",  # noqa: S608
                rows,
            )
