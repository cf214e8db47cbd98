"""What one reader's page takes while others do their worst, on the real record and the real server: `make siege`.

Prints for each siege the reader's quiet time and what became of it. Times are of this machine under whatever else it does:
compare within one run.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.servers import SOMEWHERE_ELSE, asked, gunicorn, nginx, slow_senders  # noqa: E402

PAGE, PICTURE = "/topics/", "/pictures/matrix/quad.png"
HALF = b"GET /topics/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


def reading(url: str, tries: int) -> list[float]:
    """Seconds that a reader's page took, one after another; 30 for one that never came."""
    times = []
    for _number in range(tries):
        started = time.perf_counter()
        try:
            status = asked(url + PAGE, timeout=30)[0]
            if status != 200:
                print(f"The reader's page was answered {status}.")
        except OSError:
            times.append(30.0)
        else:
            times.append(time.perf_counter() - started)
    return times


@contextmanager
def loops(url: str, address: str, number: int, sources: list[str]):
    """So many clients that ask for one address again and again; yields the count of statuses."""
    stop, seen = threading.Event(), Counter()

    def loop(source):
        while not stop.is_set():
            try:
                seen[asked(url + address, timeout=60, source=source)[0]] += 1
            except OSError:
                seen["none"] += 1

    threads = [threading.Thread(target=loop, args=[sources[n % len(sources)]]) for n in range(number)]
    for thread in threads:
        thread.start()
    time.sleep(3)
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def told(name: str, quiet: float, times: list[float], seen: object = "") -> None:
    middle, worst = statistics.median(times), max(times)
    print(
        f"{name:<55} quiet {quiet:.3f} s, median {middle:.3f} s = {middle / quiet:.1f} ×, worst {worst:.3f} s {seen}"
    )


def besiege(url: str, tries: int, kind: str) -> None:
    reading(url, 3)
    quiet = statistics.median(reading(url, tries))
    many = [f"127.0.1.{n}" for n in range(1, 17)]
    for name, address, sources in (
        ("16 loops of one picture, one address", PICTURE, [SOMEWHERE_ELSE]),
        ("16 loops of one picture, 16 addresses", PICTURE, many),
        ("16 loops of an export, 16 addresses", "/findings.csv", many),
        ("16 loops of a search, 16 addresses", "/search/?q=chips", many),
    ):
        with loops(url, address, 16, sources) as seen:
            told(f"{kind}: {name}", quiet, reading(url, tries), dict(seen))
    with slow_senders(url, 40, HALF):
        told(f"{kind}: 40 senders of half a request", quiet, reading(url, tries))


def main(database: Path, tries: int) -> None:
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="agenda-siege-")))
        alone = stack.enter_context(
            gunicorn(directory, f"sqlite:///{database.resolve()}", ALLOWANCES="1", TRUST_PROXY="off")
        )
        besiege(alone, tries, "alone")
        behind = stack.enter_context(
            gunicorn(directory, f"sqlite:///{database.resolve()}", ALLOWANCES="1", TRUST_PROXY="on")
        )
        besiege(stack.enter_context(nginx(directory, behind))[1], tries, "nginx")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "database", type=Path, help="an SQLite file with the record, as `make demo` makes one"
    )
    parser.add_argument("--tries", type=int, default=15)
    given = parser.parse_args()
    main(given.database, given.tries)
