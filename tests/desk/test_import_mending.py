"""What is wrong with a table is mended on the import's page, and nothing is uploaded again."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from agenda.models import Actor, Import, Recommendation, Topic
from tests.support import factories as f
from tests.support import messy
from tests.support.data import body
from tests.support.imports import csv_of
from tests.support.pages import text

HEAD = ("Topic", "Forum", "Recommended by", "Document", "Date", "Kind", "Text")
PAPER = "A technology agenda for the alliance"
GOOD = ("Space", "Quad", "Keidanren", PAPER, "2022-03", "explicit", "Ask.")
STRANGE = ("Supply chain security", "Quad", "Keidanren", PAPER, "2022-03", "explicit", "Ask.")
BAD = ("Quantum", "Quad", "Keidanren", PAPER, "31 Feb 2022", "explicit", "=1+1")


@pytest.fixture(autouse=True)
def record(db):
    messy.record()


def upload(client, *rows, name="r.csv", head=HEAD):
    file = SimpleUploadedFile(name, csv_of(head, *rows))
    client.post("/desk/import/", {"kind": "recommendations", "files": [file]})
    return Import.objects.first()


def post(client, batch, where, /, **data):
    response = client.post(f"{batch.get_absolute_url()}{where}/", data, follow=True)
    batch.refresh_from_db()
    return response


def write(client, batch, **data):
    return post(client, batch, "write", digest=batch.digest, **data)


def names(batch, **answers):
    """The boxes of unknown names as a browser posts them, with answers by place in the list."""
    data = {}
    for number, name in enumerate(batch.summary["names"]):
        data |= {f"subject.{number}": name["subject"], f"text.{number}": name["text"]}
    return data | {key.replace("__", "."): value for key, value in answers.items()}


def test_a_name_is_given_its_row_by_one_choice(editor_client):
    batch = upload(editor_client, GOOD, STRANGE)
    page = editor_client.get(batch.get_absolute_url())
    assert "Next: say what the names mean" in text(page) and "is Supply chain security / resilience" in text(
        page
    )
    post(editor_client, batch, "check", **names(batch, name__0="is:supply-chain-security"))
    assert batch.summary["counts"] == {"created": 2}
    page = editor_client.get(batch.get_absolute_url())
    assert "What you said of a name" in text(page)
    post(editor_client, batch, "check", forget="topics|supply chain security")
    assert batch.summary["counts"] == {"created": 1, "refused": 1}


def test_another_row_is_picked_by_any_of_its_names(editor_client):
    batch = upload(editor_client, STRANGE)
    post(editor_client, batch, "check", **names(batch, name__0="is:space", pick__0="量子"))
    assert batch.choices["names"] == {"topics": {"supply chain security": {"is": "quantum"}}}
    post(editor_client, batch, "check", forget="topics|supply chain security")
    page = post(editor_client, batch, "check", **names(batch, pick__0="Never heard of"))
    assert "was taken for “Never heard of”, which is no longer on record" in text(page)


def test_new_rows_need_the_right_to_make_them(editor_client):
    client, clerk = Client(), f.user()
    codes = ("add_recommendation", "change_recommendation", "add_meeting")
    clerk.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(clerk)
    batch = upload(client, STRANGE)
    page = post(client, batch, "check", **names(batch, name__0="new"))
    assert "lacks the permission to: add topic" in text(page) and not batch.choices["names"]
    batch = upload(editor_client, STRANGE)
    page = post(editor_client, batch, "check", **names(batch, name__0="new", new__0__definition="Chains."))
    assert "One new entry is made with these rows: Topic “Supply chain security”" in text(page)
    assert not Topic.objects.filter(name="Supply chain security").exists()
    write(editor_client, batch)
    made = Topic.objects.get(name="Supply chain security")
    assert (made.definition, made.code) == ("Chains.", "supply-chain-security-2")
    kept = Topic.objects.get(
        code="supply-chain-security"
    )  # its address was proposed too; it is not written over
    assert kept.name == "Supply chain security / resilience"


def test_the_good_rows_are_written_and_the_others_given_back_with_reasons(editor_client):
    batch = upload(editor_client, GOOD, BAD)
    page = text(editor_client.get(batch.get_absolute_url()))
    assert "Write only the good row" in page and "Write what is shown" not in page
    write(editor_client, batch)
    assert not Recommendation.objects.exists()  # not without saying so
    page = write(editor_client, batch, without_refused="on")
    assert "Written on" in text(page) and Recommendation.objects.get().topic.code == "space"
    address = f"{batch.get_absolute_url()}not-written"
    book = openpyxl.load_workbook(io.BytesIO(body(editor_client.get(f"{address}.xlsx"))))
    head, row = list(book.active.values)
    assert head == (*HEAD, "Why it was not written") and row[:2] == ("Quantum", "Quad")
    assert "is not a day of the calendar" in row[-1] or "Date:" in row[-1]
    assert row[6] == "'=1+1"  # no formula
    given = body(editor_client.get(f"{address}.csv"))
    editor_client.post("/desk/import/", {"kind": "recommendations", "files": [SimpleUploadedFile("x.csv", given.replace(
        b"31 Feb 2022", b"28 Feb 2022"))]})  # fmt: skip
    again = Import.objects.first()
    assert again.summary["counts"] == {"created": 1} and not again.summary["unknown"]
    write(editor_client, again)
    assert Recommendation.objects.get(topic__code="quantum").summary == "=1+1"


def test_what_was_not_written_is_gone_on_with_on_the_same_page(editor_client):
    batch = upload(editor_client, GOOD, BAD)
    write(editor_client, batch, without_refused="on")
    page = post(editor_client, batch, "rest")
    following = Import.objects.exclude(pk=batch.pk).get()
    assert following.summary["counts"] == {"refused": 1, "unchanged": 1} and following.names in text(page)
    post(editor_client, following, "row", sheet="r.csv", line="3", act="mend", **{"cell.4": "2022-02-28"})
    write(editor_client, following)
    assert Recommendation.objects.count() == 2


def test_a_cell_is_mended_where_it_stands_and_its_original_shown(editor_client):
    batch = upload(editor_client, GOOD, BAD)
    page = text(editor_client.get(batch.get_absolute_url() + "?sheet=r.csv&line=3"))
    assert "Mend this row" in page and "31 Feb 2022" in page
    page = post(editor_client, batch, "row", sheet="r.csv", line="3", act="mend", **{"cell.4": "2022-02-28"})
    assert batch.summary["counts"] == {"created": 2} and "In the file: 31 Feb 2022" in text(page)
    assert bytes(batch.files.get().content) == csv_of(HEAD, GOOD, BAD)
    post(editor_client, batch, "row", sheet="r.csv", line="3", act="mend", **{"cell.4": "31 Feb 2022"})
    assert batch.choices["mended"] == {} and batch.summary["counts"] == {"created": 1, "refused": 1}


def test_a_row_is_left_out_and_taken_in_again(editor_client):
    batch = upload(editor_client, GOOD, BAD, ("Total", *[""] * 6))
    page = text(editor_client.get(batch.get_absolute_url()))
    assert "Looks like a total, so it is left out." in page and "Take it in" in page
    post(editor_client, batch, "row", sheet="r.csv", line="3", act="drop")
    assert batch.summary["counts"] == {"created": 1, "left_out": 2}
    post(editor_client, batch, "row", sheet="r.csv", line="3", act="take")
    post(editor_client, batch, "row", sheet="r.csv", line="4", act="take")
    assert batch.summary["counts"] == {"created": 1, "refused": 2}
    page = post(editor_client, batch, "row", sheet="r.csv", line="77", act="take")
    assert "no such line any more" in text(page)


def test_the_next_file_of_the_same_shape_is_offered_what_was_decided(editor_client):
    batch = upload(editor_client, STRANGE)
    post(editor_client, batch, "check", **names(batch, name__0="new"))
    write(editor_client, batch)
    later = ("Supply chain security", "Quad", "Nobody known", PAPER, "2022-05", "explicit", "More.")
    first = upload(editor_client, later, name="first.csv")
    post(editor_client, first, "check", **names(first, name__0="is:keidanren"))
    write(editor_client, first)
    second = upload(editor_client, (*later[:6], "Third."), name="second.csv")
    assert second.summary["counts"] == {"refused": 1}  # offered, and not done by itself
    page = editor_client.get(second.get_absolute_url())
    assert "A file of the same shape, first.csv, was written" in text(page)
    post(editor_client, second, "as-before")
    assert second.choices["names"]["actors"] == {"nobody known": {"is": "keidanren"}}
    other = upload(editor_client, ("Space",), head=("Topic", "Other"))
    assert "Decide as then" not in text(editor_client.get(other.get_absolute_url()))


def test_an_answer_that_was_remembered_tells_when_its_row_is_gone(editor_client):
    gone = Actor.objects.create(slug="gone", name="Gone", kind="office")
    row = (*GOOD[:2], "Nobody known", *GOOD[3:])
    batch = upload(editor_client, row)
    post(editor_client, batch, "check", **names(batch, name__0="is:gone"))
    assert batch.summary["counts"] == {"created": 1}
    gone.delete()
    page = write(editor_client, batch)
    assert not Recommendation.objects.exists() and "“gone”, which is no longer on record" in text(page)


def test_two_people_with_the_same_file_are_told_and_write_it_once(editor_client):
    client, other = Client(), f.user("Editor", first_name="Olga", last_name="Other")
    client.force_login(other)
    theirs, mine = upload(client, GOOD, STRANGE), upload(editor_client, GOOD, STRANGE)
    page = text(editor_client.get(mine.get_absolute_url()))
    assert "Olga Other is bringing in the same file" in page
    for user, batch in ((client, theirs), (editor_client, mine)):
        post(user, batch, "check", **names(batch, name__0="new"))
    write(client, theirs)
    page = write(editor_client, mine)
    assert "Rows that this touches were changed since it was shown" in text(page)
    assert "Olga Other brought in the same file and wrote it" in text(page)
    assert mine.summary["counts"] == {"unchanged": 2} and Recommendation.objects.count() == 2
    assert Topic.objects.filter(name="Supply chain security").count() == 1


def test_unfinished_imports_are_listed_resumed_and_kept_while_someone_works_at_them(editor_client):
    batch = upload(editor_client, GOOD, BAD)
    page = text(editor_client.get("/desk/import/"))
    assert "Not written yet" in page and "one row to put right" in page and "kept until" in page
    Import.objects.update(made_at=timezone.now() - timedelta(days=8), changed_at=timezone.now())
    call_command("tidy")
    post(editor_client, batch, "check")
    assert batch.summary["counts"] == {"created": 1, "refused": 1}
    Import.objects.update(changed_at=timezone.now() - timedelta(days=8))
    call_command("tidy")
    assert not Import.objects.exists()


def test_cells_are_pasted_with_line_ends_in_them(editor_client):
    pasted = (
        "\t".join(HEAD)
        + '\r\nSpace\tQuad\tKeidanren\tMinerals before machines\t2022-03\texplicit\t"One.\r\nTwo, ""three""."\r\n'
    )
    editor_client.post("/desk/import/", {"kind": "recommendations", "pasted": pasted})
    batch = Import.objects.get()
    assert batch.names == "Pasted cells" and batch.summary["counts"] == {"created": 1}
    write(editor_client, batch)
    assert Recommendation.objects.get().summary == 'One.\nTwo, "three".'
    nothing = editor_client.post("/desk/import/", {"kind": "recommendations", "pasted": " \n"})
    assert nothing.status_code == 422 and "choose a file, or paste cells" in text(nothing)


def test_the_grid_shows_one_page_of_lines_whatever_the_file_holds(
    editor_client, django_assert_max_num_queries
):
    rows = [(*GOOD[:6], f"Ask {n}.") for n in range(260)]
    batch = upload(editor_client, *rows)
    with django_assert_max_num_queries(30):
        page = editor_client.get(batch.get_absolute_url() + "?page=2")
    shown = [row.line for section in page.context["sections"] for row, _added in section.rows]
    assert shown == list(range(102, 202)) and "Page 2 of 3" in text(page)


def test_a_column_that_is_lacking_gets_one_value_for_all_rows(editor_client):
    batch = upload(editor_client, GOOD[:5] + GOOD[6:], head=(*HEAD[:5], HEAD[6]))
    page = text(editor_client.get(batch.get_absolute_url()))
    assert "The file does not say, and every new row needs it" in page
    post(editor_client, batch, "check", **{"fixed.kind": "explicit"})
    assert batch.summary["counts"] == {"created": 1}


def test_columns_that_nobody_knows_are_left_out_together(editor_client):
    batch = upload(editor_client, (*GOOD, "a", "b"), head=(*HEAD, "Mood", "Weather"))
    post(editor_client, batch, "check", rest="columns")
    assert batch.summary["counts"] == {"created": 1} and not batch.summary["unknown"]
