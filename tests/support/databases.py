"""Copies of the test database: one holds the real record, loaded once a session; browser tests get a copy of that."""

from contextlib import contextmanager

from django.db import connection, connections


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
        connections.close_all()
        values["NAME"] = before


@contextmanager
def cloned(suffix: str):
    """Copy the database in use, which nobody else may have open; yields the copy's name and drops it at the end."""
    connections.close_all()
    creation = connection.creation
    creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    name = creation.get_test_db_clone_settings(suffix)["NAME"]
    try:
        yield name
    finally:
        creation.destroy_test_db(suffix=suffix, verbosity=0)
