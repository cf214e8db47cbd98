"""Releases: reproducible, complete, readable by others' programs, with what changed since the one before."""

import csv
import hashlib
import json
import shutil
import sqlite3

import pytest
from django.core.management import CommandError, call_command

from agenda.catalogue import TABLES
from agenda.exports.release import releases, write_release
from agenda.models import Finding
from tests.support import factories as f
from tests.support.data import QUESTIONS, body
from tests.support.pages import text

BASE = "https://agenda.example.org/"
FILES = {"CHANGES.md", "CITATION.cff", "SHA256SUMS", "agenda.sqlite", "annotations.jsonld", "changes.json", "codebook.jsonld",
         "codebook.ttl", "datapackage.json", "events.json", "package.zip"}  # fmt: skip

RELEASED = set(TABLES) - set(QUESTIONS) | {"coverage"}


@pytest.fixture
def cell(db):
    f.codebook()
    forum = f.dialogue(slug="ns", short_name="NS")
    meeting = f.meeting(forum, "2022-05", slug="talk", title="=Talk()", place="Oslo")
    wide = f.topic("Wide", code="wide")
    topic = f.topic(
        'Cables "and" wires', code="cables", name_ja="海底", aliases=["wires", "wires"], parent=wide
    )
    f.recommendation(topic, forum, on="2021-03", code="R-1")
    f.meeting(forum, slug="zqx", is_published=False)
    f.finding(meeting, topic, "not_raised")
    return meeting, topic


def make(root):
    return write_release(root, BASE)


def test_the_same_record_gives_the_same_bytes(cell, tmp_path):
    first, second = make(tmp_path / "a"), make(tmp_path / "b")
    assert first.version == second.version
    files = {path.relative_to(first.directory) for path in first.directory.rglob("*") if path.is_file()}
    assert {str(path) for path in files} == FILES | {f"data/{name}.csv" for name in RELEASED}
    for path in files:
        assert (first.directory / path).read_bytes() == (second.directory / path).read_bytes(), path
    again = make(tmp_path / "a")
    assert not again.is_new and again.version == first.version and len(releases(tmp_path / "a")) == 1
    assert not list((tmp_path / "a").glob(".making-*"))


def test_checksums_and_package_tell_the_truth(cell, tmp_path):
    made = make(tmp_path)
    sums = dict(
        reversed(line.split("  ")) for line in (made.directory / "SHA256SUMS").read_text().splitlines()
    )
    assert set(sums) == (FILES - {"SHA256SUMS"}) | {f"data/{name}.csv" for name in RELEASED}
    for name, digest in sums.items():
        assert hashlib.sha256((made.directory / name).read_bytes()).hexdigest() == digest
    package = json.loads((made.directory / "datapackage.json").read_text())
    assert package["version"] == made.version and package["licenses"][0]["name"]
    for resource in package["resources"]:
        path = made.directory / resource["path"]
        assert (
            resource["bytes"] == path.stat().st_size
            and resource["hash"] == f"sha256:{sums[resource['path']]}"
        )
        with path.open(newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [field["name"] for field in resource["schema"]["fields"]]
        assert made.counts[resource["name"]] == len(rows)
    everything = b"".join(path.read_bytes() for path in made.directory.rglob("*") if path.is_file())
    assert b"zqx" not in everything


def test_addresses_are_whole_and_an_absence_says_its_reach(cell, tmp_path):
    made = write_release(tmp_path, f"{BASE}under/")
    with (made.directory / "data" / "findings.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (
        row["url"] == f"{BASE}under/findings/talk/cables/"
        and row["reach"] in ("all", "part")
        and row["reach_words"]
    )
    with (made.directory / "data" / "coverage.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["dialogue"], row["meetings_held"], row["url"]) == ("ns", "1", f"{BASE}under/dialogues/ns/")
    with sqlite3.connect(made.directory / "agenda.sqlite") as database:
        assert database.execute("SELECT url FROM meetings").fetchall() == [(f"{BASE}under/meetings/talk/",)]
    database.close()


def test_the_sqlite_file_holds_the_same_tables(cell, tmp_path):
    made = make(tmp_path)
    with sqlite3.connect(made.directory / "agenda.sqlite") as database:
        assert database.execute("SELECT title, held_on FROM meetings").fetchall() == [("=Talk()", "2022-05")]
        assert database.execute("SELECT N, strict_rate FROM topics WHERE code = 'cables'").fetchall() == [
            (1, None)
        ]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_codebook_evidence_and_meetings_in_their_standards(cell, tmp_path):
    meeting, topic = cell
    found = f.finding(meeting, topic, "raised", summary="They spoke of it.")
    made = make(tmp_path)
    turtle = (made.directory / "codebook.ttl").read_text()
    assert r'skos:prefLabel "Cables \"and\" wires"@en' in turtle and 'skos:prefLabel "海底"@ja' in turtle
    assert f"skos:broader <{BASE}topics/wide/>" in turtle and turtle.count('skos:altLabel "wires"@en') == 1
    graph = json.loads((made.directory / "codebook.jsonld").read_text())["@graph"]
    assert [node["@id"] for node in graph[1:]] == [f"{BASE}topics/cables/", f"{BASE}topics/wide/"]
    (annotation,) = json.loads((made.directory / "annotations.jsonld").read_text())
    assert annotation["target"]["selector"] == [{"type": "FragmentSelector", "value": "p1"}]
    assert (
        annotation["id"].startswith(f"{BASE}findings/{found.meeting.slug}/{found.topic.code}/#evidence-")
        and annotation["type"] == "Annotation"
    )
    assert [body["value"] for body in annotation["body"] if "value" in body] == [
        "raised",
        "They spoke of it.",
    ]
    (event,) = json.loads((made.directory / "events.json").read_text())
    assert (
        event["id"].startswith("ocd-event/")
        and event["start_date"] == "2022-05"
        and event["status"] == "passed"
    )
    assert event["location"]["name"] == "Oslo"
    assert f'version: "{made.version}"' in (made.directory / "CITATION.cff").read_text()


def test_the_change_list_says_which_verdicts_changed_and_why(cell, tmp_path):
    meeting, topic = cell
    first = make(tmp_path)
    assert first.changes == [] and "first release" in (first.directory / "CHANGES.md").read_text()
    reviewer = f.user("Reviewer")
    from agenda.actions import publish

    publish(f.assessment(meeting, topic, "raised"), by=reviewer, reason="A second\nreadout")
    f.finding(meeting, f.topic("New", code="new"), "not_determinable")
    second = make(tmp_path)
    assert second.version != first.version
    assert [(c["topic"], c["was"], c["now"], c["reason"]) for c in second.changes] == [
        ("cables", "not_raised", "raised", "A second\nreadout"), ("new", "", "not_determinable", "")]  # fmt: skip
    said = (second.directory / "CHANGES.md").read_text()
    assert "- cables at talk: not_raised → raised: A second readout" in said and first.version in said
    assert Finding.objects.published().count() == second.counts["findings"]
    assert [path.name for path in releases(tmp_path)] == [second.version, first.version]


def test_the_command_and_the_downloads_page(cell, tmp_path, client, settings, capsys):
    settings.RELEASES_DIR = tmp_path / "releases"
    assert "No release has been made yet" in text(client.get("/downloads/"))
    call_command("release", base=BASE)
    assert "1 findings" in capsys.readouterr().out
    (release,) = releases(settings.RELEASES_DIR)
    said = text(client.get("/downloads/"))
    assert release.name in said and "data/findings.csv" in said and "Frictionless Data Package" in said
    response = client.get(f"/downloads/{release.name}/data/findings.csv")
    assert body(response) == (release / "data" / "findings.csv").read_bytes()
    secret = settings.RELEASES_DIR / "secret.txt"
    secret.write_text("secret")
    shutil.copy(secret, release / "unlisted.txt")
    for name in ("../secret.txt", "unlisted.txt", "data/../../secret.txt", "/etc/passwd", "nix"):
        assert client.get(f"/downloads/{release.name}/{name}").status_code == 404, name
    assert client.get("/downloads/../SHA256SUMS").status_code == 404
    with pytest.raises(CommandError, match="must be an address"):
        call_command("release", base="agenda.example.org")


def test_an_empty_record_can_be_released(db, tmp_path):
    made = make(tmp_path)
    assert set(made.counts.values()) == {0} and (made.directory / "agenda.sqlite").exists()
