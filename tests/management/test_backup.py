"""The drill: a site is backed up while people work, lost, and restored; what is wrong is refused before anything is done."""

import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from agenda.management import backups
from agenda.models import Dialogue, Meeting, Topic
from agenda.rules.integrity import breaches
from tests.support import factories as f
from tests.support.databases import cloned, using
from tests.support.programs import unmeasured

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def site(record_database, django_db_blocker, settings, tmp_path):
    """A copy of the real record that may be lost, and a release."""
    settings.RELEASES_DIR = tmp_path / "releases"
    (settings.RELEASES_DIR / "v1").mkdir(parents=True)
    (settings.RELEASES_DIR / "v1" / "SHA256SUMS").write_text("as it was")
    with django_db_blocker.unblock(), using(record_database[0]), cloned("backup") as name, using(name):
        yield


def told(command, *arguments) -> str:
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_site_is_backed_up_under_load_lost_and_restored(site, tmp_path, settings):
    stop = threading.Event()

    def edit():
        number = 0
        while not stop.is_set():
            number += 1
            Dialogue.objects.create(slug=f"load-{number}", name="x", short_name=f"{number}", kind="bilateral",
                                    level="mixed", status="active")  # fmt: skip
        connections.close_all()

    meetings, topics = Meeting.objects.count(), Topic.objects.count()
    writer = threading.Thread(target=edit)
    writer.start()
    try:
        said = told("backup", tmp_path / "site.backup")
    finally:
        stop.set()
        writer.join()
    assert "each read again and unharmed" in said
    assert oct((tmp_path / "site.backup").stat().st_mode)[-3:] == "600"
    load = Dialogue.objects.filter(slug__startswith="load-").count()
    Meeting.objects.filter(documents=None, findings=None).delete()
    Dialogue.objects.filter(slug__startswith="load-").delete()
    Topic.objects.update(definition="lost")
    (settings.RELEASES_DIR / "v1" / "SHA256SUMS").unlink()
    with pytest.raises(CommandError, match="not empty"):
        told("restore", tmp_path / "site.backup")
    said = told("restore", tmp_path / "site.backup", "--replace")
    assert "the record keeps every rule" in said and list(breaches()) == []
    assert (Meeting.objects.count(), Topic.objects.count()) == (meetings, topics)
    assert not Topic.objects.filter(definition="lost").exists()
    assert Dialogue.objects.filter(slug__startswith="load-").count() <= load
    assert (settings.RELEASES_DIR / "v1" / "SHA256SUMS").read_text() == "as it was"


def changed(file: Path, name: str, change) -> Path:
    """A copy of the back-up with one part rewritten."""
    target = file.with_suffix(".changed")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return target


def manifest(**values):
    return lambda content: json.dumps(json.loads(content) | values).encode()


def test_what_cannot_be_restored_is_refused_in_words(site, tmp_path):
    file = tmp_path / "site.backup"
    told("backup", file)
    with pytest.raises(CommandError, match="is there already"):
        told("backup", file)
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    cases = {
        "checksum differs": (backups.DATABASE, lambda content: content[:-1] + b"x"),
        "A newer version of the program": (backups.MANIFEST, manifest(migrations=["agenda.9999_later"])),
        "another form": (backups.MANIFEST, manifest(format=2)),
        f"The back-up is of {other}": (backups.MANIFEST, manifest(vendor=other)),
        "no back-up": (backups.MANIFEST, lambda content: b"{"),
    }
    before = Topic.objects.count()
    for sentence, (name, change) in cases.items():
        with pytest.raises(CommandError, match=f"{sentence}.*Nothing was changed"):
            told("restore", changed(file, name, change), "--replace")
    (tmp_path / "x").write_bytes(b"PK no")
    with pytest.raises(CommandError, match="no back-up"):
        told("restore", tmp_path / "x", "--replace")
    assert Topic.objects.count() == before


def test_of_two_that_migrate_at_once_one_does(django_db_blocker, tmp_path):
    """On a database that is empty, as when two containers start together for the first time."""
    environment = unmeasured() | {"SECRET_KEY": "k8#z-Qw" * 10, "DJANGO_SETTINGS_MODULE": "agenda.settings"}
    if connection.vendor == "sqlite":
        environment["DATABASE_URL"] = f"sqlite:///{tmp_path}/empty.sqlite3"
    else:
        address = os.environ["DATABASE_URL"]
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS agenda_two")
            cursor.execute("CREATE DATABASE agenda_two")
        environment["DATABASE_URL"] = address.rpartition("/")[0] + "/agenda_two"
    command = [sys.executable, "manage.py", "migrate"]
    both = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for _number in range(2)
    ]
    said = [process.communicate(timeout=300)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("No migrations to apply" in text for text in said) == [False, True], said
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DROP DATABASE agenda_two")


@pytest.mark.django_db
def test_tidying_deletes_what_nobody_finished_and_nothing_else():
    from datetime import timedelta

    from django.utils import timezone

    from agenda.models import Import

    who, long_ago = f.user("Editor"), timezone.now() - timedelta(days=30)
    kept = [Import.objects.create(kind="actors", made_by=who) for _number in range(2)]
    old = Import.objects.create(kind="actors", made_by=who)
    Import.objects.filter(pk__in=[old.pk, kept[1].pk]).update(made_at=long_ago)
    Import.objects.filter(pk=kept[1].pk).update(written_at=long_ago)
    assert "1 unfinished imports" in told("tidy")
    assert set(Import.objects.all()) == set(kept)
