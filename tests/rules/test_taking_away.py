"""What published findings rest on is not taken away by any way in, each with a sentence: calling off, hiding, lowering."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from agenda.models import Finding
from tests.support import factories as f
from tests.support.admin import change, form_data
from tests.support.imports import csv_of
from tests.support.pages import text
from tests.support.ways import World, as_published, commanded, signed_in

pytestmark = pytest.mark.django_db
CHANGES = {
    "called off": ("meetings", {"status": "cancelled"}, "withdraw"),
    "hidden": ("documents", {"is_published": False}, "finding"),
    "lowered": ("documents", {"completeness": "part"}, "would lose its proof: Cables"),
}


@pytest.fixture
def silent():
    """A published finding of silence."""
    coder = f.user("Analyst", "Reviewer", first_name="Co", last_name="Der")
    return f.finding(f.meeting(), f.topic("Cables"), "not_raised", by=coder, reviewer=coder)


def on_a_page(silent, row, noun, values, tmp_path):
    client = signed_in("Editor", "Reviewer")
    data = form_data(client.get(change(row))) | {name: value or "" for name, value in values.items()}
    if "completeness" in values:
        data["read_on"] = ""
    return text(client.post(change(row), data, follow=True))


def loaded(silent, row, noun, values, tmp_path):
    """A directory that does not have the finding: it was made at the desk."""
    call_command("dump_record", tmp_path, stdout=io.StringIO())
    for name in ("assessments", "findings"):
        (tmp_path / f"{name}.json").write_text("[]")
    commanded("load_record", tmp_path)  # as it stands, so that the next one is a change
    path = tmp_path / f"{noun}.json"
    rows = json.loads(path.read_text())
    path.write_text(json.dumps([each | values for each in rows]))
    return commanded("load_record", tmp_path)


def brought_in(silent, row, noun, values, tmp_path):
    path = tmp_path / "rows.csv"
    cells = ["no" if value is False else str(value) for value in values.values()]
    path.write_bytes(csv_of(["slug", *values], [row.slug, *cells]))
    return commanded("import_table", noun, path, "--commit")


def in_the_database(silent, row, noun, values, tmp_path):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**values)
    return str(caught.value)


# The database cannot refuse lowering: a record may lower a paper and supersede what rests on it in one load. There
# `load_record` asks at its end, and `check_record` over the whole record.
WAYS = [
    pytest.param(name, way, id=f"{name} × {way.__name__}")
    for name in CHANGES
    for way in (on_a_page, loaded, brought_in, in_the_database)
    if (name, way) != ("lowered", in_the_database)
]


@pytest.mark.parametrize("name, way", WAYS)
def test_it_is_refused_with_a_sentence(silent, name, way, tmp_path):
    noun, values, sentence = CHANGES[name]
    row = silent.meeting if noun == "meetings" else silent.meeting.documents.get()
    answer = way(silent, row, noun, values, tmp_path)
    assert sentence in answer, answer
    row.refresh_from_db()
    assert {field: getattr(row, field) for field in values} != values
    assert Finding.objects.in_force().get() == silent


def test_a_load_that_supersedes_what_it_lowers_is_taken(tmp_path):
    world = World("not_raised", lambda world: None)
    with as_published(world):
        call_command("dump_record", tmp_path, stdout=io.StringIO())

    def edit(**changes):
        for name, values in changes.items():
            path = tmp_path / f"{name}.json"
            path.write_text(json.dumps([row | values for row in json.loads(path.read_text())]))
        return commanded("load_record", tmp_path)

    edit(findings={"decided_by": None})
    assert Finding.objects.in_force().get().outcome == "not_raised"
    answer = edit(
        documents={"completeness": "part"},
        assessments={"outcome": "not_determinable"},
        findings={"reason": "The paper was read in part only."},
    )
    assert [row.outcome for row in Finding.objects.in_force()] == ["not_determinable"], answer
