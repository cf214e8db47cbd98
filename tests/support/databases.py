"""Copies of the test database: one holds the real record, loaded once a session; browser tests get a copy of that."""

import itertools
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

numbers = itertools.count(1)
"""No two copies have one name: SQLite would read what is left of one copy's write-ahead log into the next."""


def wait_for_live_server(seconds: float = 10) -> None:
    """Wait until the live server's threads have answered what a closed page had asked; give up after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(
        "process_request_thread" in thread.name for thread in threading.enumerate()
    ):
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
