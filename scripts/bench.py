"""Timings that tests do not assert: `make bench`. Machines differ, so compare ratios within one run."""

import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("SECRET_KEY", "bench-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
django.setup()  # the words of the matrix are translated

from agenda.coverage.states import State  # noqa: E402
from agenda.passages import Codebook, suggest  # noqa: E402
from agenda.pictures.matrix import Head, render  # noqa: E402

SENTENCE = (
    "The ministers discussed resilient supply chains, semiconductors and Open RAN, and welcomed progress. "
)


def timed(what: str, act: Callable, times: int = 15) -> None:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - started))
    print(f"{what:<60} {statistics.median(taken):8.1f} ms median, {min(taken):8.1f} best of {times}")


def codebook() -> Codebook:
    """The words that ship with the repository; no database is asked."""
    rows = json.loads((Path(__file__).parent.parent / "fixtures" / "topics.json").read_text(encoding="utf-8"))
    return Codebook.of(rows)


def main() -> None:
    words = codebook()
    text = (SENTENCE + "They also spoke of other things at length, as they had before.\n\n") * (40_000 // 165)
    timed(f"passages: {len(text):,} characters × {len(words.codes)} topics", lambda: suggest(text, words))
    rows = [Head(n, f"Topic {n}", f"/topics/{n}/", is_recommended=True) for n in range(120)]
    columns = [Head(n, f"{n} May 2022", f"/meetings/{n}/", "A meeting") for n in range(40)]
    states = list(State)
    cells = {
        (row, column): (states[(row + column) % 6], f"/findings/{column}/{row}/", True)
        for row in range(120)
        for column in range(40)
    }
    timed("matrix: 40 meetings × 120 topics", lambda: render("x", rows, columns, cells))


if __name__ == "__main__":
    main()
