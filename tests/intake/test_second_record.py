"""The second example record: sound by itself, and beside another record."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from agenda.models import (
    Assessment,
    CodebookVersion,
    Dialogue,
    Document,
    Evidence,
    Finding,
    Recommendation,
    Topic,
)
from agenda.rules.integrity import breaches
from tests.support import factories as f
from tests.support.pages import text
from tests.support.record import FIXTURES, RecordCopy

pytestmark = pytest.mark.django_db
EXAMPLE = FIXTURES / "examples" / "eu-us-ttc"


def load() -> str:
    said = io.StringIO()
    call_command("load_record", str(EXAMPLE), stdout=said)
    return said.getvalue()


def test_it_stands_alone(client):
    load()
    counts = [model.objects.count() for model in (Dialogue, Topic, Recommendation)]
    assert counts == [1, 8, 10] and not list(breaches())
    assert Finding.objects.published().count() == Assessment.objects.count() > 0
    assert not Document.objects.filter(completeness="full").exists()
    page = text(client.get("/dialogues/ttc/"))
    assert "EU-US Trade and Technology Council" in page and "Pittsburgh" in text(
        client.get("/meetings/ttc-2021-09-29/")
    )


def test_loaded_again_it_changes_nothing():
    load()
    rows = [
        line.split() for line in load().splitlines() if len(line.split()) == 5 and line.split()[1].isdigit()
    ]
    assert rows and all(
        (created, updated, kept) == ("0", "0", "0") for _noun, created, updated, _same, kept in rows
    )


def test_beside_another_record_it_gets_a_codebook_version_of_its_own(small_record):
    before = set(Finding.objects.values_list("pk", flat=True))
    load()
    load()
    assert list(CodebookVersion.objects.values_list("number", flat=True)) == [2, 1]
    topics = {row["code"] for row in json.loads((EXAMPLE / "topics.json").read_text())}
    newest = CodebookVersion.objects.first()
    assert topics <= set(newest.codes) and f.Topic.objects.filter(code="cables").exists()
    judged = Assessment.objects.filter(topic__code__in=topics)
    assert {row.codebook_version for row in judged} == {newest}
    assert before <= set(Finding.objects.values_list("pk", flat=True)) and not list(breaches())


def another_record(directory: Path) -> RecordCopy:
    """The example under other names, with two codebook versions of its own, under the second of which it is judged."""
    for file in EXAMPLE.glob("*.json"):
        words = file.read_text(encoding="utf-8")
        for old, new in (
            ("ttc", "abc"),
            ("TTC", "ABC"),
            ("EU-US", "EU-UK"),
            ("https://", "https://x."),
            ("-202", "-in-202"),
            ('"code": "', '"code": "X'),
        ):
            words = words.replace(old, new)
        (directory / file.name).write_text(words.replace('"topic": "', '"topic": "X'), encoding="utf-8")
    copy = RecordCopy(directory)
    notes = [{"number": 1, "title": "Chips", "text": "Chips count.", "example": "Chips.", "topics": []}]
    copy.write("codebook", [
        {"number": 1, "made_on": "2026-11-01", "note": "The first of another office."},
        {"number": 2, "made_on": "2026-11-02", "note": "The second of another office.", "interpretation_notes": notes},
    ])  # fmt: skip
    rows = copy.rows("assessments")
    copy.write("assessments", [rows[0], *(row | {"codebook_version": 2} for row in rows[1:])])
    return copy


def load_from(directory: Path) -> str:
    said = io.StringIO()
    call_command("load_record", str(directory), stdout=said, stderr=said)
    return said.getvalue()


def changed(said: str) -> bool:
    """Does the report of a loading tell of anything created, updated or kept?"""
    rows = [
        line.split() for line in said.splitlines() if len(line.split()) == 5 and line.split()[1].isdigit()
    ]
    assert rows
    return any((created, updated, kept) != ("0", "0", "0") for _noun, created, updated, _same, kept in rows)


@pytest.mark.parametrize("is_example_first", [True, False])
def test_records_load_beside_each_other_in_either_order_and_again(tmp_path, is_example_first):
    another_record(tmp_path)
    order = [EXAMPLE, tmp_path] if is_example_first else [tmp_path, EXAMPLE]
    for directory in order:
        load_from(directory)
    numbers = dict(CodebookVersion.objects.values_list("note", "number"))
    assert numbers["The first of another office."] < numbers["The second of another office."]
    judged = Assessment.objects.filter(meeting__dialogue__slug="abc").order_by("pk")
    assert judged[0].codebook_version.note == "The first of another office."
    assert {row.codebook_version.note for row in judged[1:]} == {"The second of another office."}
    assert Finding.objects.published().count() == Assessment.objects.count() == 2 * len(judged) and not list(
        breaches()
    )
    for directory in order:
        assert not changed(load_from(directory))


def test_a_version_that_only_its_note_changed_of_is_the_same_one(tmp_path):
    copy = another_record(tmp_path)
    load_from(EXAMPLE)
    load_from(tmp_path)
    count = CodebookVersion.objects.count()
    copy("codebook", lambda row: row.update(note="The first, said better."))
    load_from(tmp_path)
    assert CodebookVersion.objects.count() == count
    assert CodebookVersion.objects.filter(note="The first, said better.").exists()


def test_a_reason_that_cites_a_note_by_a_number_that_is_another_here_is_refused(tmp_path):
    copy = another_record(tmp_path)
    copy("findings", lambda row: row.update(basis="adjudicated", reason="By interpretation note 2.1."))
    load_from(EXAMPLE)
    before = CodebookVersion.objects.count()
    said = io.StringIO()
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_record", str(tmp_path), stderr=said)
    assert "cites a note of codebook version 2, which is version 3 beside this record" in said.getvalue()
    assert CodebookVersion.objects.count() == before and not Dialogue.objects.filter(slug="abc").exists()


def test_paragraphs_are_numbers_of_the_papers_as_their_notes_say():
    load()
    for row in Evidence.objects.select_related("examination__document"):
        note = row.examination.document.note
        assert row.paragraph and ("Paragraphs are counted" in note or "the statement's own" in note)
