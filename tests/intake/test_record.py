import json

from django.core.management import call_command

from agenda.actions import Judgement, assess, publish
from agenda.models import Document, Evidence, Finding, Meeting, Topic
from agenda.rules.integrity import RULES
from tests.support import factories as f
from tests.support.record import FIXTURES, load_real_record, record_rows


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
    assert Finding.objects.count() == len(record_rows("findings")) and not report.kept


def test_the_real_record_is_clean(record, capsys):
    call_command("check_record")
    assert f"{len(RULES)} rules checked, 0 breach(es)." in capsys.readouterr().out


def test_findings_are_published_by_the_named_account_as_single_coder(record):
    finding = Finding.objects.select_related("decided_by").first()
    assert finding.decided_by.username == "record-coder" and not finding.decided_by.is_active
    bases = {row["basis"] for row in record_rows("findings")}
    assert set(Finding.objects.values_list("basis", flat=True)) == bases


def test_a_later_fuller_record_fills_in(db, copy):
    """First a record without one abstract and the summaries of its passages, then the one that ships."""
    full = next(row for row in record_rows("documents") if is_partly_known(row))
    copy("documents", lambda row: row.update(abstract=[]), lambda row: row["slug"] == full["slug"])
    path = copy.directory / "assessments.json"
    poorer = json.loads(path.read_text())
    for row in poorer:
        for evidence in row["evidence"]:
            if evidence["document"] == full["slug"]:
                evidence["summary"] = ""
    path.write_text(json.dumps(poorer))
    load(copy.directory)
    document = Document.objects.get(slug=full["slug"])
    empty = Evidence.objects.filter(examination__document=document, summary="")
    assert empty.exists() and not document.body
    output = load(FIXTURES)
    assert not empty.exists()
    assert [text for _number, text in Document.objects.get(slug=full["slug"]).body.paragraphs()] == [
        paragraph["text"] for paragraph in full["abstract"]
    ]
    assert counts(output, "documents")["updated"] == 1 and counts(output, "assessments")["updated"] > 0
    assessed = len(record_rows("assessments"))
    assert Finding.objects.count() == len(record_rows("findings")), (
        "a summary is filled in, not a new judgement"
    )
    again = counts(load(FIXTURES), "assessments")
    assert again == {"created": 0, "updated": 0, "unchanged": assessed, "kept": 0}


def is_partly_known(document) -> bool:
    """Has the document an abstract, of which nothing has to be read whole, and a summary of each of its passages?"""
    passages = [
        e for row in record_rows("assessments") for e in row["evidence"] if e["document"] == document["slug"]
    ]
    summarized = passages and all(e.get("summary") for e in passages)
    return bool(document["abstract"] and document["completeness"] != "full" and summarized)


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
    others = len(record_rows("claims")) - 1
    assert counts(load(copy.directory), "claims") == {
        "created": 0,
        "updated": 0,
        "unchanged": others,
        "kept": 1,
    }
    assert Claim.objects.count() == others


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
