"""Full text search by FTS5, stemmed by Porter's rules."""

from django.db import connection

from agenda.models import SearchName

from .interface import TABLE, FullTextAdapter
from .kinds import KINDS
from .words import Query, indexable

CREATE = f"""CREATE VIRTUAL TABLE {TABLE} USING fts5(
    title, names, body, kind UNINDEXED, object_id UNINDEXED, exact UNINDEXED,
    tokenize = "porter unicode61 remove_diacritics 2", prefix = '2 3')"""
DROP = f"DROP TABLE {TABLE}"


NAMES = SearchName._meta.db_table
ROOM = 2**40
"""Row numbers that each kind has for itself."""


def _place(kind: str, pk: int) -> int:
    """The number of a row in the table: by its kind, then by its key."""
    return (1 + list(KINDS).index(kind)) * ROOM + pk


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
    newest_first = "rowid DESC"
    expression = staticmethod(expression)

    def within(self, kind):
        """By row number, which the index knows."""
        return "rowid BETWEEN %s AND %s", [_place(kind, 0), _place(kind, ROOM - 1)]

    def row_of(self, kind):
        """By row number too: the columns stand behind the text, which would be read for each."""
        return f"'{kind}'", f"({TABLE}.rowid - {_place(kind, 0)})"

    def named(self, kind, query):
        """By the names that are kept beside the index, for the same reason."""
        _kind, key = self.row_of(kind)
        of_row = f"named.kind = '{kind}' AND named.object_id = {key}"
        # The plus keeps it to the names of the row: very many rows may have one name.
        return f"EXISTS (SELECT 1 FROM {NAMES} named WHERE {of_row} AND +named.name = %s)", (query.folded,)  # noqa: S608

    def at(self, kind, pks):
        places = [_place(kind, pk) for pk in pks]
        return f"rowid IN ({', '.join(['%s'] * len(places))})", places

    def clear(self, kind):
        with connection.cursor() as cursor:
            ends = [_place(kind, 0), _place(kind, ROOM - 1)]
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid BETWEEN %s AND %s", ends)  # noqa: S608

    def remove(self, kind, pks):
        """By row number: the table has no other index, and would be read whole for each."""
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(_place(kind, pk),) for pk in pks])  # noqa: S608

    def put(self, kind, entries):
        entries = list(entries)
        self.remove(kind, [entry.pk for entry in entries])
        rows = [
            (
                _place(kind, e.pk),
                indexable(e.title),
                indexable(" | ".join(e.names)),
                indexable(f"{e.body} {e.also()}"),
                kind,
                e.pk,
                self.exact(e),
            )
            for e in entries
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, title, names, body, kind, object_id, exact) VALUES (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
                rows,
            )
