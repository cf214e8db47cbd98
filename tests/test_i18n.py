"""Ready for a second language: `makemessages` runs clean, and what a reader sees comes through the catalogue."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

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
        r"<(script|style|code|kbd)\b.*?</\1>|<input readonly[^>]*>|<head>.*?</head>", " ", html, flags=re.S
    )
    spoken = " ".join(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', html))
    text = unescape(re.sub(r"<[^>]+>", " ", html) + " " + spoken)
    while OURS.search(text):
        text = OURS.sub(" ", text)
    return PROPER.sub(" ", re.sub(r"https?://\S+|[\w-]+\.\w{2,4}\b", " ", text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_word_of_a_page_can_be_translated(catalogue, wordless, client, settings, address):
    folder, _source = catalogue
    settings.LOCALE_PATHS = [folder]
    translation.trans_real._translations.pop("eo", None)
    with translation.override("eo"):
        html = client.get(address).content.decode()
    translation.trans_real._translations.pop("eo", None)
    left = re.findall(r"[A-Za-z][A-Za-z' -]{2,}", stripped(html))
    assert not left, left[:12]


def test_every_word_of_the_import_pages_can_be_translated(catalogue, wordless, client, settings):
    """Names of columns and choices of the file's own making are not words of ours."""
    folder, _source = catalogue
    settings.LOCALE_PATHS = [folder]
    client.force_login(f.user("Editor", "Analyst", "Reviewer"))
    rows = [
        ("slug", "dialogue", "held_on", "9"),
        ("9", "1", "12/11/2024", "9"),
        ("8", "1", "2024", "9"),
        ("7", "7", "1", "9"),
    ]
    file = SimpleUploadedFile("9", csv_of(*rows))
    translation.trans_real._translations.pop("eo", None)
    with translation.override("eo"):
        page = client.get("/desk/import/").content.decode()
        client.post("/desk/import/", {"kind": "meetings", "files": [file]})
        made = Import.objects.get()
        page += client.get(made.get_absolute_url()).content.decode()
        client.post(f"{made.get_absolute_url()}check/", {"order": "dmy", "column.3": "-"})
        page += client.get(made.get_absolute_url()).content.decode()
    translation.trans_real._translations.pop("eo", None)
    page = re.sub(
        r"<small class=\"hash\">.*?</small>|<option.*?</option>|<th scope=\"row\".*?</th>|<span>user-\d+</span>",
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
