"""`make bench` runs at scale S and says what docs/performance.md promises; nothing here says how long anything may take."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from agenda.management.world.scales import SCALES
from bench import report
from bench.load import grown
from tests.support.programs import unmeasured

ROOT = Path(settings.BASE_DIR)
ONLY = "home;dialogue;finding;admin, findings"


def bench(*words: str, **env: str) -> str:
    kept = unmeasured("DATABASE_URL", "PAGE_CACHE_MB")
    told = subprocess.run(
        [sys.executable, "-m", "bench", *words],
        cwd=ROOT,
        env=kept | env,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A directory with the record that is measured."""
    return tmp_path_factory.mktemp("bench")


def quick(place: Path, only: str) -> dict[str, str]:
    """A run of some pages, by one process a server."""
    return {"SCALE": "S", "ROUNDS": "1", "BENCH_SECONDS": "0.05", "WEB_WORKERS": "1", "BENCH_PEERS": "off", "BENCH_ONLY": only,
            "DATABASE_URL": f"sqlite:///{place}/mine.sqlite3"}  # fmt: skip


@pytest.fixture(scope="module")
def run(place) -> tuple[Path, str]:
    """The file and the words of a run at scale S."""
    out = place / "s.json"
    return out, bench(str(out), **quick(place, ONLY))


def test_a_run_measures_pages_beside_their_limits(run):
    out, said = run
    found = json.loads(out.read_text())
    assert found["findings"] == SCALES["S"].findings and "warm/bare" in said
    assert set(found["pages"]) == set(ONLY.split(";"))
    for name, page in found["pages"].items():
        assert page["status"] == 200 and 0 < page["queries"] <= 60 and page["peak_megabytes"] > 20, name
        kinds = (
            ("cold", "peer")
            if name.startswith("admin")
            else ("cold", "warm", "not_modified", "bare", "bare_of_8")
        )
        assert all(page[kind]["median_ms"] > 0 and page[kind]["per_second"] > 0 for kind in kinds), name
    assert found["pages"]["dialogue"]["by_hand"]["median_ms"] > 0


def test_a_run_measures_writes_and_the_large_table(run):
    found = json.loads(run[0].read_text())
    for name in ("saving a sheet", "publishing a meeting"):
        write = found["writes"][name]
        assert write["cells"] == 30 and write["statements"] > 0 and write["by_hand_ms"] > 0, name
    assert found["csv"]["rows"] == SCALES["S"].findings and found["csv"]["rate_of_limit"] > 0


def test_runs_are_told_as_growth_and_as_a_table(run, tmp_path):
    out = run[0]
    larger = json.loads(out.read_text())
    larger["findings"] *= 100
    for page in larger["pages"].values():
        page["cold"]["median_ms"] *= 10
    (tmp_path / "m.json").write_text(json.dumps(larger))
    lines = report.growth([str(tmp_path / "m.json"), str(out)])
    assert [line.split()[-2:] for line in lines if line.startswith("home")] == [["0.50", "0.00"]]
    assert any(line.startswith("| home |") for line in report.markdown([str(out)]))


def test_a_record_in_use_is_left_as_it_was(run, place):
    """The account that looks at the desk, its session, and what is written to be measured are gone."""
    before = _contents(place / "mine.sqlite3")
    bench(**quick(place, "admin, meetings"))
    assert _contents(place / "mine.sqlite3") == before
    assert before["agenda_finding"] == SCALES["S"].findings and before["django_session"] == 0


def _contents(file: Path) -> dict[str, int]:
    database = sqlite3.connect(file)
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [name for (name,) in database.execute(tables)]
    found = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    database.close()
    return found


@pytest.mark.parametrize(("exponent", "expected"), [(0, 0.0), (1, 1.0), (0.5, 0.5)])
def test_growth_is_the_slope_of_logarithms(exponent, expected):
    assert grown((n, 3 * n**exponent) for n in (10, 1_000, 100_000)) == expected
    assert grown([(10, 1), (10, 2)]) is None
