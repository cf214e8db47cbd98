"""Which state of the record an answer was made from, so that a reader who has it already need not fetch it again."""

import hashlib

from django.db import connection

from agenda.models import (
    Actor,
    Body,
    Claim,
    Dialogue,
    Document,
    Finding,
    Meeting,
    Plan,
    Recommendation,
    Topic,
)

EDITED = (Actor, Claim, Dialogue, Document, Meeting, Plan, Recommendation, Topic)


def record_version() -> str:
    """A short text that changes whenever the record does: a digest of how far every history has come. One statement.

    What leaves no history (SQL by hand) does not change it.
    """
    sources = [(model.history.model._meta.db_table, "history_id") for model in EDITED]
    sources += [(model._meta.db_table, "id") for model in (Body, Finding)]
    parts = [f"SELECT '{table}', COALESCE(MAX({key}), 0), COUNT(*) FROM {table}" for table, key in sources]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        reached = sorted(cursor.fetchall())
    return hashlib.sha256(repr(reached).encode()).hexdigest()[:16]
