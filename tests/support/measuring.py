"""What is not measured of the runs that measure what tests reach: measuring doubles the time that Python takes.

A test is named here if it asks again for what other tests reach one by one. It runs and judges as ever; only what it reaches does
not count, so that the percentages of scripts/run_tests.py are never too high.
"""

from agenda.intake.files import apart

BROWSER = "tests/views, tests/desk and tests/serving ask for the same pages without a browser"
CRAWL = "other tests ask for each kind of page"
MIGRATING = "migrations are not counted; test_migrate.py and test_backup.py beside it migrate and restore"

UNMEASURED = {
    "tests/browser/test_budget.py": BROWSER,
    "tests/browser/test_pages.py::test_axe_finds_nothing_and_nothing_overflows": BROWSER,
    "tests/browser/test_payloads.py": BROWSER,
    "tests/browser/test_public.py": BROWSER,
    "tests/browser/test_twenty_questions.py": BROWSER,
    "tests/browser/test_voice.py": BROWSER,
    "tests/coverage/test_sums_agree.py": CRAWL,
    "tests/management/test_upgrade.py": MIGRATING,
    "tests/outside/test_programs.py": CRAWL,
    "tests/serving/test_headers.py::test_every_public_page_and_file": CRAWL,
    "tests/test_sub_path.py": CRAWL,
    "tests/views/test_canary.py": CRAWL,
    "tests/views/test_pages.py::test_addresses_of_the_real_record_answer": CRAWL,
}
"""The beginning of a test's name → why what it reaches need not count."""


def leave_unmeasured(items: list) -> None:
    """Let pytest-cov pause while a test that is named here is called."""
    for item in items:
        if item.nodeid.startswith(tuple(UNMEASURED)):
            item.add_marker("no_cover")


COVERAGE = ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START", "COVERAGE_FILE")
"""By these variables a process learns that what it reaches counts, and where to write it."""


def measure_readers(monkeypatch) -> None:
    """Tell the processes that read uploaded files, which are told next to nothing, that what they reach counts.

    Measuring takes of their time, so that tests of their limits do without.
    """
    monkeypatch.setattr(apart, "KEPT", (*apart.KEPT, *COVERAGE))
