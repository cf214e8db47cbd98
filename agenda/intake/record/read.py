"""Read a record's directory and check each row by itself before anything is written."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from agenda.catalogue.files import NOUNS
from agenda.catalogue.noun import Noun
from agenda.dates import PartialDate
from agenda.intake.files.lists import Problem, SourceRow, read_rows
from agenda.models import CodebookVersion
from agenda.models.base import in_circles

from .passages import Told
from .tongues import put_in
from .versions import fit_versions


@dataclass
class Record:
    """Rows by file name, and every problem found in them."""

    rows: dict[str, list[SourceRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    passages: Told = field(default_factory=dict)
    """What passages say in other languages."""


class RecordRefused(Exception):
    """The record breaks rules; `problems` says where."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_record(directory: Path, *, today: date) -> Record:
    """Read and check the directory; `Record.problems` is empty when every row is sound by itself."""
    record = Record()
    for noun in NOUNS:
        path = directory / f"{noun.name}.json"
        record.rows[noun.name], problems = read_rows(path) if path.exists() else ([], [])
        record.problems += problems
        if not path.exists() and not noun.optional:
            record.problems.append(Problem(path.name, 0, "", f"is missing in {directory}"))
    record.problems += put_in(directory, record.rows, record.passages)
    record.problems += fit_versions(record.rows)
    known = {noun.name: _known_keys(noun, record) for noun in NOUNS if not noun.is_chain}
    known["codebook"] |= _judged_under(record)
    for noun in NOUNS:
        _check_rows(noun, record, known)
        _check_parents(noun, record)
    _check_dates(record, today)
    return record


def _known_keys(noun: Noun, record: Record) -> set[str]:
    """The keys of the file and, where one column is the key, those on record."""
    key = noun.column(noun.key[0]) if len(noun.key) == 1 else None
    stored = noun.model._default_manager.values_list(key.attribute, flat=True) if key else []
    return {noun.key_of(row.values) for row in record.rows[noun.name]} | {str(value) for value in stored}


def _judged_under(record: Record) -> set[str]:
    """Give each judgement of a record without codebook versions of its own the number of one; that number, if any.

    It is the first version on record that has all of its topics, so that loading it again changes nothing; where there
    is none, as on an empty record or beside another one, the number after the newest.
    """
    if record.rows["codebook"]:
        return set()
    topics = {row.values.get("code") for row in record.rows["topics"]}
    versions = dict(CodebookVersion.objects.order_by("number").values_list("number", "codes"))
    fitting = (number for number, codes in versions.items() if topics <= set(codes))
    number = next(fitting, max(versions, default=0) + 1)
    for row in record.rows["assessments"]:
        row.values.setdefault("codebook_version", number)
    return {str(number)}


def _check_rows(noun: Noun, record: Record, known: dict[str, set[str]]) -> None:
    seen: Counter[str] = Counter()
    for row in record.rows[noun.name]:
        key = noun.key_of(row.values)
        seen[key] += 1
        messages = [f"unknown column {name!r}" for name in row.values if name not in noun.column_names]
        if seen[key] == 2 and not noun.is_chain:
            messages.append("stands in this file twice")
        for column in noun.columns:
            messages += column.problems(row.values, noun.model, known)
        record.problems += [row.problem(key, message) for message in messages]


def _check_parents(noun: Noun, record: Record) -> None:
    if "parent" not in noun.column_names:
        return
    rows = {noun.key_of(row.values): row for row in record.rows[noun.name]}
    for key in in_circles({key: row.values.get("parent") for key, row in rows.items()}):
        record.problems.append(rows[key].problem(key, "is its own ancestor"))


def _check_dates(record: Record, today: date) -> None:
    """A held meeting has a day that is not ahead; nothing is assessed before its meeting or in the future."""
    days = {}
    for row in record.rows["meetings"]:
        held = _day(row.values.get("held_on"))
        days[row.values.get("slug")] = held
        if row.values.get("status") != "held":
            continue
        if held is None:
            record.problems.append(row.problem(str(row.values.get("slug")), "was held, so it needs a date"))
        elif held > today:
            record.problems.append(
                row.problem(row.values["slug"], f"was held, so held_on cannot be {held}: it lies ahead")
            )
    for name, column in (
        ("assessments", "assessed_on"),
        ("findings", "decided_on"),
        ("assignments", "handed_in_on"),
    ):
        for row in record.rows[name]:
            day, held = _day(row.values.get(column)), days.get(row.values.get("meeting"))
            key = f"{row.values.get('meeting')} × {row.values.get('topic', row.values.get('coder'))}"
            if day and day > today:
                record.problems.append(row.problem(key, f"{column} {day} lies ahead"))
            elif day and held and day < held:
                record.problems.append(row.problem(key, f"{column} {day} lies before the meeting, {held}"))


def _day(text) -> date | None:
    try:
        return PartialDate.parse(str(text)).first if text else None
    except ValueError:
        return None
