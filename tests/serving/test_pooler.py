"""Everything works behind pgbouncer, which lends each transaction any of its connections: nothing is kept in a session."""

import os
import subprocess
import sys
import threading

import psycopg
import pytest
from django.db import connection

from agenda.serving.databases import databases
from tests.support.clusters import pgbouncer, primary
from tests.support.servers import ROOT, asked, gunicorn

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no pooler"),
]
READERS, TURNS = 6, 5


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return tmp_path_factory.mktemp("pooled")


@pytest.fixture(scope="module")
def node(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), primary() as node:
        yield node


@pytest.fixture(scope="module")
def pooled(node):
    """The address of the database through a pooler of two connections."""
    with pgbouncer(node) as url:
        yield url


def manage(url: str, *words: str) -> str:
    env = os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "k8#z-Qw" * 10,
        "DJANGO_SETTINGS_MODULE": "agenda.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_commands_and_readers_share_a_pool_of_two_connections(node, pooled, directory):
    manage(pooled, "migrate", "--verbosity", "0")
    assert node.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0, "its lock is gone"
    manage(pooled, "make_world", "--scale", "XS", "--no-check", "--verbosity", "0")
    stored = node.ask("SELECT count(*) FROM agenda_finding")
    with gunicorn(directory, pooled, WEB_WORKERS="1", WEB_THREADS=str(READERS), PAGE_CACHE_MB="0") as url:
        found: list[tuple[str, int, bytes]] = []

        def read(turn: int):
            for n in range(TURNS):
                address = ("/findings.csv", "/topics/", "/search/?q=supply")[(turn + n) % 3]
                status, body, _headers = asked(f"{url}{address}", 60)
                found.append((address, status, body))

        threads = [threading.Thread(target=read, args=[turn]) for turn in range(READERS)]
        for thread in threads:
            thread.start()
        checked = manage(pooled, "check_record", "--verbosity", "0")
        for thread in threads:
            thread.join()
        assert len(found) == READERS * TURNS and {status for _address, status, _body in found} == {200}
        tables = {body for address, _status, body in found if address == "/findings.csv"}
        assert len(tables) == 1 and tables.pop().count(b"\r\n") == stored + 1
        assert ", 0 breach" in checked
        node.ask("UPDATE agenda_topic SET name = 'Published just now' WHERE id = 1")
        assert b"Published just now" in asked(f"{url}/topics/", 60)[1]


def test_no_statement_is_compiled_with_or_without_a_pooler(pooled):
    with psycopg.connect(pooled) as lent, connection.cursor() as own:
        own.execute("SHOW jit")
        assert own.fetchone() == lent.execute("SHOW jit").fetchone() == ("off",)


def test_a_pooler_that_takes_no_start_up_parameters_is_asked_for_none(pooled):
    by_rule, without = (
        databases(f"{pooled}{said}", [f"{pooled}{said}"], ROOT) for said in ("", "?options=none")
    )
    assert all("options" in each["OPTIONS"] for each in by_rule.values())
    assert all("options" not in each["OPTIONS"] for each in without.values())
