"""Nothing unpublished is seen: a canary word in every hidden row, looked for on every page and in every file."""

import pytest

from agenda.exports.release import write_release
from agenda.models import Document, Finding
from tests.support import factories as f
from tests.support.canary import ANSWER, WORD, plant, plant_names, unplanted_relations
from tests.support.pages import crawl, text, words_of

ASKED = ["/topics/?q=zqx", "/meetings/?q=zqx", "/documents/?q=zqx", "/recommendations/?q=zqx",
         "/search/suggestions/?q=zqx", "/feed/findings/?forum=ns", "/missed/?forum=ns", "/divergence/?forum=ns",
         "/elsewhere/?forum=ns", "/compare/?forum=ns&forum=other", "/dialogues/ns/brief/?on=2030-01-01",
         "/topics/?forum=ns", "/recommendations/?forum=ns", "/documents/?forum=ns",
         "/documents.csv?q=zqx", "/documents/ghost-talk-1/?cite=txt", "/findings/talk-1/ghosts/?cite=json",
         "/documents/?publisher=zqxcanary-a", "/search/?q=zqx"]  # fmt: skip
"""What no link of a page leads to."""


@pytest.fixture
def planted(small_record):
    plant()
    plant_names()


def telling(pages) -> list[str]:
    """The addresses whose answer holds the word, but for what was asked itself."""
    echoes = ('value="zqx"', "q=zqx", "publisher=zqxcanary-a", "“zqxcanary-a”")
    seen = []
    for address, answer in pages.items():
        words = words_of(answer)
        for echo in echoes if "?" in address else ():
            words = words.replace(echo, "")
        if WORD in words:
            seen.append(address)
    return seen


def test_no_page_shows_a_canary(planted, client):
    pages = crawl(client) | {address: client.get(address) for address in ASKED}
    assert not telling(pages)
    assert "/documents/ghost-talk-1/" in pages and "/findings/talk-1/ghosts.json" in pages
    answered = {a for a, r in pages.items() if ANSWER in words_of(r)}
    assert {
        "/meetings/talk-1/",
        "/findings/talk-2/cables/",
        "/documents/p-own/",
        "/meetings/talk-1.json",
    } <= answered
    for address in (f"/meetings/{WORD}-m2/", f"/findings/talk-1/{WORD}-t/", f"/documents/{WORD}-p1/"):
        assert WORD not in text(client.get(f"/corrections/new/?about={address}"))
        assert client.post("/corrections/new/", {"about": address, "text": "Wrong."}).status_code == 422
    for address in (f"/dialogues/{WORD}-d/", f"/meetings/{WORD}-m1/", f"/meetings/{WORD}-m2/", f"/topics/{WORD}-t/",
                    f"/documents/{WORD}-p1/", f"/documents/{WORD}-p2/", f"/actors/{WORD}-a/",
                    "/actors/merged-actor/", "/topics/merged-topic/", "/documents/merged-document/"):  # fmt: skip
        assert client.get(address).status_code == 404


def test_whoever_signs_in_reads_the_same_public_pages(planted, client):
    client.force_login(f.user(is_superuser=True))
    assert not telling(crawl(client, sample=True) | {address: client.get(address) for address in ASKED})


def test_every_relation_to_a_hidden_row_is_planted(planted):
    """A new relation needs a row in tests/support/canary.py that names somebody hidden."""
    assert unplanted_relations() == []


def test_no_release_holds_a_canary(planted, tmp_path):
    release = write_release(tmp_path, "https://agenda.example.org/")
    files = [path for path in release.directory.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if WORD.encode() in path.read_bytes()] == []


def test_hidden_names_find_nothing(planted, client):
    """A word that finds a row tells that the row has it."""
    ghostly = list(Document.objects.published().filter(publisher__slug=f"{WORD}-a"))
    assert ghostly
    for address in ("/documents/?q=zqxcanary", "/documents.json?q=zqxcanary", "/search/?q=zqxcanary"):
        answer = words_of(client.get(address))
        assert not [paper for paper in ghostly if paper.get_absolute_url() in answer], address


def counts(client):
    context = client.get("/").context
    return {address.partition("?")[0]: n for address, n, _label in context["counts"]}, context["tally"].total


def test_no_count_includes_hidden_rows(small_record, client):
    rows, cells = counts(client)
    plant()
    # A public recommendation that names a hidden forum stands on record without it.
    rows["/recommendations/"] += 1
    assert counts(client) == (rows, cells)


def test_hidden_findings_have_no_page(planted, client):
    hidden = Finding.objects.filter(assessment__note=WORD)
    assert hidden.count() == 3
    for finding in hidden:
        assert client.get(finding.get_absolute_url()).status_code == 404
