"""Topics' phrases by language, and codebook versions: their codes are frozen, their interpretation notes added."""

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


def test_an_editor_adds_a_language_of_phrases_to_a_topic(editor_client):
    topic = f.topic()
    page = form_data(editor_client.get(change(topic)))
    phrases = {
        "language": "zh-Hant",
        "phrases": "半導體\n晶片",
        "partial_phrases": "",
        "excluded_phrases": "",
    }
    data = page | {f"phrasings-0-{name}": value for name, value in phrases.items()}
    response = editor_client.post(change(topic), data)
    assert response.status_code == 302, response.content.decode()
    row = topic.phrasings.get()
    assert (row.language, row.phrases) == ("zh-Hant", ["半導體", "晶片"]) and row.history.get().history_user
    again = form_data(editor_client.get(change(topic))) | {"phrasings-0-phrases": "半導體"}
    editor_client.post(change(topic), again)
    row.refresh_from_db()
    assert row.phrases == ["半導體"]


@pytest.mark.parametrize(
    "language, said", [("Chinese", "Write a tag such as ja"), ("ja", "duplicate data for language")]
)
def test_a_wrong_or_second_language_is_refused_and_what_was_typed_kept(editor_client, language, said):
    topic = f.topic()
    topic.phrasings.create(language="ja", phrases=["台湾"])
    data = form_data(editor_client.get(change(topic)))
    data |= {"phrasings-1-language": language, "phrasings-1-phrases": "我的詞"}
    response = editor_client.post(change(topic), data)
    page = response.content.decode()

    assert response.status_code == 200 and said in page and "我的詞" in page
    assert topic.phrasings.count() == 1


def test_notes_in_force_are_those_of_every_version_the_newest_first():
    first, topic = f.codebook(), f.topic()
    second = CodebookVersion.objects.create(
        number=2, made_on=first.made_on, note="Second.", codes=first.codes
    )
    for version in (first, second):
        note = version.interpretation_notes.create(number=1, title=f"Of {version.number}", text="So.")
        note.topics.add(topic)
    assert [note.title for note in topic.interpretation_notes.in_force()] == ["Of 2", "Of 1"]
