"""Each test runs on each database once, and what is treated apart is there."""

from scripts.run_tests import ROOT, commands
from tests.support.once import ONCE


def test_each_test_runs_on_each_database_once_and_is_measured():
    on_sqlite, on_postgres = commands([]).values()
    assert on_postgres[-len(on_sqlite) :] == on_sqlite and "scripts/with_postgres.py" in on_postgres
    assert "tests.support.measuring" in on_sqlite and not any(
        word.startswith("--ignore") for word in on_sqlite
    )
    assert [command[-1] for command in commands(["tests/search"]).values()] == ["tests/search"] * 2


def test_what_is_treated_apart_is_there():
    """A name in a list that fits no test would leave out nothing, or what comes later under that name."""
    for name in ONCE:
        path, _, test = name.partition("::")
        assert (ROOT / path).is_file(), name
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), name
