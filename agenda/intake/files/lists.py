"""Read a JSON list and know the line each row starts on, so that an error can name it."""

import json
from dataclasses import dataclass
from pathlib import Path

from .normal import cleaned

DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file, where it is and which row it belongs to."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self):
        place = f"{self.file}:{self.line}"
        return f"{place} {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


@dataclass(frozen=True)
class SourceRow:
    """One object of a file's list."""

    file: str
    line: int
    values: dict

    def problem(self, key: str, message: str) -> Problem:
        return Problem(self.file, self.line, key, message)


def read_rows(path: Path) -> tuple[list[SourceRow], list[Problem]]:
    """Read the file's list of objects; control characters become blanks.

    Whatever is wrong with it comes back as problems, nothing is raised.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Problem(path.name, 1, "", f"cannot be read as UTF-8 text: {error}")]
    rows, problems = parse_rows(text, path.name)
    return [SourceRow(row.file, row.line, cleaned(row.values)) for row in rows], problems


def parse_rows(text: str, name: str) -> tuple[list[SourceRow], list[Problem]]:
    """The objects of a JSON list, each with the line it starts on; `name` is the file's, for problems."""
    rows: list[SourceRow] = []
    place = _skip(text, 0)
    if text[place : place + 1] != "[":
        return [], [Problem(name, 1, "", "the file must be one JSON list: [ … ]")]
    place = _skip(text, place + 1)
    line, counted = 1, 0
    while text[place : place + 1] != "]":
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, place = DECODER.raw_decode(text, place)
        except json.JSONDecodeError as error:
            where = text.count("\n", 0, error.pos) + 1
            return [], [Problem(name, where, "", f"not JSON from here on: {error.msg}")]
        except ValueError:  # Python reads no number of more than 4,300 digits
            return [], [Problem(name, line, "", "a number has thousands of digits")]
        except RecursionError:
            return [], [Problem(name, line, "", "nested too deeply")]
        if not isinstance(value, dict):
            return [], [Problem(name, line, "", "every row must be an object: { … }")]
        rows.append(SourceRow(name, line, value))
        place = _skip(text, place)
        if text[place : place + 1] == ",":
            place = _skip(text, place + 1)
        elif text[place : place + 1] != "]":
            where = text.count("\n", 0, place) + 1
            return [], [Problem(name, where, "", "a comma or the list's ] is missing here")]
    if text[place + 1 :].strip():
        return [], [Problem(name, text.count("\n", 0, place) + 1, "", "text after the list's end")]
    return rows, []


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return place
