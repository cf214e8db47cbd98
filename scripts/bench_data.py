"""Timings of data going in and out, on a scratch database: `make bench`. DATABASE_URL names it; it must be empty.

Rows per second are of this machine under whatever else it is doing: compare ratios within one run.
"""

import argparse
import csv
import io
import os
import resource
import sys
import time
from datetime import date, timedelta
from itertools import islice

import django

os.environ.setdefault("SECRET_KEY", "bench-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

TOPICS, FILES = 100, 4
ORIGIN = "https://bench.example"
OUTCOMES = ("raised", "not_raised", "partly_raised", "not_raised", "not_raised")


def megabytes() -> float:
    """The most memory this process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def make_record(meetings: int = 1_000):
    """Meetings with a complete readout each, topics, and an account that may judge and publish."""
    from django.contrib.auth import get_user_model

    from agenda.models import Actor, CodebookVersion, Dialogue, Document, Meeting, Topic

    user = get_user_model().objects.create_superuser("bench")
    state = Actor.objects.create(slug="state", name="State", kind="state", is_published=True)
    forum = Dialogue.objects.create(slug="forum", name="Forum", short_name="Forum", kind="bilateral", level="working",
                                    status="active", is_published=True)  # fmt: skip
    codes = [f"topic-{n}" for n in range(TOPICS)]
    CodebookVersion.objects.create(number=1, made_on=date(2020, 1, 1), note="First.", codes=codes)
    Meeting.objects.bulk_create(
        Meeting(slug=f"meeting-{n}", dialogue=forum, title=f"Meeting {n}", held_on=date(1990, 1, 1) + timedelta(days=10 * n),
                format="phone", level="working", status="held", is_published=True)
        for n in range(meetings)
    )  # fmt: skip
    Document.objects.bulk_create(
        Document(slug=f"readout-{meeting.slug}", meeting=meeting, title="Readout", kind="readout", publisher=state,
                 completeness="full", url="https://bench.example/readout", read_on=date(2020, 1, 1), read_by=user,
                 is_published=True)
        for meeting in Meeting.objects.all()
    )  # fmt: skip
    Topic.objects.bulk_create(
        Topic(code=f"topic-{n}", name=f"Topic {n}", definition="So.", is_published=True)
        for n in range(TOPICS)
    )
    return user


def tables(meetings: int = 1_000) -> list[tuple[str, bytes]]:
    """The assessments as spreadsheets within the limit of rows a file."""
    head = ("meeting", "topic", "outcome", "document", "paragraph", "summary", "note")
    rows = (
        (f"meeting-{m}", f"topic-{t}", outcome, *((f"readout-meeting-{m}", t % 30 + 1, "They spoke of it at length.")
         if outcome in ("raised", "partly_raised") else ("", "", "")), "coded by hand")
        for m in range(meetings) for t in range(TOPICS) for outcome in [OUTCOMES[(m + t) % 5]]
    )  # fmt: skip
    files = []
    for number in range(FILES):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(head)
        writer.writerows(islice(rows, meetings * TOPICS // FILES))
        files.append((f"part-{number}.csv", out.getvalue().encode()))
    return files


def bring_in(files, user) -> None:
    from agenda.intake.plan.dry_run import dry_run
    from agenda.intake.plan.plan import Choices
    from agenda.intake.write.commit import commit

    choices, on = Choices(publish=True), date(2026, 11, 24)

    def planned():
        return dry_run("assessments", files, choices, user, on)

    started = time.perf_counter()
    plan = planned()
    digest, looked = plan.digest(), time.perf_counter()
    del plan
    plan = commit(planned, digest=digest, by=user, name="bench", publish=True)
    done, n = time.perf_counter(), len(plan.results)
    say(f"import of {n:,} assessments: dry run", looked - started, n)
    say(f"import of {n:,} assessments: planned again under the lock and written", done - looked, n)


def say(what: str, seconds: float, rows: int) -> None:
    print(
        f"{connection.vendor:<11}{what:<75}{seconds:7.2f} s {rows / seconds:11,.0f} rows/s {megabytes():7.0f} MB at most"
    )


def let_out(name: str) -> None:
    from agenda.catalogue import PUBLIC_ROWS, TABLES
    from agenda.exports.tables import csv_chunks

    best, rows, size = 1e9, 0, 0
    for _try in range(3):
        started = time.perf_counter()
        rows = size = 0
        for chunk in csv_chunks(TABLES[name], PUBLIC_ROWS[name]().order_by("pk").iterator(2_000), ORIGIN):
            rows += chunk.count("\r\n")
            size += len(chunk)
        best = min(best, time.perf_counter() - started)
    say(f"export of {name}.csv, {rows - 1:,} rows, {size / 1e6:.0f} MB, best of 3", best, rows - 1)


def main(meetings: int, names: list[str]) -> None:
    """Judge `meetings` × 100 topics, and let the tables `names` out again."""
    call_command("migrate", verbosity=0)
    if connection.introspection.table_names() and _is_used():
        sys.exit("DATABASE_URL names a database that is in use: this would fill it with made-up rows.")
    with transaction.atomic():
        user = make_record(meetings)
    files = tables(meetings)
    print(f"before: {megabytes():.0f} MB")
    bring_in(files, user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for name in names or ("findings", "examinations", "evidence"):
        let_out(name)


def _is_used() -> bool:
    from agenda.models import Actor

    return Actor.objects.exists()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=1_000)
    parser.add_argument("tables", nargs="*")
    asked = parser.parse_args()
    main(asked.meetings, asked.tables)
