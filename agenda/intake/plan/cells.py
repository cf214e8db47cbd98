"""Judgements as they stand on record, for comparing an import's with them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agenda.models import Assessment, Evidence, Examination, Finding
from agenda.models.streams import streamed

from .plan import shown

Passage = tuple[str, int | None, str, str, str, str, str]
"""(document, paragraph, strength, summary, quote, prefix, suffix)"""


@dataclass(slots=True)
class Judged:
    """One cell as an import judges it; everything by slug and code.

    The account `by`, the codebook `version`, the moment `at` and `is_self_coded` are those of the import where nothing
    is said of them. `more` holds what a package's finding adds, as it stands there.
    """

    meeting: str
    topic: str
    outcome: str
    depth: str = ""
    is_excluded: bool = False
    confidence: str = ""
    note: str = ""
    examined: tuple[str, ...] = ()
    evidence: tuple[Passage, ...] = ()
    by: int | None = None
    version: int | None = None
    at: datetime | None = None
    is_self_coded: bool | None = None
    more: dict[str, Any] | None = None
    supersedes: int | None = None
    finding: int | None = None
    """The assessment of one's own and the current finding that this one supersedes, by their numbers."""
    assessment: tuple[int, bool] | None = None
    """The assessment on record that says the same (its number, is it self-coded?): only its finding is wanted."""

    def judgement(self) -> tuple:
        return (
            self.outcome,
            self.depth,
            self.is_excluded,
            self.confidence,
            self.note,
            self.examined,
            self.evidence,
        )


NAMES = ("outcome", "depth", "is_excluded", "confidence", "note", "examined", "evidence")


def differences(was: "Judged | None", now: Judged) -> list[tuple[str, str, str]]:
    """(column, was, is to be) for everything that differs; for a new cell everything it says."""
    before = was.judgement() if was else ("", "", False, "", "", (), ())
    return [
        (name, _words(name, old), _words(name, new))
        for name, old, new in zip(NAMES, before, now.judgement(), strict=True)
        if old != new
    ]


def _words(name: str, value) -> str:
    if name == "evidence":
        return "; ".join(
            f"{document}{f' ¶{paragraph}' if paragraph else ''}" + (f" “{quote[:60]}”" if quote else "")
            for document, paragraph, _strength, _summary, quote, _prefix, _suffix in value
        )
    return shown(value) if value else ""


@dataclass
class Stored:
    """Judgements on record by (meeting, topic): one's own current ones, and those of the current findings."""

    mine: dict[tuple[str, str], Judged] = field(default_factory=dict)
    found: dict[tuple[str, str], Judged] = field(default_factory=dict)
    numbers: dict[tuple[str, str], tuple[int, bool]] = field(default_factory=dict)
    """The current assessment of one's own, by cell: its number, is it self-coded?"""
    findings: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    """(number, status) of the current finding, by cell."""


def stored_cells(by) -> Stored:
    """Read what is on record for the account `by`. Five statements, whatever the number of cells."""
    stored = Stored()
    cells = ("meeting__slug", "topic__code")
    of_assessment: dict[int, list[Judged]] = defaultdict(list)
    mine = Assessment.objects.current().filter(assessed_by=by).order_by()
    for pk, is_self_coded, *rest in streamed(mine.values_list("pk", "is_self_coded", *cells, *NAMES[:5])):
        stored.mine[rest[0], rest[1]] = row = Judged(*rest)
        stored.numbers[rest[0], rest[1]] = (pk, is_self_coded)
        of_assessment[pk].append(row)
    findings = Finding.objects.current().order_by()
    judged = (f"assessment__{name}" for name in NAMES[3:5])
    names = ("pk", "status", "assessment_id", *cells, *NAMES[:3], *judged)
    for pk, status, assessment, *rest in streamed(findings.values_list(*names)):
        stored.findings[rest[0], rest[1]] = (pk, status)
        if status == Finding.Status.PUBLISHED:
            stored.found[rest[0], rest[1]] = row = Judged(*rest)
            of_assessment[assessment].append(row)
    _proof(of_assessment)
    return stored


def _proof(of_assessment: dict[int, list[Judged]]) -> None:
    if not of_assessment:
        return
    examined, evidence = defaultdict(set), defaultdict(set)
    rows = Examination.objects.values_list("assessment_id", "document__slug").order_by()
    for assessment, document in streamed(rows):
        if assessment in of_assessment:
            examined[assessment].add(document)
    fields = ("examination__document__slug", "paragraph", "strength", "summary", "quote", "prefix", "suffix")
    for assessment, *passage in streamed(
        Evidence.objects.order_by().values_list("examination__assessment_id", *fields)
    ):
        if assessment in of_assessment:
            evidence[assessment].add(tuple(passage))
    for assessment, cells in of_assessment.items():
        for row in cells:
            row.examined = tuple(sorted(examined.get(assessment, ())))
            row.evidence = sort_passages(evidence.get(assessment, ()))


def sort_passages(passages) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda p: (p[0], p[1] or 0, *p[2:])))
