"""The record's files into the database and out again: what is merged, what is kept, what is appended."""

import io
import json
import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from agenda.actions import publish
from agenda.actions.merging import merge
from agenda.catalogue.files import NOUNS
from agenda.catalogue.related import ObjectRows
from agenda.catalogue.stored import Ref, Refs
from agenda.models import (
    MERGED,
    Assessment,
    Claim,
    CodebookVersion,
    Dialogue,
    Document,
    Finding,
    Meeting,
    Merger,
    Topic,
)
from agenda.rules.integrity import RULES
from tests.support import factories as f
from tests.support.emptied import emptied
from tests.support.record import FIXTURES, load_real_record, record_rows


def load(directory) -> str:
    out = io.StringIO()
    call_command("load_record", str(directory), stdout=out, stderr=out)
    return out.getvalue()


def counts(output: str, noun: str) -> dict[str, int]:
    line = next(line for line in output.splitlines() if line.startswith(noun))
    words = ("created", "updated", "unchanged", "kept")
    return {word: n for word, n in zip(words, map(int, line.split()[1:]), strict=True) if n}


def dumped(directory) -> dict[str, str]:
    call_command("dump_record", str(directory), stdout=io.StringIO())
    return {path.name: path.read_text(encoding="utf-8") for path in directory.glob("*.json")}


def is_cell(row: dict):
    return lambda other: (other["meeting"], other["topic"]) == (row["meeting"], row["topic"])


def test_control_characters_in_its_files_become_blanks(small_copy):
    load(small_copy.directory)
    small_copy("meetings", lambda row: row.update(title="A\x0bB\x01C"), lambda row: row["slug"] == "talk-1")
    load(small_copy.directory)
    assert Meeting.objects.get(slug="talk-1").title == "A B C"


# the record that ships


def test_dump_after_load_is_identical(record, tmp_path):
    files = dumped(tmp_path)
    for path in FIXTURES.glob("*.json"):
        assert files[path.name] == path.read_text(encoding="utf-8"), path.name
    for path in FIXTURES.glob("translations/*/*.json"):
        dumped_one = tmp_path / path.relative_to(FIXTURES)
        assert dumped_one.read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), path


def test_loading_twice_changes_nothing(record):
    results = load_real_record().results
    assert {(result.state, *result.messages) for result in results} == {("unchanged",)}
    assert Finding.objects.count() == len(record_rows("findings"))


def test_the_real_record_is_clean(record, capsys):
    call_command("check_record")
    assert f"{len(RULES) + 1} rules checked, 0 breach(es)." in capsys.readouterr().out


def test_coders_rulings_and_days_of_decision_are_on_record(record):
    coders = get_user_model().objects.filter(assessments__isnull=False).distinct()
    assert {user.username for user in coders} == {row["coder"] for row in record_rows("coders")}
    assert not any(user.is_active or user.has_usable_password() for user in coders)
    row = record_rows("assessments")[0]
    made = Assessment.objects.get(
        meeting__slug=row["meeting"], topic__code=row["topic"], assessed_by__username=row["coder"]
    )
    assert made.assessed_at == datetime.fromisoformat(f"{row['assessed_on']}T12:00:00+00:00")
    findings = record_rows("findings")
    finding = Finding.objects.select_related("decided_by", "assessment").first()
    assert finding.decided_by.username == "record-coder" and not finding.decided_by.is_active
    assert finding.decided_at == finding.assessment.assessed_at
    assert set(Finding.objects.values_list("basis", flat=True)) == {row["basis"] for row in findings}
    notes = CodebookVersion.objects.get(number=2).interpretation_notes
    assert notes.count() == 12 and notes.exclude(topics=None).exists()
    ruled = Assessment.objects.filter(assessed_by__username="ruling").values_list("codebook_version__number")
    assert set(ruled) == {(2,)}


def test_public_notes_hold_no_working_remarks(record):
    texts = [
        text
        for noun, names in (("meetings", ["note"]), ("documents", ["title", "title_ja", "note", "summary"]),
                            ("dialogues", ["note"]),
                            ("claims", ["note"]), ("recommendations", ["summary", "made_on_note"]),
                            ("topics", ["definition", "includes", "excludes"]), ("codebook", ["note"]))
        for row in record_rows(noun)
        for name in names
        for text in [row.get(name) or ""]
    ]  # fmt: skip
    notes = [note for row in record_rows("codebook") for note in row.get("interpretation_notes", ())]
    texts += [note[name] for note in notes for name in ("title", "text", "example")]
    assert not [text for text in texts if re.search(r"[a-z]_[a-z0-9]", text)], "codes stand for names"
    remarks = (
        "seed article",
        "good test",
        "per-source coding",
        "(P1",
        "(P2",
        "readout_file",
        "todo",
        "not seen",
    )
    assert not [text for text in texts if any(remark in text.lower() for remark in map(str.lower, remarks))]
    assert not [text for text in texts if text.strip().lower() in ("same", "same.", "ditto")]


# a small record


def test_a_small_record_with_every_state_goes_out_and_in(small_copy, tmp_path):
    """Superseded, withdrawn, self-coded, excluded, coded twice and ruled on."""
    before = dumped(tmp_path / "before")
    findings, assessments = Finding.objects.count(), Assessment.objects.count()
    emptied()
    output = load(small_copy.directory)
    assert dumped(tmp_path / "after") == before
    assert (Finding.objects.count(), Assessment.objects.count()) == (findings, assessments)
    assert Finding.objects.filter(status="withdrawn").count() == 1 and "left out" not in output
    again = load(small_copy.directory)
    assert all(set(counts(again, noun)) == {"unchanged"} for noun in ("meetings", "assessments", "findings"))


def test_keeps_what_editors_changed_and_takes_the_rest(small_copy):
    load(small_copy.directory)
    meeting = Meeting.objects.get(slug="talk-1")
    meeting.place = "Bergen, says the editor"
    meeting.save()
    topic = Topic.objects.get(code="cables")
    topic.name = "Sea cables"
    topic.save()
    small_copy("meetings", lambda row: row.update(place="Mumbai", note="New note"),
               lambda row: row["slug"] == "talk-1")  # fmt: skip
    output = load(small_copy.directory)
    meeting.refresh_from_db()
    topic.refresh_from_db()
    assert (meeting.place, meeting.note, topic.name) == ("Bergen, says the editor", "New note", "Sea cables")
    assert "talk-1: place was changed here and stays" in output
    assert counts(output, "meetings")["updated"] == 1 and counts(output, "topics")["unchanged"]


def test_what_was_deleted_here_stays_deleted(small_copy):
    load(small_copy.directory)
    others = Claim.objects.count() - 1
    Claim.objects.first().delete()
    output = load(small_copy.directory)
    assert counts(output, "claims") == {"unchanged": others, "kept": 1} and "deleted here" in output
    assert Claim.objects.count() == others


def test_a_changed_judgement_supersedes_the_loaded_one(small_copy):
    emptied()
    findings = [
        {name: row[name] for name in row if name != "decided_by"} for row in small_copy.rows("findings")
    ]
    small_copy.write("findings", findings)
    load(small_copy.directory)
    row = next(row for row in findings if row["topic"] == "t-not-raised")
    change = {"is_excluded": True, "note": "It says so.", "assessed_on": "2026-11-01"}
    small_copy("assessments", lambda found: found.update(change), is_cell(row))
    output = load(small_copy.directory)
    assert counts(output, "assessments")["updated"] == 1
    newest = Finding.objects.current().get(meeting__slug=row["meeting"], topic__code=row["topic"])
    assert (newest.is_excluded, newest.supersedes.is_excluded) == (True, False)
    assert newest.assessment.supersedes == newest.supersedes.assessment
    assert newest.decided_at == datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_a_summary_that_arrives_later_is_filled_in_once(small_copy):
    rows = small_copy.rows("assessments")
    fuller = [row for row in rows if row["topic"] == "t-raised"][-1]
    poorer = [row | {"evidence": [item | {"summary": ""} for item in row["evidence"]]} for row in rows]
    small_copy.write("assessments", poorer)
    emptied()
    load(small_copy.directory)
    before = Assessment.objects.count(), Finding.objects.count()
    small_copy.write("assessments", rows)
    output = load(small_copy.directory)
    found = Assessment.objects.get(meeting__slug=fuller["meeting"], topic__code="t-raised")
    assert (
        found.examinations.get(evidence__isnull=False).evidence.get().summary
        == fuller["evidence"][0]["summary"]
    )
    assert counts(output, "assessments")["updated"] and "created" not in counts(output, "findings")
    assert (Assessment.objects.count(), Finding.objects.count()) == before


def test_an_abstract_that_arrives_later_is_frozen(small_copy):
    load(small_copy.directory)
    abstract = [{"paragraph": 1, "text": "They spoke."}]
    small_copy("documents", lambda row: row.update(abstract=abstract), lambda row: row["slug"] == "k-article")
    assert counts(load(small_copy.directory), "documents")["updated"] == 1
    assert Document.objects.get(slug="k-article").body.paragraphs() == [(1, "They spoke.")]


def test_a_cell_that_someone_else_decided_is_kept(small_copy):
    load(small_copy.directory)
    old = Finding.objects.published().get(topic__code="t-not-raised")
    ours = f.assessment(old.meeting, old.topic, "not_raised", is_excluded=True)
    publish(ours, by=f.user("Reviewer"))
    small_copy("assessments", lambda row: row.update(note="A word more"),
               lambda row: row["topic"] == "t-not-raised")  # fmt: skip
    output = load(small_copy.directory)
    assert counts(output, "findings")["kept"] == 1 and "t-not-raised: decided here by" in output
    assert Finding.objects.published().get(topic=old.topic).assessment == ours


def test_a_record_of_the_first_edition_is_brought_up_to_date(small_copy):
    """One account coded everything, nothing was known of coverage, and an analyst has changed things since."""
    newer = {
        noun: small_copy.rows(noun) for noun in ("assessments", "findings", "dialogues", "codebook", "coders")
    }
    emptied()
    current = {(row["meeting"], row["topic"]): row for row in newer["assessments"]}
    coder = next(row["coder"] for row in newer["coders"])
    first = [
        row | {"coder": coder, "codebook_version": 1}
        for row in current.values()
        if not row.get("is_self_coded")
    ]
    small_copy.write("assessments", first)
    findings = [{"meeting": row["meeting"], "topic": row["topic"], "coder": coder, "basis": "single_coder", "reason": ""}
                for row in first]  # fmt: skip
    small_copy.write("findings", findings)
    load(small_copy.directory)
    mine = Finding.objects.published().get(topic__code="t-not-raised")
    ours = publish(
        f.assessment(mine.meeting, mine.topic, "not_raised", is_excluded=True), by=f.user("Reviewer")
    )
    Dialogue.objects.filter(slug="ns").update(note="Ours")
    covered = {
        "covered_from": "2020-01-01",
        "covered_until": "2023-01-01",
        "gaps": ["None known."],
        "note": "Theirs",
    }
    small_copy.write(
        "dialogues", [row | covered if row["slug"] == "ns" else row for row in newer["dialogues"]]
    )
    small_copy.write("assessments", newer["assessments"])
    small_copy.write("findings", newer["findings"])
    output = load(small_copy.directory)
    assert Finding.objects.published().get(topic__code="t-not-raised") == ours
    forum = Dialogue.objects.get(slug="ns")
    assert (forum.gaps, forum.note) == (["None known."], "Ours") and "note was changed here" in output
    assert set(Finding.objects.published().values_list("basis", flat=True)) >= {"agreed", "adjudicated"}
    assert set(counts(load(small_copy.directory), "assessments")) == {"unchanged"}
    call_command("check_record", stdout=io.StringIO())


def test_whoever_decided_without_coding_is_named_and_a_dump_loads_into_an_empty_database(
    small_record, tmp_path
):
    finding = Finding.objects.published().first()
    silent = f.assessment(finding.meeting, finding.topic, "not_determinable", by=f.user("Analyst"))
    ruler = f.user("Reviewer")
    Finding.objects.create(meeting=finding.meeting, topic=finding.topic, assessment=silent, outcome=silent.outcome,
                           status=Finding.Status.PUBLISHED, basis="adjudicated", decided_by=ruler, reason="Ruled.",
                           supersedes=finding)  # fmt: skip
    files = dumped(tmp_path / "first")
    assert ruler.username in files["coders.json"]
    emptied()
    load(tmp_path / "first")
    assert dumped(tmp_path / "second") == files


def test_addresses_that_were_given_up_by_merging_go_out_and_come_in(small_record, tmp_path):
    by, at = f.user("Editor"), datetime(2025, 3, 4, 12, tzinfo=UTC)
    papers = [f.document(slug=name, title=name) for name in ("a", "b")]
    for given, kept in (
        (f.actor("Ministry"), f.actor("Ministry of Things")),
        [Topic.objects.create(code=code, name=code, definition=code) for code in ("chip", "chips")],
        papers,
    ):
        merge(given, kept, by=by, at=at)
    led = {noun: Merger.objects.keys_now(noun) for noun in MERGED}
    files = dumped(tmp_path / "first")
    emptied()
    load(tmp_path / "first")
    assert {noun: Merger.objects.keys_now(noun) for noun in MERGED} == led and all(led.values())
    assert dumped(tmp_path / "second") == files
    assert set(counts(load(tmp_path / "first"), "mergers")) == {"unchanged"}


@pytest.mark.parametrize("verb", ["created", "unchanged"])
def test_the_command_says_what_became_of_each_file(small_copy, verb):
    if verb == "created":
        emptied()
    else:
        load(small_copy.directory)
    output = load(small_copy.directory)
    assert counts(output, "meetings") == {verb: len(small_copy.rows("meetings"))}


def test_phrases_of_other_languages_go_out_and_in(small_copy, tmp_path):
    chinese = {
        "language": "zh-Hant",
        "phrases": ["半導體", "晶片 + 供應鏈"],
        "partial_phrases": [],
        "excluded_phrases": [],
    }
    code = small_copy.rows("topics")[0]["code"]
    small_copy("topics", lambda row: row.update(phrasings=[chinese]), lambda row: row["code"] == code)
    emptied()
    load(small_copy.directory)
    topic = Topic.objects.get(code=code)
    assert topic.phrasings.get().phrases == chinese["phrases"]
    assert json.loads(dumped(tmp_path / "out")["topics.json"]) == small_copy.rows("topics")
    again = load(small_copy.directory)
    assert set(counts(again, "topics")) == {"unchanged"}
    topic.phrasings.create(language="ja", phrases=["半導体"])
    chinese["phrases"].append("晶圓")
    small_copy("topics", lambda row: row.update(phrasings=[chinese]), lambda row: row["code"] == code)
    assert counts(load(small_copy.directory), "topics")["kept"] == 1
    assert topic.phrasings.count() == 2


def test_files_are_loaded_after_those_that_they_name():
    """Each is planned with the keys of those before it known."""
    order = [noun.name for noun in NOUNS]
    for noun in NOUNS:
        for column in noun.columns:
            named = [column.noun] if isinstance(column, Ref | Refs) else []
            named += [other for _part, other in column.keys] if isinstance(column, ObjectRows) else []
            assert {*named} <= {*order[: order.index(noun.name) + 1]}, (noun.name, column.name)
