"""Imports that were left alone, whose rows or sheets changed meanwhile, or that two people bring in: told in a sentence."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from agenda.actions.merging import merge
from agenda.models import Actor, Import, Recommendation
from tests.support import factories as f
from tests.support import messy
from tests.support.imports import csv_of
from tests.support.pages import text

HEAD = ("Topic", "Forum", "Recommended by", "Document", "Date", "Kind", "Text")
PAPER = "A technology agenda for the alliance"
ROW = ("Space", "Quad", "Keidanren", PAPER, "2022-03", "explicit", "Ask.")
OTHER = ("Space", "Quad", "Nobody known", PAPER, "2022-03", "explicit", "Ask.")


@pytest.fixture(autouse=True)
def record(db):
    messy.record()


def upload(client, content, name="r.csv"):
    client.post("/desk/import/", {"kind": "recommendations", "files": [SimpleUploadedFile(name, content)]})
    return Import.objects.first()


def post(client, batch, where, /, **data):
    response = client.post(f"{batch.get_absolute_url()}{where}/", data, follow=True)
    batch.refresh_from_db()
    return response


def left_alone(**since) -> None:
    then = timezone.now() - timedelta(**since)
    Import.objects.update(made_at=then, changed_at=None)


def test_an_import_left_for_a_week_is_gone_and_its_address_says_why(editor_client):
    batch = upload(editor_client, csv_of(HEAD, ROW))
    left_alone(days=8)
    call_command("tidy")
    for answer in (
        editor_client.get(batch.get_absolute_url()),
        editor_client.post(f"{batch.get_absolute_url()}write/", {"digest": batch.digest}),
        editor_client.post(f"{batch.get_absolute_url()}check/"),
        editor_client.get(f"{batch.get_absolute_url()}report.csv"),
    ):
        assert answer.status_code == 404
    assert "nobody decided anything about for a week is thrown away" in text(
        editor_client.get(batch.get_absolute_url())
    )
    assert not Recommendation.objects.exists()


def test_whoever_starts_another_import_is_told_which_were_thrown_away(editor_client):
    upload(editor_client, csv_of(HEAD, ROW), name="old.csv")
    left_alone(days=6)
    page = editor_client.post(
        "/desk/import/",
        {"kind": "recommendations", "files": [SimpleUploadedFile("next.csv", csv_of(HEAD, ROW))]},
        follow=True,
    )
    assert "thrown away" not in text(page)
    left_alone(days=8)
    page = editor_client.post(
        "/desk/import/",
        {"kind": "recommendations", "files": [SimpleUploadedFile("new.csv", csv_of(HEAD, ROW))]},
        follow=True,
    )
    assert "2 imports that nobody decided anything about for a week were thrown away" in text(page)
    assert "old.csv" in text(page) and Import.objects.get().names == "new.csv"


def test_an_import_of_somebody_else_is_no_different_from_one_that_is_gone(editor_client):
    batch, stranger = upload(editor_client, csv_of(HEAD, ROW)), Client()
    stranger.force_login(f.user("Editor"))
    page = stranger.get(batch.get_absolute_url())
    assert page.status_code == 404 and "r.csv" not in text(page)


def answered(client, key: str) -> Import:
    batch = upload(client, csv_of(HEAD, OTHER))
    (name,) = batch.summary["names"]
    post(
        client,
        batch,
        "check",
        **{"subject.0": name["subject"], "text.0": name["text"], "name.0": f"is:{key}"},
    )
    assert batch.summary["counts"] == {"created": 1}
    return batch


def test_a_name_whose_row_was_deleted_meanwhile_is_asked_again_and_nothing_is_lost(editor_client):
    gone = Actor.objects.create(slug="gone", name="Gone", kind="office")
    batch = answered(editor_client, "gone")
    gone.delete()
    page = post(editor_client, batch, "write", digest=batch.digest)
    assert (
        "“gone”, which is no longer on record. Choose again." in text(page)
        and not Recommendation.objects.exists()
    )
    (box,) = page.context["names"][0].boxes
    post(
        editor_client,
        batch,
        "check",
        **{"subject.0": box.subject, "text.0": box.text, "name.0": "is:keidanren"},
    )
    post(editor_client, batch, "write", digest=batch.digest)
    assert Recommendation.objects.get().recommender.slug == "keidanren"


def test_a_name_whose_row_was_merged_meanwhile_goes_on_to_the_one_that_stayed(editor_client, editor):
    gone = Actor.objects.create(slug="gone", name="Gone", kind="office")
    batch = answered(editor_client, "gone")
    merge(gone, Actor.objects.get(slug="keidanren"), by=editor, at=timezone.now())
    page = post(editor_client, batch, "write", digest=batch.digest)
    assert "Rows that this touches were changed" in text(page) and batch.summary["counts"] == {"created": 1}
    post(editor_client, batch, "write", digest=batch.digest)
    assert Recommendation.objects.get().recommender.slug == "keidanren"


def test_what_was_said_of_names_is_shown_by_their_names(editor_client):
    batch = answered(editor_client, "strategic-center")
    page = text(editor_client.get(batch.get_absolute_url()))
    assert "is Center for Strategic and International Studies: ask again" in page


def test_two_people_write_the_same_file_at_once_and_each_row_is_written_once(editor_client):
    client = Client()
    client.force_login(f.user("Editor", first_name="Olga", last_name="Other"))
    mine, theirs = upload(editor_client, csv_of(HEAD, ROW)), upload(client, csv_of(HEAD, ROW))
    post(client, theirs, "write", digest=theirs.digest)
    page = post(editor_client, mine, "write", digest=mine.digest)
    assert "so nothing was written" in text(
        page
    ) and "Olga Other brought in the same file and wrote it" in text(page)
    assert "Everything in it is on record already: there is nothing to write." in text(page)
    again = post(client, theirs, "write", digest=theirs.digest)
    assert "This was written already: nothing was written twice." in text(again)
    assert Recommendation.objects.count() == 1


def book(*sheets: tuple[str, list]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_sheet_that_was_renamed_is_told_where_its_name_is_remembered(editor_client):
    lists, asks = ("Lists", [["Word", "Means"], ["a", "b"]]), [HEAD, ROW]
    batch = upload(editor_client, book(lists, ("Asks", asks)), name="a.xlsx")
    post(editor_client, batch, "check", sheet="Asks")
    post(editor_client, batch, "write", digest=batch.digest)
    later = upload(editor_client, book(lists, ("Asks 2023", [HEAD, (*ROW[:6], "More.")])), name="b.xlsx")
    page = post(editor_client, later, "as-before")
    assert "The workbook has no sheet “Asks”: the sheet “Lists” is read. Was it renamed?" in text(page)
    post(editor_client, later, "check", sheet="Asks 2023")
    assert [row["name"] for row in later.summary["tables"]] == ["b.xlsx › Asks 2023"] and "sheet" not in str(
        later.summary["notes"]
    )


def test_looking_again_keeps_the_sheet_that_was_found(editor_client):
    batch = upload(
        editor_client, book(("Read me", [["Ask the desk first."]]), ("Asks", [HEAD, ROW])), name="a.xlsx"
    )
    page = editor_client.get(batch.get_absolute_url())
    chosen = page.content.decode().partition('<select id="sheet"')[2].partition("</select>")[0]
    assert '<option value="">the first that holds a table</option>' in chosen and "selected" not in chosen
    post(editor_client, batch, "check", sheet="")
    assert batch.summary["counts"] == {"created": 1}


def test_header_lines_of_one_sheet_are_not_those_of_another(editor_client):
    asks = [["Title of it all"], HEAD, ROW]
    batch = upload(editor_client, book(("One", asks), ("Two", [HEAD, ROW])), name="a.xlsx")
    post(editor_client, batch, "check", sheet="One", **{"header.0": "1"})
    assert batch.choices["reading"]["headers"] == {} and batch.summary["counts"] == {"created": 1}
    post(editor_client, batch, "check", sheet="One", **{"header.0": "1"})
    assert batch.choices["reading"]["headers"] == {"a.xlsx": "1"}
    post(editor_client, batch, "check", sheet="Two", **{"header.0": "1"})
    assert batch.choices["reading"]["headers"] == {} and batch.summary["counts"] == {"created": 1}
