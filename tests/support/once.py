"""The only tests that do not run on PostgreSQL as well: what they prove does not depend on the database.

Everything else runs on both. A test is added here only if its subject is what a browser makes of a page that other tests read on
both databases, a program with a database of its own, or code that opens none.
"""

BROWSER = "what a browser makes of a page; tests/views reads the pages on both databases"
OWN = "programs that are started with SQLite wherever they are started from"
FILES = "readers of files and texts, and sums of plain values: they open no database"

ONCE = {
    "tests/browser/test_budget.py": BROWSER,
    "tests/browser/test_pages.py::test_axe_finds_nothing_and_nothing_overflows": BROWSER,
    "tests/browser/test_payloads.py::test_no_markup_of_the_record_runs": BROWSER,
    "tests/browser/test_public.py::test_the_matrix_lights_its_column_and_is_a_list_on_a_phone": BROWSER,
    "tests/browser/test_public.py::test_a_brief_prints_on_two_pages_at_most_and_keeps_what_matters": BROWSER,
    "tests/browser/test_public.py::test_an_embed_works_in_a_sandboxed_frame_of_another_site": BROWSER,
    "tests/browser/test_public.py::test_pictures_follow_the_theme_and_forced_colors": BROWSER,
    "tests/browser/test_public.py::test_nothing_moves_for_who_asked_for_less_motion": BROWSER,
    "tests/browser/test_public.py::test_targets_are_large_enough": BROWSER,
    "tests/browser/test_public.py::test_a_wide_matrix_prints_with_narrower_columns_and_nothing_is_cut": BROWSER,
    "tests/browser/test_public.py::test_the_header_is_one_line_on_a_phone_and_its_menu_opens_without_a_script": BROWSER,
    "tests/browser/test_public.py::test_a_phone_shows_a_dialogue_on_few_screens": BROWSER,
    "tests/browser/test_voice.py::test_every_printed_sheet_has_address_and_date_and_terms_are_printed": BROWSER,
    "tests/outside/test_programs.py::test_libreoffice_takes_no_cell_for_a_formula": (
        "what LibreOffice makes of a file; tests/exports compares the files on both databases"
    ),
    "tests/scripts/test_audit.py": OWN,
    "tests/scripts/test_bench.py": OWN,
    "tests/scripts/test_bench_run.py": OWN,
    "tests/scripts/test_digests.py": OWN,
    "tests/scripts/test_make.py": OWN,
    "tests/scripts/test_mutants.py": OWN,
    "tests/scripts/test_run_tests.py": OWN,
    "tests/scripts/test_subset_font.py": OWN,
    "tests/coverage/test_agreement.py": FILES,
    "tests/intake/files/test_apart.py": FILES,
    "tests/intake/files/test_garbled.py": FILES,
    "tests/intake/files/test_headers.py": FILES,
    "tests/intake/files/test_hidden.py": FILES,
    "tests/intake/files/test_hostile.py": FILES,
    "tests/intake/files/test_normal.py": FILES,
    "tests/intake/files/test_objects.py": FILES,
    "tests/intake/files/test_pdf.py": FILES,
    "tests/intake/files/test_refused.py": FILES,
    "tests/intake/files/test_tables.py": FILES,
    "tests/intake/files/test_web_page.py": FILES,
    "tests/intake/files/test_word.py": FILES,
    "tests/intake/files/test_word_tables.py": FILES,
    "tests/passages/test_japanese.py": FILES,
    "tests/test_architecture.py": FILES,
    "tests/test_docs.py": FILES,
    "tests/test_joining.py": FILES,
}
"""The beginning of a test's name → why once is enough."""
OPENERS = {"db", "transactional_db", "live_server"}
"""Fixtures that open the test's database."""


def runs_once(name: str) -> bool:
    """Is it the name, as pytest spells it, of a test that needs no second database?"""
    return name.startswith(tuple(ONCE))


def opens_database(item) -> bool:
    return bool(OPENERS & set(item.fixturenames) or item.get_closest_marker("django_db"))


def without_need(items: list) -> list[str]:
    """The names of tests that are said to open no database and open one."""
    return [
        item.nodeid
        for item in items
        for begin, why in ONCE.items()
        if why in (OWN, FILES) and item.nodeid.startswith(begin) and opens_database(item)
    ]
