"""A whole site in one file: the database, the releases, and what tells whether both came through unharmed.

The file is a zip of `manifest.json`, of `database` (SQLite's file, or PostgreSQL's custom dump) and of `releases/`.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from agenda.serving.health import migrations_known

FORMAT = 1
MANIFEST, DATABASE, RELEASES = "manifest.json", "database", "releases/"
CHUNK = 1_000_000


class BackupRefused(Exception):
    """The file cannot be made or restored; the message says why and what to do."""


def make_backup(file: Path, *, at: datetime) -> dict:
    """Write the back-up, read it again and return its manifest. Others may write meanwhile: it is of one moment.

    Nothing stands under the file's name before all of it does.
    """
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as scratch:
        database, packed = Path(scratch) / "database", Path(scratch) / "packed"
        applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
        _dump(database)
        root = Path(settings.RELEASES_DIR)
        parts = {DATABASE: database} | {
            f"{RELEASES}{path.relative_to(root).as_posix()}": path
            for path in sorted(root.rglob("*"))
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
        }
        manifest = {
            "format": FORMAT,
            "made_at": at.isoformat(timespec="seconds"),
            "vendor": connection.vendor,
            "migrations": applied,
            "sha256": {name: _digest(path) for name, path in parts.items()},
        }
        os.close(os.open(packed, os.O_CREAT | os.O_WRONLY, 0o600))  # it holds accounts and drafts
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            for name, path in parts.items():
                archive.write(path, name)
        read_manifest(packed)
        os.replace(packed, file)
    return manifest


def read_manifest(file: Path) -> dict:
    """The manifest of a back-up every part of which has its checksum. Raises BackupRefused."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise BackupRefused(
                    _("This back-up has another form: restore it with the version that made it.")
                )
            for name, stated in manifest["sha256"].items():
                with archive.open(name) as part:
                    if _digest_of(part) != stated:
                        raise BackupRefused(
                            _("“%(name)s” is damaged: its checksum differs.") % {"name": name}
                        )
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        said = {"kind": type(error).__name__}
        raise BackupRefused(_("This is no back-up, or a damaged one (%(kind)s).") % said) from None
    return manifest


def restore_backup(file: Path) -> dict:
    """Put everything in the place of what is there; returns the manifest. Raises BackupRefused before anything is done."""
    manifest = read_manifest(file)
    if manifest["vendor"] != connection.vendor:
        both = {"theirs": manifest["vendor"], "ours": connection.vendor}
        raise BackupRefused(_("The back-up is of %(theirs)s, the database here is %(ours)s.") % both)
    known = {f"{app}.{name}" for app, name in migrations_known()}
    if newer := sorted(name for name in manifest["migrations"] if _is_ours(name) and name not in known):
        said = {"names": ", ".join(newer)}
        raise BackupRefused(
            _("A newer version of the program made this back-up (%(names)s): install that one first.") % said
        )
    with tempfile.TemporaryDirectory(prefix="restore-") as scratch:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(scratch, list(manifest["sha256"]))
        _load(Path(scratch) / DATABASE)
        for name in manifest["sha256"]:
            if name.startswith(RELEASES):
                target = Path(settings.RELEASES_DIR) / name.removeprefix(RELEASES)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(scratch) / name, target)
    return manifest


def _is_ours(migration: str) -> bool:
    return migration.startswith("agenda.")


def _dump(target: Path) -> None:
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", f"--file={target}")
        return
    with connection.cursor() as cursor:  # here, because the constraints need Django's functions
        cursor.execute("PRAGMA integrity_check")
        if cursor.fetchone() != ("ok",):
            raise BackupRefused(
                _("The database itself is damaged: keep its file, and restore the last back-up.")
            )
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


EMPTY = """
DO $$ DECLARE found record; BEGIN
FOR found IN SELECT oid::regclass AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
LOOP EXECUTE format('DROP TABLE %s CASCADE', found.name); END LOOP;
FOR found IN SELECT oid::regprocedure AS name FROM pg_proc AS p WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')
LOOP EXECUTE format('DROP FUNCTION %s CASCADE', found.name); END LOOP;
END $$"""
"""Takes every table and function away, those too that a back-up of an older version does not know."""


def _load(source: Path) -> None:
    """Through SQLite itself, so that whoever has the database open sees the old content or the new one."""
    if connection.vendor == "postgresql":
        connection.close()
        with tempfile.TemporaryDirectory() as directory:
            script = Path(directory) / "restore.sql"
            _run("pg_restore", "--no-owner", f"--file={script}", str(source))
            _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
                 f"--command={EMPTY}", f"--file={script}")  # fmt: skip
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        copy.backup(connection.connection)
    connection.close()


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; its password goes by the environment."""
    path = shutil.which(program) or next(
        (str(found) for found in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)),
        None,
    )
    if path is None:
        said = {"program": program}
        raise BackupRefused(_("%(program)s is not installed: apt-get install postgresql-client.") % said)
    values = connection.settings_dict
    named = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    environment = os.environ | {name: str(values[key]) for name, key in named.items() if values.get(key)}
    done = subprocess.run(  # noqa: S603  PostgreSQL's own program, with arguments of ours
        [path, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = {"program": program, "said": done.stderr.strip()[-600:]}
        raise BackupRefused(_("%(program)s failed: %(said)s") % said)


def _digest(path: Path) -> str:
    with path.open("rb") as part:
        return _digest_of(part)


def _digest_of(part) -> str:
    digest = hashlib.sha256()
    while chunk := part.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
