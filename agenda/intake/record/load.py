"""Load a record in one transaction: plan its rows by the merge policies, write them, then its judgements."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from agenda.catalogue.files import NAMED, NOUNS
from agenda.dates import PartialDate
from agenda.intake.files.lists import Problem
from agenda.intake.plan.plan import CHANGED, REFUSED, ImportPlan
from agenda.intake.write.codebook import ensure_first_version, make_versions
from agenda.intake.write.rows import RuleBroken, write_rows
from agenda.models import CodebookVersion, Document
from agenda.rules.consequences import losing_sentence
from agenda.rules.papers import lost_since, papers_of_findings
from agenda.rules.proof import Paper
from agenda.rules.triggers import sentence_of

from .judged import AssessmentChains, FindingChains
from .merge import Keys, RecordPlanner, column_problems
from .passages import load_passages
from .read import Record, RecordRefused, Report
from .versions import fit_versions

OTHER_RECORD = "Topics were added when another record was loaded beside this one; nothing else changed."
DATED = {"assessments": "assessed_on", "findings": "decided_on", "assignments": "handed_in_on"}
"""The day of each noun that follows its meeting."""


@transaction.atomic
def load_record(
    record: Record, *, account, on: date, progress: Callable[[str, int], None] = lambda *_: None
) -> Report:
    """Write `record` in the name of `account`, `on` being today; raises RecordRefused when a rule is broken.

    Rows are merged three ways (`merge`), judgements and findings appended, never changed (`judged`). Nothing is written
    of a record that is refused.
    """
    before, report, keys = papers_of_findings(), Report(), Keys()
    record.problems += fit_versions(record.rows)
    versions = _judged_under(record)
    planners = _planned(record, keys, versions, on, account, progress)
    plan = planners["actors"].plan
    _refuse([*record.problems, *_refused(plan), *_chain_problems(record, keys), *_day_problems(record, on)])
    try:
        write_rows(plan.writes, account, "load_record")
    except RuleBroken as error:
        raise RecordRefused(_at_row(record, error)) from None
    for planner in planners.values():
        planner.remember()
        report.kept += planner.kept
    ensure_first_version()
    make_versions(versions, OTHER_RECORD)
    for result in plan.results:
        state = "updated" if result.state == CHANGED else result.state
        report.counts[result.sheet.removesuffix(".json")][state] += 1
    assessments = AssessmentChains(record.rows["assessments"], report, keys, account)
    progress("assessments", assessments.write())
    load_passages(record.passages, report)
    progress("findings", FindingChains(record.rows["findings"], report, assessments).write())
    _refuse(_lost_proof(before, planners["documents"]))
    return report


def _planned(
    record: Record, keys: Keys, versions: set[int], on: date, account, progress
) -> dict[str, RecordPlanner]:
    """What becomes of the rows of each noun that is no chain, all in one plan; `versions` of the codebook will be made."""
    plan, nouns, rows = ImportPlan("record"), [noun for noun in NOUNS if not noun.is_chain], record.rows
    planners = {noun.name: RecordPlanner(noun, plan, on, account, rows[noun.name], keys) for noun in nouns}
    keys.known["codebook"] |= set(map(str, versions))
    for name, planner in planners.items():
        progress(name, len(planner.rows))
        planner.add()
        if name == "documents":
            announcing = (
                key for key, trial in planner.trials.items() if trial.kind == Document.Kind.ANNOUNCEMENT
            )
            planners["plans"].row_rules.announcements |= {
                k for k in announcing if planner.value(k, "meeting")
            }
    return planners


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise RecordRefused(problems)


def _refused(plan: ImportPlan) -> list[Problem]:
    refused = (result for result in plan.results if result.state == REFUSED)
    return [Problem(row.sheet, row.line, row.key, message) for row in refused for message in row.messages]


def _at_row(record: Record, broken: RuleBroken) -> list[Problem]:
    """What the database refused, at the row of the file; in its own words where the rule has no sentence."""
    noun, key = (broken.row.noun, broken.row.key) if broken.row else (NAMED["actors"], "")
    rows = [row for row in record.rows[noun.name] if noun.key_of(row.values) == key]
    return [
        row.problem(key, sentence_of(broken.error) or str(broken.error).partition("\n")[0]) for row in rows
    ]


def _judged_under(record: Record) -> set[int]:
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
    return {number}


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
