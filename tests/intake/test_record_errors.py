"""What is wrong in a record's files is said by file and line, and nothing is loaded."""

import pytest
from django.core.management import CommandError, call_command

from agenda.intake.files.lists import read_rows
from agenda.models import Assessment, Dialogue


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


@pytest.mark.django_db
def test_a_directory_that_is_not_there():
    with pytest.raises(CommandError, match="is not a directory"):
        call_command("load_record", "/nowhere")
    assert not Assessment.objects.exists()
