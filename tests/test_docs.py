"""What README, CONTRIBUTING and docs/ say of the repository is true."""

import json
import re
import tomllib

import pytest

from tests.support.record import FIXTURES

ROOT = FIXTURES.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PLACE = re.compile(r"`((?:agenda|templates|tests|docs|scripts|locale|fixtures)/[\w./-]*)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    assert not [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/design.md"])
def test_every_place_on_the_map_exists(name):
    places = PLACE.findall((ROOT / name).read_text())
    assert places and not [place for place in places if not (ROOT / place).exists()]


def test_every_promise_of_security_names_the_tests_that_hold_it():
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", (ROOT / "docs" / "security.md").read_text(), re.MULTILINE)[
        2:
    ]
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert len(rows) > 20
    for promise, held_by in rows:
        tests, made = re.findall(r"`(tests/[\w./]+)`", held_by), re.findall(r"`make ([a-z-]+)`", held_by)
        assert tests or made, promise
        assert not [name for name in tests if not (ROOT / name).exists()], promise
        assert not set(made) - set(targets), promise


def test_every_room_is_on_the_map():
    maps = (ROOT / "README.md").read_text(), (ROOT / "docs" / "design.md").read_text()
    rooms = {path.parent.name for path in (ROOT / "agenda").glob("*/__init__.py")} - {"migrations"}
    missing = [room for room in rooms if not all(re.search(rf"\b{room}\b", text) for text in maps)]
    assert not missing


def test_the_size_of_the_record_is_counted():
    def rows(noun):
        return json.loads((FIXTURES / f"{noun}.json").read_text())

    official = [row for row in rows("documents") if row["is_official"]]
    sizes = [len(rows("dialogues")), len(rows("meetings")), len(official), len(rows("topics")),
             len(rows("recommendations")), len(rows("findings"))]  # fmt: skip
    words = (ROOT / "README.md").read_text().partition("It ships with a real record:")[2].partition(".")[0]
    assert [
        int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", words.replace("since 2019", ""))
    ] == sizes


def test_the_version_has_its_section_in_the_changelog():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert re.search(
        rf"^## {re.escape(version)}, \d{{4}}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(), re.M
    )
