"""Whether the process lives, and whether it can do its work."""

import shutil
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from agenda.models.version import current_version
from agenda.rules import indexes, triggers

from .outages import is_database_file_there, outage_of, sqlite_file
from .replicas import aliases, version_of

LEAST_FREE = 200_000_000
"""Bytes that a disk must have left: less than the files of one import with their report need."""


@never_cache
def healthz(request):
    """200 "ok" while the process answers; nothing is asked of the database."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request):
    """200 when the process can do all its work, else 503 with what is lacking, as JSON."""
    lacking = lacking_of_database() + lacking_of_disks()
    said = {"ready": not lacking, "lacking": lacking} | states_of_replicas()
    response = JsonResponse(said, status=503 if lacking else 200)
    if lacking:
        response["Retry-After"] = "10"
    return response


def lacking_of_database() -> list[str]:
    """What is wrong with the database: it does not answer, or is not as this version of the program needs it."""
    if not is_database_file_there():
        return ["The database's file is missing."]
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
        unapplied = sorted(f"{app}.{name}" for app, name in migrations_here() - applied)
        rules = sorted(triggers.missing(connection))
        unindexed = sorted(f"{table}.{column}" for table, column in indexes.missing(connection))
    except Error as error:
        outage = outage_of(error)
        return [outage.sentence if outage else "The database does not answer as it should."]
    if unapplied:
        return [f"Migrations are not applied: {', '.join(unapplied)}."]
    lacking = [f"Triggers are missing: {', '.join(rules)}."] if rules else []
    return lacking + ([f"Indexes are missing: {', '.join(unindexed)}."] if unindexed else [])


def states_of_replicas() -> dict[str, dict[str, str]]:
    """What each replica can do for readers, {} where there are none; the primary does its work meanwhile."""
    if not aliases():
        return {}
    try:
        wanted = current_version()
    except Error:
        wanted = None
    found = {alias: version_of(alias) for alias in aliases()}
    return {
        "replicas": {
            alias: "away" if version is None else "level" if version == wanted else "behind"
            for alias, version in found.items()
        }
    }


@cache
def migrations_here() -> set[tuple[str, str]]:
    """(app, name) of every migration that a database is to have, those left out for which another one stands."""
    return migrations_known() - _replaced()


def migrations_known() -> set[tuple[str, str]]:
    """(app, name) of every migration that came with the program, and of those for which one stands."""
    return set(_on_disk()) | _replaced()


def _replaced() -> set[tuple[str, str]]:
    return {old for migration in _on_disk().values() for old in migration.replaces}


@cache
def _on_disk() -> dict[tuple[str, str], Migration]:
    return MigrationLoader(None, ignore_no_migrations=True).disk_migrations


def lacking_of_disks() -> list[str]:
    """Which disks are nearly full: that of SQLite's file, and that of the releases."""
    file = sqlite_file(connection)
    places = {"the database": file.parent if file else None, "the releases": Path(settings.RELEASES_DIR)}
    return [
        f"The disk of {name} is nearly full."
        for name, place in places.items()
        if place and place.exists() and shutil.disk_usage(place).free < LEAST_FREE
    ]
