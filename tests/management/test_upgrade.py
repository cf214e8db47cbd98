"""From 0.1.0 to here: a database as that version made it, with rows that it wrote, is migrated and works.

`releases/0.1.0.*` were made with the code of 0.1.0; no later version writes into them.
"""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client

from agenda.models import Assessment, Body, Document, Draft, Finding, Meeting, Recommendation
from agenda.rules.integrity import breaches
from scripts.with_postgres import find_binaries
from tests.support.databases import using

STRICTER = {"documents_read_whole_show_it", "findings_keep_their_proof"}
"""Rules made since: 0.1.0 took an editor's word for a paper read whole. `check_record` names what to sign or withdraw."""
DUMPS = Path(__file__).parent / "releases"


@pytest.fixture
def old(django_db_setup, django_db_blocker, tmp_path):
    """A database of 0.1.0 with its rows."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            file = tmp_path / "old.sqlite3"
            file.write_bytes(gzip.decompress((DUMPS / "0.1.0.sqlite3.gz").read_bytes()))
            with using(str(file)):
                yield
            return
        name = "agenda_of_0_1_0"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        address = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
        psql = shutil.which("psql") or str(find_binaries() / "psql")
        fill = [psql, "--quiet", "--set=ON_ERROR_STOP=1", f"--file={DUMPS / '0.1.0.postgresql.sql'}", address]
        subprocess.run(fill, check=True, stdout=subprocess.DEVNULL)
        try:
            with using(name):
                yield
        finally:
            connections.close_all()
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name}")


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
