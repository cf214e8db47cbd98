"""Keeps the index in step with the record, by the history tables that every change of the record leaves.

`catch_up()` asks how far each history has come since the index was written: usually two statements and nothing to do.
Rows that committed late are noticed because their history's count no longer fits, and that kind is written anew.
"""

import logging
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from agenda.models import Body, SearchMark
from agenda.models.version import reached

from .adapter import adapter
from .kinds import KINDS

logger = logging.getLogger(__name__)
LOCK = 0x41474E44
"""Any number of our own: PostgreSQL's advisory lock that lets one writer of the index in."""


@dataclass(frozen=True)
class SourceReach:
    """How far the changes of a source have come: the newest one's id, and how many there are."""

    last: int
    n: int


def _sources():
    """Name → (rows of changes, their key, which row was changed)."""
    sources = {k.name: (k.model.history.model.objects, "history_id", "id") for k in KINDS.values()}
    return sources | {"body": (Body.objects, "id", "document_id")}


def _reaches() -> dict[str, SourceReach]:
    """How far every source has come, in one statement."""
    tables = {name: (rows.model._meta.db_table, key) for name, (rows, key, _changed) in _sources().items()}
    return {name: SourceReach(*state) for name, state in reached(tables).items()}


def _marks() -> dict[str, SourceReach]:
    return {mark.kind: SourceReach(mark.last, mark.n) for mark in SearchMark.objects.all()}


def catch_up() -> int:
    """Index what changed since the last time; returns how many rows were written.

    A database that cannot be written (a replica, a full disk) leaves the index as it is: search goes on with it, and the
    log says so.
    """
    if _marks() == _reaches():
        return 0
    try:
        with transaction.atomic():
            _wait_for_other_writers()
            return _write(_marks(), _reaches())
    except DatabaseError:
        logger.exception("The search index could not be brought up to date")
        return 0


def rebuild() -> int:
    """Write the whole index anew; returns how many rows it holds."""
    with transaction.atomic():
        _wait_for_other_writers()
        SearchMark.objects.all().delete()
        return _write({}, _reaches())


def _wait_for_other_writers() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _write(marks: dict[str, SourceReach], reaches: dict[str, SourceReach]) -> int:
    changed = {name: _changed(name, marks.get(name), reaches[name]) for name in reaches}
    written = 0
    for kind in KINDS.values():
        pks = changed[kind.name]
        if "body" in kind.rests_on and pks is not None:
            pks = None if changed["body"] is None else pks | changed["body"]
        if any(changed[name] != set() for name in kind.rests_on if name != "body"):
            pks = None
        if pks != set():
            written += _index(kind, pks)
    for name, reach in reaches.items():
        SearchMark.objects.update_or_create(kind=name, defaults={"last": reach.last, "n": reach.n})
    return written


def _changed(name: str, mark: SourceReach | None, reach: SourceReach) -> set[int] | None:
    """Keys of the rows that changed since the mark; None when only a new start is sure."""
    if mark == reach:
        return set()
    rows, key, changed = _sources()[name]
    if mark is None or rows.filter(**{f"{key}__lte": mark.last}).count() != mark.n:
        return None
    return set(rows.filter(**{f"{key}__gt": mark.last}).values_list(changed, flat=True))


def _index(kind, pks: set[int] | None) -> int:
    index = adapter()
    rows = kind.rows()
    if pks is None:
        index.clear(kind.name)
    else:
        rows = rows.filter(pk__in=pks)
    entries = [kind.entry(row) for row in rows.order_by()]
    if pks is not None:
        index.remove(kind.name, pks - {entry.pk for entry in entries})
    index.put(kind.name, entries)
    return len(entries)
