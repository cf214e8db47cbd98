"""How much pages slow down while an export runs: `make bench`. DATABASE_URL names a database that bench_data.py filled.

Starts the server as `make demo` does (two workers of four threads) and asks for pages one after another, in turns without
and with an export running beside them; prints the medians and their ratio.
"""

import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT, ROUNDS, TIMES = 8765, 2, 10
PAGES = ("/", "/meetings/?forum=forum", "/topics/", "/meetings/meeting-5/", "/search/?q=topic")


def fetched(path: str) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as response:
        response.read()
    return 1000 * (time.perf_counter() - started)


class Exporting:
    """Somebody who fetches one export after another, from start to end."""

    def __init__(self, path: str):
        self.path, self.rows, self.stopped = path, 0, threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        time.sleep(0.3)
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        self.thread.join()

    def _run(self):
        while not self.stopped.is_set():
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{self.path}") as response:
                while (block := response.read(65_536)) and not self.stopped.is_set():
                    self.rows += block.count(b"\n")


def serve(scratch: str):
    env = os.environ | {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "HTTPS": "off",
        "DEBUG": "off",
        "STATIC_ROOT": scratch,
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True)
    command = [sys.executable, "-m", "gunicorn", "agenda.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "2",
               "--threads", "4", "--worker-class", "gthread", "--log-level", "warning"]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=env)
    for _wait in range(100):
        try:
            fetched("/healthz")
            return server
        except OSError:
            time.sleep(0.1)
    sys.exit("The server did not start.")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        server = serve(scratch)
        try:
            for page in PAGES * 6:
                fetched(page)
            for export in sys.argv[1:] or ("/findings.csv", "/findings.xlsx"):
                compare(export)
        finally:
            server.terminate()
            server.wait()


def compare(export: str) -> None:
    """Ask for the pages in turns without and with the export, and print both medians."""
    alone = {page: [] for page in PAGES}
    beside = {page: [] for page in PAGES}
    for _round in range(ROUNDS):
        for page in PAGES:
            alone[page] += [fetched(page) for _n in range(TIMES)]
        with Exporting(export):
            for page in PAGES:
                beside[page] += [fetched(page) for _n in range(TIMES)]
    for page in PAGES:
        before, after = statistics.median(alone[page]), statistics.median(beside[page])
        print(
            f"{page:<26}{before:7.1f} ms alone,{after:7.1f} ms beside {export:<15} ratio {after / before:5.2f}"
        )


if __name__ == "__main__":
    main()
