"""A language is added with a folder of messages, names and phrases: no line of code knows this one."""

import subprocess

import pytest
from django.utils import translation

from agenda.languages import languages_in
from agenda.models import Phrasing, Topic
from agenda.passages import Codebook, suggest
from tests.support import factories as f
from tests.support.pages import markup, words_of

pytestmark = pytest.mark.django_db
MESSAGES = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Topics"
msgstr "qelwI'mey"

msgid "j F Y"
msgstr "Y|n|j"

msgid "Skip to content"
msgstr "yInaw'"
"""


@pytest.fixture
def klingon(tmp_path, settings):
    folder = tmp_path / "tlh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(MESSAGES)
    subprocess.run(["msgfmt", "-o", "django.mo", "django.po"], cwd=folder, check=True)
    settings.LOCALE_PATHS, settings.LANGUAGES = [tmp_path], languages_in(tmp_path, "en")


def test_pages_stand_in_it(klingon, client):
    f.meeting(f.dialogue(), "2022-01-21", title="Summit", slug="m-1", translations={"tlh": {"title": "ghom"}})
    page = markup(client.get("/tlh/meetings/m-1/"))
    assert '<html lang="tlh"' in page and "yInaw'" in page.replace("&#x27;", "'")
    assert "<h1>ghom</h1>" in page and "2022|1|21" in page
    assert 'hreflang="tlh"' in words_of(client.get("/meetings/m-1/"))
    assert "<loc>http://testserver/tlh/meetings/m-1/</loc>" in words_of(client.get("/sitemap.xml"))


def test_what_is_not_translated_yet_is_english_and_says_so(klingon, client):
    f.topic("Chips", code="chips")
    page = markup(client.get("/tlh/topics/chips/"))
    assert "qelwI'mey" in page.replace("&#x27;", "'") and '<span lang="en">Chips</span>' in page


def test_its_names_are_searched_and_sorted(klingon, client):
    f.topic("Chips", code="chips", translations={"tlh": {"name": "Doch tIn", "reading": "b"}})
    f.topic("Ports", code="ports", translations={"tlh": {"name": "Doch mach", "reading": "a"}})
    assert "/tlh/topics/chips/" in words_of(client.get("/tlh/search/?q=tIn"))
    assert "/topics/chips/" in words_of(client.get("/topics/?q=tIn"))
    listed = words_of(client.get("/tlh/topics/?sort=topic")).partition('id="results"')[2]
    assert listed.index("/tlh/topics/ports/") < listed.index("/tlh/topics/chips/")


def test_phrases_in_chinese_suggest_passages():
    topic = f.topic("Semiconductors", code="chips", translations={"zh-hant": {"name": "半導體"}})
    Phrasing.objects.create(
        topic=topic, language="zh-Hant", phrases=["半導體供應鏈"], partial_phrases=["晶片"]
    )
    text = "雙方討論了半導體供應鏈的韌性。\n\n雙方也談到晶片人才。"
    found = suggest(text, Codebook.of(Topic.objects.words()), language="zh-Hant")["chips"]
    assert [(text[row.start : row.end], row.strength) for row in found] == [
        ("雙方討論了半導體供應鏈的韌性。", "full"),
        ("雙方也談到晶片人才。", "partial"),
    ]
    with translation.override("zh-hant"):
        assert str(topic) == "半導體"
