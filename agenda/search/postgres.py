"""Full text search by a stored tsvector with a GIN index, stemmed by PostgreSQL's English dictionary."""

from django.db import connection

from .interface import TABLE, FullTextAdapter
from .words import Query, indexable

CREATE = f"""CREATE TABLE {TABLE} (
    kind text NOT NULL, object_id bigint NOT NULL, exact text NOT NULL, vector tsvector NOT NULL,
    PRIMARY KEY (kind, object_id));
    CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector)"""
DROP = f"DROP TABLE {TABLE}"
WEIGHTS = "{0.02, 0.1, 0.4, 1}"


def expression(query: Query) -> str:
    """The query in to_tsquery's language. Words hold letters and digits only, so quoting them is enough."""
    return " & ".join(
        f"({' | '.join(_phrase(way, term.is_prefix) for way in term.ways)})" for term in query.terms
    )


def _phrase(words, is_prefix: bool) -> str:
    *first, last = [f"'{word}'" for word in words]
    return " <-> ".join([*first, f"{last}:*" if is_prefix else last])


class Postgres(FullTextAdapter):
    matches = "vector @@ to_tsquery('english', %s)"
    position = "strpos(exact, %s)"
    rank = f"ts_rank_cd('{WEIGHTS}', vector, to_tsquery('english', %s)) DESC"
    expression = staticmethod(expression)

    def put(self, kind, entries):
        rows = [
            (
                kind,
                e.pk,
                self.exact(e),
                indexable(e.title),
                indexable(" | ".join(e.names)),
                indexable(f"{e.body} {e.also}")[:800_000],
            )
            for e in entries
        ]
        sql = f"""INSERT INTO {TABLE} (kind, object_id, exact, vector) VALUES (%s, %s, %s,
            setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'B')
            || setweight(to_tsvector('english', %s), 'D'))
            ON CONFLICT (kind, object_id) DO UPDATE SET exact = excluded.exact, vector = excluded.vector"""  # noqa: S608
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)
