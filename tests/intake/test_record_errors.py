"""What is wrong in a record's files is said by file, line and key, and nothing is loaded."""

import re

import pytest
from django.core.management import CommandError, call_command

from agenda.intake.files.lists import read_rows
from agenda.models import Actor, Assessment, Dialogue, Document, Finding, Meeting


def refused(copy, capsys) -> list[str]:
    """The problems that loading the files gives."""
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_record", str(copy.directory))
    said = capsys.readouterr().err.splitlines()
    assert said and all(re.match(r"[a-z]+\.json:\d+ \S", line) for line in said), said
    return said


@pytest.mark.django_db
def test_every_error_is_reported_with_its_file_and_line_and_nothing_is_loaded(copy, capsys):
    copy("meetings", lambda row: row.update(dialogue="nowhere", place="x" * 200))
    copy("topics", lambda row: row.update(colour="red"))
    copy("documents", lambda row: row.update(issued_on="12/11/2024"))
    copy("dialogues", lambda row: row.update(parent="jwlc"), lambda row: row["slug"] == "jhlc")
    said = "\n".join(refused(copy, capsys))
    assert "there is no 'nowhere' among the dialogues" in said
    assert "place:" in said and "at most 120" in said
    assert "unknown column 'colour'" in said
    assert "“12/11/2024” is not a date we can read" in said
    assert "jhlc: parent: it would stand above itself." in said
    assert not Dialogue.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rows, problem",
    [
        ("ja", "phrasings must be a list of objects"),
        ([{"phrases": ["半導体"]}], "phrasings 1: language is missing"),
        ([{"language": "Japanese!", "phrases": []}], "Write a tag such as ja or zh-Hant."),
        ([{"language": "ja", "phrases": "半導体"}], "phrasings 1: phrases must be a list of texts"),
        ([{"language": "ja", "words": []}], "phrasings 1: unknown column 'words'"),
        ([{"language": "ja"}, {"language": "ja"}], "there are two of language 'ja'"),
    ],
)
def test_what_is_wrong_with_phrases_of_a_language_is_said(copy, capsys, rows, problem):
    copy("topics", lambda row: row.update(phrasings=rows))
    assert problem in "\n".join(refused(copy, capsys))


def put(**values):
    return lambda row: row.update(values)


SHAPE = {
    "a passage elsewhere": (put(evidence=[{"document": "elsewhere", "paragraph": 1}]), "not among the examined"),
    "no paragraph": (put(evidence=[{"document": "p-joint"}]), "paragraph must be a number from 1"),
    "an unknown outcome": (put(outcome="perhaps"), "outcome: 'perhaps'"),
    "examined is no list": (put(examined="p-joint"), "examined must be a list"),
    "excluded is no flag": (put(is_excluded="yes"), "is_excluded must be true or false"),
    "an unknown coder": (put(coder="nobody"), "coder: there is no 'nobody' among the coders"),
    "an unknown version": (put(codebook_version=9), "codebook_version: there is no 9 among the codebook"),
    "a day to come": (put(assessed_on="2062-01-01"), "assessed_on 2062-01-01 lies ahead"),
    "a day before the meeting": (put(assessed_on="2020-01-01"), "lies before the meeting"),
}  # fmt: skip
PROOF = {
    "nothing examined": (put(examined=[]), "outcome: “Not mentioned” needs at least one official document"),
    "another meeting's document": (put(examined=["p-abstract", "p-joint"]), "examined: Not a document of this meeting"),
    "raised without a passage": (put(outcome="raised"), "outcome: A topic counts as raised only with a passage"),
    "a depth of nothing": (put(depth="discussed"), "depth: Only a topic that was raised has a depth"),
    "absence could be shown": (put(outcome="not_determinable"), "outcome: A readout was read whole"),
    "a passage of nothing": (put(evidence=[{"document": "p-joint", "paragraph": 1}]), "outcome: There is a passage"),
    "excluded, but raised": (
        put(outcome="raised", is_excluded=True, evidence=[{"document": "p-joint", "paragraph": 1}]),
        "is_excluded: “Explicitly excluded” goes with",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", [*SHAPE, *PROOF])
def test_assessments_that_break_a_rule_are_refused(small_copy, capsys, case):
    change, message = (SHAPE | PROOF)[case]
    before = Assessment.objects.count(), Finding.objects.count()
    small_copy("assessments", change, lambda row: row["topic"] == "t-not-raised")
    said = refused(small_copy, capsys)
    assert len(said) == 1 and message in said[0] and "t-not-raised" in said[0], said
    assert (Assessment.objects.count(), Finding.objects.count()) == before


def test_two_verdicts_resting_on_another_meetings_document_are_refused_together(small_copy, capsys):
    for topic in ("t-not-raised", "t-raised"):
        small_copy("assessments", put(examined=["p-abstract"], evidence=[], outcome="not_raised"),
                   lambda row, topic=topic: row["topic"] == topic)  # fmt: skip
    said = [line for line in refused(small_copy, capsys) if "Not a document of this meeting" in line]
    assert len(said) == 2 and all(line.startswith("assessments.json:") for line in said)


@pytest.mark.parametrize(
    "change, message",
    [
        (put(coder="reader"), "coder: reader has no such assessment of this cell"),
        (put(coder="nobody"), "coder: there is no 'nobody' among the coders"),
        (put(basis="guess"), "basis: 'guess'"),
        (put(assessment=7), "has no such assessment of this cell"),
        (put(decided_on="2062-01-01"), "decided_on 2062-01-01 lies ahead"),
    ],
)
def test_findings_that_break_a_rule_are_refused(small_copy, capsys, change, message):
    small_copy("findings", change, lambda row: row["topic"] == "t-not-raised")
    (said,) = refused(small_copy, capsys)
    assert said.startswith("findings.json:") and message in said and "t-not-raised" in said


def test_a_published_finding_rests_on_public_documents(small_copy, capsys):
    small_copy("documents", put(is_published=False), lambda row: row["slug"] == "p-joint")
    said = refused(small_copy, capsys)
    assert "Published findings rest on this document" in said[0] and said[0].startswith("documents.json:")


def test_a_held_meeting_has_a_day_and_it_is_not_ahead(small_copy, capsys):
    call_command("load_record", str(small_copy.directory), verbosity=0)
    small_copy("meetings", put(held_on="2062-05-06"), lambda row: row["slug"] == "talk-1")
    small_copy("meetings", put(held_on=None, date_precision=None), lambda row: row["slug"] == "elsewhere")
    said = "\n".join(refused(small_copy, capsys))
    assert "talk-1: held_on: 6 May 2062 lies ahead, so it cannot have been held." in said
    assert "elsewhere: A meeting that was held has a date: the year alone will do." in said
    assert Meeting.objects.get(slug="talk-1").held.iso == "2022-05-06"


def test_a_meeting_with_findings_is_not_called_off_by_a_file(small_copy, capsys):
    call_command("load_record", str(small_copy.directory), verbosity=0)
    small_copy("meetings", put(status="cancelled"), lambda row: row["slug"] == "talk-1")
    (said,) = refused(small_copy, capsys)
    assert (
        said.startswith("meetings.json:")
        and "talk-1: status: 4 published findings say that this meeting was held" in said
    )
    assert Meeting.objects.get(slug="talk-1").status == "held"


def test_a_document_read_whole_shows_it(small_copy, capsys):
    call_command("load_record", str(small_copy.directory), verbosity=0)
    bare = {"slug": "bare", "meeting": "talk-1", "title": "Bare", "kind": "readout", "publisher": "a-ministry",
            "language": "en", "completeness": "full"}  # fmt: skip
    small_copy.write("documents", [*small_copy.rows("documents"), bare])
    (said,) = refused(small_copy, capsys)
    assert "bare: completeness: “Read whole” needs a text, an abstract of every paragraph" in said
    abstract = [{"paragraph": 1, "text": "They spoke."}]
    small_copy("documents", put(abstract=abstract), lambda row: row["slug"] == "bare")
    call_command("load_record", str(small_copy.directory), verbosity=0)
    assert Document.objects.get(slug="bare").is_read_whole


def test_what_was_deleted_here_is_not_named_by_new_rows(small_copy, capsys):
    """An old row that names it changes nothing; a new one is refused at its line."""
    alone = {"slug": "alone", "name": "Alone", "kind": "state"}
    small_copy.write("actors", [*small_copy.rows("actors"), alone])
    small_copy("dialogues", lambda row: row["members"].append("alone"))
    call_command("load_record", str(small_copy.directory), verbosity=0)
    Actor.objects.get(slug="alone").delete()
    call_command("load_record", str(small_copy.directory), verbosity=0)
    office = {"slug": "an-office", "name": "An office", "kind": "office", "parent": "alone"}
    small_copy.write("actors", [*small_copy.rows("actors"), office])
    (said,) = refused(small_copy, capsys)
    assert "an-office: parent: there is no 'alone' among the actors" in said
    assert not Actor.objects.filter(slug="an-office").exists()


def test_a_row_that_stands_twice_is_refused(small_copy, capsys):
    rows = small_copy.rows("actors")
    small_copy.write("actors", [*rows, rows[0] | {"name": "Another"}])
    (said,) = refused(small_copy, capsys)
    assert f"{rows[0]['slug']}: stands in this file twice" in said


def test_what_only_the_database_refuses_is_said_at_the_row(small_copy, capsys):
    call_command("load_record", str(small_copy.directory), verbosity=0)
    guest = {"actor": "north", "representative": "N. N.", "office": ""}
    small_copy("meetings", put(attendance=[guest, guest]), lambda row: row["slug"] == "talk-1")
    said = "\n".join(refused(small_copy, capsys))
    assert re.match(r"meetings\.json:\d+ talk-1: .*attendance", said)
    assert not Meeting.objects.get(slug="talk-1").attendances.filter(representative="N. N.").exists()


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


@pytest.mark.django_db
def test_a_directory_that_is_not_there():
    with pytest.raises(CommandError, match="is not a directory"):
        call_command("load_record", "/nowhere")
    assert not Assessment.objects.exists()


def test_control_characters_in_a_file_become_blanks(tmp_path):
    path = tmp_path / "meetings.json"
    path.write_text('[{"title": "A\\u000bB", "notes": ["C\\u0000D", {"e": "F\\ud83dG\\u001f"}], "n": 1}]')
    [row], problems = read_rows(path)
    assert row.values == {"title": "A B", "notes": ["C D", {"e": "F\ufffdG "}], "n": 1} and not problems
