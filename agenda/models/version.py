"""Which state of the record an answer was made from, so that a reader who has it already need not fetch it again."""

import hashlib
from datetime import datetime

from django.db import connection
from django.db.models import Max

from . import (
    Actor,
    Body,
    Claim,
    Correction,
    Dialogue,
    Document,
    Evidence,
    Finding,
    Import,
    LoadedRow,
    Meeting,
    Plan,
    Recommendation,
    SiteSettings,
    Topic,
)

EDITED = (Actor, Claim, Dialogue, Document, Meeting, Plan, Recommendation, SiteSettings, Topic)


def reached(sources: dict[str, tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """How far each source has come: its newest key (0 without rows) and how many rows there are. One statement.

    `sources` maps a name of ours to a table and its key.
    """
    parts = [
        f"SELECT '{name}', COALESCE(MAX({key}), 0), COUNT(*) FROM {table}"  # noqa: S608
        for name, (table, key) in sources.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {name: (last, n) for name, last, n in cursor.fetchall()}


def record_version() -> str:
    """A short text that changes whenever the record does: a digest of how far every history has come. One statement.

    What leaves no history (SQL by hand) does not change it.
    """
    tables = [(model.history.model._meta.db_table, "history_id") for model in EDITED]
    tables += [(model._meta.db_table, "id") for model in (Body, Finding)]
    # An answered correction stands on its page; one that nobody has answered changes nothing.
    tables.append((f"{Correction.history.model._meta.db_table} WHERE status <> 'open'", "history_id"))
    # A passage's summary may be filled in later, and nothing else of it ever changes.
    tables.append((f"{Evidence._meta.db_table} WHERE summary <> ''", "id"))
    far = [
        (name, *state)
        for name, state in reached({str(n): (table, key) for n, (table, key) in enumerate(tables)}).items()
    ]
    return hashlib.sha256(repr(sorted(far)).encode()).hexdigest()[:16]


def record_changed_at() -> datetime | None:
    """When the record last changed, for readers that remember a time instead of a version; None of an empty record.

    What a load or an import brings in counts from then, however long ago it was decided.
    """
    moments = [model.history.aggregate(at=Max("history_date"))["at"] for model in EDITED]
    moments += [
        model._default_manager.aggregate(at=Max(field))["at"]
        for model, field in (
            (Finding, "decided_at"),
            (Body, "added_at"),
            (LoadedRow, "loaded_at"),
            (Import, "written_at"),
        )
    ]
    return max((moment for moment in moments if moment), default=None)
