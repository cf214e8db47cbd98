"""Read what a record's rows say in other languages, and put it into the rows."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agenda.catalogue.files import NAMED, NOUNS
from agenda.catalogue.tongues import FOLDER, NOTES, PASSAGES, note_key, passage_key
from agenda.intake.files.lists import Problem, SourceRow
from agenda.intake.files.normal import cleaned
from agenda.languages import TAG
from agenda.models.translations import OnlyParts

from .passages import Told

HELD = {NOTES: "codebook", PASSAGES: "assessments"} | {
    noun.name: noun.name for noun in NOUNS if any(column.name == FOLDER for column in noun.columns)
}
"""Name of a file → the noun whose rows it speaks of."""


def put_in(directory: Path, rows: dict[str, list[SourceRow]], passages: Told) -> list[Problem]:
    """Put the translations of the directory into the rows by noun, those of passages into `passages`; problems come back."""
    problems: list[Problem] = []
    for path in sorted(directory.glob(f"{FOLDER}/*/*.json")):
        problems += _put_file(path, rows, passages)
    return problems


def _put_file(path: Path, rows: dict[str, list[SourceRow]], passages: Told) -> Iterator[Problem]:
    tag, name = path.parent.name, f"{FOLDER}/{path.parent.name}/{path.name}"
    if not re.fullmatch(TAG, tag):
        yield Problem(
            name, 1, "", f"the folder “{tag}” is not named after a language tag such as ja or zh-Hant"
        )
        return
    if path.stem not in HELD:
        yield Problem(
            name, 1, "", f"nothing called “{path.stem}” is translated; there are {', '.join(sorted(HELD))}"
        )
        return
    try:
        text = path.read_text(encoding="utf-8")
        said = cleaned(json.loads(text))
    except (OSError, ValueError) as error:
        yield Problem(name, 1, "", f"cannot be read as UTF-8 JSON: {error}")
        return
    if not isinstance(said, dict):
        yield Problem(name, 1, "", "the file must be one JSON object: {key: {part: text}}")
        return
    found = _passages_by_key(rows, passages) if path.stem == PASSAGES else _rows_by_key(path.stem, rows)
    for key, parts in said.items():
        line = text.count("\n", 0, max(0, text.find(f'"{key}"'))) + 1
        if key not in found:
            yield Problem(name, line, key, f"there is no such row among the {HELD[path.stem]} of this record")
        elif not isinstance(parts, dict):
            yield Problem(name, line, key, "must be an object: {part: text}")
        elif problem := _put(found[key], tag, parts, path.stem):
            yield Problem(name, line, key, problem)
        elif path.stem == PASSAGES:
            passages[key] = found[key][FOLDER]
            if problem := OnlyParts(("summary",)).problem(passages[key]):
                yield Problem(name, line, key, problem)


def _rows_by_key(name: str, rows: dict[str, list[SourceRow]]) -> dict[str, dict]:
    noun = NAMED[HELD[name]]
    if name != NOTES:
        return {noun.key_of(row.values): row.values for row in rows[noun.name]}
    return {
        note_key(row.values, note): note
        for row in rows[noun.name]
        for note in row.values.get(NOTES, ())
        if isinstance(note, dict)
    }


def _passages_by_key(rows: dict[str, list[SourceRow]], passages: Told) -> dict[str, dict]:
    """{key: row} of the passages of the record's assessments that have a summary, with what is known of them already."""
    keys = {
        passage_key(str(e.get("document")), e.get("paragraph"), str(e["summary"]).strip())
        for row in rows["assessments"]
        for e in _listed(row.values.get("evidence"))
        if isinstance(e, dict) and e.get("summary")
    }
    return {key: {FOLDER: passages[key]} if key in passages else {} for key in keys}


def _listed(value: Any) -> list:
    return value if isinstance(value, list) else []


def _put(values: dict, tag: str, parts: dict, name: str) -> str:
    """Put the parts into the row, those that have a column of their own (`name_ja`) there; "" or what is wrong."""
    columns = NAMED[name].column_names if name in NAMED else set()
    for part, text in parts.items():
        own = f"{part}_{tag.replace('-', '_')}"
        if own not in columns:
            values.setdefault(FOLDER, {}).setdefault(tag, {})[part] = text
        elif values.get(own) not in (None, "", text):
            return f"{part} is {text!r} here, but {own} is {values[own]!r} in {HELD[name]}.json"
        else:
            values[own] = text
    return ""
