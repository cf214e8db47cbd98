"""The servers that are measured: the site as it ships, with and without kept pages, and what stands beside it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = 120  # seconds until a server must answer
CLEAR = "5"
"""What Linux is told to forget the most memory that a process has held (proc(5), clear_refs)."""


@dataclass
class Server:
    """A server on loopback, and its processes' memory."""

    port: int
    process: subprocess.Popen

    def workers(self) -> list[Path]:
        """The places in /proc of the server and its processes; [] where there is no /proc."""
        found = [Path("/proc") / str(self.process.pid)]
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                parent = dict(_lines(status))["PPid"]
            except (OSError, KeyError):
                continue
            if int(parent) == self.process.pid:
                found.append(status.parent)
        return [place for place in found if place.exists()]

    def forget_peaks(self) -> None:
        for place in self.workers():
            try:
                (place / "clear_refs").write_text(CLEAR)
            except OSError:  # of another account's process
                continue

    def peak_megabytes(self) -> float:
        """The most that one of the processes has held since the start, or since it was told to forget."""
        peaks = [int(dict(_lines(place / "status"))["VmHWM"].split()[0]) for place in self.workers()]
        return round(max(peaks, default=0) / 1024, 1)


def _lines(status: Path) -> Iterator[tuple[str, str]]:
    for line in status.read_text().splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name, value.strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list[str], port: int, **variables: str) -> Iterator[Server]:
    """The server of a command, from its first connection to the end of the block."""
    log = tempfile.TemporaryFile("w+b")  # noqa: SIM115  closed at the end of the block
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | variables, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        end = time.monotonic() + START
        while process.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            log.seek(0)
            sys.exit(f"{' '.join(command)} did not start:\n{log.read().decode(errors='replace')}")
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()
        log.close()


@contextmanager
def serving(application: str, **variables: str) -> Iterator[Server]:
    """gunicorn as gunicorn.conf.py starts it. Limits of requests by network are off: one address asks for everything."""
    port = free_port()
    fixed = {
        "BIND": f"127.0.0.1:{port}",
        "ALLOWANCES": "0",
        "PYTHONPATH": str(ROOT),
        "GUNICORN_CMD_ARGS": "--log-level error",
    }
    command = [sys.executable, "-m", "gunicorn", application]
    with running(command, port, **(fixed | variables)) as server:
        yield server
