"""Keeps the index in step with the record, by the history tables that every change of the record leaves.

`catch_up()` asks how far each history has come since the index was written: usually two statements and nothing to do.
Rows that committed late are noticed because their history's count no longer fits, and that kind is written anew.
"""

import logging
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction

from agenda.models import Body, SearchMark
from agenda.models.streams import batches
from agenda.models.version import reached, record_version

from . import by_name
from .adapter import adapter
from .kinds import KINDS

logger = logging.getLogger(__name__)
BATCH = 500
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


BEHIND = "index_is_behind"
"""The attribute of a replica's connection that says that the primary must be asked instead."""
_followed: dict[tuple[str, str], str] = {}
"""The version of each database's record up to which this process has seen the index follow."""


def catch_up() -> int:
    """Index what changed since the last time; returns how many rows were written.

    Nothing is counted while the record has the version it had the last time. A database that cannot be written (a full disk)
    leaves the index as it is: search goes on with it, and the log says so. A replica whose index has not followed is marked so.
    """
    return _follow(None)[0]


def keeps_up(most: int) -> bool:
    """Index what changed, unless more than `most` rows wait: they are left to whoever changed them, or `manage.py index_search`.

    Returns whether the index follows the record now.
    """
    return _follow(most)[1]


def _follow(most: int | None) -> tuple[int, bool]:
    version, name = record_version(), (connection.alias, str(connection.settings_dict["NAME"]))
    if _followed.get(name) == version:
        return 0, True
    written, marks, reaches = 0, _marks(), _reaches()
    if marks != reaches and connection.alias != DEFAULT_DB_ALIAS:
        setattr(connection, BEHIND, True)
        return 0, False
    if marks != reaches:
        if most is not None and _waiting(marks, reaches, most) > most:
            logger.warning("Many changes wait for the search index: run manage.py index_search")
            return 0, False
        try:
            with transaction.atomic():
                _wait_for_other_writers()
                written = _write(_marks(), _reaches())
        except DatabaseError:
            logger.exception("The search index could not be brought up to date")
            return 0, False
    _followed[name] = version
    return written, True


def _waiting(marks: dict[str, SourceReach], reaches: dict[str, SourceReach], most: int) -> int:
    """About how many rows the index must write; of many changes, how many these are."""
    none = SourceReach(0, 0)
    n = sum(abs(reach.n - marks.get(name, none).n) for name, reach in reaches.items())
    if n > most:
        return n
    changed = {name: _changed(name, marks.get(name), reaches[name]) for name in reaches}
    touched = [(kind, _touched(kind, changed)) for kind in KINDS.values()]
    return sum(kind.model._base_manager.count() if pks is None else len(pks) for kind, pks in touched)


def not_followed(found: dict[str, set[int]]) -> set[tuple[str, int]]:
    """(kind, key) of those rows that changed, themselves or what their entry rests on, since the index was written.

    `found` holds keys by kind. What is found by words that a row has no more must not be shown for them.
    """
    marks, reaches = _marks(), _reaches()
    sources, stale = _sources(), set()
    for kind, pks in ((KINDS[name], pks) for name, pks in found.items()):
        for name, path in {kind.name: "pk", **kind.rests_on}.items():
            mark, (rows, key, changed) = marks.get(name), sources[name]
            if mark == reaches[name]:
                continue
            touched = kind.model._base_manager.filter(pk__in=pks)
            if mark and rows.filter(**{f"{key}__lte": mark.last}).count() == mark.n:
                newer = rows.filter(**{f"{key}__gt": mark.last}).order_by().values(changed)
                touched = touched.filter(**{f"{path}__in": newer})
            stale |= {(kind.name, pk) for pk in touched.values_list("pk", flat=True)}
    return stale


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


def _touched(kind, changed: dict[str, set[int] | None]) -> set[int] | None:
    """Keys of the kind's rows whose words may have changed, of their own or of what they rest on; None for all."""
    pks = changed[kind.name]
    for name, path in kind.rests_on.items():
        others = changed[name]
        if pks is None or others is None:
            return None
        if others:
            pks = pks | set(kind.model.objects.filter(**{f"{path}__in": others}).values_list("pk", flat=True))
    return pks


def _write(marks: dict[str, SourceReach], reaches: dict[str, SourceReach]) -> int:
    changed = {name: _changed(name, marks.get(name), reaches[name]) for name in reaches}
    written = 0
    for kind in KINDS.values():
        pks = _touched(kind, changed)
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
        by_name.forget(kind.name)
    else:
        rows = rows.filter(pk__in=pks)
    found: set[int] = set()
    rows = rows.order_by("pk").iterator(chunk_size=BATCH)
    for some in batches(rows, BATCH):  # texts of all documents are more than memory holds
        entries = [kind.entry(row) for row in some]
        index.put(kind.name, entries)
        by_name.keep(kind.name, entries)
        found |= {row.pk for row in some}
    if pks is not None:
        index.remove(kind.name, pks - found)
        by_name.forget(kind.name, pks - found)
    return len(found)
