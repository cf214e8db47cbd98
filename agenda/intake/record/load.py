"""Load a checked record in one transaction, merging it three ways with what editors changed."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from agenda.catalogue.files import NOUNS, Noun
from agenda.catalogue.stored import Ref
from agenda.intake.files.lists import SourceRow
from agenda.models import CodebookVersion, LoadedRow, Topic
from agenda.models.base import parents_first

from .assessments import load_assessments
from .check import Record


@dataclass
class Report:
    """Counts by noun: created, updated, unchanged, kept (an editor's value stood against the file's)."""

    counts: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_record(record: Record, *, account, progress: Callable[[str, int], None] = lambda *_: None) -> Report:
    """Write `record` (its problems must be empty: ValueError otherwise) in the name of `account`.

    A column that a row does not have is left alone. One that it has is taken from the file unless the
    database differs from what was last loaded: then someone changed it here, theirs is kept and named in
    `Report.kept`. Rows deleted here stay deleted.
    """
    if record.problems:
        raise ValueError("A record with problems is not loaded.")
    report = Report()
    lookup = _Lookup()
    for noun in NOUNS:
        progress(noun.name, len(record.rows[noun.name]))
        _load_noun(noun, record.rows[noun.name], lookup, account, report)
    ensure_codebook_version()
    progress("assessments", len(record.rows["assessments"]))
    load_assessments(record.rows["assessments"], account, report)
    return report


class _Lookup:
    """Rows by noun and key, fetched once a noun and kept up to date while loading."""

    def __init__(self):
        self.rows: dict[str, dict] = {}

    def __call__(self, noun_name: str, key: str):
        return self.of(noun_name)[key]

    def of(self, noun_name: str) -> dict:
        if noun_name not in self.rows:
            noun = next(noun for noun in NOUNS if noun.name == noun_name)
            self.rows[noun_name] = {noun.key_of(noun.of(row)): row for row in noun.instances()}
        return self.rows[noun_name]


def _parents_first(noun: Noun, rows: list[SourceRow]) -> list[SourceRow]:
    """Order rows so that one is loaded after the row it names as its parent."""
    if not any(isinstance(column, Ref) and column.noun == noun.name for column in noun.columns):
        return rows
    by_key = {noun.key_of(row.values): row for row in rows}
    return [
        by_key[key] for key in parents_first({key: row.values.get("parent") for key, row in by_key.items()})
    ]


def _load_noun(noun: Noun, rows: list[SourceRow], lookup: _Lookup, account, report: Report) -> None:
    existing = lookup.of(noun.name)
    remembered = {row.key: row for row in LoadedRow.objects.filter(noun=noun.name)}
    for row in _parents_first(noun, rows):
        key, theirs = noun.key_of(row.values), noun.canonical(row.values)
        base = remembered.get(key)
        if key in existing:
            theirs = {name: value for name, value in theirs.items() if noun.states(name, row.values)}
        if key in existing:
            state = _merge(noun, existing[key], theirs, base, lookup, account, report)
        elif base:
            state = "kept"
            report.kept.append(f"{noun.name} {key}: deleted here, not brought back")
        else:
            existing[key] = save_row(noun, noun.model(), theirs, set(theirs), lookup, account)
            state = "created"
        report.counts[noun.name][state] += 1
        if base is None:
            LoadedRow.objects.create(noun=noun.name, key=key, values=theirs)
        elif base.values | theirs != base.values:
            base.values |= theirs
            base.save()


def _merge(noun, instance, theirs: dict, base: LoadedRow | None, lookup, account, report: Report) -> str:
    ours = noun.of(instance)
    take, kept = set(), []
    for column in noun.columns:
        name = column.name
        if name not in theirs or ours[name] == theirs[name]:
            continue
        before = base.values.get(name) if base else column.canonical({})
        if ours[name] == before:
            take.add(name)
        elif theirs[name] != before:
            kept.append(f"{noun.name} {noun.key_of(ours)}: {name} was changed here and stays as it is")
    report.kept += kept
    if take:
        save_row(noun, instance, theirs, take, lookup, account)
        return "updated"
    return "kept" if kept else "unchanged"


def save_row(
    noun: Noun, instance, values: dict, names: set[str], lookup, account, *, reason: str = "load_record"
):
    """Set the columns `names` of `instance` to canonical `values`, save it in the name of `account`, return it."""
    columns = [column for column in noun.columns if column.name in names]
    for column in columns:
        column.put(instance, values[column.name], lookup)
    instance._history_user = account
    instance._change_reason = reason
    instance.save()
    for column in columns:
        column.put_related(instance, values[column.name], lookup)
    return instance


def ensure_codebook_version() -> None:
    """Assessments need a version: make number 1 where a record names none, and freeze each one's codes."""
    codes = sorted(Topic.objects.values_list("code", flat=True))
    if not CodebookVersion.objects.exists():
        CodebookVersion.objects.create(
            number=1, made_on=date(2026, 11, 1), note="The first codebook.", codes=codes
        )
    newest = CodebookVersion.objects.order_by("-number").first()
    if newest and not newest.codes:
        newest.codes = codes
        newest.save()
