"""Two editors on one row: the second is told what changed, nothing is lost."""

import re

import pytest

from agenda.dates import PartialDate
from tests.support import factories as f
from tests.support.admin import change, form_data
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def test_the_second_editor_is_told_and_loses_nothing(client, editor):
    row = f.meeting(place="Tokyo")
    second = f.user("Editor", first_name="Ben")
    client.force_login(second)
    theirs = form_data(client.get(change(row)))
    client.force_login(editor)
    first = form_data(client.get(change(row))) | {"place": "Osaka"}
    assert client.post(change(row), first).status_code == 302
    client.force_login(second)
    response = client.post(change(row), theirs | {"place": "Kyoto", "note": "my long note"})
    said = text(response)
    assert f"{editor} saved this meeting while you had it open" in said
    assert "place: was “Tokyo”, is now “Osaka”" in said and "my long note" in said
    row.refresh_from_db()
    assert row.place == "Osaka"
    token = re.search(r'name="token" value="(\d+)"', response.content.decode())[1]
    assert client.post(change(row), theirs | {"place": "Kyoto", "token": token}).status_code == 302
    row.refresh_from_db()
    assert row.place == "Kyoto" and row.history.count() == 3


def test_a_stale_inline_document_is_told_too(client, editor):
    meeting = f.meeting()
    paper = f.document(meeting, title="Old title")
    client.force_login(editor)
    mine = form_data(client.get(change(meeting)))
    paper.title = "Theirs"
    paper.save()
    response = client.post(change(meeting), mine | {"documents-0-title": "Mine"})
    assert "saved this document while you had it open" in text(response)
    paper.refresh_from_db()
    assert paper.title == "Theirs"
    assert client.post(change(meeting), mine | {"place": "Rome"}).status_code == 302, (
        "untouched rows do not block"
    )
    paper.refresh_from_db()
    assert paper.title == "Theirs"


def test_saving_again_sends_only_what_this_editor_changed(client, editor):
    dialogue = f.dialogue()
    dialogue.out_of_scope.add(f.topic())
    row = f.meeting(dialogue, place="Tokyo", is_published=False, on="2022-05")
    client.force_login(editor)
    mine = form_data(client.get(change(row))) | {"note": "mine"}
    row.place, row.is_published, row.status = "Osaka", True, "held"
    row.held = PartialDate.parse("2022-05-06")
    row.save()
    response = client.post(change(row), mine)
    again = form_data(response)
    assert (again["place"], again["note"], again["held_on"]) == ("Osaka", "mine", "2022-05-06")
    assert client.post(change(row), again).status_code == 302
    row.refresh_from_db()
    assert (row.place, row.note, row.is_published, row.held.iso) == ("Osaka", "mine", True, "2022-05-06")
    mine = form_data(client.get(change(dialogue))) | {"note": "mine"}
    dialogue.out_of_scope.set([f.topic()])
    dialogue.save()
    assert client.post(change(dialogue), form_data(client.post(change(dialogue), mine))).status_code == 302
    assert dialogue.out_of_scope.get().name != "" and dialogue.history.latest().out_of_scope.count() == 1
    dialogue.refresh_from_db()
    assert dialogue.note == "mine"


def test_a_stale_inline_row_is_sent_again_with_their_values(client, editor):
    meeting = f.meeting()
    paper = f.document(meeting, title="Old title", summary="Old")
    client.force_login(editor)
    mine = form_data(client.get(change(meeting))) | {"documents-0-title": "Mine"}
    paper.summary = "Theirs"
    paper.save()
    again = form_data(client.post(change(meeting), mine))
    assert client.post(change(meeting), again).status_code == 302
    paper.refresh_from_db()
    assert (paper.title, paper.summary) == ("Mine", "Theirs")
