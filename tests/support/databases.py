"""Copies of the test database: one holds the real record, loaded once a session; browser tests get a copy of that."""

import itertools
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from django.core.signals import request_finished, request_started
from django.db import connection, connections

numbers = itertools.count(1)
"""No two copies have one name: SQLite would read what is left of one copy's write-ahead log into the next."""


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
