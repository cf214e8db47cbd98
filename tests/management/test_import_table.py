# ruff: noqa: E501  rows and values are read as tables
"""`manage.py import_table`, as a person at a terminal uses it."""

import pytest
from django.core.management import CommandError, call_command

from agenda.models import Dialogue, Meeting
from tests.support import factories as f
from tests.support.imports import csv_of
from tests.support.management import run


@pytest.fixture
def file(db, tmp_path):
    f.dialogue(slug="quad", short_name="Quad", level="leaders")
    path = tmp_path / "m.csv"
    path.write_bytes(csv_of(("Forum", "Date", "Format", "Colour"), ("Quad", "12/11/2024", "phone", "red")))
    return path


def test_it_shows_asks_and_writes(file, editor, capsys, tmp_path):
    with pytest.raises(CommandError, match="2 things to put right; nothing was written"):
        run(capsys, "meetings", file, "--by", editor.username)
    said = capsys.readouterr().out
    assert (
        "“Colour” is unknown" in said
        and "could be two days" in said
        and "--dates" in said
        and "1 refused" in said
    )
    put_right = (
        "meetings",
        file,
        "--by",
        editor.username,
        "--dates",
        "dmy",
        "--leave-out",
        "Colour",
        "--set",
        "place=Rome",
    )
    assert "Nothing was written" in run(capsys, *put_right) and not Meeting.objects.exists()
    said = run(capsys, *put_right, "--commit", "--publish", "--report", tmp_path / "r.csv")
    assert "Written." in said and Meeting.objects.get().is_published and Meeting.objects.get().place == "Rome"
    assert "quad-2024-11-12,created" in (tmp_path / "r.csv").read_text()
    assert "1 unchanged" in run(capsys, *put_right, "--commit")


@pytest.mark.parametrize(
    "arguments, said",
    [(("--by", "nobody"), "no account 'nobody'"), (("--set", "colour=red"), "no column 'colour'"), (("--set", "place"), "NAME=VALUE"),
     (("--encoding", "klingon"), "not klingon text")],
)  # fmt: skip
def test_wrong_words_are_named(file, editor, capsys, arguments, said):
    by = () if "--by" in arguments else ("--by", editor.username)
    with pytest.raises(CommandError, match=said):
        run(capsys, "meetings", file, *by, *arguments)


def test_a_name_that_nobody_knows_is_asked_for_and_told(file, editor, capsys):
    file.write_bytes(csv_of(("Forum", "Date", "Format"), ("Quod", "2024-11-12", "phone")))
    with pytest.raises(CommandError, match="nothing was written"):
        run(capsys, "meetings", file, "--by", editor.username)
    said = capsys.readouterr().out
    assert "“Quod” is not known (1 rows)" in said and "say which with --name dialogues:Quod=KEY" in said
    with pytest.raises(CommandError, match=r"Write KIND:NAME=KEY with one of .*, not 'colours:Quod'"):
        run(capsys, "meetings", file, "--by", editor.username, "--name", "colours:Quod=quad")
    run(capsys, "meetings", file, "--by", editor.username, "--name", "dialogues:quod=quad", "--commit")
    assert Meeting.objects.get().dialogue.slug == "quad"


def test_what_was_not_shown_is_not_written(file, editor, capsys, monkeypatch):
    """Somebody enters the same meeting between the look at the record and the writing."""
    from agenda.management.commands import import_table

    commit = import_table.commit

    def later(*arguments, **options):
        f.meeting(Dialogue.objects.get(), on="2024-11-12", slug="quad-2024-11-12", title="Entered meanwhile")
        return commit(*arguments, **options)

    monkeypatch.setattr(import_table, "commit", later)
    with pytest.raises(CommandError, match="The record changed meanwhile; nothing was written"):
        run(
            capsys,
            "meetings",
            file,
            "--by",
            editor.username,
            "--dates",
            "dmy",
            "--leave-out",
            "Colour",
            "--commit",
        )
    assert Meeting.objects.get().title == "Entered meanwhile"


def test_a_release_is_taken_as_it_lies_there(file, editor, capsys, tmp_path):
    call_command("release", tmp_path / "out")
    (made,) = (tmp_path / "out").iterdir()
    assert "1 unchanged" in run(capsys, "package", made, "--by", editor.username)
    assert "1 unchanged" in run(capsys, "package", made / "package.zip", "--by", editor.username)


def test_without_a_name_an_account_for_tables_writes(file, capsys):
    said = run(capsys, "meetings", file, "--dates", "dmy", "--leave-out", "Colour", "--commit")
    assert (
        "Written." in said and Meeting.objects.get().history.get().history_user.username == "table-importer"
    )


def test_files_that_are_not_there_and_people_who_may_not(file, editor, capsys):
    with pytest.raises(CommandError, match="cannot be read"):
        run(capsys, "meetings", file.parent / "nix.csv", "--by", editor.username)
    with pytest.raises(CommandError, match="lacks the permission"):
        run(capsys, "meetings", file, "--by", f.user("Analyst").username)
