"""Judgements of one account as assessments, and findings of them."""

from agenda.intake.plan.cells import Judged
from agenda.intake.plan.plan import Progress
from agenda.models import Assessment, Finding

from . import bulk
from .write_assessments import AssessmentWriter, Numbered, numbers_for

FINDING = ("id", "meeting", "topic", "assessment", "outcome", "depth", "is_excluded", "is_self_coded", "basis",
           "status", "decided_by", "decided_at", "reason", "supersedes")  # fmt: skip


def write_judgements(judged: list[Judged], by, reason: str, publish: bool, progress: Progress) -> None:
    """Write judgements in the name of `by`; with `publish` a finding of each, for which `reason` says why.

    Bulk inserts into four tables. Inside a transaction.
    """
    writer = AssessmentWriter(by, reason, progress)
    numbers = iter(bulk.reserve(Assessment, sum(one.assessment is None for one in judged)))
    rows = [(one.assessment[0] if one.assessment else next(numbers), one) for one in judged]
    writer.write([row for row in rows if row[1].assessment is None])
    if publish:
        progress("writing findings", 0, len(rows))
        keys, are_theirs = numbers_for(Finding, [(one.more or {}).get("id") for one in judged])
        found = (finding_row(key, row, writer, reason) for key, row in zip(keys, rows, strict=True))
        bulk.insert(Finding, FINDING, found)
        if are_theirs:
            bulk.set_past(Finding)


def finding_row(key: int, row: Numbered, writer: AssessmentWriter, reason: str = "") -> tuple:
    """The finding of a judgement as its table takes it; `reason` says why where the judgement's `more` does not."""
    number, judged = row
    is_self_coded = judged.assessment[1] if judged.assessment else writer.is_self_coded(judged)
    more = judged.more or {"basis": Finding.Basis.SINGLE_CODER, "reason": reason}
    return (
        key, writer.meetings[judged.meeting], writer.topics[judged.topic], number, judged.outcome, judged.depth,
        judged.is_excluded, is_self_coded, more["basis"], more.get("status", Finding.Status.PUBLISHED),
        judged.by or writer.by.pk, writer.moment(judged.at), more["reason"], judged.finding,
    )  # fmt: skip
