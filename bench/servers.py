"""The site as it ships, with and without kept pages, and the bare view beside it."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(application: str, workers: int, **variables: str) -> Iterator[tuple[int, subprocess.Popen]]:
    """(port, process) of gunicorn with the application, stopped at the end."""
    port = free_port()
    env = os.environ | {"SECRET_KEY": secrets.token_urlsafe(50), "HTTPS": "off", "DEBUG": "off", "LOG_LEVEL": "ERROR",
                        "ALLOWED_HOSTS": "127.0.0.1", "PYTHONPATH": str(ROOT)} | variables  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(workers),
               "--threads", "4", "--worker-class", "gthread", "--log-level", "error", "--keep-alive", "60"]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        for _wait in range(START * 10):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, server
    finally:
        server.terminate()
        server.wait()


def peak_megabytes(server: subprocess.Popen) -> float:
    """The most memory that one of the server's processes has held; 0 where /proc does not say."""
    peaks = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(lines["PPid"]) == server.pid:
            peaks.append(int(lines["VmHWM"].split()[0]))
    return round(max(peaks) / 1024, 1)
