"""Append a record's assessments and findings to the chains on record. Every rule of proof is asked first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agenda.catalogue.files import NAMED
from agenda.catalogue.noun import RECORD_ACCOUNT, Noun
from agenda.intake.files.lists import Problem, SourceRow
from agenda.intake.plan.proof import ProofContext, shape_problems
from agenda.intake.write.bulk import take_stock
from agenda.models import (
    Assessment,
    Body,
    CodebookVersion,
    Document,
    Evidence,
    Examination,
    Finding,
    Meeting,
    Topic,
)

from .read import RecordRefused

ASSESSMENTS, FINDINGS = NAMED["assessments"], NAMED["findings"]
Key = tuple[str, ...]
Chains = dict[Key, list[tuple[dict, Any]]]
"""(row, instance) of each chain, oldest first."""


def chains_on_record(noun: Noun) -> Chains:
    """(row, instance) of each chain on record, oldest first, by the noun's key."""
    positions = _positions() if noun is FINDINGS else {}
    found = defaultdict(list)
    for instance in noun.instances():
        if noun is FINDINGS:
            instance.position = positions[instance.assessment_id]
        row = noun.of(instance)
        if noun is FINDINGS:
            row["decided_by"] = None if row["decided_by"] == RECORD_ACCOUNT else row["decided_by"]
            same_day = row["decided_on"] == instance.assessment.assessed_at.date().isoformat()
            row["decided_on"] = None if same_day else row["decided_on"]
        found[_key(noun, row)].append((row, instance))
    return found


def _positions() -> dict[int, int | None]:
    """The place of each assessment in its coder's chain, counted from 1; None for the last of a chain."""
    chains = defaultdict(list)
    columns = ("pk", "meeting_id", "topic_id", "assessed_by_id")
    for pk, *cell in Assessment.objects.order_by("pk").values_list(*columns):
        chains[tuple(cell)].append(pk)
    return {
        pk: None if pk == chain[-1] else place
        for chain in chains.values()
        for place, pk in enumerate(chain, start=1)
    }


def _key(noun: Noun, row: dict) -> Key:
    return tuple(row[name] for name in noun.key)


def _grouped(noun: Noun, rows: Sequence[SourceRow]) -> dict[Key, list[tuple[dict, SourceRow]]]:
    found = defaultdict(list)
    for source in rows:
        row = noun.canonical(source.values)
        found[_key(noun, row)].append((row, source))
    return found


@dataclass
class Fresh:
    """A row to append: `before` is the instance or the fresh row that it supersedes."""

    row: dict
    source: SourceRow
    before: Any = None
    instance: Any = None


def _appended(ours: list[tuple[dict, object]], theirs: list[tuple[dict, SourceRow]]) -> list[Fresh] | None:
    """The rows of the file that follow what is on record; [] when nothing is new, None when ours goes on further.

    Where the two part ways, only the file's last row is appended.
    """
    stored, named = [row for row, _instance in ours], [row for row, _source in theirs]
    if named[-1] == (stored[-1] if stored else None):
        return []
    if named[-1] in stored:
        return None
    wanted = theirs[len(stored) :] if stored == named[: len(stored)] else theirs[-1:]
    fresh, before = [], ours[-1][1] if ours else None
    for row, source in wanted:
        fresh.append(Fresh(row, source, before))
        before = fresh[-1]
    return fresh


def _rounds(fresh: list[Fresh]) -> Iterator[list[Fresh]]:
    """The rows in rounds, so that whatever one supersedes was written in a round before."""
    waiting = fresh
    while waiting:
        ready = [item for item in waiting if not isinstance(item.before, Fresh) or item.before.instance]
        yield ready
        waiting = [item for item in waiting if item.instance is None]


def _superseded(item: Fresh):
    return item.before.instance if isinstance(item.before, Fresh) else item.before


# assessments


def load_assessments(rows: list[SourceRow], lookup, report, proof: ProofContext) -> Chains:
    """Append what coders judged since, filling in missing summaries; returns every chain as it stands then."""
    stored, fresh = chains_on_record(ASSESSMENTS), []
    counts = report.counts["assessments"]
    broken: list[Problem] = []
    for key, theirs in _grouped(ASSESSMENTS, rows).items():
        ours = stored.get(key, [])
        appended = _appended(ours, theirs)
        if appended is None:
            counts["kept"] += 1
        elif not appended:
            counts["unchanged"] += len(theirs)
        elif ours and (summaries := _missing_summaries(ours[-1][0], appended[-1].row)):
            _fill_in(ours[-1][1], summaries)
            counts["updated"] += 1
        else:
            broken += _problems(appended[-1].row, appended[-1].source, proof)
            counts["updated" if ours else "created"] += len(appended)
            fresh += appended
    if broken:
        raise RecordRefused(broken)
    if fresh:
        take_stock(Meeting, Topic, CodebookVersion, Document, Body)  # what the rules' checks look up
    for ready in _rounds(fresh):
        _write_assessments(ready, lookup)
    for item in fresh:
        stored[_key(ASSESSMENTS, item.row)].append((item.row, item.instance))
    return stored


def _write_assessments(ready: list[Fresh], lookup) -> None:
    for item in ready:
        item.instance = Assessment(supersedes=_superseded(item))
        for column in ASSESSMENTS.columns:
            column.put(item.instance, item.row[column.name], lookup)
    Assessment.objects.bulk_create([item.instance for item in ready], batch_size=500)
    take_stock(Assessment)
    examinations = {
        (item.instance.pk, slug): Examination(assessment=item.instance, document=lookup("documents", slug))
        for item in ready
        for slug in item.row["examined"]
    }
    Examination.objects.bulk_create(examinations.values(), batch_size=500)
    take_stock(Examination)
    Evidence.objects.bulk_create(
        [
            Evidence(
                examination=examinations[item.instance.pk, passage["document"]],
                **{part: value for part, value in passage.items() if part != "document"},
            )
            for item in ready
            for passage in item.row["evidence"]
        ],
        batch_size=500,
    )
    take_stock(Evidence)


def _missing_summaries(ours: dict, theirs: dict) -> dict[tuple, str]:
    """{(document, paragraph, strength): summary} when the file only adds summaries that were empty; else {}."""

    def without(row: dict) -> dict:
        bare = [item | {"summary": ""} for item in row["evidence"]]
        return row | {"evidence": bare, "assessed_on": ""}

    if without(ours) != without(theirs):
        return {}
    added = {}
    for old, new in zip(ours["evidence"], theirs["evidence"], strict=True):
        if old["summary"] not in ("", new["summary"]):
            return {}
        if not old["summary"] and new["summary"]:
            added[new["document"], new["paragraph"], new["strength"]] = new["summary"]
    return added


def _fill_in(assessment: Assessment, summaries: dict[tuple, str]) -> None:
    for examination in assessment.examinations.all():
        for evidence in examination.evidence.all():
            place = (examination.document.slug, evidence.paragraph, evidence.strength)
            if not evidence.summary and place in summaries:
                evidence.summary = summaries[place]
                evidence.save(update_fields=["summary"])


def _problems(row: dict, source: SourceRow, proof: ProofContext) -> list[Problem]:
    """What the row's judgement lacks, by file and line."""
    passages = [item["document"] for item in row["evidence"]]
    version = int(row["codebook_version"])
    found = proof.problems(row["meeting"], row["topic"], version, row["outcome"], row["examined"], passages)
    found |= shape_problems(row["outcome"], row["depth"], row["is_excluded"])
    key = " × ".join(_key(ASSESSMENTS, row))
    return [source.problem(key, f"{name}: {sentence}") for name, sentence in found.items()]


# findings


def load_findings(rows: list[SourceRow], chains: Chains, lookup, report, proof: ProofContext) -> None:
    """Append what was decided since; a cell that someone else decided here is kept as they decided it."""
    stored, account = chains_on_record(FINDINGS), lookup.account
    counts, fresh = report.counts["findings"], []
    broken: list[Problem] = []
    for key, theirs in _grouped(FINDINGS, rows).items():
        ours = stored.get(key, [])
        appended = _appended(ours, theirs)
        problems = list(_finding_problems(appended or [], chains, proof))
        broken += problems
        if appended and ours and ours[-1][1].decided_by_id != account.pk:
            appended = None
        if appended is None:
            counts["kept"] += 1
            finding = ours[-1][1]
            verb = "withdrawn" if finding.status == Finding.Status.WITHDRAWN else "decided"
            report.kept.append(f"findings {' × '.join(key)}: {verb} here by {finding.decided_by}")
        elif not appended:
            counts["unchanged"] += len(theirs)
        elif not problems:
            appended = _standing(appended, chains, proof, report)
            counts["updated" if ours else "created"] += len(appended)
            fresh += appended
    if broken:
        raise RecordRefused(broken)
    for ready in _rounds(fresh):
        _write_findings(ready, chains, lookup)


def _standing(appended: list[Fresh], chains, proof: ProofContext, report) -> list[Fresh]:
    """The rows without superseded ones that would break a rule of today, which the database refuses."""
    kept: list[Fresh] = []
    for item in appended:
        judgement = _assessment_row(item.row, chains)[0]
        if item is not appended[-1] and _problems(judgement, item.source, proof):
            cell = " × ".join(_key(FINDINGS, item.row))
            report.kept.append(f"findings {cell}: an earlier finding breaks a rule of today, left out")
        else:
            item.before = kept[-1] if kept else appended[0].before
            kept.append(item)
    return kept


def _finding_problems(appended: list[Fresh], chains: Chains, proof: ProofContext) -> Iterator[Problem]:
    for item in appended:
        row, source = item.row, item.source
        key = f"{row['meeting']} × {row['topic']}"
        chain = chains.get((row["meeting"], row["topic"], row["coder"]))
        if not chain or (row["assessment"] or 1) > len(chain):
            yield source.problem(key, f"coder: {row['coder']} has no such assessment of this cell")
        elif row["status"] == Finding.Status.PUBLISHED:
            examined = _assessment_row(row, chains)[0]["examined"]
            for sentence in proof.publication_problems(examined).values():
                yield source.problem(key, sentence)


def _assessment_row(row: dict, chains: Chains) -> tuple[dict, Any]:
    """(row, instance) of the assessment that a finding rests on."""
    chain = chains[row["meeting"], row["topic"], row["coder"]]
    return chain[row["assessment"] - 1 if row["assessment"] else -1]


def _write_findings(ready: list[Fresh], chains: Chains, lookup) -> None:
    decided_on = FINDINGS.column("decided_on")
    for item in ready:
        row, assessment = item.row, _assessment_row(item.row, chains)[1]
        item.instance = Finding(
            assessment=assessment, supersedes=_superseded(item), meeting_id=assessment.meeting_id,
            topic_id=assessment.topic_id, basis=row["basis"], reason=row["reason"], status=row["status"],
            decided_by=lookup("coders", row["decided_by"]) if row["decided_by"] else lookup.account,
            **{name: getattr(assessment, name) for name in ("outcome", "depth", "is_excluded", "is_self_coded")},
        )  # fmt: skip
        decided_on.put(item.instance, row["decided_on"], lookup)
        item.instance.decided_at = item.instance.decided_at or assessment.assessed_at
    Finding.objects.bulk_create([item.instance for item in ready], batch_size=500)
