"""Texts brought in: by content, not by name; refused with a reason; frozen, versioned, never re-attached."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from agenda.actions import Judgement, Passage, assess, publish
from agenda.intake.files.texts import MAX_FILE, MAX_TEXT, TextRefused, normalize, read_file
from agenda.models import Body, Evidence
from tests.support import factories as f
from tests.support.pages import text
from tests.support.texts import docx, docx_of, pdf


@pytest.mark.parametrize(
    "content, expected, media_type",
    [
        (b"One.\r\n\r\n\r\n Two\tthree. ", "One.\n\nTwo three.", "text/plain"),
        ("\ufeffCafe\u0301".encode(), "Café", "text/plain"),
        ("日米".encode("shift_jis"), "日米", "text/plain"),
        ("Wide".encode("utf-16"), "Wide", "text/plain"),
        (b"<html><head><title>x</title></head><nav>Menu</nav><p>One &amp;\n two</p><script>bad()</script><p>Three</p>",
         "One & two\n\nThree", "text/html"),
        (docx("First.", "", "Second &amp; last."), "First.\n\nSecond & last.", "word"),
        (pdf("Ministers met and spoke."), "Ministers met and spoke.", "application/pdf"),
    ],
)  # fmt: skip
def test_texts_are_read_by_their_content(content, expected, media_type):
    brought = read_file(content)
    assert brought.text == expected and media_type in brought.media_type


BOMB = docx("A" * 30_000_000)


@pytest.mark.parametrize(
    "content, message",
    [
        (b"", "is empty"),
        (b"MZ\x90\x00 program", "program, picture or archive"),
        (b"\x89PNG\r\n", "program, picture or archive"),
        (b"a\x00b", "NUL bytes"),
        (b"x" * 10_000_001, "at most 10,000,000"),
        (b"%PDF-1.4 broken", "cannot be read"),
        (pdf(""), "it was scanned"),
        (b"PK\x03\x04 broken", "is damaged"),
        (BOMB, "zip bomb"),
        (docx("x", doctype='<!DOCTYPE w [<!ENTITY a "aaaa">]>'), "damaged or unsafe"),
        (b"   \n ", "is empty"),
        (b"<html><script>only()</script></html>", "There is no text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_is_refused_with_the_reason(content, message):
    with pytest.raises(TextRefused, match=message):
        read_file(content)


def test_an_archive_that_is_no_word_file():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("evil.exe", "MZ")
    with pytest.raises(TextRefused, match="no Word document"):
        read_file(packed.getvalue())


def test_normalizing_twice_is_normalizing_once():
    once = normalize(" a\u200b \u00a0b\r\n\r\n\x07c\n d ")
    assert once == normalize(once) == "a b\n\nc\nd"


@pytest.fixture
def paper(client, db):
    client.force_login(f.user("Analyst"))
    return f.document(f.meeting(), slug="readout")


def bring(client, **values):
    return client.post(reverse("bring-in", args=["readout"]), {"kind": "official_text"} | values)


def test_a_pasted_text_is_frozen_and_versioned(client, paper):
    for words in ("One.\n\nTwo.", "One.\n\nThree."):
        assert bring(client, text=words).status_code == 302
    said = text(client.get(reverse("bring-in", args=["readout"])))
    assert "Frozen as version 2: 2 paragraphs" in said and "Version 1" in said
    assert "the text in force already" in text(bring(client, text="One.\n\nThree."))
    assert [b.sha256 == Body.digest(b.text) for b in paper.bodies.all()] == [True, True]


def test_the_original_file_is_kept_and_comes_back_as_it_was(client, paper):
    content = docx("They met.")
    bring(client, file=SimpleUploadedFile('no"te.docx', content))
    row = Body.objects.get().original
    response = client.get(reverse("original", args=[row.pk]))
    assert response.content == content and "attachment" in response["Content-Disposition"]
    client.force_login(f.user())
    assert client.get(reverse("original", args=[row.pk])).status_code == 403


@pytest.mark.parametrize(
    "values, message",
    [
        ({}, "Paste the text or choose a file"),
        ({"text": "a\x00b"}, "NUL character"),
        ({"text": "x" * (MAX_TEXT + 1)}, "at most 2,000,000"),
        ({"text": "typed", "kind": "novel"}, "Select a valid choice"),
    ],
)
def test_refusals_stand_in_the_form_and_keep_what_was_typed(client, paper, values, message):
    response = bring(client, **values)
    assert response.status_code == 422 and message in text(response) and not Body.objects.exists()
    if values.get("text") == "typed":
        assert "typed" in text(response)


def test_a_fifty_megabyte_paste_gets_a_message(client, paper):
    response = bring(client, text="word " * 10_000_000)
    assert response.status_code == 422 and b"at most 2,000,000" in response.content


def test_an_exe_named_pdf(client, paper):
    upload = SimpleUploadedFile("readout.pdf", b"MZ\x90\x00\x03", content_type="application/pdf")
    assert "program, picture or archive by its content" in text(bring(client, file=upload))


def test_a_quote_that_a_new_version_lacks_says_so_and_is_not_moved(client, paper):
    f.codebook()
    bring(client, text="They discussed cables. Then they left.")
    start = "They discussed cables.".index("cables")
    judgement = Judgement(
        "raised", examined=[paper], passages=[Passage(paper, 1, start=start, end=start + 6)]
    )
    made = assess(paper.meeting, f.topic(), judgement, by=f.user("Analyst"))
    found = publish(made, by=f.user("Reviewer"))
    assert "not in the current version" not in text(client.get(found.get_absolute_url()))
    response = bring(client, text="They discussed wires. The word cable is elsewhere.")
    assert "1 quoted passage is not in this version" in text(client.get(response["Location"]))
    said = text(client.get(found.get_absolute_url()))
    assert "cables (not in the current version of the text)" in said
    evidence = Evidence.objects.get()
    assert (evidence.quote, evidence.body.version, evidence.start) == ("cables", 1, start)


def test_the_public_page_marks_the_quoted_words_only(client, paper):
    f.codebook()
    words = "Before all, they discussed <cables> and left."
    bring(client, text=f"First.\n\n{words}")
    start = f"First.\n\n{words}".index("<cables>")
    passage = Passage(paper, 2, start=start, end=start + 8)
    made = assess(
        paper.meeting,
        f.topic(),
        Judgement("raised", examined=[paper], passages=[passage]),
        by=f.user("Analyst"),
    )
    publish(made, by=f.user("Reviewer"))
    page = client.get(paper.get_absolute_url()).content.decode()
    assert "they discussed <mark>&lt;cables&gt;</mark> and left." in page and "<mark>First" not in page


def test_a_file_too_large_is_refused_unread_and_what_was_chosen_stays(client, paper, monkeypatch):
    upload = SimpleUploadedFile("readout.pdf", b"%PDF-" + b"x" * MAX_FILE)
    monkeypatch.setattr(TemporaryUploadedFile, "read", lambda *_args: pytest.fail("was read"))
    response = bring(client, kind="excerpt", completeness="part", file=upload)
    said = text(response)
    assert response.status_code == 422 and "at most 10,000,000 are taken" in said
    page = " ".join(response.content.decode().split())
    assert 'value="excerpt" selected' in page and 'value="part" selected' in page


@pytest.mark.parametrize(
    "content, said",
    [
        (pdf(""), "Run text recognition on it, or paste the text"),
        (b"\xff\xd8\xff\xe0 a photo", "Of a picture, bring in what text recognition makes of it"),
        (b"%PDF-1.4 damaged", "paste its text instead"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_do(client, paper, content, said):
    response = bring(client, file=SimpleUploadedFile("readout.pdf", content))
    assert response.status_code == 422 and said in text(response) and not Body.objects.exists()


def test_what_was_left_out_of_a_file_is_said_when_it_is_frozen(client, paper):
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>draft</w:t></w:r><w:r><w:t>They met.</w:t></w:r></w:p>"
    response = bring(client, file=SimpleUploadedFile("readout.docx", docx_of(hidden)))
    assert "Left out: text that is hidden in the Word file." in text(client.get(response["Location"]))
    assert Body.objects.get().text == "They met."
