"""Read a record's directory: its rows by noun, and what they say in other languages."""

from dataclasses import dataclass, field
from pathlib import Path

from agenda.catalogue.files import NOUNS
from agenda.intake.files.lists import Problem, SourceRow, read_rows

from .passages import Told
from .tongues import put_in


@dataclass
class Record:
    """Rows by file name, and every problem found in reading them."""

    rows: dict[str, list[SourceRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    passages: Told = field(default_factory=dict)
    """What passages say in other languages."""


class RecordRefused(Exception):
    """The record breaks rules; `problems` says where."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_record(directory: Path) -> Record:
    """Read the directory's files. What cannot be read is among the problems; nothing is raised."""
    record = Record()
    for noun in NOUNS:
        path = directory / f"{noun.name}.json"
        record.rows[noun.name], problems = read_rows(path) if path.exists() else ([], [])
        record.problems += problems
        if not path.exists() and not noun.optional:
            record.problems.append(Problem(path.name, 0, "", f"is missing in {directory}"))
    record.problems += put_in(directory, record.rows, record.passages)
    return record
