import gc
import io
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection, connections

from agenda.search import catch_up
from tests.support import factories
from tests.support.answering import answered_all
from tests.support.databases import cloned, filled, restored, using
from tests.support.desk import desk  # noqa: F401  a fixture for every module
from tests.support.imports import read_in_this_process
from tests.support.once import runs_once, without_need
from tests.support.record import FIXTURES, RecordCopy, load_real_record
from tests.support.small_record import make_small_record

# Playwright keeps an event loop in the test's thread; Django would refuse the ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PATIENCE = 60_000  # milliseconds for a page to come, to say and to do what is expected: a busy machine is slow, not wrong
# The same odd texts at every run, so that a failure can be seen again; `make fuzz` tries others each time.
# None is timed: a busy machine may take long for any of them.
UNTIMED = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("same", derandomize=True, **UNTIMED)
hypothesis.settings.register_profile("other", derandomize=False, print_blob=True, **UNTIMED)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_collection_modifyitems(config, items):
    """Leave out on PostgreSQL what SQLite's run proves for both: tests/support/once.py says what and why."""
    if wrong := without_need(items):
        raise pytest.UsageError(f"tests/support/once.py says that these open no database: {', '.join(wrong)}")
    if connection.vendor != "sqlite":
        config.hook.pytest_deselected(items=[item for item in items if runs_once(item.nodeid)])
        items[:] = [item for item in items if not runs_once(item.nodeid)]


def pytest_collection_finish():
    """Python's collector walks through all that lives again and again, and five thousand collected tests and their modules
    live as long as the run: without them, and less often, tests take a fifth less of the processor (tests/filters: 67 s, 53)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, and how tests that commit leave it."""
    with django_db_blocker.unblock(), restored():
        yield


def fill_with_record():
    report = load_real_record()
    catch_up()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does on a server; without it PostgreSQL plans blindly
    return report


@pytest.fixture(scope="session")
def record_database(django_db_setup, django_db_blocker):
    """The name of a database of its own that holds the real record, and the report of its loading."""
    with django_db_blocker.unblock(), filled("record", fill_with_record) as made:
        yield made


# Class scope means once a test where there are no classes, but before pytest-django opens the database.
@pytest.fixture(scope="class")
def loaded_record(record_database):
    name, report = record_database
    with using(name):
        yield report


@pytest.fixture
def record(loaded_record, db):
    """The real record; what a test changes is rolled back."""
    return loaded_record


@pytest.fixture(scope="class")
def record_copy(record_database, django_db_blocker):
    """A copy of the real record for a test that commits."""
    with django_db_blocker.unblock(), using(record_database[0]), cloned("copy") as name, using(name):
        yield


@pytest.fixture
def site(record_copy, live_server):
    """The address of a live server that shows the real record."""
    return live_server.url


@pytest.fixture(scope="session")
def small_database(django_db_setup, django_db_blocker):
    """The name of a database of its own that holds the small record: making it takes a second, opening it next to nothing."""
    with django_db_blocker.unblock(), filled("small", make_small_record) as (name, _):
        yield name


@pytest.fixture(scope="class")
def made_small_record(small_database):
    with using(small_database):
        yield


@pytest.fixture
def small_record(made_small_record, db):
    """A record that has a row of every kind in each of its states, and few besides; what a test changes is rolled back."""


@pytest.fixture
def copy(tmp_path):
    """A copy of the fixtures to spoil: `copy(noun, change, where)` rewrites one row of a file."""
    return RecordCopy(Path(shutil.copytree(FIXTURES, tmp_path / "record")))


@pytest.fixture
def small_copy(small_record, tmp_path):
    """The files of the small record, to spoil and to load again."""
    call_command("dump_record", str(tmp_path / "record"), stdout=io.StringIO())
    return RecordCopy(tmp_path / "record")


@pytest.fixture
def read_here(monkeypatch):
    """Files are read in the test's process."""
    read_in_this_process(monkeypatch)


@pytest.fixture
def editor(db):
    return factories.user("Editor", "Analyst", "Reviewer", first_name="Ana", last_name="Editor")


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def answered(request):
    """The database of a test with a server is emptied only once the server has answered what pages sent last."""
    yield
    if "live_server" in request.fixturenames:
        answered_all()


@pytest.fixture(scope="session")
def chromium():
    """One browser for the session; `make test` names it in CHROMIUM."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Browser tests need Chromium: run `make test`, or put one on PATH."
    # Playwright's event loop gives this thread a second set of connections. Neither may outlive its use:
    # PostgreSQL drops no database that somebody still has open.
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-dev-shm-usage",
                # A page of "another site" made up by a test may frame the live server, which is local.
                "--disable-features=LocalNetworkAccessChecks",
            ],
        )
        browser.new_context = patient(browser.new_context)
        yield browser
        browser.close()
        connections.close_all()


def patient(new_context):
    """`new_context` of a browser, whose pages wait PATIENCE for what they are told to wait for."""

    def opened(**options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    return opened


@contextmanager
def watched_page(chromium, is_complaint):
    """A page that fails the test on script errors, and on what the console says where `is_complaint` of the message."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            complaints.append(f"{page.url}: {said.text} {said.location}") if is_complaint(said) else None
        ),
    )
    yield page
    context.close()
    assert not complaints, complaints


@pytest.fixture
def bold_page(chromium):
    """A page for addresses that may be refused: it fails the test on script errors and on what a policy of ours blocked only."""
    blocked = ("Content Security Policy", "ERR_BLOCKED_BY_RESPONSE")
    with watched_page(chromium, lambda said: any(words in said.text for words in blocked)) as page:
        yield page


@pytest.fixture
def page(chromium):
    """A page that fails the test on any script error or content-security complaint."""
    with watched_page(chromium, lambda said: said.type == "error") as page:
        yield page
