"""What a passage says in our words stands in the reader's language wherever it is shown."""

import pytest

from agenda.coverage.evidence import attach_proof
from agenda.exports.forms import annotation
from agenda.models import Body, Evidence, Finding
from tests.support import factories as f
from tests.support.pages import words_of

OURS, THEIRS = "They agreed to work on Open RAN.", "双方は、Open RANについて協力することで一致しました。"


@pytest.fixture
def found(db):
    meeting = f.meeting()
    paper = f.document(meeting, slug="a-paper")
    made = f.finding(meeting, f.topic(), documents=[paper], paragraph=3, summary=OURS)
    Evidence.objects.update(translations={"ja": {"summary": THEIRS}})
    return made


def test_pages_show_it_in_the_readers_language(client, found):
    for url in (
        found.get_absolute_url(),
        found.meeting.get_absolute_url(),
        found.topic.get_absolute_url(),
        "/documents/a-paper/",
    ):
        japanese, english = words_of(client.get(f"/ja{url}")), words_of(client.get(url))
        assert THEIRS in japanese and OURS not in japanese, url
        assert OURS in english and THEIRS not in english, url


def test_what_is_not_translated_is_marked_as_english(client, found):
    Evidence.objects.update(translations={})
    page = client.get(f"/ja{found.get_absolute_url()}").content.decode()
    assert f'<span lang="en">{OURS}</span>' in page


def test_an_abstract_of_ours_stands_in_the_readers_language_with_its_own_beside(client, found):
    document = Evidence.objects.get().examination.document
    text = f"First.\n\nSecond.\n\n{OURS}"
    Body.objects.create(document=document, kind="abstract", text=text, sha256=Body.digest(text))
    page = client.get("/ja/documents/a-paper/").content.decode()
    assert page.index(THEIRS) < page.index(f'<p lang="en" class="small"><mark>{OURS}</mark>')


def test_annotations_have_each_language(found):
    evidence = attach_proof(Finding.objects.all())[0].proof[0]
    bodies = annotation(evidence, found, "https://example.org/")["body"]
    said = {body["language"]: body["value"] for body in bodies if body["purpose"] == "describing"}
    assert said == {"en": OURS, "ja": THEIRS}


def test_gaps_stand_in_the_readers_language(client, found):
    dialogue = found.meeting.dialogue
    dialogue.gaps, dialogue.translations = (
        ["Nothing after 2024.", "Parts only."],
        {"ja": {"gaps": "以後なし。\n一部のみ。"}},
    )
    dialogue.save()
    japanese, english = (words_of(client.get(f"{prefix}/coverage/")) for prefix in ("/ja", ""))
    assert "<li>以後なし。</li>" in japanese and "Parts only." not in japanese
    assert "Parts only." in english and "一部のみ。" not in english
    dialogue.gaps = ["Nothing after 2024."]
    dialogue.save()
    assert "Nothing after 2024." in words_of(client.get("/ja/coverage/"))  # the translation is of other lines
