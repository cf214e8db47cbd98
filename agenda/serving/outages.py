"""A database that is gone, full, busy or read-only: which of these an error means, and the page that says so."""

import os
from enum import Enum
from pathlib import Path
from urllib.parse import quote, unquote

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .problems import problem

ANSWERED_WITHOUT = ("/healthz", "/readyz")
"""Addresses that say themselves how the database does."""


class Outage(Enum):
    """What is wrong: whether the record can be read meanwhile, and after how many seconds to try again."""

    GONE = (gettext_noop("The record cannot be reached right now."), 10)
    BUSY = (gettext_noop("The record is busy: others are writing to it."), 5)
    FULL = (gettext_noop("The record can be read, but not changed right now: its disk is full."), 120)
    READ_ONLY = (
        gettext_noop("The record can be read, but not changed right now: its database is read-only."),
        120,
    )

    @property
    def sentence(self) -> str:
        return _(self.value[0])

    @property
    def retry_after(self) -> int:
        return self.value[1]


SQLITE = {5: Outage.BUSY, 6: Outage.BUSY, 8: Outage.READ_ONLY, 10: Outage.GONE, 11: Outage.GONE, 13: Outage.FULL,
          14: Outage.GONE, 15: Outage.GONE, 26: Outage.GONE}  # fmt: skip
"""Primary result codes: busy, locked, readonly, ioerr, corrupt, full, cantopen, protocol, notadb."""
POSTGRES = {"25006": Outage.READ_ONLY, "53100": Outage.FULL, "55P03": Outage.BUSY, "57014": Outage.BUSY,
            "40P01": Outage.BUSY, "40001": Outage.BUSY, "42P01": Outage.GONE}  # fmt: skip
"""SQLSTATEs of their own; of the classes 08, 53, 57 and 58 the server or the way to it is gone."""


def outage_of(error: BaseException | None) -> Outage | None:
    """What an error says of the database; None when it is not the database that failed."""
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    if (code := getattr(cause, "sqlite_errorcode", None)) is not None:
        return Outage.GONE if "no such table" in str(cause) else SQLITE.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is None:  # psycopg could not connect, or the connection broke
        return Outage.GONE if type(error).__name__ in ("OperationalError", "InterfaceError") else None
    return POSTGRES.get(state, Outage.GONE if state[:2] in ("08", "53", "57", "58") else None)


def unavailable(request: HttpRequest, outage: Outage) -> HttpResponse:
    """503 with the sentence: a problem document where data was asked for, else a page made without the database."""
    if request.path_info.endswith(".json"):
        response: HttpResponse = problem(503, _("Unavailable"), outage.sentence)
    else:
        context = {
            "sentence": outage.sentence,
            "is_read": request.method in ("GET", "HEAD"),
            "request": request,
        }
        response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = str(outage.retry_after)
    response["Cache-Control"] = "no-store"
    return response


def guarded(get_response):
    """Middleware that answers 503 while SQLite's file is missing, and leaves a file that was replaced for the new one.

    SQLite would make an empty file in the place of the missing one, and write on into one that was moved away.
    """

    def middleware(request):
        if request.path_info not in ANSWERED_WITHOUT and not is_database_file_there():
            return unavailable(request, Outage.GONE)
        return get_response(request)

    return middleware


OPENED_AS = "opened_as"
"""The attribute of a connection that holds which file it was opened on, and how."""


def is_database_file_there() -> bool:
    """Whether SQLite's file exists; True for other databases. A connection to another file than this is closed."""
    connection = connections[DEFAULT_DB_ALIAS]
    path = sqlite_file(connection)
    if path is None or connection.in_atomic_block:
        return True
    try:
        found = path.stat()
    except OSError:
        connection.close()
        return False
    opened = name_to_open(path)
    identity = (found.st_dev, found.st_ino, opened)
    if getattr(connection, OPENED_AS, identity) != identity:
        connection.close()
    connection.settings_dict["NAME"] = opened
    setattr(connection, OPENED_AS, identity)
    return True


def sqlite_file(connection) -> Path | None:
    """The file of the connection's database; None for PostgreSQL and for a database in memory."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name == ":memory:" or "mode=memory" in name:
        return None
    return Path(unquote(name[5:].partition("?")[0])) if name.startswith("file:") else Path(name)


def name_to_open(path: Path) -> str:
    """The path; or, where the directory cannot be written and nobody writes, an address by which SQLite still reads.

    SQLite reads a database in WAL mode only where it can make a file beside it, unless told that nothing changes.
    """
    is_written = os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}-wal").exists()
    return str(path) if is_written else f"file:{quote(str(path))}?immutable=1"
