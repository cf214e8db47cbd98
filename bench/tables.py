"""The CSV of all findings as it is served, beside the quickest way that each database has to write the same rows down."""

import csv
import io
import time

from django.db import connection

from .load import Asker
from .servers import Server

LIMIT = """SELECT f.id, g.slug, g.name, m.held_on, m.slug, m.title, t.code, t.name, f.outcome, c.absence_shown,
    f.is_excluded, f.depth, f.basis, f.is_self_coded, v.number, f.decided_at, f.reason
    FROM agenda_finding f JOIN agenda_currentcell c ON c.finding_id = f.id JOIN agenda_meeting m ON m.id = f.meeting_id
    JOIN agenda_dialogue g ON g.id = m.dialogue_id JOIN agenda_topic t ON t.id = f.topic_id
    JOIN agenda_assessment a ON a.id = f.assessment_id JOIN agenda_codebookversion v ON v.id = a.codebook_version_id"""
CHUNK = 2_000


def measured(server: Server, repeats: int) -> dict:
    """Rows a second both ways, and the most memory of the server's process while it sends."""
    ours, limits, n, peak = [], [], 0, 0.0
    for _time in range(repeats):
        server.forget_peaks()
        answer = Asker(server.port).ask("/findings.csv")
        n, peak = answer.body.count(b"\r\n") - 1, max(peak, server.peak_megabytes())
        ours.append(answer.milliseconds)
        started = time.perf_counter()
        _write_by_hand()
        limits.append((time.perf_counter() - started) * 1000)
    best, limit = sorted(ours)[len(ours) // 2], sorted(limits)[len(limits) // 2]
    return {"rows": n, "ms": round(best, 1), "limit_ms": round(limit, 1), "rate_of_limit": round(limit / best, 3),
            "rows_per_second": round(n / best * 1000), "peak_megabytes": peak}  # fmt: skip


def _write_by_hand() -> None:
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY ({LIMIT}) TO STDOUT (FORMAT csv)") as copy:
            for _block in copy:
                pass
        return
    cursor.execute(LIMIT)
    out = io.StringIO()
    while some := cursor.fetchmany(CHUNK):
        csv.writer(out).writerows(some)
        out.seek(0)
        out.truncate()
