import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from agenda.actions import Judgement, assess, publish
from agenda.importers.files import read_rows
from agenda.models import Assessment, Dialogue, Document, Evidence, Finding, Meeting, Topic
from tests import factories as f
from tests.conftest import FIXTURES, load_real_record


@pytest.fixture
def copy(tmp_path):
    """A copy of the fixtures to spoil, and a function that rewrites one row of a file."""
    directory = tmp_path / "record"
    shutil.copytree(FIXTURES, directory)

    def edit(name, change, where=lambda row: True):
        path = directory / f"{name}.json"
        rows = json.loads(path.read_text())
        change(next(row for row in rows if where(row)))
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")

    edit.directory = directory
    return edit


def load(directory):
    from io import StringIO

    out = StringIO()
    call_command("load_record", str(directory), stdout=out, stderr=out)
    return out.getvalue()


def counts(output, noun):
    line = next(line for line in output.splitlines() if line.startswith(noun))
    return dict(zip(("created", "updated", "unchanged", "kept"), map(int, line.split()[1:]), strict=True))


def test_dump_after_load_is_identical(record, tmp_path):
    call_command("dump_record", str(tmp_path), verbosity=0)
    for path in FIXTURES.glob("*.json"):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_loading_twice_changes_nothing(record):
    report = load_real_record()
    for noun, counted in report.counts.items():
        assert set(counted) == {"unchanged"}, noun
    assert Finding.objects.count() == 1330 and not report.kept


def test_findings_are_published_by_the_named_account_as_single_coder(record):
    finding = Finding.objects.select_related("decided_by").first()
    assert finding.decided_by.username == "record-coder" and not finding.decided_by.is_active
    assert set(Finding.objects.values_list("basis", flat=True)) == {"single_coder"}


@pytest.mark.django_db
def test_every_error_is_reported_with_its_file_and_line_and_nothing_is_loaded(copy, capsys):
    copy("meetings", lambda row: row.update(dialogue="nowhere", place="x" * 200))
    copy("topics", lambda row: row.update(colour="red"))
    copy("documents", lambda row: row.update(issued_on="12/11/2024"))
    copy("dialogues", lambda row: row.update(parent="jwlc"), lambda row: row["slug"] == "jhlc")
    copy("assessments", lambda row: row.update(evidence=[], outcome="raised"))
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_record", str(copy.directory))
    said = capsys.readouterr().err
    assert "there is no 'nowhere' among the dialogues" in said
    assert "place:" in said and "at most 120" in said
    assert "unknown column 'colour'" in said
    assert "“12/11/2024” is not a date we can read" in said
    assert "jhlc: is its own ancestor" in said
    assert "raised needs evidence" in said
    assert all(line.split(" ")[0].split(":")[1].isdigit() for line in said.splitlines())
    assert not Dialogue.objects.exists()


def proof(name, value):
    return lambda row: row.update({name: value})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change, message",
    [
        (proof("examined", []), "not_raised needs a complete official document"),
        (proof("evidence", [{"document": "elsewhere", "paragraph": 1}]), "not among the examined documents"),
        (proof("depth", "discussed"), "cannot have evidence or a depth"),
        (proof("outcome", "perhaps"), "is not one of"),
        (proof("examined", None), "must be lists"),
        (proof("is_excluded", "yes"), "is_excluded must be true or false"),
    ],
)
def test_assessments_without_proof_are_refused(copy, capsys, change, message):
    copy("assessments", change, lambda row: row["outcome"] == "not_raised")
    with pytest.raises(CommandError):
        call_command("load_record", str(copy.directory))
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "text, line, message",
    [
        ('[\n {"a": 1},\n {"a": }\n]', 3, "not JSON from here on"),
        ('{"a": 1}', 1, "one JSON list"),
        ("[\n1]", 2, "must be an object"),
        ('[{"a": 1}\n{"a": 2}]', 2, "a comma or the list's ] is missing"),
        ('[{"a": 1}] x', 1, "text after the list's end"),
        ('[{"a": 1}', 1, "missing here"),
        ("", 1, "one JSON list"),
        ("[" * 100_000, 1, ""),
    ],
)
def test_broken_files_are_reported_by_line(tmp_path, text, line, message):
    path = tmp_path / "x.json"
    path.write_text(text)
    rows, problems = read_rows(path)
    assert not rows and (problems[0].line, problems[0].file) == (line, "x.json")
    assert message in problems[0].message


def test_a_later_fuller_record_fills_in(record, copy):
    slug = "usjp-leaders-2021-01-27-call"
    assert not Document.objects.get(slug=slug).body
    empty = Evidence.objects.filter(examination__document__slug=slug, summary="")
    before, findings = empty.count(), Finding.objects.count()
    copy(
        "documents",
        lambda row: row.update(abstract=[{"paragraph": 1, "text": "They spoke."}]),
        lambda row: row["slug"] == slug,
    )
    path = copy.directory / "assessments.json"
    rows = json.loads(path.read_text())
    for row in rows:
        for evidence in row["evidence"]:
            if evidence["document"] == slug:
                evidence["summary"] = f"About {row['topic']}, paragraph {evidence['paragraph']}."
    path.write_text(json.dumps(rows))
    output = load(copy.directory)
    assert before > 0 and empty.count() == 0
    assert Document.objects.get(slug=slug).body.paragraphs() == [(1, "They spoke.")]
    assert counts(output, "documents")["updated"] == 1 and counts(output, "assessments")["updated"] > 0
    assert Finding.objects.count() == findings, "a summary is filled in, not a new judgement"
    assert counts(load(copy.directory), "assessments") == {
        "created": 0,
        "updated": 0,
        "unchanged": 1330,
        "kept": 0,
    }


def test_a_changed_judgement_supersedes_the_loaded_one(record, copy):
    where = lambda row: row["outcome"] == "not_raised"  # noqa: E731
    copy("assessments", lambda row: row.update(outcome="not_determinable"), where)
    assert counts(load(copy.directory), "assessments")["updated"] == 1
    newest = Finding.objects.exclude(supersedes=None).get()
    assert (newest.outcome, newest.supersedes.outcome) == ("not_determinable", "not_raised")
    assert newest.assessment.supersedes == newest.supersedes.assessment


def test_keeps_what_editors_changed_and_takes_the_rest(record, copy):
    meeting = Meeting.objects.get(slug="quad-2023-03-03")
    meeting.place = "Delhi, says the editor"
    meeting.save()
    Topic.objects.filter(code="space").update(name="Outer space")
    copy(
        "meetings",
        lambda row: row.update(place="Mumbai", note="New note"),
        lambda row: row["slug"] == meeting.slug,
    )
    output = load(copy.directory)
    meeting.refresh_from_db()
    assert (meeting.place, meeting.note) == ("Delhi, says the editor", "New note")
    assert "quad-2023-03-03: place was changed here and stays" in output
    assert Topic.objects.get(code="space").name == "Outer space"


def test_what_was_deleted_here_stays_deleted(record, copy):
    from agenda.models import Claim

    Claim.objects.first().delete()
    assert counts(load(copy.directory), "claims") == {"created": 0, "updated": 0, "unchanged": 9, "kept": 1}
    assert Claim.objects.count() == 9


def test_a_cell_that_someone_else_decided_is_kept(record, copy):
    reviewer, analyst = f.user("Reviewer"), f.user("Analyst")
    finding = Finding.objects.published().filter(outcome="not_raised").first()
    again = assess(finding.meeting, finding.topic, Judgement("not_determinable"), by=analyst)
    publish(again, by=reviewer)
    copy(
        "assessments",
        lambda row: row.update(note="A word more"),
        lambda row: (row["meeting"], row["topic"]) == (finding.meeting.slug, finding.topic.code),
    )
    assert counts(load(copy.directory), "assessments")["kept"] == 1
    current = Finding.objects.published().get(meeting=finding.meeting, topic=finding.topic)
    assert current.decided_by == reviewer


@pytest.mark.django_db
def test_a_directory_that_is_not_there():
    with pytest.raises(CommandError, match="is not a directory"):
        call_command("load_record", "/nowhere")
    assert not Assessment.objects.exists()
