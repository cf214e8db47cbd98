"""The whole record as `load_record` reads it, and a table of one noun as the desk's import reads it."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from agenda.catalogue import flat
from agenda.catalogue.cells import safe
from agenda.catalogue.files import NOUNS
from agenda.catalogue.noun import Noun
from agenda.catalogue.tongues import FOLDER, PASSAGES, taken_out
from agenda.intake.record.chains import chains_on_record
from agenda.intake.record.passages import passages_on_record


def dump_record(directory: Path) -> dict[str, int]:
    """Write the record as `load_record` reads it, one file a noun and one a noun and language; returns rows by noun.

    The files are the same, byte by byte, for the same record: rows stand in the order of their keys, those that
    supersede each other in the order they were made, columns in the order of `catalogue.files`.
    """
    directory.mkdir(parents=True, exist_ok=True)
    counts = {}
    for noun in NOUNS:
        rows = [_written(noun, row) for row in _rows(noun)]
        if rows or not noun.optional:
            for (tag, name), said in taken_out(noun, rows).items():
                _write(directory / FOLDER / tag / f"{name}.json", dict(sorted(said.items())))
            counts[noun.name] = _write(directory / f"{noun.name}.json", rows)
    for tag, passages in passages_on_record().items():
        _write(directory / FOLDER / tag / f"{PASSAGES}.json", dict(sorted(passages.items())))
    return counts


def _rows(noun: Noun) -> list[dict]:
    if noun.is_chain:
        chains = chains_on_record(noun)
        return [row for key in sorted(chains) for row, _instance in chains[key]]
    rows = [noun.of(instance) for instance in noun.instances() if noun.belongs(instance)]
    return sorted(rows, key=noun.key_of)


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


def _write(path: Path, rows: list[dict] | dict[str, dict]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(rows)


def table_csv(noun: Noun) -> Iterator[str]:
    """Every row of the noun as CSV text in pieces, hidden ones too: a byte-order mark, a header, a row each."""
    out = io.StringIO("\ufeff")
    out.seek(1)
    writer = csv.writer(out)
    writer.writerow(column.name for column in noun.columns)
    for instance in noun.instances():
        writer.writerow(safe(flat(column.of(instance))) for column in noun.columns)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()
