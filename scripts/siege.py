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
from itertools import count
from multiprocessing import Event, Process, Queue
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.servers import SOMEWHERE_ELSE, asked, gunicorn, nginx, slow_senders  # noqa: E402

PICTURE = "/pictures/matrix/quad.png"
HALF = b"GET /topics/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
FIRST_YEAR = 1000
"""Each reader of a page that nobody has read yet asks for the meetings since another year."""


class Pages:
    """Addresses of a page that is kept and of pages that are made anew each time."""

    def __init__(self) -> None:
        self.years = count(FIRST_YEAR)

    def address(self, kind: str) -> str:
        return "/topics/" if kind == "kept page" else f"/meetings/?since={next(self.years)}"


def reading(url: str, pages: Pages, kind: str, tries: int) -> list[float]:
    """Seconds that a reader's page took, one after another; 30 for one that never came."""
    times = []
    for _number in range(tries):
        address = pages.address(kind)
        started = time.perf_counter()
        try:
            status = asked(url + address, timeout=30)[0]
        except OSError:
            times.append(30.0)
            continue
        times.append(time.perf_counter() - started)
        if status != 200:
            print(f"{address} was answered {status}.")
    return times


def loop(url: str, address: str, sources: list[str], stop, seen) -> None:
    """In a process of its own, so that it takes no time from the reader's: a client a source, until `stop` is set."""
    statuses: Counter = Counter()

    def one(source):
        while not stop.is_set():
            try:
                statuses[asked(url + address, timeout=60, source=source)[0]] += 1
            except OSError:
                statuses["none"] += 1

    threads = [threading.Thread(target=one, args=[source]) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.put(statuses)


@contextmanager
def loops(url: str, address: str, number: int, sources: list[str]):
    """So many clients that ask for one address again and again; yields the count of statuses, filled when they have ended."""
    stop, told = Event(), Queue()
    asking = [sources[n % len(sources)] for n in range(number)]
    process = Process(target=loop, args=[url, address, asking, stop, told])
    process.start()
    time.sleep(3)
    seen: Counter = Counter()
    try:
        yield seen
    finally:
        stop.set()
        seen.update(told.get())
        process.join()


def told(name: str, quiet: float, times: list[float], seen: object = "") -> None:
    middle, worst = statistics.median(times), max(times)
    print(
        f"{name:<65} quiet {quiet:.3f} s, median {middle:.3f} s = {middle / quiet:.1f} ×, worst {worst:.3f} s {seen}"
    )


def besiege(url: str, tries: int, kind: str) -> None:
    pages = Pages()
    quiet = {}
    for page in ("kept page", "made page"):
        reading(url, pages, page, 6)
        quiet[page] = statistics.median(reading(url, pages, page, tries))
    many = [f"127.0.1.{n}" for n in range(1, 17)]
    for name, address, sources in (
        ("16 loops of one picture, one address", PICTURE, [SOMEWHERE_ELSE]),
        ("16 loops of one picture, 16 addresses", PICTURE, many),
        ("16 loops of an export, 16 addresses", "/findings.csv", many),
        ("16 loops of a search, 16 addresses", "/search/?q=chips", many),
    ):
        with loops(url, address, 16, sources) as seen:
            times = {page: reading(url, pages, page, tries) for page in quiet}
        for page, took in times.items():
            told(f"{kind}, {page}: {name}", quiet[page], took, dict(seen))
    with slow_senders(url, 40, HALF):
        for page, before in quiet.items():
            told(f"{kind}, {page}: 40 senders of half a request", before, reading(url, pages, page, tries))


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
