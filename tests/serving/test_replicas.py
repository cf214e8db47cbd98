"""Readers' pages come from a replica that is level with the primary, and from the primary in every other case."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection

from agenda.serving.replicas import REST
from tests.support import factories as f
from tests.support.clusters import (
    Node,
    following_by_script,
    primary,
    replica_of,
    using_node,
    wait_until,
    wait_until_level,
)
from tests.support.servers import ROOT, asked, gunicorn

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no replicas"),
]
ONE_PROCESS = {"WEB_WORKERS": "1", "PAGE_CACHE_MB": "0"}
TOPICS = 'FROM "agenda_topic"'


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return tmp_path_factory.mktemp("nodes")


@pytest.fixture(scope="module")
def origin(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), primary() as node:
        with using_node(node):
            f.topic("Solar minerals", code="solar")
        yield node


@pytest.fixture(scope="module")
def follower(origin):
    with replica_of(origin) as node:
        wait_until_level(origin, node)
        yield node


@pytest.fixture(scope="module")
def site(origin, follower, directory):
    """The address of a site with both."""
    with gunicorn(directory, origin.url, DATABASE_REPLICA_URL=follower.url, **ONE_PROCESS) as url:
        yield url


def renamed(node: Node, name: str) -> None:
    node.ask(f"UPDATE agenda_topic SET name = '{name}' WHERE code = 'solar'")  # noqa: S608


def made_by(nodes: list[Node], url: str, **headers) -> tuple[str, list[Node]]:
    """The page of topics, and which of the servers were asked for topics to make it."""
    places = [node.place for node in nodes]
    status, body, _headers = asked(f"{url}/topics/", 30, **headers)
    assert status == 200, body
    return body.decode(), [
        node for node, place in zip(nodes, places, strict=True) if TOPICS in node.said_since(place)
    ]


def test_a_page_comes_from_the_replica_when_it_is_level_and_never_older_than_the_record(
    origin, follower, site
):
    nodes = [origin, follower]
    assert made_by(nodes, site)[1] == [follower]
    follower.ask("SELECT pg_wal_replay_pause()")
    for turn in range(2):
        renamed(origin, f"Lunar minerals {turn}")
        page, asked_for_topics = made_by(nodes, site)
        assert f"Lunar minerals {turn}" in page and asked_for_topics == [origin], "the replica is behind"
    follower.ask("SELECT pg_wal_replay_resume()")
    wait_until_level(origin, follower)
    page, asked_for_topics = made_by(nodes, site)
    assert "Lunar minerals 1" in page and asked_for_topics == [follower]


def test_whoever_has_an_account_and_whoever_writes_is_served_by_the_primary(origin, follower, site):
    assert made_by([origin, follower], site, Cookie="sessionid=anything")[1] == [origin]
    places = [origin.place, follower.place]
    asked(f"{site}/account/login/", 30, data=b"login=nobody&password=wrong")
    asked(f"{site}/corrections/new/", 30)
    assert "agenda" in origin.said_since(places[0]) and not follower.said_since(places[1])


def test_a_table_that_is_sent_while_it_is_made_comes_from_the_replica_whole(origin, follower, site):
    places = [origin.place, follower.place]
    for _over_the_same_connections in range(3):
        status, body, _headers = asked(f"{site}/topics.csv", 30)
        assert status == 200 and body.decode().count("\n") == 2
    assert TOPICS in follower.said_since(places[1]) and TOPICS not in origin.said_since(places[0])
    assert made_by([origin, follower], site)[1] == [follower], "the connections are as they were"


def test_a_search_waits_for_no_replica_whose_index_has_not_followed(origin, follower, site):
    with using_node(origin):
        f.topic("Zeolite mining", code="zeolite")
    wait_until_level(origin, follower)
    for _indexed_by_the_first in range(2):
        assert b"Zeolite" in asked(f"{site}/search/?q=zeolite", 30)[1]


@contextmanager
def dead_end():
    """The address of a machine that takes connections and never says anything, and how often it was asked."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        taken: list[socket.socket] = []

        def take():
            while True:
                try:
                    taken.append(listening.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"postgres://agenda@127.0.0.1:{listening.getsockname()[1]}/agenda", taken
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()
    for each in taken:
        each.close()


def test_a_replica_that_does_not_answer_is_let_rest_and_the_primary_answers(origin, directory):
    with (
        dead_end() as (silent, taken),
        gunicorn(directory, origin.url, DATABASE_REPLICA_URL=silent, **ONE_PROCESS) as url,
    ):
        assert made_by([origin], url)[1] == [origin]
        tried, began = len(taken), time.monotonic()
        for _time in range(12):
            assert made_by([origin], url)[1] == [origin]
        rests = (time.monotonic() - began) / REST
        assert tried and len(taken) - tried <= rests + 1, "it is not asked for every page"
        said = asked(f"{url}/readyz", 30)[1].decode()
        assert '"ready": true' in said and '"replica_1": "away"' in said


def test_of_two_replicas_the_one_that_is_level_answers(origin, follower, directory):
    gone = f"postgres://agenda@127.0.0.1:{_unused_port()}/agenda"
    with gunicorn(
        directory, origin.url, DATABASE_REPLICA_URL=f"{gone}, {follower.url}", **ONE_PROCESS
    ) as url:
        for _turn in range(4):
            assert made_by([origin, follower], url)[1] == [follower]


def _unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_when_the_primary_is_lost_readers_go_on_and_the_promoted_replica_is_written(
    directory, django_db_setup
):
    with primary() as origin, replica_of(origin) as follower:
        with using_node(origin):
            f.topic("Solar minerals", code="solar")
        wait_until_level(origin, follower)
        both = (
            f"postgres://agenda@127.0.0.1,127.0.0.1/agenda?port={origin.port},{follower.port}"
            "&target_session_attrs=read-write"
        )
        with gunicorn(directory, both, DATABASE_REPLICA_URL=follower.url, **ONE_PROCESS) as url:
            status, _body, headers = asked(f"{url}/topics.json", 30)
            assert status == 200
            follower.ask("SELECT pg_wal_replay_pause()")
            renamed(origin, "Seen by one reader only")
            newest = asked(f"{url}/topics.json", 30)[2]["ETag"]
            assert newest != headers["ETag"]
            origin.stop()
            assert asked(f"{url}/topics/", 30)[0] == 503, "the replica is behind what was shown already"
            follower.ask("SELECT pg_wal_replay_resume()")
            wait_until(lambda: asked(f"{url}/topics/", 30)[0] == 200, "the replica serves readers alone")
            assert "Seen by one reader only" in asked(f"{url}/topics/", 30)[1].decode()
            follower.promote()
            _written_through(both)
            renamed(follower, "Written after the loss")
            assert "Written after the loss" in asked(f"{url}/topics/", 30)[1].decode()


def _written_through(url: str) -> None:
    """A command that writes finds the server that takes writes among those that the address names."""
    env = os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "k8#z-Qw" * 10,
        "DJANGO_SETTINGS_MODULE": "agenda.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "rebuild_sums"], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_container_s_script_copies_the_primary_once_and_follows_it(origin, directory):
    with following_by_script(origin) as start:
        for _first_and_again in range(2):
            with start() as follower:
                renamed(origin, f"Renamed at {follower.place}")
                wait_until_level(origin, follower)


def test_a_replica_of_anything_but_postgresql_is_refused():
    env = os.environ | {
        "DATABASE_URL": "",
        "DATABASE_REPLICA_URL": "postgres://u@h/n",
        "SECRET_KEY": "k8#z-Qw" * 10,
    }
    done = subprocess.run(
        [sys.executable, "-c", "import agenda.settings"], cwd=ROOT, env=env, capture_output=True
    )
    assert b"PostgreSQL's replicas" in done.stderr
