"""Ready for a second language: `makemessages` runs clean, and what a reader sees comes through the catalogue."""

import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from agenda.languages import languages_in
from agenda.models import Claim, Import, Plan
from tests.support.imports import csv_of

from .support import factories as f

ROOT = Path(settings.BASE_DIR)
ADDRESSES = [
    "/", "/dialogues/", "/dialogues/1/", "/dialogues/1/brief/", "/meetings/", "/meetings/1/", "/topics/", "/topics/1/",
    "/documents/", "/documents/1/", "/recommendations/", "/recommendations/1/", "/actors/", "/actors/1/", "/questions/",
    "/missed/", "/divergence/",
    "/planned/", "/elsewhere/", "/wording/", "/wording/1/1/", "/claims/", "/compare/?forum=1&forum=2", "/search/?q=1", "/search/",
    "/follow/", "/methodology/", "/agreement/", "/downloads/", "/about/", "/corrections/new/",
    "/corrections/new/?about=/meetings/1/", "/corrections/received/?about=/documents/1/",
    "/meetings/?forum=9&since=9", "/nothing/",
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """The messages of the program as a catalogue of the made-up language "eo", each wrapped in ⟦ and ⟧."""
    assert shutil.which("xgettext"), "Translations need GNU gettext: `make test` installs it."
    copy = tmp_path_factory.mktemp("copy")
    for part in ("agenda", "templates", "manage.py"):
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
    (copy / "locale").mkdir()
    env = os.environ | {"SECRET_KEY": "only-to-collect-messages", "DJANGO_SETTINGS_MODULE": "agenda.settings"}
    for domain in ("django", "djangojs"):
        done = subprocess.run(
            [sys.executable, "manage.py", "makemessages", "-l", "eo", "-d", domain, "--no-location"],
            cwd=copy, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0 and not done.stderr and "warning" not in done.stdout.lower(), (
            done.stdout + done.stderr
        )
    folder = copy / "locale" / "eo" / "LC_MESSAGES"
    source = (folder / "django.po").read_text()
    (folder / "django.po").write_text(_wrapped(source))
    subprocess.run(["msgfmt", "-o", "django.mo", "django.po"], cwd=folder, check=True)
    return copy / "locale", source


def _catalogue_of(po: Path) -> dict:
    """The messages of a file that are translated for good, as a program reads them: empty and fuzzy ones are none."""
    with tempfile.TemporaryDirectory() as scratch:
        compiled = Path(scratch) / "x.mo"
        subprocess.run(["msgfmt", "-o", compiled, po], check=True)
        with compiled.open("rb") as file:
            return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}


LANGUAGES = sorted(path.name for path in (ROOT / "locale").iterdir() if path.is_dir())


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(catalogue, language, domain):
    """Neither missing nor empty nor fuzzy; `make messages` collects what is new."""
    translated = _catalogue_of(ROOT / "locale" / language / "LC_MESSAGES" / f"{domain}.po")
    known = {_id(key) for key, text in translated.items() if text}
    wanted = {_id(key) for key in _messages(catalogue[0] / "eo" / "LC_MESSAGES" / f"{domain}.po")}
    assert len(wanted) > 20 and not sorted(wanted - known)


def _id(key) -> str:
    return key[0] if isinstance(key, tuple) else key


def _messages(po: Path) -> set:
    """The messages that a collected file holds, translated or not: each is given a text first."""
    with tempfile.TemporaryDirectory() as scratch:
        filled = Path(scratch) / "x.po"
        text = po.read_text()
        filled.write_text(text if "⟦" in text else _wrapped(text))
        return set(_catalogue_of(filled))


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shipped_is_what_was_translated(language, domain):
    """`make messages` compiles."""
    folder = ROOT / "locale" / language / "LC_MESSAGES"
    with (folder / f"{domain}.mo").open("rb") as file:
        compiled = {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}
    assert compiled == _catalogue_of(folder / f"{domain}.po")


@pytest.mark.parametrize(
    "entry",
    ['msgid "Odd"\nmsgstr ""\n', '#, fuzzy\nmsgid "Odd"\nmsgstr "Ungerade"\n', ""],
    ids=["empty", "fuzzy", "missing"],
)
def test_a_message_that_is_not_translated_is_found(tmp_path, entry):
    po = tmp_path / "x.po"
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + entry)
    assert "Odd" not in _catalogue_of(po)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_can_draw_what_is_translated(language):
    """The font that is shipped holds every sign of the messages and of the record's names in that language."""
    drawn = set((ROOT / "agenda" / "pictures" / "fonts" / "characters.txt").read_text())
    files = [
        *(ROOT / "locale" / language).glob("*/*.po"),
        *(ROOT / "fixtures" / "translations" / language).glob("*.json"),
    ]
    written = set("".join(path.read_text() for path in files))
    assert sorted(sign for sign in written - drawn if sign.isprintable()) == []


def _wrapped(source: str) -> str:
    """The catalogue with each message's own words, wrapped, for its translation."""
    out = []
    for entry in source.split("\n\n"):
        singular = re.search(r'^msgid ((?:"[^\n]*"\n?)+)', entry, re.M)
        plural = re.search(r'^msgid_plural ((?:"[^\n]*"\n?)+)', entry, re.M)
        if not singular or singular[1].strip() == '""':
            out.append(entry.replace("#, fuzzy\n", ""))
            continue
        for number, words in ((0, singular[1]), (1, (plural or singular)[1])):
            text = "".join(re.findall(r'"(.*)"', words))
            lead, tail = re.match(r"(?:\\n)*", text)[0], re.search(r"(?:\\n)*$", text)[0]
            # Formats of dates stay formats.
            new = (
                text
                if text in ("j F Y", "F Y", "Y")
                else f"{lead}⟦{text[len(lead) : len(text) - len(tail)]}⟧{tail}"
            )
            slot = f"msgstr[{number}]" if plural else "msgstr"
            entry = entry.replace(f'{slot} ""', f'{slot} "{new}"', 1)
        out.append(entry)
    return "\n\n".join(out)


@pytest.fixture
def wordless(db):
    """A record without a single word of its own: whatever letters a page shows are the program's."""
    book = f.codebook()
    book.note = "1"
    book.save()
    side, other = (f.actor(f"{n}", slug=f"{n}") for n in (1, 2))
    forum = f.dialogue(name="1", short_name="1", slug="1")
    forum.members.set([side, other])
    f.dialogue(name="2", short_name="2", slug="2", status="ended")
    topic, second = f.topic("1", code="1", definition="1"), f.topic("2", code="2", definition="2")
    meeting = f.meeting(forum, "2022-05-06", title="1", slug="1")
    paper = f.document(meeting, side, title="1", slug="1")
    f.recommendation(topic, forum, code="1", summary="1", document=paper, recommender=side)
    f.finding(meeting, second, "raised", summary="1", documents=[paper])
    third = f.meeting(forum, "2023-05-06", title="2", slug="2")
    f.finding(third, topic, "not_raised", documents=[f.document(third, other, title="3")])
    early = f.meeting(forum, "2021-05-06", title="3", slug="3")
    f.finding(
        early, topic, "not_determinable", documents=[f.document(early, other, title="4", completeness="part")]
    )
    plan = f.document(meeting, side, kind="announcement", title="2", slug="2")
    Plan.objects.create(document=plan, topic=topic, summary="1", is_published=True)
    Claim.objects.create(
        document=paper, locator="1", meeting=meeting, topic=second, outcome="raised", is_published=True
    )


OURS = re.compile(r"⟦[^⟦⟧]*⟧")
# Names, codes and formats that are the same in every language.
MONTHS = "januaro|februaro|marto|aprilo|majo|junio|julio|aŭgusto|septembro|oktobro|novembro|decembro"
NAMES = "Agenda|CC BY|Excel|JSON|User|SVG|PNG|CSV|BibTeX|RIS|CSL-JSON|Word|SHA|AC1|N|n|semicond|docx|md"
PROPER = re.compile(rf"\b({MONTHS}|{NAMES})\b")


def stripped(html: str) -> str:
    """The visible text and spoken attributes of a page, without what came through the catalogue."""
    html = re.sub(
        r"<(script|style|code|kbd)\b.*?</\1>|<input readonly[^>]*>|<head>.*?</head>|<ul class=.languages.*?</ul>",
        " ",
        html,
        flags=re.S,
    )
    spoken = " ".join(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', html))
    text = unescape(re.sub(r"<[^>]+>", " ", html) + " " + spoken)
    while OURS.search(text):
        text = OURS.sub(" ", text)
    return PROPER.sub(" ", re.sub(r"https?://\S+|[\w-]+\.\w{2,4}\b", " ", text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_word_of_a_page_can_be_translated(catalogue, wordless, client, settings, address):
    folder, _source = catalogue
    settings.LOCALE_PATHS, settings.LANGUAGES = [folder], languages_in(folder, "en")
    html = client.get(f"/eo{address.replace('about=/', 'about=/eo/')}").content.decode()
    left = re.findall(r"[A-Za-z][A-Za-z' -]{2,}", stripped(html))
    assert not left, left[:12]


def test_every_word_of_the_import_pages_can_be_translated(catalogue, wordless, client, settings):
    """Names of columns and choices of the file's own making are not words of ours."""
    folder, _source = catalogue
    settings.LOCALE_PATHS, settings.LANGUAGES = [folder], languages_in(folder, "en")
    client.force_login(f.user("Editor", "Analyst", "Reviewer"))
    rows = [
        ("slug", "dialogue", "held_on", "9"),
        ("9", "1", "12/11/2024", "9"),
        ("8", "1", "2024", "9"),
        ("7", "7", "1", "9"),
    ]
    file = SimpleUploadedFile("9", csv_of(*rows))
    page = client.get("/eo/desk/import/").content.decode()
    client.post("/eo/desk/import/", {"kind": "meetings", "files": [file]})
    with translation.override("eo"):
        address = Import.objects.get().get_absolute_url()
    page += client.get(address).content.decode()
    client.post(f"{address}check/", {"order": "dmy", "column.3": "-"})
    page += client.get(address).content.decode()
    page = re.sub(
        r"<small class=\"hash\">.*?</small>|<option.*?</option>|<th scope=\"row\".*?</th>|user-\d+",
        " ",
        page,
        flags=re.S,
    )
    left = re.findall(r"[A-Za-z][A-Za-z' -]{2,}", stripped(page))
    left = [
        words for words in left if words.strip() not in ("slug", "dialogue", "held", "on", "format", "title")
    ]
    assert not left, left[:12]


def test_the_catalogue_holds_what_it_should(catalogue):
    _folder, source = catalogue
    for words in ("Recommended and found silent", "Not mentioned in the published readouts", "Explicitly excluded", "Cite this",
                  "Japanese name", "Vice-ministers"):  # fmt: skip
        assert f'msgid "{words}' in source or words in source, words
    assert "fuzzy" not in source.split("\n\n", 1)[1]
