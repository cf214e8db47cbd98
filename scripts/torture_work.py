"""What the torture's writers do, and what must be true afterwards: see `torture.py`. Needs Django to be set up.

A writer says on its pipe what it was told to be done, a line each, after the call came back. A line is KIND NUMBER.
"""

import json
import os
import time
from datetime import date

from django.contrib.auth import get_user_model
from django.db import DatabaseError, InterfaceError, connection, transaction

ROWS = 8  # of an import
TOPICS = 100
ON = date(2026, 11, 24)
KINDS = ("draft", "finding", "import")


def prepare(meetings: int = 60) -> list[tuple[str, int]]:
    """Meetings with a readout read whole, topics, an account for each kind of writer; gives back the first pieces of work.

    A piece of each kind is done here, so that writers have the whole program from their first moment: without it each of them
    would spend seconds on loading modules, and be killed there.
    """
    from scripts.bench_data import make_record

    with transaction.atomic():
        make_record(meetings)
        for kind in KINDS:
            get_user_model().objects.create_superuser(f"writer-{kind}")
    first = [(kind, number) for kind in KINDS for number in (1, 2)]
    for kind, number in first:
        WORK[kind](number, get_user_model().objects.get(username=f"writer-{kind}"))
    return first


def _cell(number: int):
    from agenda.models import Meeting, Topic

    meetings = Meeting.objects.order_by("pk")
    meeting = meetings[number // TOPICS % meetings.count()]
    return meeting, Topic.objects.order_by("pk")[number % TOPICS], meeting.documents.get()


def draft(number: int, by) -> None:
    """Change one of ten drafts: its note becomes the number."""
    from agenda.actions import save_draft
    from agenda.models import Draft

    meeting, topic, paper = _cell(number % 10)
    content = {"outcome": "not_raised", "examined": [paper.slug], "passages": [], "note": str(number)}
    stored = Draft.objects.filter(meeting=meeting, topic=topic, analyst=by).first()
    save_draft(
        meeting, topic, by, content, version=stored.version if stored else 0, change_id=f"change-{number}"
    )


def finding(number: int, by) -> None:
    """Judge a cell of its own and publish it."""
    from agenda.actions import Judgement, assess, publish

    meeting, topic, paper = _cell(number)
    with transaction.atomic():
        publish(
            assess(meeting, topic, Judgement("not_raised", examined=[paper], note=str(number)), by=by), by=by
        )


def bring_in(number: int, by) -> None:
    """Bring a table of actors in as the desk does: kept, tried, written."""
    from agenda.actions.imports import take_in, try_out, write_out

    lines = [
        "slug,name,kind",
        *(f"import-{number}-{row},Actor {number} {row},ministry" for row in range(ROWS)),
    ]
    batch = take_in("actors", [(f"{number}.csv", "\n".join(lines).encode())], by=by)
    try_out(batch, ON)
    write_out(batch, digest=batch.digest, on=ON)


WORK = {"draft": draft, "finding": finding, "import": bring_in}


def work(kind: str, start: int, pipe: int) -> None:
    """Do one piece after another for ever and say each that was done; what a database refuses is said too and tried on."""
    by = None
    number = start
    while True:
        began = time.monotonic()
        try:
            by = by or get_user_model().objects.get(username=f"writer-{kind}")
            WORK[kind](number, by)
        except (DatabaseError, InterfaceError) as error:
            os.write(
                pipe,
                f"refused {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}\n".encode(),
            )
            connection.close()
            time.sleep(0.05)
        else:
            os.write(pipe, f"{kind} {number}\n".encode())
            time.sleep(
                min(0.2, time.monotonic() - began)
            )  # so that all kinds get their turns at the database
        number += 1


def lost(done: dict[str, set[int]]) -> list[str]:
    """What was told to be done and is not on record."""
    from agenda.models import Draft, Finding, Import

    notes = [
        json.loads(json.dumps(content)).get("note")
        for content in Draft.objects.values_list("content", flat=True)
    ]
    newest = {int(note) % 10: int(note) for note in notes if note}
    missing = [f"draft {number}" for number in done["draft"] if newest.get(number % 10, -1) < number]
    found = set(Finding.objects.exclude(assessment__note="").values_list("assessment__note", flat=True))
    missing += [f"finding {number}" for number in done["finding"] if str(number) not in found]
    written = imports_by_number()
    unsaid = set(Import.objects.filter(written_at=None).values_list("files__name", flat=True))
    missing += [
        f"import {number}"
        for number in done["import"]
        if written.get(number) != ROWS or f"{number}.csv" in unsaid
    ]
    return missing


def unsaid(done: dict[str, set[int]]) -> dict[str, int]:
    """How many pieces are on record whole though whoever did them was stopped before saying so."""
    from agenda.models import Finding

    notes = Finding.objects.exclude(assessment__note="").values_list("assessment__note", flat=True)
    return {
        "findings": len({int(note) for note in notes} - done["finding"]),
        "imports": len(set(imports_by_number()) - done["import"]),
    }


def imports_by_number() -> dict[int, int]:
    """How many actors there are of each import."""
    from agenda.models import Actor

    counts: dict[int, int] = {}
    for slug in Actor.objects.filter(slug__startswith="import-").values_list("slug", flat=True):
        number = int(slug.split("-")[1])
        counts[number] = counts.get(number, 0) + 1
    return counts


def half_done() -> list[str]:
    """What is there in part: tables, findings without what they rest on, breaches of the record's rules."""
    from agenda.models import Finding, Import
    from agenda.rules.integrity import breaches

    counts = imports_by_number()
    half = [f"import {number}: {n} of {ROWS} rows" for number, n in counts.items() if n != ROWS]
    said = Import.objects.exclude(written_at=None).values_list("files__name", flat=True)
    half += [f"import {name} is said to be written" for name in said if int(name.split(".")[0]) not in counts]
    half += [
        f"finding {row.pk} rests on nothing" for row in Finding.objects.filter(assessment__examinations=None)
    ]
    half += [sentence for _rule, sentence in breaches()]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            half += [line for (line,) in cursor.fetchall() if line != "ok"]
    return half
