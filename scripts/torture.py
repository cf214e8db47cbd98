"""Kill writers and the database while they write, and look whether anything that was acknowledged is lost: `make torture`.

    python scripts/torture.py sqlite|postgres [--kills 300] [--server-kills 30] [--imports 100] [--cuts 10]

Writers are processes that save drafts, judge and publish, and bring tables in. They are killed by SIGKILL at any moment; so is
PostgreSQL, whole; the way to it is cut; the disk is filled; the database becomes read-only. Exit code 1 when something
acknowledged is not on record, or something is there in part.
"""

import argparse
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "torture-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
os.environ.setdefault("LOG_LEVEL", "CRITICAL")

from scripts.with_postgres import as_unprivileged, binaries, free_port  # noqa: E402


class Server:
    """A PostgreSQL of our own that keeps what it acknowledged, as in production, and can be killed whole."""

    def __init__(self, directory: Path):
        self.directory, self.place, self.port = directory, binaries(), free_port()
        self.data = directory / "data"
        initdb = [
            str(self.place / "initdb"),
            "-D",
            str(self.data),
            "-U",
            "agenda",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        subprocess.run(
            as_unprivileged(initdb, directory), cwd=directory, stdout=subprocess.DEVNULL, check=True
        )
        self.start()

    def _control(self, *arguments: str) -> None:
        command = [
            str(self.place / "pg_ctl"),
            "-D",
            str(self.data),
            "-w",
            "-l",
            str(self.directory / "log"),
            *arguments,
        ]
        subprocess.run(
            as_unprivileged(command, self.directory),
            cwd=self.directory,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def start(self) -> None:
        self._control("-o", f"-p {self.port} -k {self.directory} -h 127.0.0.1 -c max_connections=50", "start")

    def kill(self) -> None:
        """As when the power goes: every process of it at once."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
        ).stdout
        for each in [pid, *map(int, children.split())]:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        while subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False).returncode == 0:
            time.sleep(0.02)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        self._control("-m", "immediate", "stop")


class Relay:
    """The way to the database, in a process of its own that can be cut."""

    def __init__(self, target: int):
        self.target, self.port, self.pid = target, free_port(), 0
        self.restore()

    def restore(self) -> None:
        self.pid = os.fork()
        if self.pid == 0:
            try:
                _relay(self.port, self.target)
            finally:
                os._exit(0)
        for _try in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.02)

    def cut(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _relay(port: int, target: int) -> None:
    def pump(source, sink):
        with suppress(OSError):
            while came := source.recv(65_536):
                sink.sendall(came)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    with socket.create_server(("127.0.0.1", port)) as door:
        while True:
            client, _address = door.accept()
            with suppress(OSError):
                server = socket.create_connection(("127.0.0.1", target), timeout=5)
                server.settimeout(None)
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=pump, args=pair, daemon=True).start()


class Writer:
    """A process at one kind of work, and what it has said."""

    def __init__(self, kind: str, start: int, largest_file: int = 0):
        self.kind, self.said = kind, b""
        self.reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._be(start, writing, largest_file)
        os.close(writing)
        os.set_blocking(self.reading, False)

    def _be(self, start: int, writing: int, largest_file: int) -> None:
        try:
            os.close(self.reading)
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            if largest_file:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
            from scripts.torture_work import work

            work(self.kind, start, writing)
        finally:
            os._exit(1)

    def listen(self) -> None:
        with suppress(BlockingIOError):
            while came := os.read(self.reading, 65_536):
                self.said += came

    def kill(self) -> list[str]:
        """Kill it; gives back every whole line that it said."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.listen()
        os.close(self.reading)
        return self.said.decode(errors="replace").split("\n")[:-1]


class Torture:
    """The writers, what was acknowledged, and what went wrong."""

    def __init__(self, seed: int):
        from scripts.torture_work import KINDS

        self.random = random.Random(seed)  # noqa: S311  when to kill
        self.done: dict[str, set[int]] = {kind: set() for kind in KINDS}
        self.refused: dict[str, int] = {}
        self.kills = self.started = 0
        self.writers: dict[str, Writer] = {}

    def start(self, kind: str, **values) -> None:
        from django.db import connections

        connections.close_all()  # a child shares none of ours
        self.started += 1
        self.writers[kind] = Writer(kind, self.started * 1_000, **values)

    def kill(self, kind: str) -> None:
        self.kills += 1
        for line in self.writers.pop(kind).kill():
            word, _, rest = line.partition(" ")
            if word in self.done:
                self.done[word].add(int(rest))
            else:
                self.refused[rest[:90]] = self.refused.get(rest[:90], 0) + 1

    @property
    def is_enough(self) -> int:
        for writer in self.writers.values():
            writer.listen()
        said = b"".join(writer.said for writer in self.writers.values())
        return len(self.done["import"]) + said.count(b"import ")

    def all_killed(self) -> None:
        for kind in list(self.writers):
            self.kill(kind)

    def with_writers(self, **values) -> None:
        for kind in self.done:
            if kind not in self.writers:
                self.start(kind, **values)

    def pause(self, least: float, most: float) -> None:
        time.sleep(self.random.uniform(least, most))

    def check(self, name: str) -> bool:
        """Print how it stands; True when nothing is lost or half."""
        from django.db import connections

        from scripts.torture_work import half_done, lost

        missing, half = lost(self.done), half_done()
        connections.close_all()
        counts = ", ".join(f"{len(numbers)} {kind}s" for kind, numbers in self.done.items())
        print(
            f"{name:<34}{self.kills:4} kills; acknowledged {counts}; lost {len(missing)}, half {len(half)}; "
            f"refused {self.refused}",
            flush=True,
        )
        for line in [*missing[:10], *half[:10]]:
            print(f"  {line}")
        self.refused = {}
        return not missing and not half


def kill_processes(torture: Torture, kills: int, imports: int) -> None:
    """Kill writers of every kind; those of tables are left alone every other time, so that some come to an end."""
    while torture.kills < kills or torture.is_enough < imports:
        torture.with_writers()
        torture.pause(0.05, 0.5)
        kinds = ["draft", "finding", *(["import"] if torture.random.random() < 0.15 else [])]
        torture.kill(torture.random.choice(kinds))
    torture.all_killed()


def kill_server(torture: Torture, server: Server, kills: int) -> list[float]:
    """Kill PostgreSQL beside writers who try on; gives back the seconds from its return to the next acknowledged work."""
    seconds = []
    torture.with_writers()
    for _time in range(kills):
        torture.pause(0.3, 1.5)
        server.kill()
        torture.pause(0, 0.3)
        server.start()
        started = time.monotonic()
        for writer in torture.writers.values():
            writer.listen()
        before = {kind: writer.said.count(f"\n{kind} ".encode()) for kind, writer in torture.writers.items()}
        while time.monotonic() - started < 30:
            writer = torture.writers["finding"]
            writer.listen()
            if writer.said.count(b"\nfinding ") > before["finding"]:
                break
            time.sleep(0.01)
        seconds.append(time.monotonic() - started)
    torture.all_killed()
    return seconds


def cut_the_way(torture: Torture, relay: Relay, cuts: int) -> None:
    torture.with_writers()
    for _time in range(cuts):
        torture.pause(0.3, 1)
        relay.cut()
        torture.pause(0.05, 0.3)
        relay.restore()
    torture.pause(0.5, 1)
    torture.all_killed()


def fill_the_disk(torture: Torture, database: Path) -> None:
    """SQLite's files may grow by 300 kB and no further, wherever a write is at that moment."""
    largest = max(path.stat().st_size for path in database.parent.glob(f"{database.name}*")) + 300_000
    torture.with_writers(largest_file=largest)
    time.sleep(5)
    torture.all_killed()


@contextmanager
def read_only(vendor: str, server: Server | None, database: Path):
    """Nobody may write into the database."""
    from django.db import connection, connections

    if vendor == "postgres":
        with connection.cursor() as cursor:
            cursor.execute("ALTER DATABASE postgres SET default_transaction_read_only = on")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
            cursor.execute("ALTER DATABASE postgres RESET default_transaction_read_only")
        return
    values = connections["default"].settings_dict
    name, values["NAME"] = values["NAME"], f"file:{database}?mode=ro"
    yield
    connections.close_all()
    values["NAME"] = name


def main(given: argparse.Namespace) -> int:
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="agenda-torture-")))
        server = relay = None
        database = directory / "db.sqlite3"
        os.environ["DATABASE_URL"] = f"sqlite:///{database}"
        if given.vendor == "postgres":
            server = Server(directory)
            stack.callback(server.stop)
            relay = Relay(server.port)
            stack.callback(relay.cut)
            os.environ["DATABASE_URL"] = f"postgres://agenda@127.0.0.1:{relay.port}/postgres"
        import django

        django.setup()
        from django.core.management import call_command

        from scripts.torture_work import prepare

        call_command("migrate", verbosity=0)
        prepare()
        torture = Torture(given.seed)
        return 0 if all(stages(torture, given, server, relay, database)) else 1


def stages(torture: Torture, given, server, relay, database):
    """Each stage in turn; yields whether all is well after it."""
    kill_processes(torture, given.kills, given.imports)
    met = sum(torture.refused.values())
    yield torture.check("processes killed")
    if met:
        print(f"  {met} pieces of work were refused though nothing but processes died")
        yield False
    if server and given.server_kills:
        seconds = kill_server(torture, server, given.server_kills)
        yield torture.check(f"PostgreSQL killed {len(seconds)} times")
        print(f"  work went on {max(seconds):.1f} s after its return at most")
        yield max(seconds) <= 5
    if relay and given.cuts:
        cut_the_way(torture, relay, given.cuts)
        yield torture.check(f"the way to it cut {given.cuts} times")
    if not server:
        fill_the_disk(torture, database)
        yield torture.check("files that may not grow")
    before = {kind: len(numbers) for kind, numbers in torture.done.items()}
    with read_only(given.vendor, server, database):
        torture.with_writers()
        time.sleep(2)
        torture.all_killed()
    yield {kind: len(numbers) for kind, numbers in torture.done.items()} == before
    yield torture.check("read-only")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vendor", choices=["sqlite", "postgres"])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--server-kills", type=int, default=30)
    parser.add_argument("--imports", type=int, default=100)
    parser.add_argument("--cuts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(main(parser.parse_args()))
