"""Frictionless data packages: our own releases whole, or one table of anybody's."""

import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path

from .delimited import csv_sheet
from .sheets import MAX_FILE, FileRefused, ReadingOptions, Sheet, archive_of, text_of
from .wording import _

DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
MAX_DESCRIPTION = 2_000_000  # bytes of datapackage.json


def package_sheets(content: bytes) -> dict[str, Sheet]:
    """The CSV tables of a zipped package by their names, each checked against the fingerprint the package states.

    Raises FileRefused. Nothing is fetched: a table that stands elsewhere is refused.
    """
    with archive_of(content) as archive:
        names = [name for name in archive.namelist() if name.rpartition("/")[2] == "datapackage.json"]
        if not names:
            raise FileRefused(_("There is no datapackage.json in the archive."))
        described = min(names, key=lambda name: name.count("/"))
        base = described.removesuffix("datapackage.json")
        _refuse_large(archive, described, MAX_DESCRIPTION)
        try:
            resources = json.loads(archive.read(described))["resources"]
            listed = [(str(r["name"]), r["path"], str(r.get("hash", ""))) for r in resources]
        except (ValueError, KeyError, TypeError, RecursionError, *DAMAGED) as error:
            raise FileRefused(_("datapackage.json cannot be read: %(error)s.") % {"error": error}) from None
        return {name: _table(archive, base, name, path, stated) for name, path, stated in listed}


def _table(archive: zipfile.ZipFile, base: str, name: str, path, stated: str) -> Sheet:
    if not isinstance(path, str) or "://" in path or base + path not in archive.namelist():
        raise FileRefused(
            _("The package's table “%(name)s” is not in the archive (%(path)s).")
            % {"name": name, "path": path}
        )
    _refuse_large(archive, base + path, MAX_FILE)
    try:
        content = archive.read(base + path)
    except DAMAGED as error:
        raise FileRefused(_("The archive is damaged: %(error)s.") % {"error": error}) from None
    kind, _colon, digest = stated.rpartition(":")
    if digest and (kind or "md5") in ("md5", "sha1", "sha256", "sha512"):
        found = hashlib.new(kind or "md5", content, usedforsecurity=False).hexdigest()
        if found != digest:
            raise FileRefused(
                _("%(path)s is not the file that datapackage.json describes: its fingerprint differs.")
                % {"path": path}
            )
    text, encoding, guessed = text_of(content)
    # Tables of a package are set off by commas unless their head says otherwise; words in the rows must not decide.
    comma = "," if "," in text.partition("\n")[0] else ""
    return csv_sheet(path, text, encoding, guessed, comma)


def _refuse_large(archive: zipfile.ZipFile, name: str, most: int) -> None:
    if (size := archive.getinfo(name).file_size) > most:
        sentence = _("%(name)s has %(n)s bytes; at most %(most)s are taken.")
        raise FileRefused(sentence % {"name": name, "n": f"{size:,}", "most": f"{most:,}"})


def is_package(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    with archive_of(content) as archive:
        return any(name.rpartition("/")[2] == "datapackage.json" for name in archive.namelist())


def one_table(name: str, content: bytes, kind: str, reading: ReadingOptions) -> Sheet:
    """The table of that kind in a package, or its only one."""
    sheets = package_sheets(content)
    wanted = reading.sheet or ("findings" if kind == "assessments" else kind)
    if wanted not in sheets and len(sheets) > 1:
        listed = ", ".join(sheets)
        raise FileRefused(
            _("The package has the tables %(listed)s: bring it in as a package.") % {"listed": listed}
        )
    return sheets.get(wanted) or next(iter(sheets.values()))


def zipped(directory: Path) -> bytes:
    """An unpacked package as one archive: its description and the tables beside it. Raises OSError."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.write(directory / "datapackage.json", "datapackage.json")
        for path in sorted(directory.rglob("*.csv")):
            archive.write(path, path.relative_to(directory).as_posix())
    return out.getvalue()
