"""Read a record's directory and check everything before anything is written."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from agenda.catalogue.files import NOUNS, Noun
from agenda.intake.files.lists import Problem, SourceRow, read_rows
from agenda.models import Assessment, Document, Evidence, Outcome
from agenda.models.assessments import NEEDS_A_PASSAGE
from agenda.models.base import in_circles

ASSESSMENT_KEYS = {"meeting", "topic", "outcome", "examined", "evidence",
                   "depth", "is_excluded", "confidence", "note"}  # fmt: skip
EVIDENCE_KEYS = {"document", "paragraph", "strength", "summary"}
CHOICES = {
    "outcome": {choice.value for choice in Outcome},
    "depth": {""} | {choice[0] for choice in Assessment._meta.get_field("depth").choices},
    "confidence": {""} | {choice[0] for choice in Assessment.Confidence.choices},
    "strength": {choice.value for choice in Evidence.Strength},
}


@dataclass
class Record:
    """Rows by file name, and every problem found in them."""

    rows: dict[str, list[SourceRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_record(directory: Path) -> Record:
    """Read and check the directory; `Record.problems` is empty when it can be loaded."""
    record = Record()
    for name, optional in [(noun.name, noun.optional) for noun in NOUNS] + [("assessments", False)]:
        path = directory / f"{name}.json"
        if path.exists():
            record.rows[name], problems = read_rows(path)
            record.problems += problems
        else:
            record.rows[name] = []
            if not optional:
                record.problems.append(Problem(path.name, 0, "", f"is missing in {directory}"))
    known = {noun.name: _known_keys(noun, record) for noun in NOUNS}
    for noun in NOUNS:
        _check_noun(noun, record, known)
    _check_parents(record)
    _check_meetings(record)
    _check_assessments(record, known)
    return record


def _known_keys(noun: Noun, record: Record) -> set[str]:
    stored = noun.model.objects.values_list(noun.key[0], flat=True) if len(noun.key) == 1 else []
    return {noun.key_of(row.values) for row in record.rows[noun.name]} | {str(key) for key in stored}


def _check_noun(noun: Noun, record: Record, known) -> None:
    seen = Counter()
    for row in record.rows[noun.name]:
        key = noun.key_of(row.values)
        seen[key] += 1
        messages = [f"unknown column {name!r}" for name in row.values if name not in noun.column_names]
        if seen[key] == 2:
            messages.append("stands in this file twice")
        for column in noun.columns:
            messages += column.problems(row.values, noun.model, known)
        record.problems += [row.problem(key, message) for message in messages]


def _check_parents(record: Record) -> None:
    for name in ("actors", "dialogues", "topics"):
        noun = next(noun for noun in NOUNS if noun.name == name)
        rows = {noun.key_of(row.values): row for row in record.rows[name]}
        for key in in_circles({key: row.values.get("parent") for key, row in rows.items()}):
            record.problems.append(rows[key].problem(key, "is its own ancestor"))


def _check_meetings(record: Record) -> None:
    for row in record.rows["meetings"]:
        if row.values.get("status") == "held" and not row.values.get("held_on"):
            record.problems.append(row.problem(str(row.values.get("slug")), "was held, so it needs a date"))


def _check_assessments(record: Record, known) -> None:
    documents = _documents(record)
    seen = Counter()
    for row in record.rows["assessments"]:
        key = f"{row.values.get('meeting')} × {row.values.get('topic')}"
        seen[key] += 1
        problems = ["this cell stands in the file twice"] if seen[key] == 2 else []
        problems += _shape_problems(row.values, known)
        if not problems:
            problems += _proof_problems(row.values, documents)
        record.problems += [row.problem(key, message) for message in problems]


def _documents(record: Record) -> dict[str, dict]:
    """What proof depends on, by document key: the file's word before the database's."""
    columns = ("slug", "kind", "completeness", "is_official")
    stored = {row[0]: dict(zip(columns, row, strict=True)) for row in Document.objects.values_list(*columns)}
    return stored | {row.values.get("slug"): row.values for row in record.rows["documents"]}


def _shape_problems(values: dict, known) -> list[str]:
    problems = [f"unknown column {name!r}" for name in values if name not in ASSESSMENT_KEYS]
    for name, noun in (("meeting", "meetings"), ("topic", "topics")):
        if values.get(name) not in known[noun]:
            problems.append(f"{name}: there is no {values.get(name)!r} among the {noun}")
    for name in ("outcome", "depth", "confidence"):
        if values.get(name, "") not in CHOICES[name]:
            problems.append(f"{name}: {values.get(name)!r} is not one of {sorted(CHOICES[name])}")
    if not isinstance(values.get("is_excluded", False), bool):
        problems.append("is_excluded must be true or false")
    examined, evidence = values.get("examined"), values.get("evidence", [])
    if not isinstance(examined, list) or not isinstance(evidence, list):
        return [*problems, "examined and evidence must be lists"]
    problems += [
        f"examined: there is no {key!r} among the documents"
        for key in examined
        if not isinstance(key, str) or key not in known["documents"]
    ]
    for number, item in enumerate(evidence, start=1):
        if not isinstance(item, dict) or set(item) - EVIDENCE_KEYS:
            problems.append(f"evidence {number}: its columns are {sorted(EVIDENCE_KEYS)}")
            continue
        if item.get("document") not in examined:
            problems.append(
                f"evidence {number}: {item.get('document')!r} is not among the examined documents"
            )
        paragraph = item.get("paragraph")
        if not isinstance(paragraph, int) or isinstance(paragraph, bool) or paragraph < 1:
            problems.append(f"evidence {number}: paragraph must be a number from 1")
        if item.get("strength", "full") not in CHOICES["strength"]:
            problems.append(f"evidence {number}: strength is full or partial")
        if not isinstance(item.get("summary", ""), str):
            problems.append(f"evidence {number}: summary must be text")
    return problems


def _is_readout(document: dict) -> bool:
    return document.get("is_official", True) and document.get("kind") != Document.Kind.ANNOUNCEMENT


def _proof_problems(values: dict, documents: dict) -> list[str]:
    examined = [documents[key] for key in values["examined"]]
    problems = []
    if values["outcome"] in NEEDS_A_PASSAGE and not values.get("evidence"):
        problems.append(f"{values['outcome']} needs evidence")
    if values["outcome"] not in NEEDS_A_PASSAGE and (values.get("evidence") or values.get("depth")):
        problems.append(f"{values['outcome']} cannot have evidence or a depth")
    if values.get("is_excluded") and values["outcome"] != Outcome.NOT_RAISED:
        problems.append("is_excluded goes with not_raised only")
    if values["outcome"] == Outcome.NOT_RAISED and not any(
        _is_readout(d) and d.get("completeness") == "full" for d in examined
    ):
        problems.append("not_raised needs a complete official document among those examined")
    for item in values.get("evidence", []):
        if not _is_readout(documents[item["document"]]):
            problems.append(f"{item['document']} is no official readout and proves nothing")
    return problems
