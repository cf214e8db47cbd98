"""What may be seen and where it belongs, as SQL that is put together once where no filter is chosen."""

from functools import cache
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from agenda.dates import PartialDate

from .kinds import KINDS

TABLE = "agenda_search"
Composed = tuple[str, tuple]

_seen: WeakKeyDictionary[QuerySet, dict[str, Composed]] = WeakKeyDictionary()
"""The statement of each scope by the key it is asked for; scopes without filters are always the same ones."""


def seen_by_key(rows: QuerySet, key: str) -> Composed:
    """The statement that gives something where the row of a key is among the rows, with its parameters.

    `key` is SQL of the index in use: no two databases have the same.
    """
    composed = _seen.setdefault(rows, {})
    if key not in composed:
        seen = rows.order_by().filter(pk=RawSQL(key, []))  # noqa: S611
        composed[key] = seen.values("pk").query.sql_with_params()
    return composed[key]


def forums_of(kind: str, since: PartialDate | None, until: PartialDate | None) -> list[Composed]:
    """Statements that give (pk, slug of a forum) of what was found of the kind, with their parameters."""
    return _forums_ever(kind, connection.vendor) if not (since or until) else _forums(kind, since, until)


@cache
def _forums_ever(kind: str, _vendor: str) -> list[Composed]:
    return _forums(kind, None, None)


def _forums(kind: str, since: PartialDate | None, until: PartialDate | None) -> list[Composed]:
    among = RawSQL("SELECT object_id FROM found WHERE kind = %s", [kind])
    return [pairs.query.sql_with_params() for pairs in KINDS[kind].forums(since, until, among)]
