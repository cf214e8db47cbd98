"""Where the torture's database lives and what can befall it: a PostgreSQL of our own, the way to it, a disk that fills."""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.with_postgres import as_unprivileged, binaries, free_port

STARTING = 60  # seconds that a killed PostgreSQL may take to repair itself on a busy machine


class Server:
    """A PostgreSQL of our own that keeps what it acknowledged, as in production, and can be killed whole."""

    def __init__(self, directory: Path):
        self.directory, self.place, self.port = directory, binaries(), free_port()
        self.data = directory / "data"
        # Small pieces of its journal, so that a full disk is met there as well as in the tables.
        initdb = f"-D {self.data} -U agenda -A trust -E UTF8 --locale=C.UTF-8 --wal-segsize=1".split()
        self._run([str(self.place / "initdb"), *initdb])
        self.start()

    def _run(self, command: list[str], *, check: bool = True) -> int:
        return subprocess.run(
            as_unprivileged(command, self.directory),
            cwd=self.directory,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            check=check,
        ).returncode

    def _control(self, *arguments: str, check: bool = True) -> int:
        where = ["-D", str(self.data), "-w", "-t", str(STARTING), "-l", str(self.directory / "log")]
        return self._run([str(self.place / "pg_ctl"), *where, *arguments], check=check)

    def start(self) -> None:
        self._control(
            "-o",
            f"-p {self.port} -k {self.directory} -h 127.0.0.1 -c max_connections=50 -c wal_recycle=off",
            "start",
        )

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
        self._control("-m", "immediate", "stop", check=False)

    def start_if_down(self) -> bool:
        """Start the server where it gave up; True when it had."""
        if self._control("status", check=False) == 0:
            return False
        self.start()
        return True

    def move_to(self, disk: Path) -> None:
        """Go on from a copy of the data on another disk."""
        self._control("-m", "fast", "stop")
        copy = disk / "data"
        shutil.copytree(self.data, copy, copy_function=shutil.copy2)
        for path in (disk, copy, *copy.rglob("*")):
            with suppress(FileNotFoundError):
                kept = self.data.stat()
                os.chown(path, kept.st_uid, kept.st_gid)
        self.data = copy
        self.start()


class Relay:
    """The way to the database, in a process of its own that can be cut, or fall silent."""

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

    def fall_silent(self) -> None:
        """Nothing comes through any more and nobody is told, as behind a broken switch."""
        os.kill(self.pid, signal.SIGSTOP)

    def speak(self) -> None:
        os.kill(self.pid, signal.SIGCONT)


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


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path | None]:
    """A disk of its own of that size, mounted at `place`; None where this account may mount none."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "agenda-torture", str(place)]
    is_mounted = (
        os.geteuid() == 0
        and bool(shutil.which("mount"))
        and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    try:
        yield place if is_mounted else None
    finally:
        if is_mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=False)


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """Within this block the disk has `left` bytes free, and what writers take of them."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        piece = bytes(1_000_000)
        with suppress(OSError):
            while file.write(piece):
                pass
        file.truncate(max(0, file.tell() - left))
    try:
        yield
    finally:
        ballast.unlink()
