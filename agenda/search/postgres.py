"""Full text search by a stored tsvector with a GIN index, stemmed by PostgreSQL's English dictionary."""

import logging
import re

from django.db import DataError, OperationalError, connection, transaction

from .interface import TABLE, FullTextAdapter
from .words import Query, indexable

CREATE = f"""CREATE TABLE {TABLE} (
    kind text NOT NULL, object_id bigint NOT NULL, exact text NOT NULL, vector tsvector NOT NULL,
    PRIMARY KEY (kind, object_id));
    CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector)"""
DROP = f"DROP TABLE {TABLE}"
PUT = f"""INSERT INTO {TABLE} (kind, object_id, exact, vector) VALUES (%s, %s, %s,
    setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'B')
    || setweight(to_tsvector('english', %s), 'D'))
    ON CONFLICT (kind, object_id) DO UPDATE SET exact = excluded.exact, vector = excluded.vector"""  # noqa: S608
TOO_LONG = "54000"  # program_limit_exceeded: a tsvector holds 1,048,575 bytes
BYTES = re.compile(r"\((\d+)\D+(\d+)\D*\)")
FEW_ROWS = ("dialogue", "topic", "actor")
"""Kinds of which there are about as many as there are names to choose from in a filter."""
WEIGHTS = "{0.02, 0.1, 0.4, 1}"

logger = logging.getLogger(__name__)


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
    rank = f"-ts_rank_cd('{WEIGHTS}', vector, to_tsquery('english', %s))"
    one_by_one = " OFFSET 0"
    """Keeps PostgreSQL from reading all rows that may be seen before it knows whether any holds the words."""
    expression = staticmethod(expression)

    def matches_of(self, kind):
        """Kinds of few rows are read by their keys: the index of words would give the rows of all kinds first."""
        return "ts_match_vq(vector, to_tsquery('english', %s))" if kind in FEW_ROWS else self.matches

    def put(self, kind, entries):
        rows = [
            (
                kind,
                e.pk,
                self.exact(e),
                indexable(e.title),
                indexable(" | ".join(e.names)),
                indexable(f"{e.body} {e.also()}"),
            )
            for e in entries
        ]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(PUT, rows)
        except (OperationalError, DataError) as error:
            if not _is_of_a_row(error):
                raise
            for row in rows:
                self._put_as_far_as_it_goes(row)

    def _put_as_far_as_it_goes(self, row: tuple) -> None:
        """Index one row; of a text that no tsvector holds, as much from its beginning as one does."""
        *head, body = row
        kept = len(body)
        while True:
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(PUT, [*head, body[:kept]])
            except (OperationalError, DataError) as error:
                if not _is_of_a_row(error):
                    raise
                if not kept:
                    logger.exception("%s %s cannot be indexed", *head[:2])
                    return
                kept = _fitting(kept, str(error))
            else:
                break
        if kept < len(body):
            sentence = "%s %s is too long for the index: the first %d of %d characters are found"
            logger.warning(sentence, *head[:2], kept, len(body))


def _is_of_a_row(error: Exception) -> bool:
    """Does the error come of what a row holds, not of the server or the connection?"""
    return isinstance(error, DataError) or getattr(error.__cause__, "sqlstate", "") == TOO_LONG


def _fitting(length: int, message: str) -> int:
    """How much of a text of that length to try next; PostgreSQL says how many bytes it was and how many there may be."""
    was, most = map(int, found.groups()) if (found := BYTES.search(message)) else (4, 3)
    return length * min(97 * most, 99 * was) // (100 * was)
