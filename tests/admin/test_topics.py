"""Codebook versions in the admin: their codes are frozen, their interpretation notes added."""

import pytest

from agenda.models import CodebookVersion
from tests.support import factories as f
from tests.support.admin import add, change, form_data

pytestmark = pytest.mark.django_db


def test_a_new_version_freezes_the_codes_and_takes_notes(editor_client):
    topic = f.topic()
    data = form_data(editor_client.get(add("codebookversion")))
    note = {
        "number": 1,
        "title": "Lists of technologies",
        "text": "A list alone is partly.",
        "topics": [topic.pk],
    }
    data |= {"number": 1, "made_on": "2026-01-05", "note": "First."}
    data |= {f"interpretation_notes-0-{name}": value for name, value in note.items()}
    response = editor_client.post(add("codebookversion"), data)
    assert response.status_code == 302, response.content.decode()
    version = CodebookVersion.objects.get()
    assert version.codes == [topic.code]
    assert topic.interpretation_notes.in_force().get().title == "Lists of technologies"
    changed = form_data(editor_client.get(change(version))) | {"note": "Again."}
    editor_client.post(change(version), changed)
    version.refresh_from_db()
    assert (version.note, version.codes) == ("Again.", [topic.code])


def test_notes_in_force_are_those_of_every_version_up_to_the_one_asked():
    first, topic = f.codebook(), f.topic()
    second = CodebookVersion.objects.create(
        number=2, made_on=first.made_on, note="Second.", codes=first.codes
    )
    for version in (first, second):
        note = version.interpretation_notes.create(number=1, title=f"Of {version.number}", text="So.")
        note.topics.add(topic)
    assert [note.title for note in topic.interpretation_notes.in_force()] == ["Of 2", "Of 1"]
    assert [note.title for note in topic.interpretation_notes.up_to(first)] == ["Of 1"]
