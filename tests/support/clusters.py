"""PostgreSQL as several machines have it: a primary with a streaming replica, and pgbouncer before it, from local binaries."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connection, connections

from .servers import ROOT, free_port

sys.path.append(str(ROOT / "scripts"))
from with_postgres import as_unprivileged, binaries

WAIT = 60  # seconds that a replica may take to follow on a busy machine
PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
DATABASE = "agenda"
QUICK = (
    "fsync=off",
    "synchronous_commit=on",
    "full_page_writes=off",
    "max_connections=60",
    "wal_level=replica",
    "shared_buffers=32MB",
)


@dataclass
class Node:
    """A server of PostgreSQL with a directory and a port of its own; every statement it is told is in its log."""

    directory: Path
    port: int
    options: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.directory / "data"

    @property
    def log(self) -> Path:
        return self.directory / "log"

    @property
    def url(self) -> str:
        return f"postgres://agenda@127.0.0.1:{self.port}/{DATABASE}"

    def run(self, program: str, *words: str) -> None:
        command = as_unprivileged([str(binaries() / program), *words], self.directory)
        done = subprocess.run(
            command, cwd=self.directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        assert not done.returncode, done.stdout.decode()

    def start(self) -> None:
        settings = [*QUICK, "log_statement=all", "log_line_prefix='%d '", *self.options]
        told = f"-p {self.port} -k {self.directory} -h 127.0.0.1 " + " ".join(
            f"-c {each}" for each in settings
        )
        self.log.touch()
        shutil.chown(self.log, self.directory.owner())
        self.run_detached(
            "pg_ctl", "-D", str(self.data), "-w", "-t", str(WAIT), "-l", str(self.log), "-o", told, "start"
        )

    def run_detached(self, program: str, *words: str) -> None:
        """As `run`; what goes on in the background keeps no pipe of ours open."""
        command = as_unprivileged([str(binaries() / program), *words], self.directory)
        done = subprocess.run(
            command, cwd=self.directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        assert not done.returncode, (program, words, self.log.read_text()[-1_000:])

    def stop(self) -> None:
        """At once, as when its machine loses power."""
        if (self.data / "postmaster.pid").exists():
            self.run_detached("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")

    def promote(self) -> None:
        self.run_detached("pg_ctl", "-D", str(self.data), "-w", "-t", str(WAIT), "promote")

    def ask(self, sql: str):
        """The first value of the answer, None of a statement without one."""
        with psycopg.connect(self.url, autocommit=True) as asking:
            cursor = asking.execute(sql)
            return (cursor.fetchone() or [None])[0] if cursor.description else None

    def said_since(self, place: int) -> str:
        """The statements of the program that came after a place of the log."""
        return self.log.read_bytes()[place:].decode(errors="replace")

    @property
    def place(self) -> int:
        return self.log.stat().st_size


@contextmanager
def primary():
    """A running server with a copy of this test run's database, which is empty."""
    with _node() as node:
        made = ("-U", "agenda", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        node.run("initdb", "-D", str(node.data), *made)
        node.start()
        node.run("createdb", "-h", "127.0.0.1", "-p", str(node.port), "-U", "agenda", DATABASE)
        _copy_database(node)
        yield node


@contextmanager
def replica_of(origin: Node):
    """A running server that follows another one."""
    with _node(options=("hot_standby=on", "hot_standby_feedback=on")) as node:
        source = ("-h", "127.0.0.1", "-p", str(origin.port), "-U", "agenda")
        node.run("pg_basebackup", *source, "-D", str(node.data), "-R", "--checkpoint=fast", "--no-sync")
        node.start()
        yield node


@contextmanager
def following_by_script(origin: Node):
    """A function that starts the replica as its container does, for a block."""
    with _node() as node:
        node.data.mkdir(mode=0o700)
        shutil.chown(node.data, node.directory.owner())
        told = {
            "PGDATA": str(node.data), "PRIMARY_HOST": "127.0.0.1", "PRIMARY_PORT": str(origin.port),
            "PATH": f"{binaries()}:{os.environ['PATH']}",
            "POSTGRES_OPTIONS": f"-p {node.port} -k {node.directory} -h 127.0.0.1 -c fsync=off",
        }  # fmt: skip
        script = ["bash", shutil.copy(ROOT / "deploy" / "postgres" / "replica.sh", node.directory)]

        @contextmanager
        def start():
            with node.log.open("ab") as log:
                command = as_unprivileged(
                    ["env", *(f"{name}={value}" for name, value in told.items()), *script], node.directory
                )
                process = subprocess.Popen(command, cwd=node.directory, stdout=log, stderr=subprocess.STDOUT)
            try:
                wait_until(lambda: _answers(node.url) or process.poll() is not None, "the replica answers")
                assert process.poll() is None, node.log.read_text()
                yield node
            finally:
                node.stop()
                process.wait()

        yield start


@contextmanager
def _node(**values):
    """A server in a directory of the account that may run it; stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="agenda-node-") as temporary:
        node = Node(Path(temporary), free_port(), **values)
        as_unprivileged([], node.directory)  # hands the directory over
        try:
            yield node
        finally:
            node.stop()


def _copy_database(node: Node) -> None:
    """The schema and rows of the test's own database, as pg_dump writes them."""
    values = connection.settings_dict
    env = os.environ | {"PGPASSWORD": values["PASSWORD"]}
    dump = [str(binaries() / "pg_dump"), "-h", values["HOST"], "-p", str(values["PORT"]), "-U", values["USER"], "--no-owner",
            values["NAME"]]  # fmt: skip
    restore = [str(binaries() / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(node.port), "-U", "agenda",
               DATABASE]  # fmt: skip
    dumped = subprocess.run(dump, env=env, capture_output=True, check=True)
    subprocess.run(restore, input=dumped.stdout, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def using_node(node: Node):
    """Let this process's models be those of the server."""
    values = connection.settings_dict
    before = {name: values[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    connections.close_all()
    values |= {"NAME": DATABASE, "HOST": "127.0.0.1", "PORT": node.port, "USER": "agenda", "PASSWORD": ""}
    try:
        yield
    finally:
        connections.close_all()
        values |= before


def wait_until(is_so, what: str) -> None:
    """Ask until it is so; fails after a long while."""
    end = time.monotonic() + WAIT
    while not is_so():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.05)


VERSION = "SELECT number || '-' || mark FROM agenda_recordversion"


def wait_until_level(origin: Node, follower: Node) -> None:
    wait_until(
        lambda: follower.ask(VERSION) == origin.ask(VERSION),
        "the replica has replayed what the primary wrote",
    )


@contextmanager
def pgbouncer(node: Node, pool: int = 2):
    """The repository's pgbouncer.ini before a server; yields the address of the database through it."""
    assert PGBOUNCER, "The pooler's test needs pgbouncer: run `make test`, or put one on PATH."
    with tempfile.TemporaryDirectory(prefix="agenda-pooler-") as temporary:
        place, port = Path(temporary), free_port()
        (place / "users.txt").write_text('"agenda" ""\n')
        (place / "pgbouncer.ini").write_text(_settings_of_pgbouncer(node, place, port, pool))
        command = as_unprivileged([PGBOUNCER, str(place / "pgbouncer.ini")], place)
        url = f"postgres://agenda@127.0.0.1:{port}/{DATABASE}"
        with (place / "log").open("w+b") as log:
            process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
            try:
                wait_until(lambda: _answers(url) or process.poll() is not None, "pgbouncer answers")
                assert process.poll() is None, (place / "log").read_text()
                yield url
            finally:
                process.terminate()
                process.wait()


def _settings_of_pgbouncer(node: Node, place: Path, port: int, pool: int) -> str:
    changed = {
        "host=database port=5432": f"host=127.0.0.1 port={node.port}", "listen_addr = *": "listen_addr = 127.0.0.1",
        "listen_port = 5432": f"listen_port = {port}", "auth_type = scram-sha-256": "auth_type = trust",
        "default_pool_size = 20": f"default_pool_size = {pool}", "query_wait_timeout = 5": "query_wait_timeout = 60",
        "/etc/pgbouncer/users.txt": str(place / "users.txt"),
    }  # fmt: skip
    words = (ROOT / "deploy" / "pgbouncer" / "pgbouncer.ini").read_text()
    for old, new in changed.items():
        assert old in words, old
        words = words.replace(old, new)
    return words


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True
