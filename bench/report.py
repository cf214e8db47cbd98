"""The measurements as lines on the screen, as growth over several files, and as a table for docs/performance.md."""

import json
from pathlib import Path

from .load import grown

COLUMNS = ("queries", "reads", "kB", "MB", "cold", "p95", "warm", "304", "bare", "cold/bare", "warm/bare", "cold/SQL",
           "cold/peer", "warm of 8", "304 of 8", "bare of 8")  # fmt: skip
WIDTHS = (8, 11, 7, 7, 9, 9, 8, 8, 8, 11, 11, 10, 11, 12, 12, 12)


def head() -> str:
    return f"{'page':<22}" + "".join(name.rjust(width) for name, width in zip(COLUMNS, WIDTHS, strict=True))


def cells(page: dict) -> list[str]:
    """The columns of a page; “–” where it was not measured."""

    def ms(kind: str, part: str = "median_ms") -> float | None:
        return page[kind][part] if kind in page else None

    def over(kind: str) -> float | None:
        return ms("cold") / ms(kind) if ms(kind) else None  # type: ignore[operator]

    warm = ms("warm") / ms("bare") if ms("warm") and ms("bare") else None  # type: ignore[operator]
    rates = [ms(f"{kind}_of_8", "per_second") for kind in ("warm", "not_modified", "bare")]
    return [
        str(page["queries"]), f"{page['reads']:,}", f"{page['bytes'] / 1000:,.0f}", _said(page.get("peak_megabytes"), 0),
        _said(ms("cold"), 1), _said(ms("cold", "p95_ms"), 1), _said(ms("warm"), 2), _said(ms("not_modified"), 2),
        _said(ms("bare"), 2), _said(over("bare"), 1), _said(warm, 2), _said(over("by_hand"), 1), _said(over("peer"), 2),
        *(_said(rate, 0, "/s") for rate in rates),
    ]  # fmt: skip


def _said(value: float | None, digits: int, unit: str = "") -> str:
    return "–" if value is None else f"{value:,.{digits}f}{unit}"


def line(name: str, page: dict) -> str:
    return f"{name:<22}" + "".join(cell.rjust(width) for cell, width in zip(cells(page), WIDTHS, strict=True))


def below(found: dict) -> list[str]:
    """What is said under the table: the record, the machine, writes and the CSV."""
    said = [
        f"{found['findings']:,} findings on {found['database']}, {found['machine']}. A worker held at most "
        f"{found['peak_megabytes']} MB."
    ]
    said += writes(found.get("writes", {}))
    if table := found.get("csv"):
        said.append(
            f"findings.csv: {table['rows']:,} rows, {table['rows_per_second']:,} a second, {table['rate_of_limit']} of the "
            f"limit's rate; a worker held at most {table['peak_megabytes']} MB meanwhile"
        )
    return said


def writes(found: dict[str, dict]) -> list[str]:
    """What handing in and publishing took, beside the same rows by hand."""
    return [
        f"{name}, {write['cells']} cells: {write['statements']} statements, {write['ms']} ms, "
        f"{write['ratio']} × the same rows by hand ({write['by_hand_ms']} ms)"
        for name, write in found.items()
    ]


def _read(files: list[str]) -> list[dict]:
    return sorted((json.loads(Path(file).read_text()) for file in files), key=lambda found: found["findings"])


def growth(files: list[str]) -> list[str]:
    """The exponents by which each page's time and reads grow with the findings stored, fitted over the files."""
    runs = _read(files)
    scales = " → ".join(f"{run['findings']:,}" for run in runs)
    said = [f"{'page':<22}{'cold, ms, over ' + scales:<60}{'exponent':>10}{'of reads':>10}"]
    for name in runs[0]["pages"]:
        of = [(run["findings"], run["pages"][name]) for run in runs if name in run["pages"]]
        times = " → ".join(f"{page['cold']['median_ms']:,.1f}" for _n, page in of)
        exponents = (
            grown((n, page["cold"]["median_ms"]) for n, page in of),
            grown((n, page["reads"]) for n, page in of),
        )
        said.append(
            f"{name:<22}{times:<60}" + "".join(_said(exponent, 2).rjust(10) for exponent in exponents)
        )
    return said


def markdown(files: list[str]) -> list[str]:
    """A table of one run for docs/performance.md."""
    (run,) = _read(files[:1])
    shown = [COLUMNS.index(name) for name in COLUMNS if name not in ("p95", "304 of 8")]
    said = [
        "| page | " + " | ".join(COLUMNS[place] for place in shown) + " |",
        "|---|" + "---|" * len(shown),
    ]
    for name, page in run["pages"].items():
        row = cells(page)
        said.append(f"| {name} | " + " | ".join(row[place] for place in shown) + " |")
    return said + [""] + [f"- {sentence}" for sentence in below(run)]
