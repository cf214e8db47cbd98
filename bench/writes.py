"""Handing in a sheet of thirty cells and publishing them, beside the same rows written in SQL; all of it is rolled back."""

import time
from collections.abc import Callable
from datetime import date

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agenda.actions.drafts import submit
from agenda.actions.rulings import abstain, publish_undisputed
from agenda.models import (
    Assessment,
    Assignment,
    Body,
    CodebookVersion,
    Document,
    Draft,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Topic,
)

CELLS = 30
SENTENCE = "The ministers spoke of zeolite at length."
JUDGED, FOUND = (Assessment, Examination, Evidence), (Finding,)


def measured(times: int) -> dict[str, dict]:
    """Milliseconds and statements of both acts, and of the same rows by hand."""
    found: dict[str, list[dict]] = {"saving a sheet": [], "publishing a meeting": []}
    for _time in range(times):
        with transaction.atomic():
            for name, said in _once().items():
                found[name].append(said)
            transaction.set_rollback(True)
    return {name: _middle(several) for name, several in found.items()}


def _middle(several: list[dict]) -> dict:
    return {key: sorted(each[key] for each in several)[len(several) // 2] for key in several[0]}


def _once() -> dict[str, dict]:
    analyst, reviewer = _accounts()
    meeting = _meeting_with_drafts(analyst)
    abstain(meeting, reviewer)
    found = {
        "saving a sheet": _beside(lambda: submit(meeting, analyst), JUDGED),
        "publishing a meeting": _beside(lambda: publish_undisputed(meeting, by=reviewer, single=True), FOUND),
    }
    return found


def _accounts():
    users = get_user_model().objects
    analyst = users.create(username="bench-analyst", is_superuser=False)
    return analyst, users.create(username="bench-reviewer", is_superuser=True)


def _meeting_with_drafts(analyst) -> Meeting:
    """A meeting held today with a readout read whole, and a draft of each of thirty topics."""
    like = Finding.objects.published().select_related("meeting__dialogue").order_by("pk").last()
    version = CodebookVersion.objects.order_by("number").last()
    values = {name: getattr(like.meeting, name) for name in ("dialogue_id", "level", "format")}
    meeting = Meeting.objects.create(
        slug="bench-meeting", title="Bench", held_on=date(2026, 1, 1), status="held", is_published=True, **values
    )  # fmt: skip
    state = like.meeting.dialogue.members.first()
    paper = Document.objects.create(
        slug="bench-readout", meeting=meeting, title="Readout", kind="readout", publisher=state, is_official=True,
        completeness="full", url="https://bench.example/readout", is_published=True,
    )  # fmt: skip
    Body.objects.create(document=paper, kind="official_text", text=SENTENCE, sha256=Body.digest(SENTENCE))
    topics = [t for t in Topic.objects.published().order_by("pk") if t.code in set(version.codes)]
    passage = {
        "document": paper.slug,
        "quote": SENTENCE,
        "start": 0,
        "end": len(SENTENCE),
        "strength": "full",
    }
    raised = {"outcome": "raised", "depth": "mentioned", "examined": [paper.slug], "passages": [passage]}
    silent = {"outcome": "not_raised", "examined": [paper.slug], "passages": []}
    Draft.objects.bulk_create(
        Draft(meeting=meeting, topic=topic, analyst=analyst, content=silent if place % 3 else raised)
        for place, topic in enumerate(topics[:CELLS])
    )
    Assignment.objects.create(meeting=meeting, analyst=analyst, assigned_by=analyst)
    return meeting


def _beside(act: Callable[[], object], models: tuple) -> dict:
    """The act's time and statements; then its rows are taken back and written by hand, and the act is done again."""
    last = {model: model.objects.order_by("pk").values_list("pk", flat=True).last() or 0 for model in models}
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            act()
        rows = {
            model: _columns(model, model.objects.filter(pk__gt=last[model]).order_by("pk"))
            for model in models
        }
        transaction.set_rollback(True)
    with transaction.atomic():
        by_hand = _timed(lambda: _insert(rows))
        transaction.set_rollback(True)
    ours = _timed(act)
    return {
        "cells": len(rows[models[0]][1]),
        "statements": len(asked),
        "ms": ours,
        "by_hand_ms": by_hand,
        "ratio": round(ours / by_hand, 2),
    }


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return round((time.perf_counter() - started) * 1000, 2)


def _columns(model, rows) -> tuple[list[str], list[tuple]]:
    fields = [field.attname for field in model._meta.concrete_fields]
    prepared = [
        tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in model._meta.concrete_fields)
        for row in rows
    ]  # fmt: skip
    return [model._meta.get_field(name).column for name in fields], prepared


def _insert(rows: dict) -> None:
    with connection.cursor() as cursor:
        for model, (columns, values) in rows.items():
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", values
            )  # fmt: skip
