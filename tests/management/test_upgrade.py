"""From 0.1.0 to here: a database as that version made it, with rows that it wrote, is migrated and works.

`releases/` was made with the code of 0.1.0; no later version writes into it. `0.1.0.*` hold a few rows, `0.1.0-record.*` the
record that it shipped with.
"""

import io
import lzma
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from agenda.models import (
    Actor,
    Assessment,
    Body,
    Claim,
    Dialogue,
    Document,
    Draft,
    Evidence,
    Finding,
    Meeting,
    Recommendation,
    Topic,
)
from agenda.rules.integrity import breaches
from scripts.with_postgres import find_binaries
from tests.support.databases import fresh
from tests.support.record import cells as cells_of_record
from tests.support.record import record_rows

STRICTER = {"documents_read_whole_show_it", "findings_keep_their_proof"}
"""Rules made since: 0.1.0 took an editor's word for a paper read whole. `check_record` names what to sign or withdraw."""
DUMPS = Path(__file__).parent / "releases"


@contextmanager
def restored(stem: str, tmp_path: Path):
    """Work on the database that the packed dump `stem` holds."""
    with fresh(tmp_path, "agenda_of_0_1_0") as address:
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).write_bytes(unpacked(f"{stem}.sqlite3"))
        else:
            psql = shutil.which("psql") or str(find_binaries() / "psql")
            fill = [psql, "--quiet", "--set=ON_ERROR_STOP=1", address]
            subprocess.run(
                fill, input=unpacked(f"{stem}.postgresql.sql"), check=True, stdout=subprocess.DEVNULL
            )
        yield


def unpacked(name: str) -> bytes:
    return lzma.decompress((DUMPS / f"{name}.xz").read_bytes())


@pytest.fixture
def old(django_db_setup, django_db_blocker, tmp_path):
    """A database of 0.1.0 with its rows."""
    with django_db_blocker.unblock(), restored("0.1.0", tmp_path):
        yield


@pytest.fixture
def first_edition(django_db_setup, django_db_blocker, tmp_path):
    """A database of 0.1.0 that holds the record's first edition, and what people did there; all of theirs says “Ours:”."""
    with django_db_blocker.unblock(), restored("0.1.0-record", tmp_path):
        yield


def test_a_site_of_0_1_0_is_upgraded_and_can_go_back(old, tmp_path):
    call_command("migrate", verbosity=0)
    assert {rule for rule, _sentence in breaches()} == STRICTER
    assert Meeting.objects.filter(slug__in=["talk-1", "talk-2", "talk-3"]).count() == 3
    outcomes = {(row.meeting.slug, row.topic.code): row.outcome for row in Finding.objects.published()}
    assert outcomes == {
        ("talk-1", "cables"): "raised",
        ("talk-1", "chips"): "not_raised",
        ("talk-2", "cables"): "not_raised",
    }
    assert (
        Assessment.objects.count() == Finding.objects.count() == 3
        and Recommendation.objects.get().code == "R-1"
    )
    assert Draft.objects.get().content["note"] == "half done"
    assert Body.objects.get().sha256 == Body.digest(Body.objects.get().text)
    client = Client()
    assert client.get("/readyz").json() == {"ready": True, "lacking": []}
    for address in (
        "/",
        "/dialogues/ns/",
        "/meetings/talk-1/",
        "/findings/talk-1/cables/",
        "/search/?q=cables",
        "/topics.csv",
    ):
        assert client.get(address).status_code == 200, address
    assert client.get("/meetings/talk-3/").status_code == 404, "what was hidden stays hidden"
    call_command("backup", str(tmp_path / "upgraded.backup"), verbosity=0)
    Document.objects.filter(slug="article").update(title="Changed since")
    with pytest.raises(CommandError, match=r"^Restored, but the record breaks 5 rules"):
        call_command("restore", str(tmp_path / "upgraded.backup"), "--replace", verbosity=0)
    assert Document.objects.get(slug="article").title == "What to raise"


def test_a_back_up_made_before_the_upgrade_brings_the_old_site_back_upgraded(old, tmp_path):
    """Going back means the old program and this file; this program takes it too, and migrates it."""
    file = tmp_path / "before.backup"
    call_command("backup", str(file), verbosity=0)
    call_command("migrate", verbosity=0)
    Document.objects.filter(slug="article").update(title="Changed since")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(file), verbosity=0)
    with pytest.raises(CommandError, match=r"^Restored, but the record breaks 5 rules"):
        call_command("restore", str(file), "--replace", verbosity=0)
    assert Document.objects.get(slug="article").title == "What to raise"
    assert {rule for rule, _sentence in breaches()} == STRICTER


def theirs() -> dict:
    """What the editor, the analyst and the reviewer of the first edition's site made or changed."""
    ours = {"meeting": Meeting.objects.get(slug="eppd-2020-11-20"), "topic": Topic.objects.get(code="economic-security"),
            "forum": Dialogue.objects.get(slug="quad"), "asked": Recommendation.objects.get(code="J22-01"),
            "added": Recommendation.objects.get(code="OURS-1"), "paper": Document.objects.get(slug="our-paper"),
            "tank": Actor.objects.get(slug="our-tank")}  # fmt: skip
    analyst = Assessment.objects.filter(assessed_by__username="ana").order_by("pk")
    passages = Evidence.objects.filter(examination__assessment__in=analyst).order_by("pk")
    decided = Finding.objects.filter(decided_by__username="rev").order_by("pk")
    return {
        "rows": {name: (row.pk, row.history.filter(history_user__username="ed").count()) for name, row in ours.items()},
        "words": [ours["meeting"].place, ours["meeting"].note, ours["topic"].includes, *ours["forum"].other_names,
                  ours["asked"].summary, ours["added"].summary, ours["paper"].title, ours["tank"].name],
        "forums": [row.slug for row in ours["added"].dialogues.all()],
        "judged": [*analyst.values_list("pk", "meeting__slug", "topic__code", "outcome", "note")],
        "passages": [*passages.values_list("pk", "examination__document__slug", "paragraph", "summary")],
        "decided": [*decided.values_list("pk", "meeting__slug", "topic__code", "outcome", "status", "reason")],
        "drafts": [*Draft.objects.values_list("meeting__slug", "topic__code", "analyst__username", "content")],
        "claims": Claim.objects.count(),
    }  # fmt: skip


def test_the_second_edition_is_loaded_over_the_first_and_nothing_that_people_did_there_is_lost(first_edition):
    call_command("migrate", verbosity=0)
    before, findings = theirs(), set(Finding.objects.values_list("pk", flat=True))
    assert all(word.startswith("Ours: ") for word in before["words"]) and all(
        n for _pk, n in before["rows"].values()
    )
    assert (
        len(before["judged"]) == len(before["decided"]) == 2
        and len(before["drafts"]) == len(before["passages"]) == 1
    )
    out = io.StringIO()
    call_command("load_record", stdout=out)
    assert theirs() == before
    assert findings < set(Finding.objects.values_list("pk", flat=True)), (
        "findings of the first edition keep their address"
    )
    said = [line for line in out.getvalue().splitlines() if line.startswith("kept: ")]
    assert [line for line in said if "quad-2021-02-18 × advanced-rd: decided here by rev" in line]
    assert [line for line in said if "quad-2021-02-18 × biotechnology: withdrawn here by rev" in line]
    assert len(said) == 5 and not list(breaches())
    _the_second_edition_is_there(
        Finding.objects.filter(decided_by__username="rev").values_list("pk", flat=True)
    )
    again = io.StringIO()
    call_command("load_record", stdout=again)
    rows = [line.split() for line in again.getvalue().splitlines() if re.fullmatch(r"\w+( +\d+){4}", line)]
    assert rows and all((created, updated) == ("0", "0") for _noun, created, updated, *_rest in rows)
    assert theirs() == before


def _the_second_edition_is_there(ours) -> None:
    """Every meeting and every cell of the files is on record, as the files have it or as people here decided."""
    assert {row["slug"] for row in record_rows("meetings")} == set(
        Meeting.objects.values_list("slug", flat=True)
    )
    decided = dict(Finding.objects.current().values_list("pk", "outcome"))
    cells = {(row["meeting"], row["topic"]): row["outcome"] for row in cells_of_record()}
    kept = 0
    for finding in Finding.objects.current().select_related("meeting", "topic"):
        is_ours = finding.pk in set(ours)
        kept += is_ours
        cell = (finding.meeting.slug, finding.topic.code)
        assert is_ours or decided[finding.pk] == cells[cell], cell
    assert len(decided) == len(cells) and kept == 2
