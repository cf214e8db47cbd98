"""The second example record: sound by itself, and beside another record."""

import io
import json

import pytest
from django.core.management import call_command

from agenda.models import Assessment, CodebookVersion, Dialogue, Document, Finding, Recommendation, Topic
from agenda.rules.integrity import breaches
from tests.support import factories as f
from tests.support.pages import text
from tests.support.record import FIXTURES

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
