"""Load a record in one transaction, merging it three ways with what editors changed."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from agenda.catalogue.files import NAMED, NOUNS
from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import Ref
from agenda.intake.files.lists import SourceRow
from agenda.intake.plan.proof import ProofContext
from agenda.intake.write.codebook import ensure_first_version, make_versions
from agenda.models import MERGED, LoadedRow, Merger
from agenda.models.base import parents_first
from agenda.rules.consequences import losing_sentence
from agenda.rules.papers import lost_since, papers_of_findings
from agenda.rules.proof import Paper
from agenda.rules.triggers import sentence_of

from .chains import load_assessments, load_findings
from .passages import load_passages
from .read import Record, RecordRefused


@dataclass
class Report:
    """Counts by noun: created, updated, unchanged, kept (an editor's value stood against the file's)."""

    counts: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_record(record: Record, *, account, progress: Callable[[str, int], None] = lambda *_: None) -> Report:
    """Write `record` in the name of `account`; raises RecordRefused, with nothing written, when a rule is broken.

    A column that a row does not have is left alone. One that it has is taken from the file unless the
    database differs from what was last loaded: then someone changed it here, theirs is kept and named in
    `Report.kept`. Rows deleted here stay deleted. Assessments and findings are appended, never changed.
    """
    if record.problems:
        raise RecordRefused(record.problems)
    report, lookup, before = Report(), Lookup(account), papers_of_findings()
    for noun in NOUNS:
        progress(noun.name, len(record.rows[noun.name]))
        if not noun.is_chain:
            _load_noun(noun, record.rows[noun.name], lookup, account, report)
        if noun.name == "codebook":
            ensure_first_version()
            if not record.rows["codebook"]:
                _make_next_version(record)
                lookup.rows.pop("codebook", None)
    proof = ProofContext()
    chains = load_assessments(record.rows["assessments"], lookup, report, proof)
    load_passages(record.passages, report)
    load_findings(record.rows["findings"], chains, lookup, report, proof)
    _refuse_lost_proof(record, before, lookup)
    return report


def _refuse_lost_proof(record: Record, before: dict[int, list[Paper]], lookup: "Lookup") -> None:
    """Raise RecordRefused at the rows of documents whose change left findings in force without proof."""
    problems = []
    for losing, changed in lost_since(before):
        slugs = {slug for slug, document in lookup.of("documents").items() if document.pk in changed}
        for row in record.rows["documents"]:
            if row.values.get("slug") in slugs:
                problems.append(row.problem(row.values["slug"], losing_sentence(losing)))
    if problems:
        raise RecordRefused(problems)


class Lookup:
    """Rows by noun and key, fetched once a noun and kept up to date while loading."""

    def __init__(self, account=None):
        self.account = account
        self.rows: dict[str, dict] = {}
        self.merged = {f"{noun}s": Merger.objects.keys_now(noun) for noun in MERGED}

    def __call__(self, noun_name: str, key: str):
        rows = self.of(noun_name)
        return rows[key] if key in rows else rows[self.merged.get(noun_name, {}).get(key, key)]

    def of(self, noun_name: str) -> dict:
        if noun_name not in self.rows:
            noun = NAMED[noun_name]
            self.rows[noun_name] = {noun.key_of(noun.of(row)): row for row in noun.instances()}
        return self.rows[noun_name]


def _parents_first(noun: Noun, rows: list[SourceRow]) -> list[SourceRow]:
    """Order rows so that one is loaded after the row it names as its parent."""
    if not any(isinstance(column, Ref) and column.noun == noun.name for column in noun.columns):
        return rows
    by_key = {noun.key_of(row.values): row for row in rows}
    above = {key: row.values.get("parent") for key, row in by_key.items()}
    return [by_key[key] for key in parents_first(above)]


def _load_noun(noun: Noun, rows: list[SourceRow], lookup: Lookup, account, report: Report) -> None:
    existing = lookup.of(noun.name)
    remembered = {row.key: row for row in LoadedRow.objects.filter(noun=noun.name)}
    fresh = []
    for row in _parents_first(noun, rows):
        key, theirs = noun.key_of(row.values), noun.canonical(row.values)
        base = remembered.get(key)
        if key in existing:
            theirs = {name: value for name, value in theirs.items() if noun.states(name, row.values)}
        try:
            state = _load_row(noun, key, theirs, base, lookup, account, report)
        except IntegrityError as error:
            raise RecordRefused([row.problem(key, sentence_of(error) or str(error))]) from None
        report.counts[noun.name][state] += 1
        if base is None:
            fresh.append(LoadedRow(noun=noun.name, key=key, values=theirs))
        elif base.values | theirs != base.values:
            base.values |= theirs
            base.save()
    LoadedRow.objects.bulk_create(fresh, batch_size=500)


def _load_row(
    noun: Noun, key: str, theirs: dict, base: LoadedRow | None, lookup: Lookup, account, report: Report
) -> str:
    """Write what the row changes; returns what became of it, a word of the report."""
    existing = lookup.of(noun.name)
    if key in existing:
        return _merge(noun, existing[key], theirs, base, lookup, account, report)
    if into := lookup.merged.get(noun.name, {}).get(key):
        report.kept.append(f"{noun.name} {key}: merged here into {into}, not brought back")
        return "kept"
    if base:
        report.kept.append(f"{noun.name} {key}: deleted here, not brought back")
        return "kept"
    existing[key] = save_row(noun, new_row(noun, account), theirs, set(theirs), lookup, account)
    return "created"


def new_row(noun: Noun, account):
    """A new instance with what its file does not say: accounts cannot sign in, assignments are the account's."""
    row: Any = noun.model()
    if noun.model is get_user_model():
        row.set_unusable_password()
        row.is_active = False
    if noun.name == "assignments":
        row.assigned_by = account
    return row


def _merge(noun, instance, theirs: dict, base: LoadedRow | None, lookup, account, report: Report) -> str:
    ours = noun.of(instance)
    take, kept = set(), []
    for column in noun.columns:
        name = column.name
        if name not in theirs or ours[name] == theirs[name]:
            continue
        before = column.canonical(base.values if base else {})
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
    if noun.name == "assignments":
        instance.submitted_at = instance.first_submitted_at
    is_new = instance.pk is None
    instance._history_user = account
    instance._change_reason = reason
    instance.save()
    for column in columns:
        if values[column.name] or not is_new:  # an empty relation of a new row is empty already
            column.put_related(instance, values[column.name], lookup)
    return instance


OTHER_RECORD = "Topics were added when another record was loaded beside this one; nothing else changed."


def _make_next_version(record: Record) -> None:
    """Make the version that a record without versions of its own is judged under, where none on record fits it."""
    make_versions((int(row.values["codebook_version"]) for row in record.rows["assessments"]), OTHER_RECORD)
