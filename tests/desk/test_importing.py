"""Bringing tables in at the desk, page by page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agenda.models import Import, Meeting
from tests.support import factories as f
from tests.support.data import body
from tests.support.imports import csv_of
from tests.support.pages import text

MEETINGS = csv_of(
    ("Forum", "Date", "Format", "Colour"),
    ("Quad", "12/11/2024", "phone", "red"),
    ("Quad", "2022-05-24", "phone", "=1+1"),
)


@pytest.fixture
def quad(db):
    return f.dialogue(slug="quad", short_name="Quad", level="leaders")


def upload(client, *contents, kind="meetings", names=("m.csv", "n.csv")):
    files = [SimpleUploadedFile(name, content) for name, content in zip(names, contents, strict=False)]
    return client.post("/desk/import/", {"kind": kind, "files": files})


def test_mistakes_are_named_corrected_and_what_was_shown_is_written(quad, editor_client):
    response = upload(editor_client, MEETINGS)
    made = Import.objects.get()
    assert response.status_code == 302 and response["Location"] == made.get_absolute_url()
    said = text(editor_client.get(made.get_absolute_url()))
    assert (
        "one column is not known: Colour" in said
        and "one row is refused" in said
        and "could be two days" in said
    )
    assert "Write what is shown" not in said and "12/11/2024" in said
    columns = {f"column.{n}": c["name"] or "-" for n, c in enumerate(made.summary["columns"])}
    was = {f"was.{n}": c["name"] or "" for n, c in enumerate(made.summary["columns"])}
    editor_client.post(
        f"{made.get_absolute_url()}check/",
        columns | was | {"order": "dmy", "fixed.place": "Rome", "drafts": "on"},
    )
    made.refresh_from_db()
    said = text(editor_client.get(made.get_absolute_url()))
    assert "Write what is shown: 2 rows" in said and "quad-2024-11-12" in said and "Rome" in said
    assert made.choices["columns"] == {"Colour": "-"} and made.choices["fixed"] == {"place": "Rome"}
    assert not Meeting.objects.exists()
    editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})
    assert set(Meeting.objects.values_list("slug", flat=True)) == {"quad-2024-11-12", "quad-2022-05-24"}
    said = text(editor_client.get(made.get_absolute_url()))
    assert "Written on" in said and "Look again" not in said
    again = editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest}, follow=True)
    assert "written already" in text(again) and Meeting.objects.count() == 2


def test_only_what_was_shown_is_written(quad, editor_client):
    rows = csv_of(("dialogue", "held_on", "format"), ("quad", "2022-05-24", "phone"))
    upload(editor_client, rows)
    made = Import.objects.get()
    editor_client.post(f"{made.get_absolute_url()}write/", {"digest": "of another window"})
    assert not Meeting.objects.exists()
    f.meeting(quad, "2022-05-24", slug="theirs")
    page = editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest}, follow=True)
    assert "Rows that this touches were changed since it was shown, so nothing was written" in text(page)
    made.refresh_from_db()
    assert made.summary["counts"] == {"changed": 1} and made.written_at is None
    editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})
    assert Meeting.objects.get().format == "phone"


def test_a_file_that_cannot_be_taken_says_why_and_lets_one_choose_how_it_is_read(quad, editor_client):
    upload(editor_client, b"slug,title\nx,\0\n")
    page = editor_client.get(Import.objects.get().get_absolute_url())
    assert page.status_code == 200 and "NUL bytes" in text(page) and "How the file is read" in text(page)
    nothing = upload(editor_client)
    assert nothing.status_code == 422 and "This field is required" in text(nothing)
    empty = upload(editor_client, b"")
    assert empty.status_code == 422 and "empty" in text(empty)
    large = upload(editor_client, b"slug,title\n" * 2_400_000)
    assert large.status_code == 422 and "at most 25,000,000 are taken" in text(large)
    assert Import.objects.count() == 1


def test_rows_are_filtered_by_what_happens_and_the_report_holds_them_all(quad, editor_client):
    rows = [("quad", f"2022-05-{day:02}", "phone", "=1+1") for day in range(1, 29)] * 4
    upload(editor_client, csv_of(("dialogue", "held_on", "format", "note"), *rows))
    address = Import.objects.get().get_absolute_url()
    first = editor_client.get(address + "?state=refused&page=1").context["page"]
    assert first.paginator.count == 84 and {row.state for row in first} == {"refused"}
    assert editor_client.get(address).context["page"].paginator.count == 112
    assert editor_client.get(address + "?state=nonsense&page=99").status_code == 200
    report = body(editor_client.get(address + "report.csv")).decode()
    assert report.startswith("\ufefffile,line,row,state") and report.count("stands in line") == 84
    assert ",note,,'=1+1," in report and "\n=1" not in report


def test_a_workbooks_other_sheets_can_be_chosen(quad, editor_client):
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["about", "this file"])
    sheet = book.create_sheet("Meetings")
    for row in (["dialogue", "held_on", "format"], ["quad", "2022-05-24", "phone"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    upload(editor_client, out.getvalue(), names=["m.xlsx"])
    made = Import.objects.get()
    assert "2 columns are not known" in text(editor_client.get(made.get_absolute_url()))
    editor_client.post(f"{made.get_absolute_url()}check/", {"sheet": "Meetings"})
    made.refresh_from_db()
    assert made.summary["counts"] == {"created": 1}


def test_words_and_wide_columns_are_corrected_on_the_page(quad, editor_client):
    f.codebook()
    meeting = f.meeting(quad, "2022-05-24", slug="q4")
    f.document(meeting)
    f.topic("Cables", code="cables")
    upload(editor_client, csv_of(("topic", "2022-05-24", "Tokyo?"), ("Cables", "X", "")), kind="assessments")
    made = Import.objects.get()
    page = editor_client.get(made.get_absolute_url())
    assert "“x”, in one cell, means" in text(page)
    posted = {"word.0": "not_raised", "was.0": "topic", "was.1": "@q4", "was.2": "", "column.0": "topic", "column.1": "@q4",
              "column.2": "-", "publish": "on", "drafts": "on"}  # fmt: skip
    editor_client.post(f"{made.get_absolute_url()}check/", posted)
    made.refresh_from_db()
    assert made.choices["words"] == {"x": "not_raised"} and made.summary["counts"] == {"created": 1}
    editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})
    assert meeting.findings.get().outcome == "not_raised"


def test_nobody_brings_in_what_they_may_not_type_in(quad, client):
    analyst = f.user("Analyst")
    assert client.get("/desk/import/").status_code == 302
    client.force_login(analyst)
    refused = upload(client, MEETINGS)
    assert refused.status_code == 422 and "lacks the permission to: add meeting, change meeting" in text(
        refused
    )
    assert not Import.objects.exists()
    f.codebook()
    meeting = f.meeting(quad, "2022-05-24", slug="q4")
    f.document(meeting)
    f.topic("Cables", code="cables")
    upload(client, csv_of(("meeting", "topic", "outcome"), ("q4", "cables", "no")), kind="assessments")
    made = Import.objects.get()
    assert "Publish the judgements" not in text(client.get(made.get_absolute_url()))
    page = client.post(f"{made.get_absolute_url()}check/", {"publish": "on"}, follow=True)
    assert "lacks the permission to: add finding" in text(page)
    made.choices["publish"] = True
    made.save()
    client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})
    assert not meeting.assessments.exists()
    client.force_login(f.user("Editor"))
    for address in ("", "report.csv"):
        assert client.get(f"{made.get_absolute_url()}{address}").status_code == 404
    for act in ("check", "write", "discard"):
        assert client.post(f"{made.get_absolute_url()}{act}/").status_code == 404
    client.force_login(f.user())
    assert client.get("/desk/import/").status_code == 403


def test_an_import_is_thrown_away_and_old_unfinished_ones_go_by_themselves(quad, editor_client):
    from datetime import timedelta

    from django.utils import timezone

    upload(editor_client, MEETINGS)
    old = Import.objects.get()
    page = editor_client.post(f"{old.get_absolute_url()}discard/", follow=True)
    assert "thrown away" in text(page) and not Import.objects.exists()
    upload(editor_client, MEETINGS)
    Import.objects.update(made_at=timezone.now() - timedelta(days=8))
    upload(editor_client, MEETINGS)
    assert Import.objects.count() == 1


def test_a_template_to_fill_in_is_understood_when_it_comes_back(quad, editor_client):
    for kind, _label in Import.Kind.choices[:-1]:
        response = editor_client.get(f"/desk/import/{kind}.csv")
        upload(
            editor_client,
            response.content + b",".join([b"x"] * response.content.count(b",")) + b",x\r\n",
            kind=kind,
        )
        assert Import.objects.first().summary["unknown"] == [], kind
    assert editor_client.get("/desk/import/package.csv").status_code == 404


def test_a_rule_that_only_the_database_keeps_is_said_and_nothing_is_written(quad, editor_client):
    first, second = f.meeting(quad, "2022-05-24", slug="q4"), f.meeting(quad, "2023-05-24", slug="q5")
    paper = f.document(first, slug="paper")
    f.assessment(first, f.topic(), documents=[paper])
    upload(editor_client, csv_of(("slug", "meeting"), ("paper", second.slug)), kind="documents")
    made = Import.objects.get()
    assert made.summary["counts"] == {"changed": 1}
    page = editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest}, follow=True)
    assert "Assessments examined this document for its meeting: it stays there" in text(page)
    paper.refresh_from_db()
    made.refresh_from_db()
    assert paper.meeting == first and made.written_at is None


@pytest.mark.parametrize(
    "kind, head, row, said",
    [
        ("meetings", ("slug", "status"), ("q4", "cancelled"), "published finding says that this meeting was held"),
        ("documents", ("slug", "completeness"), ("paper", "part"), "would lose its proof"),
        ("documents", ("slug", "is_published"), ("paper", "no"), "would lose its proof"),
        ("plans", ("document", "topic", "summary"), ("paper", "cables", "They plan."), "a plan stands in the announcement"),
        ("documents", ("slug", "meeting", "title", "kind", "publisher", "completeness"),
         ("new", "q4", "T", "readout", "us", "full"), "completeness: “Read whole” needs a text"),
    ],
)  # fmt: skip
def test_rows_that_would_take_proof_from_findings_are_refused_in_the_dry_run(
    quad, editor_client, kind, head, row, said
):
    meeting = f.meeting(quad, "2022-05-24", slug="q4")
    paper = f.document(meeting, f.actor(slug="us"), slug="paper")
    f.finding(meeting, f.topic("Cables", code="cables"), "not_raised", documents=[paper])
    upload(editor_client, csv_of(head, row), kind=kind)
    made = Import.objects.get()
    assert made.summary["counts"] == {"refused": 1} and said in text(
        editor_client.get(made.get_absolute_url())
    )


def test_whoever_says_when_a_document_was_read_whole_signs_for_it(quad, editor, editor_client):
    meeting = f.meeting(quad, "2022-05-24", slug="q4")
    f.actor(slug="us")
    head = ("slug", "meeting", "title", "kind", "publisher", "completeness", "url", "read_on")
    row = ("new", "q4", "T", "readout", "us", "full", "https://example.org/t", "2026-11-20")
    upload(editor_client, csv_of(head, row), kind="documents")
    made = Import.objects.get()
    editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})
    document = meeting.documents.get()
    assert (document.read_by, document.read_on.isoformat(), document.is_read_whole) == (
        editor,
        "2026-11-20",
        True,
    )


def test_claims_and_plans_come_in_as_tables(quad, editor_client):
    meeting = f.meeting(quad, "2022-05-24", slug="q4", title="Fourth")
    f.document(meeting, slug="notice", title="Notice", kind="announcement")
    f.document(slug="essay", kind="article", is_official=False)
    topic = f.topic("Cables", code="cables")
    tables = {
        "claims": csv_of(
            ("source", "page", "event", "issue", "verdict"), ("essay", "p 3", "Fourth", "Cables", "raised")
        ),
        "plans": csv_of(
            ("announcement", "issue", "para", "text"), ("Notice", "Cables", "2", "They will discuss it.")
        ),
    }
    for kind, content in tables.items():
        for state in ("created", "unchanged"):
            upload(editor_client, content, kind=kind)
            made = Import.objects.first()
            assert made.summary["counts"] == {state: 1} and not made.summary["unknown"]
            editor_client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})
    assert meeting.claims.get().outcome == "raised" and topic.plans.get().paragraph == 2


@pytest.mark.django_db(transaction=True)
def test_a_long_import_tells_how_far_it_is_and_leaving_the_page_stops_nothing():
    forum, user = f.dialogue(slug="quad", short_name="Quad", level="leaders"), f.user("Editor")
    from django.test import Client

    client = Client()
    client.force_login(user)
    rows = [("quad", f"{year}-{month:02}-{day:02}", "phone", "x" * 400)
            for year in (1990, 1991, 1992) for month in range(1, 13) for day in range(1, 29)]  # fmt: skip
    response = upload(client, csv_of(("dialogue", "held_on", "format", "note"), *rows))
    assert response.streaming
    page = body(response).decode()
    made = Import.objects.get()
    assert "meetings: 1,000 of 1,008 rows" in page and f'href="{made.get_absolute_url()}" data-follow' in page
    assert page.rstrip().endswith("</html>") and made.summary["counts"] == {"created": 1008}
    page = body(client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})).decode()
    assert "writing: 1,000 of 1,008 rows" in page and forum.meetings.count() == 1008


@pytest.mark.django_db(transaction=True)
def test_who_clicks_twice_writes_once():
    from threading import Barrier, Thread

    from django.db import connection
    from django.test import Client

    forum, user = f.dialogue(slug="quad", short_name="Quad", level="leaders"), f.user("Editor")
    first = Client()
    first.force_login(user)
    upload(
        first,
        csv_of(
            ("dialogue", "held_on", "format"),
            *[("quad", f"2022-05-{day:02}", "phone") for day in range(1, 29)],
        ),
    )
    made, start = Import.objects.get(), Barrier(3)

    def click():
        client = Client()
        client.force_login(user)
        start.wait()
        client.post(f"{made.get_absolute_url()}write/", {"digest": made.digest})
        connection.close()

    threads = [Thread(target=click) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made.refresh_from_db()
    assert forum.meetings.count() == 28 and Meeting.history.count() == 28
    assert made.written_at and made.summary["counts"] == {"created": 28}


def test_the_import_page_asks_few_questions_of_the_database(
    quad, editor_client, django_assert_max_num_queries
):
    upload(editor_client, MEETINGS)
    editor_client.get("/topics/")  # what pages name is read once a version of the record
    with django_assert_max_num_queries(14):
        assert editor_client.get(Import.objects.get().get_absolute_url()).status_code == 200
    assert json.dumps(Import.objects.get().summary)
