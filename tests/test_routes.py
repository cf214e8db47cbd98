"""Who gets which answer where: every address of the resolver × method × state of what it is about × role, as routes.tsv lists it.

`ROUTES=write` before this test writes the table anew; the difference is then read by whoever reviews the change.
"""

import os

import pytest

from tests.support.routes import found_rows, make_world, routes, write, written_rows

pytestmark = pytest.mark.django_db


def lines(rows) -> list[str]:
    return [" ".join(value or "–" for value in row.values()) for row in rows]


def test_every_address_answers_each_role_as_the_table_says():
    found = found_rows(make_world())
    if os.environ.get("ROUTES") == "write":
        write(found)
    written = written_rows()
    new = sorted(set(lines(found)) - set(lines(written)))
    gone = sorted(set(lines(written)) - set(lines(found)))
    assert (new, gone) == ([], []), "ROUTES=write writes the table anew: read what changes"


def test_the_table_promises_what_it_must():
    """What no reader of the table should have to look for."""
    for row in written_rows():
        name = " ".join(row.values())
        assert not any(value.startswith("5") for value in row.values()), name
        if row["state"] == "hidden" and not row["route"].startswith(("desk/", "admin/")):
            assert row["nobody"] in ("404", "405", "403") and row["superuser"] in ("404", "405", "403"), name
        if row["route"].startswith("admin/agenda/"):
            assert row["nobody"] == "login" and row["member"] in ("login", "302", "403", "404", "405"), name
        if row["route"].startswith("desk/") and not row["route"].endswith(".js"):
            assert row["nobody"] in ("login", "405") and row["member"] in ("403", "404", "405", "login"), name


def test_every_route_has_a_row():
    assert {route.pattern for route in routes()} == {row["route"] for row in written_rows()}
