"""A Frictionless Data Package and a SQLite file, both described by the catalogue."""

import hashlib
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from agenda.catalogue import TABLES, PublicTable, flat
from agenda.models import SiteSettings

from .forms import dumped
from .tables import BOM, csv_chunks, value_rows

# Frictionless field types; EDTF dates are text with a pattern, since a month is no date.
TYPES = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "datetime": "datetime",
    "date": "date",
}
REFERENCES = {
    "dialogue": "dialogues",
    "forum": "dialogues",
    "meeting": "meetings",
    "document": "documents",
    "publisher": "actors",
    "recommender": "actors",
    "topic": "topics",
    "finding": "findings",
    "author": "actors",
}
SQL_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def license_of(site: SiteSettings) -> dict[str, str]:
    """The license of the data in the words of a data package."""
    found = site.license
    return {"name": found.code, "title": found.title, "path": found.url}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def table_schema(table: PublicTable) -> dict:
    """The Table Schema of a table: fields, key, and keys into other tables."""
    fields = []
    for column in table.columns:
        field: dict[str, Any] = {
            "name": column.name,
            "type": TYPES.get(column.kind, "string"),
            "description": column.meaning,
        }
        if column.kind == "edtf":
            field["constraints"] = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}
        fields.append(field)
    names = set(table.names)
    foreign = [
        {
            "fields": [name],
            "reference": {
                "resource": target,
                "fields": ["id" if target == "findings" else TABLES[target].key[0]],
            },
        }
        for name, target in REFERENCES.items()
        if name in names
    ]
    # A recommendation that names no forum has an empty part in its key, which a primary key may not have.
    key = {"primaryKey": list(table.key)} if table.name != "recommendations" else {}
    return {"fields": fields, "missingValues": [""], **key, "foreignKeys": foreign}


def write_csv(table: PublicTable, rows: Iterable, path: Path, origin: str) -> int:
    """Write the table without the mark for Excel (packages are read by programs); returns the number of rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, text in enumerate(csv_chunks(table, rows, origin)):
            file.write(text if number else text.removeprefix(BOM))
    return rows.count() if isinstance(rows, QuerySet) else len(list(rows))


def write_datapackage(
    directory: Path, counts: dict[str, int], version: str, created: str, site: SiteSettings
) -> None:
    resources = []
    for name in counts:
        path = directory / "data" / f"{name}.csv"
        resources.append({
            "name": name, "title": TABLES[name].title, "description": TABLES[name].meaning, "path": f"data/{name}.csv",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "profile": "tabular-data-resource",
            "bytes": path.stat().st_size, "hash": f"sha256:{sha256(path)}", "schema": table_schema(TABLES[name]),
        })  # fmt: skip
    package = {
        "name": "agenda", "title": f"{site.name}: was the recommended topic raised?", "profile": "tabular-data-package",
        "description": "“Not raised” means: not mentioned in the published readouts.",
        "version": version, "created": created, "licenses": [license_of(site)],
        "contributors": [{"title": site.author, "role": "publisher"}],
        "resources": resources,
    }  # fmt: skip
    (directory / "datapackage.json").write_text(dumped(package), encoding="utf-8")


def write_zip(directory: Path, names: list[str], path: Path) -> None:
    """The files `names` of a directory as one archive. Stored, not packed: packing differs from one zlib to the next."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            archive.writestr(info, (directory / name).read_bytes())


def write_sqlite(tables: Mapping[str, Iterable], path: Path, origin: str) -> None:
    """One table for each list, with its key, ready for Datasette. The same rows give the same bytes."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 4096")
    for name, rows in tables.items():
        table = TABLES[name]
        columns = ", ".join(f'"{c.name}" {SQL_TYPES.get(c.kind, "TEXT")}' for c in table.columns)
        key = ", ".join(f'"{part}"' for part in table.key)
        connection.execute(f'CREATE TABLE "{name}" ({columns}, PRIMARY KEY ({key}))')
        places = ", ".join("?" * len(table.columns))
        insert = f'INSERT INTO "{name}" VALUES ({places})'  # noqa: S608
        connection.executemany(insert, value_rows(table, rows, origin, _stored))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def _stored(value):
    if value is None or isinstance(value, int | float):
        return int(value) if isinstance(value, bool) else value
    return flat(value)
