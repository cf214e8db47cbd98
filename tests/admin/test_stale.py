"""Two editors on one row: the second is told what changed, nothing is lost."""

import re

import pytest

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
