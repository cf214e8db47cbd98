"""Copies of the test database: two hold the real and the small record, made once a session; browser tests get a copy."""

import itertools
import shutil
import threading
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.core.signals import request_finished, request_started
from django.db import connection, connections
from django.test import TransactionTestCase

numbers = itertools.count(1)
"""No two copies have one name: SQLite would read what is left of one copy's write-ahead log into the next."""

lasting: set[str] = set()
"""Names of the copies that many tests open: none may commit there."""


answering: set[int] = set()
"""Threads of the live server that have begun to answer and not ended; a connection kept open is none."""


def _begin(**_values) -> None:
    if "process_request_thread" in threading.current_thread().name:
        answering.add(threading.get_ident())


def _end(**_values) -> None:
    answering.discard(threading.get_ident())


request_started.connect(_begin, weak=False)
request_finished.connect(_end, weak=False)


def wait_for_live_server(seconds: float = 5) -> None:
    """Wait until the live server has answered what a closed page had asked; give up after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and answering & {thread.ident for thread in threading.enumerate()}:
        time.sleep(0.01)


@contextmanager
def using(name: str):
    """Let every connection opened meanwhile, the live server's too, open the database `name`."""
    values = connection.settings_dict
    before = values["NAME"]
    connections.close_all()
    values["NAME"] = name
    try:
        yield
    finally:
        wait_for_live_server()
        connections.close_all()
        values["NAME"] = before


@contextmanager
def filled(suffix: str, fill):
    """A copy of the test database that `fill` writes to, for many tests; yields its name and what `fill` gave back."""
    with cloned(suffix) as name:
        with using(name):
            given = fill()
        lasting.add(name)
        yield name, given


@contextmanager
def cloned(suffix: str):
    """Copy the database in use, which nobody else may have open; yields the copy's name and drops it at the end."""
    connections.close_all()
    creation = connection.creation
    suffix = f"{suffix}_{next(numbers)}"
    creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    name = creation.get_test_db_clone_settings(suffix)["NAME"]
    try:
        yield name
    finally:
        creation.destroy_test_db(suffix=suffix, verbosity=0)
        if connection.vendor == "sqlite":
            for rest in ("-wal", "-shm"):
                Path(f"{name}{rest}").unlink(missing_ok=True)


@contextmanager
def restored():
    """Undo what each test that commits wrote: SQLite's file is copied back as migrations made it.

    Django would empty each table and make permissions and kinds of content anew, which takes ten times as long. It still does so
    on PostgreSQL, where copying a database takes five times as long as that. A copy is dropped at its end: it stays as it is.
    """
    base, flush = connection.settings_dict["NAME"], TransactionTestCase._fixture_teardown
    is_file = connection.vendor == "sqlite"

    def restore(case) -> None:
        name = connection.settings_dict["NAME"]
        assert name not in lasting, "A test that commits needs a copy of the record: record_copy."
        if name != base:
            return
        if is_file:
            _put_back(Path(base), Path(made))
        else:
            flush(case)

    with cloned("made") if is_file else nullcontext() as made:
        TransactionTestCase._fixture_teardown = restore
        try:
            yield
        finally:
            TransactionTestCase._fixture_teardown = flush


def _put_back(used: Path, made: Path) -> None:
    """Let SQLite's database `used` be a copy of the other one."""
    wait_for_live_server()
    connections.close_all()
    copy = Path(shutil.copyfile(made, f"{used}-new"))
    for rest in ("-wal", "-shm"):
        Path(f"{used}{rest}").unlink(missing_ok=True)
    copy.replace(used)


@contextmanager
def fresh(directory: Path, name: str):
    """Work on an empty database of that name, which is dropped at the end; yields its address, as DATABASE_URL names one."""
    if connection.vendor == "sqlite":
        with using(str(directory / f"{name}.sqlite3")):
            yield database_address()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        with using(name):
            yield database_address()
    finally:
        connections.close_all()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


def database_address() -> str:
    """The test's own database, as DATABASE_URL names one."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return (
        f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    )
