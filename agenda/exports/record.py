"""The whole record as `load_record` reads it."""

import json
from pathlib import Path

from agenda.catalogue.files import NOUNS, Noun
from agenda.intake.record.assessments import stored_rows


def dump_record(directory: Path) -> dict[str, int]:
    """Write the record as `load_record` reads it, one file a noun; returns row counts by file.

    The files are the same, byte by byte, for the same record: rows stand in the order of their keys,
    columns in the order of `importers.nouns`.
    """
    directory.mkdir(parents=True, exist_ok=True)
    counts = {}
    for noun in NOUNS:
        rows = [_written(noun, noun.of(instance)) for instance in noun.instances()]
        if noun.optional and not rows:
            continue
        rows.sort(key=noun.key_of)
        counts[noun.name] = _write(directory / f"{noun.name}.json", rows)
    stored = stored_rows()
    rows = [stored[cell][0] for cell in sorted(stored)]
    counts["assessments"] = _write(directory / "assessments.json", rows)
    return counts


def _written(noun: Noun, row: dict) -> dict:
    """The row as it is written: a date's precision after it, sparse columns only when they say something."""
    written = {}
    for column in noun.columns:
        value = row[column.name]
        if column.sparse and value == column.canonical({}):
            continue
        written[column.name] = value
        if len(column.names) == 2:
            precision = {None: None, 4: "year", 7: "month", 10: "day"}[value and len(value)]
            written[column.names[1]] = precision
    return written


def _write(path: Path, rows: list[dict]) -> int:
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(rows)
