"""Meetings that a table names and nobody knows are made on the import's page, which asks for what a meeting needs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agenda.models import Claim, Document, Import, Meeting
from tests.support import factories as f
from tests.support import messy
from tests.support.imports import csv_of
from tests.support.pages import text

HEAD = ("Title", "Kind", "Publisher", "Meeting", "Date")


@pytest.fixture(autouse=True)
def record(db):
    messy.record()


def upload(client, kind, head, *rows):
    file = SimpleUploadedFile("d.csv", csv_of(head, *rows))
    client.post("/desk/import/", {"kind": kind, "files": [file]})
    return Import.objects.first()


def documents(client, *names):
    rows = [
        (f"Statement {n}", "readout", "The White House", name, "2022-05-24") for n, name in enumerate(names)
    ]
    return upload(client, "documents", HEAD, *rows)


def post(client, batch, where, /, **data):
    response = client.post(f"{batch.get_absolute_url()}{where}/", data, follow=True)
    batch.refresh_from_db()
    return response


def said(batch, **answers):
    """The boxes of unknown names as a browser posts them, with answers by place in the list."""
    data = {}
    for number, name in enumerate(batch.summary["names"]):
        data |= {f"subject.{number}": name["subject"], f"text.{number}": name["text"]}
    return data | {key.replace("__", "."): value for key, value in answers.items()}


def test_the_box_asks_what_a_meeting_needs_and_proposes_what_the_name_says(editor_client):
    batch = documents(editor_client, "Quad 24 May 2022")
    page = editor_client.get(batch.get_absolute_url())
    assert "is new: make it" in text(page)
    (group,) = page.context["names"]
    assert {part.name: part.value for part, _label in group.boxes[0].needs} == {
        "dialogue": "Quad", "held_on": "2022-05-24", "title": "", "place": "", "format": "",
    }  # fmt: skip
    page = post(editor_client, batch, "check", **said(batch, name__0="new"))
    assert "Format: say how they met." in text(page) and not Meeting.objects.exists()
    post(editor_client, batch, "check", **said(batch, name__0="new", new__0__format="in_person"))
    assert batch.summary["counts"] == {"created": 1}
    page = post(editor_client, batch, "write", digest=batch.digest)
    meeting = Meeting.objects.get()
    assert (meeting.dialogue.slug, meeting.held.iso, meeting.status, meeting.format) == (
        "quad", "2022-05-24", "held", "in_person",
    )  # fmt: skip
    assert not meeting.is_published and Document.objects.get(title="Statement 0").meeting == meeting


def test_what_was_typed_stays_when_more_is_lacking(editor_client):
    batch = documents(editor_client, "Summit in Tokyo")
    answers = {
        "name__0": "new",
        "new__0__place": "Tokyo",
        "new__0__held_on": "soon",
        "new__0__format": "virtual",
    }
    page = post(editor_client, batch, "check", **said(batch, **answers))
    box = page.context["names"][0].boxes[0]
    assert {part.name: part.value for part, _label in box.needs} == {
        "dialogue": "", "held_on": "soon", "title": "Summit in Tokyo", "place": "Tokyo", "format": "virtual",
    }  # fmt: skip
    assert box.is_new and "Forum: say of which forum it is." in box.said and "soon" in box.said
    answers |= {"new__0__held_on": "令和4年5月24日", "new__0__dialogue": "クアッド"}
    post(editor_client, batch, "check", **said(batch, **answers))
    post(editor_client, batch, "write", digest=batch.digest)
    assert (Meeting.objects.get().title, Meeting.objects.get().held.iso) == ("Summit in Tokyo", "2022-05-24")


def test_two_names_of_one_new_meeting_make_it_once(editor_client):
    batch = documents(editor_client, "Quad 24 May 2022", "Tokyo summit")
    answers = {"name__0": "new", "new__0__format": "in_person", "name__1": "new", "new__1__format": "in_person",
               "new__1__dialogue": "Quad", "new__1__held_on": "24 May 2022"}  # fmt: skip
    post(editor_client, batch, "check", **said(batch, **answers))
    assert batch.summary["counts"] == {"created": 2} and len(batch.summary["made"]) == 1
    post(editor_client, batch, "write", digest=batch.digest)
    assert (
        Meeting.objects.count() == 1 and Document.objects.filter(meeting=Meeting.objects.get()).count() == 2
    )


def test_a_meeting_on_record_is_not_changed_by_saying_that_it_is_new(editor_client):
    quad = f.Dialogue.objects.get(slug="quad")
    known = f.meeting(quad, on="2022-05-24", title="Quad leaders in Tokyo")
    batch = documents(editor_client, "Tokyo summit")
    answers = {
        "name__0": "new",
        "new__0__format": "virtual",
        "new__0__dialogue": "Quad",
        "new__0__held_on": "2022-05-24",
    }
    page = post(editor_client, batch, "check", **said(batch, **answers))
    assert "It is on record already: choose it instead." in text(page)
    known.refresh_from_db()
    assert known.title == "Quad leaders in Tokyo" and batch.summary["counts"] == {"refused": 1}


def test_claims_may_name_new_meetings_too(editor_client):
    head = ("Document", "Place", "Meeting", "Topic", "Outcome")
    batch = upload(
        editor_client,
        "claims",
        head,
        ("A technology agenda for the alliance", "p. 3", "JHLC 2 May 2019", "Space", "raised"),
    )
    post(editor_client, batch, "check", **said(batch, name__0="new", new__0__format="in_person"))
    assert batch.summary["counts"] == {"created": 1}, batch.summary
    post(editor_client, batch, "write", digest=batch.digest)
    assert Claim.objects.get().meeting.held.iso == "2019-05-02"


def test_judgements_cannot_make_what_they_would_judge(editor_client):
    f.codebook()
    batch = upload(
        editor_client, "assessments", ("meeting", "topic", "outcome"), ("Quad 24 May 2022", "Space", "raised")
    )
    page = editor_client.get(batch.get_absolute_url())
    assert batch.summary["names"] and "is new: make it" not in text(page)
    page = post(editor_client, batch, "check", **said(batch, name__0="new"))
    assert batch.summary["counts"] == {"refused": 1} and not batch.choices["names"]
