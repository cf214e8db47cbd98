"""A whole sheet handed in and published at once stores what cell by cell would."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from agenda.actions import Judgement, assess, publish_undisputed, save_drafts_together, submit
from agenda.actions.publishing import Decision, publish_together
from agenda.models import Assessment, Assignment, Document, Draft, Finding
from tests.support.coded_sheet import CodedSheet, code, quoted, told
from tests.support.stored_rows import StoredRows

ROWS = Path(__file__).with_name("sheet_rows.json")
"""What every table held when each cell was still written by itself; `ROWS=write` writes it anew."""


@pytest.mark.django_db
def test_a_sheet_leaves_the_rows_that_writing_cell_by_cell_left():
    sheet = CodedSheet()
    assert sheet.hand_in() == [8, 5, 1]
    assert sheet.decide() == [4, 3, 1]
    tables = StoredRows().tables()
    if os.environ.get("ROWS") == "write":
        ROWS.write_text(_written(tables))
    known = json.loads(ROWS.read_text())
    assert set(tables) == set(known)
    for name, rows in tables.items():
        assert rows == known[name], name


def _written(tables: dict) -> str:
    """The tables as JSON, a row a line."""
    several = []
    for name, rows in tables.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        several.append(f'"{name}": [\n{lines}\n]')
    return "{\n" + ",\n".join(several) + "\n}\n"


@pytest.mark.django_db
def test_the_rows_of_a_sheet_are_dated_in_the_order_of_their_numbers():
    sheet = CodedSheet()
    sheet.hand_in()
    sheet.decide()
    for moments in (Assessment.objects.values_list("assessed_at"), Finding.objects.values_list("decided_at")):
        assert all(one <= next_ for one, next_ in pairwise(moments.order_by("pk")))
    twice, once = Assignment.objects.get(analyst=sheet.first), Assignment.objects.get(analyst=sheet.second)
    assert twice.first_submitted_at < once.first_submitted_at == once.submitted_at < twice.submitted_at


FAULTY = {
    "t0": code(""),
    "t1": code("raised", own={"quote": "half"}),
    "t2": code("not_raised", depth="discussed"),
    "t3": code("raised", quoted(), is_excluded=True, depth="mentioned"),
    "t4": code("not_determinable"),
    "t5": code("not_raised", examined=("whole", "whole")),
    "t6": code("raised", told("brief", 0), examined=("brief",)),
    "t7": code("not_raised"),
}
NO_WHOLE_TEXT = (
    "“Not mentioned” needs at least one official document of the meeting read whole among those examined. "
    "Without one the outcome is “No public record”."
)
OUT_OF_SCOPE = "is out of scope for this dialogue, so it is no cell here."
NOT_PUBLIC = "Publish the document first: “Brief” is not public, and a published finding rests on it."
REFUSED = {
    "t0": "no outcome is chosen.",
    "t1": "a passage is typed but not saved. Save it as evidence, or empty its fields.",
    "t2": "Only a topic that was raised has a depth.",
    "t3": "“Explicitly excluded” goes with “not mentioned” only.",
    "t4": "A readout was read whole, and every joint paper, so absence can be shown: choose “Not mentioned”, or “Raised” "
    "with a passage.",
    "t5": "This cell was assessed in another window meanwhile: reload and look at it.",
    "t6": "A passage needs its words, or the number of its paragraph.",
    "t7": f"“t7” {OUT_OF_SCOPE}",
}


def _said(refusal) -> dict[str, str]:
    """What was said of each cell, without its topic."""
    told = {topic: " ".join(texts) for topic, texts in refusal.value.message_dict.items()}
    assert all(text.startswith(f"Topic {topic}: ") for topic, text in told.items())
    return {topic: text.partition(": ")[2] for topic, text in told.items()}


@pytest.mark.django_db
def test_a_faulty_sheet_says_of_each_cell_what_is_wrong_and_stores_nothing():
    sheet = CodedSheet()
    for topic, content in FAULTY.items():
        Draft.objects.create(
            meeting=sheet.meeting, topic=sheet.topics[topic], analyst=sheet.first, content=content
        )
    sheet.meeting.dialogue.out_of_scope.add(sheet.topics["t7"])
    before = StoredRows().tables()
    with pytest.raises(ValidationError) as refusal:
        submit(sheet.meeting, sheet.first)
    assert _said(refusal) == REFUSED and list(_said(refusal)) == list(FAULTY)
    assert StoredRows().tables() == before


@pytest.mark.django_db
def test_cells_that_lost_their_proof_are_each_refused_and_nothing_is_published():
    sheet = CodedSheet()
    sheet.hand_in()
    sheet.meeting.dialogue.out_of_scope.add(sheet.topics["t6"])
    before = StoredRows().tables()
    with pytest.raises(ValidationError) as refusal:
        publish_undisputed(sheet.meeting, by=sheet.reviewer, single=True)
    assert _said(refusal) == {"t1": NOT_PUBLIC, "t4": NOT_PUBLIC, "t6": f"“t6” {OUT_OF_SCOPE}"}
    assert StoredRows().tables() == before
    Document.objects.filter(slug="whole").update(completeness="part")
    with pytest.raises(ValidationError) as refusal:
        publish_undisputed(sheet.meeting, by=sheet.reviewer, single=True, with_documents=True)
    assert _said(refusal) == {"t2": NO_WHOLE_TEXT, "t6": f"“t6” {OUT_OF_SCOPE}"}
    assert Finding.objects.count() == 1 and not Document.objects.get(slug="brief").is_published


@pytest.mark.django_db
def test_where_the_database_refuses_one_cell_the_others_are_published_and_its_rule_is_said():
    sheet = CodedSheet()
    sheet.hand_in()
    codes = Assessment.objects.current().filter(assessed_by=sheet.second).select_related("topic")
    rows = list(codes.order_by("pk"))
    rows[1].depth = "commitment"  # not what is stored: the database compares a finding with its assessment
    with transaction.atomic():
        decisions = [Decision(row) for row in rows]
        refused = publish_together(sheet.meeting, decisions, by=sheet.reviewer, with_documents=True)
    said = {row.pk: error.messages for row, error in refused.items()}
    assert said == {rows[1].pk: ["A finding carries the meeting, topic and outcome of its assessment."]}
    published = set(Finding.objects.filter(assessment__in=rows).values_list("assessment", flat=True))
    assert published == {row.pk for row in rows} - {rows[1].pk}


@pytest.mark.django_db
def test_a_sheet_on_which_nothing_is_agreed_publishes_nothing():
    sheet = CodedSheet()
    assert publish_undisputed(sheet.meeting, by=sheet.reviewer) == 0


@pytest.mark.django_db
def test_a_judgement_with_an_unknown_outcome_is_refused_at_its_field():
    sheet = CodedSheet()
    with pytest.raises(ValidationError) as refusal:
        assess(sheet.meeting, sheet.topics["t0"], Judgement("odd"), by=sheet.first)
    assert set(refusal.value.message_dict) == {"outcome"}


@pytest.mark.django_db
def test_a_topic_saved_in_another_window_meanwhile_keeps_several_from_being_saved_together():
    sheet, content = CodedSheet(), code("not_raised")
    twice = [
        sheet.topics["t7"],
        sheet.topics["t0"],
        sheet.topics["t7"],
    ]  # the second stands for the other window's
    with pytest.raises(ValidationError, match="saved in another window meanwhile"):
        save_drafts_together(sheet.meeting, twice, sheet.first, content)
    assert not Draft.objects.exists()
    save_drafts_together(sheet.meeting, twice[:2], sheet.first, content)
    assert list(Draft.objects.order_by("pk").values_list("topic__code", "content", "version")) == [
        ("t7", content, 1),
        ("t0", content, 1),
    ]
