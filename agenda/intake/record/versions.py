"""Codebook versions of a record that is loaded beside another one: numbers that the versions on record leave free."""

import re

from agenda.intake.files.lists import Problem, SourceRow
from agenda.models import CodebookVersion, LoadedRow
from agenda.models.topics import CITED_NOTES

Rows = dict[str, list[SourceRow]]


def fit_versions(rows: Rows) -> list[Problem]:
    """Renumber the record's versions, and its judgements with them, where another codebook has their numbers.

    A version that is on record, under whatever number, keeps that number, so that loading again changes nothing. Returns
    a problem for each reason that cites a note by a number which is another one here.
    """
    changed = {number: new for number, new in _numbers(rows["codebook"]).items() if number != new}
    if not changed:
        return []
    for row in rows["codebook"]:
        row.values["number"] = changed.get(row.values["number"], row.values["number"])
    for row in rows["assessments"]:
        number = row.values.get("codebook_version", 1)
        if number in changed:
            row.values["codebook_version"] = changed[number]
    return [problem for row in rows["findings"] for problem in _cites(row, changed)]


def judged_under(rows: Rows) -> set[int]:
    """Give each judgement of a record without codebook versions of its own the number of one; that number, if any.

    It is the first version on record that has all of its topics, so that loading it again changes nothing; where there
    is none, as on an empty record or beside another one, the number after the newest.
    """
    if rows["codebook"]:
        return set()
    topics = {row.values.get("code") for row in rows["topics"]}
    versions = dict(CodebookVersion.objects.order_by("number").values_list("number", "codes"))
    fitting = (number for number, codes in versions.items() if topics <= set(codes))
    number = next(fitting, max(versions, default=0) + 1)
    for row in rows["assessments"]:
        row.values.setdefault("codebook_version", number)
    return {number}


def _numbers(versions: list[SourceRow]) -> dict[int, int]:
    """The number that each of the record's versions has here, by the number that its file gives it; in their order."""
    if not all(isinstance(row.values.get("number"), int) for row in versions):
        return {}  # told where rows are checked
    known = {version.number: version for version in CodebookVersion.objects.all()}
    loaded = dict(LoadedRow.objects.filter(noun="codebook").values_list("key", "values"))
    found: dict[int, int] = {}
    for row in sorted(versions, key=lambda row: row.values["number"]):
        number = row.values["number"]
        places = [number, *known] if number in known else [*known]
        same = (here for here in places if _is_same(row, known[here], loaded.get(str(here))))
        highest = max([*known, *found.values()], default=0)
        found[number] = next(same, number if number > highest else highest + 1)
    return found


def _is_same(row: SourceRow, version: CodebookVersion, loaded: dict | None) -> bool:
    """Is it that version? What it was loaded from may have changed its day or its note since, not both."""
    day, note = row.values.get("made_on"), row.values.get("note")
    if (day, note) == (version.made_on.isoformat(), version.note):
        return True
    return loaded is not None and (day == loaded.get("made_on") or note == loaded.get("note"))


def _cites(row: SourceRow, changed: dict[int, int]) -> list[Problem]:
    """What is wrong with a reason that cites notes of versions that have other numbers here."""
    reason = str(row.values.get("reason") or "")
    cited = {
        int(number) for part in CITED_NOTES.findall(reason) for number in re.findall(r"(\d+)\.\d+", str(part))
    }
    key = f"{row.values.get('meeting')} × {row.values.get('topic')}"
    return [
        row.problem(
            key, f"cites a note of codebook version {old}, which is version {changed[old]} beside this record"
        )
        for old in sorted(cited & changed.keys())
    ]
