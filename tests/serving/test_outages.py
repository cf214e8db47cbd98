"""A database that is gone or read-only: what readers and writers are told, and that the site comes back by itself."""

import os
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client

from agenda.models import Dialogue, Topic
from agenda.serving.outages import Outage, name_to_open, outage_of
from tests.support import factories as f
from tests.support.databases import cloned, using
from tests.support.pages import text

PAGES = (
    "/",
    "/topics/",
    "/meetings.json",
    "/topics.csv",
    "/search/?q=cables",
    "/account/login/",
    "/nothing/",
)


@pytest.fixture
def site(record_database, django_db_blocker):
    """A client beside a copy of the real record, for tests that take the database away."""
    with django_db_blocker.unblock(), using(record_database[0]), cloned("outage") as name, using(name):
        yield Client(raise_request_exception=False)


@pytest.fixture
def gone():
    """A database that is not there: a file that is missing, a name that no server knows."""
    name = "/nowhere/at/all.sqlite3" if connection.vendor == "sqlite" else "agenda_of_nobody"
    return using(name)


def test_pages_say_that_the_database_is_gone_and_come_back(site, gone):
    with gone:
        for address in PAGES[:-2]:
            answer = site.get(address)
            assert answer.status_code == 503 and answer["Retry-After"] == "10", address
            assert answer["Cache-Control"] == "no-store", address
            assert "cannot be reached right now" in answer.content.decode(), address
            assert "sqlite" not in answer.content.decode().lower(), address
        said = text(site.post("/account/login/", {"login": "x", "password": "x"}))
        assert "What you sent may not be stored" in said
        assert site.get("/healthz").content == b"ok"
        assert site.get("/readyz").status_code == 503
    assert [site.get(address).status_code for address in PAGES] == [200] * (len(PAGES) - 1) + [404]


def test_a_program_gets_a_problem_document(site, gone):
    with gone:
        answer = site.get("/topics.json")
    assert answer["Content-Type"] == "application/problem+json" and answer.json()["status"] == 503


@pytest.fixture
def read_only(site, settings):
    """The same database, in which nothing can be written."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        with using(f"file:{values['NAME']}?mode=ro"):
            yield site
        return
    options = values["OPTIONS"]
    connections.close_all()
    values["OPTIONS"] = options | {"options": "-c default_transaction_read_only=on"}
    yield site
    connections.close_all()
    values["OPTIONS"] = options


def test_a_read_only_database_answers_readers_and_tells_writers_why(site, request, monkeypatch):
    editor = f.user("Editor")
    site.force_login(editor)
    site = request.getfixturevalue("read_only")
    monkeypatch.setattr("agenda.serving.outages.name_to_open", lambda path: connection.settings_dict["NAME"])
    topics = Topic.objects.count()
    assert [site.get(address).status_code for address in PAGES[:5]] == [200] * 5
    assert site.get("/desk/import/").status_code == 200
    values = {"slug": "new", "name": "New", "kind": "state", "token": "0"}
    for address, data in (("/admin/agenda/actor/add/", values), ("/admin/logout/", {})):
        answer = site.post(address, data)
        assert answer.status_code == 503, address
        assert "can be read, but not changed right now: its database is read-only" in text(answer)
    assert Topic.objects.count() == topics


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite is a file")
def test_a_file_that_is_moved_away_is_not_written_into(site):
    name = Path(connection.settings_dict["NAME"])
    assert site.get("/topics/").status_code == 200
    away = name.with_name("moved-away.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.rename(name, away)
    try:
        assert site.get("/topics/").status_code == 503
        assert not name.exists(), "no empty file was made in its place"
    finally:
        os.rename(away, name)
    assert site.get("/topics/").status_code == 200


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite is a file")
def test_a_directory_that_cannot_be_written_is_read(site, monkeypatch):
    name = Path(connection.settings_dict["NAME"])
    connections.close_all()
    for rest in ("-wal", "-shm"):
        name.with_name(name.name + rest).unlink(missing_ok=True)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert name_to_open(name).endswith("?immutable=1")
    assert site.get("/topics/").status_code == 200
    assert connection.settings_dict["NAME"].endswith("?immutable=1")
    with pytest.raises(OperationalError) as refused:
        Dialogue.objects.update(note="x")
    assert outage_of(refused.value) is Outage.READ_ONLY
    monkeypatch.undo()
    assert site.get("/topics/").status_code == 200 and connection.settings_dict["NAME"] == str(name)


@pytest.mark.django_db  # one test of a file must say so, or pytest-django makes no database
def test_other_errors_of_the_database_are_our_mistakes():
    assert outage_of(ValueError("x")) is None
    assert outage_of(OperationalError()) is Outage.GONE
