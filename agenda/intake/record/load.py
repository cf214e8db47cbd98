"""Load a record in one transaction: plan its rows by the merge policies, write them, then its judgements."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from agenda.catalogue.files import NAMED, NOUNS
from agenda.dates import PartialDate
from agenda.intake.files.lists import Problem
from agenda.intake.plan.plan import ImportPlan
from agenda.intake.write.codebook import ensure_first_version, make_versions
from agenda.intake.write.rows import RuleBroken, write_rows
from agenda.models import Document
from agenda.rules.consequences import losing_sentence
from agenda.rules.papers import lost_since, papers_of_findings
from agenda.rules.proof import Paper
from agenda.rules.triggers import sentence_of

from .judged import AssessmentChains, FindingChains
from .merge import Keys, RecordPlanner, column_problems, raise_refused
from .passages import load_passages
from .read import Record, RecordRefused
from .versions import fit_versions, judged_under

OTHER_RECORD = "Topics were added when another record was loaded beside this one; nothing else changed."
DATED = {"assessments": "assessed_on", "findings": "decided_on", "assignments": "handed_in_on"}
"""The day of each noun that follows its meeting."""


@transaction.atomic
def load_record(
    record: Record, *, account, on: date, progress: Callable[[str, int], None] = lambda *_: None
) -> ImportPlan:
    """Write `record` in the name of `account`, `on` being today; returns what became of each row.

    Rows are merged three ways (`merge`), judgements and findings appended, never changed (`judged`). Raises RecordRefused
    when a rule is broken; nothing is written then.
    """
    before, keys, plan = papers_of_findings(), Keys(), ImportPlan("record")
    record.problems += fit_versions(record.rows)
    versions = judged_under(record.rows)
    planners = _planned(record, plan, keys, on, account, progress)
    keys.known["codebook"] |= set(map(str, versions))
    raise_refused(plan, [*record.problems, *_chain_problems(record, keys), *_day_problems(record, on)])
    try:
        write_rows(plan.writes, account, "load_record")
    except RuleBroken as error:
        raise RecordRefused(_at_row(plan, error)) from None
    for planner in planners.values():
        planner.remember()
    ensure_first_version()
    make_versions(versions, OTHER_RECORD)
    progress("assessments", len(record.rows["assessments"]))
    assessments = AssessmentChains(record.rows["assessments"], plan, keys, account)
    assessments.write()
    load_passages(record.passages, plan)
    progress("findings", len(record.rows["findings"]))
    FindingChains(record.rows["findings"], plan, assessments).write()
    raise_refused(plan, _lost_proof(before, planners["documents"]))
    return plan


def _planned(
    record: Record, plan: ImportPlan, keys: Keys, on: date, account, progress
) -> dict[str, RecordPlanner]:
    """What becomes of the rows of each noun that is no chain, all in one plan; nouns name only those before them."""
    planners: dict[str, RecordPlanner] = {}
    for noun in (noun for noun in NOUNS if not noun.is_chain):
        rows = record.rows[noun.name]
        progress(noun.name, len(rows))
        planners[noun.name] = planner = RecordPlanner(noun, plan, on, account, rows, keys)
        planner.add()
    return planners


def _at_row(plan: ImportPlan, broken: RuleBroken) -> list[Problem]:
    """What the database refused, at the row of the file; in its own words where the rule has no sentence."""
    said = sentence_of(broken.error) or str(broken.error).partition("\n")[0]
    row = broken.row
    return [
        Problem(result.sheet, result.line, result.key, said)
        for result in plan.results
        if row and (result.sheet, result.key) == (f"{row.noun.name}.json", row.key)
    ]


def _chain_problems(record: Record, keys: Keys) -> list[Problem]:
    """What is wrong with rows of assessments and findings by themselves."""
    return [
        row.problem(noun.key_of(row.values), problem)
        for noun in NOUNS
        if noun.is_chain
        for row in record.rows[noun.name]
        for problem in column_problems(noun, row.values, keys)
    ]


def _day_problems(record: Record, on: date) -> list[Problem]:
    """Nothing is assessed, decided or handed in before its meeting, nor in the future."""
    held, found = (
        {row.values.get("slug"): _day(row.values.get("held_on")) for row in record.rows["meetings"]},
        [],
    )
    for name, column in DATED.items():
        for row in record.rows[name]:
            day, begun = _day(row.values.get(column)), held.get(row.values.get("meeting"))
            if day and (day > on or (begun and day < begun)):
                why = "lies ahead" if day > on else f"lies before the meeting, {begun}"
                found.append(row.problem(NAMED[name].key_of(row.values), f"{column} {day} {why}"))
    return found


def _day(text) -> date | None:
    try:
        return PartialDate.parse(str(text)).first if text else None
    except ValueError:
        return None


def _lost_proof(before: dict[int, list[Paper]], documents: RecordPlanner) -> list[Problem]:
    """What findings in force lost since the papers of their meetings were `before`, at the rows of the documents changed."""
    rows = {documents.noun.key_of(row.values): row for row in documents.rows}
    return [
        rows[slug].problem(slug, losing_sentence(losing))
        for losing, changed in lost_since(before)
        for slug, pk in Document.objects.values_list("slug", "pk")
        if pk in changed and slug in rows
    ]
