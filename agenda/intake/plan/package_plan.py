"""Plan a whole package: every table of a release, in the order in which they name one another."""

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from agenda.intake.files.apart import tables_of_package
from agenda.intake.files.sheets import FileRefused, Sheet
from agenda.intake.match.cell_reader import ParsedCell
from agenda.intake.match.fields import PACKAGE_NOUNS, PACKAGE_TABLES, matched
from agenda.intake.match.finders import Finders
from agenda.joining import listed
from agenda.models import Depth, Evidence, Finding, Meeting, Outcome

from .judgements import JudgementPlanner
from .nouns import NounPlanner
from .plan import Choices, FileColumn, ImportPlan, Progress, quiet
from .proof import ProofContext

VERSION, PARAGRAPH = re.compile(r"[1-9]\d{0,5}", re.A), re.compile(r"([1-9]\d{0,5})?", re.A)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.A)
ALLOWED = {"outcome": {*Outcome.values}, "depth": {"", *Depth.values}, "basis": {*Finding.Basis.values}}
MORE = ("id", "basis", "reason", "is_self_coded", "codebook_version", "decided_at")


def plan_package(files: list[tuple[str, bytes]], by, on: date, progress: Progress = quiet) -> ImportPlan:
    """What bringing in one release would do; its rows are public, as they were where it was made.

    Raises FileRefused for anything but one zipped package with tables that we know.
    """
    if len(files) != 1:
        raise FileRefused(_("A package is one file."))
    sheets = tables_of_package(files[0][1])
    plan, finders = ImportPlan("package"), Finders()
    if strange := [name for name in sheets if name not in PACKAGE_TABLES]:
        plan.notes.append(
            _("Left out, since no such table is kept here: %(names)s.") % {"names": listed(strange)}
        )
    known = [name for name in PACKAGE_TABLES if name in sheets]
    if not known:
        raise FileRefused(_("The package has none of our tables: bring its table in as what it is."))
    for name in known:
        plan.noted(sheets[name])
    choices = Choices(publish=True, drafts=False, signs=True)
    planners = _nouns(plan, sheets, choices, finders, on, by, progress)
    if "findings" in sheets:
        proof = _proof(planners)
        for number in {
            int(n) for n in _column(sheets["findings"], "codebook_version") if VERSION.fullmatch(n)
        }:
            proof.plan_version(number, finders["topics"].keys)
        planner = JudgementPlanner(plan, choices, by, progress, proof)
        cells = _findings(sheets, finders, planner.papers)
        planner.add(cells, len(cells))
    return plan


def _nouns(plan: ImportPlan, sheets: dict[str, Sheet], choices: Choices, finders: Finders, on: date, by,
           progress: Progress) -> dict[str, NounPlanner]:  # fmt: skip
    """Plan the nouns' tables; returns their planners by kind."""
    planners, names = {}, {}
    for kind in PACKAGE_NOUNS:
        if kind not in sheets:
            continue
        sheet = sheets[kind]
        names[kind] = matched(kind, sheet.headers)
        unknown = [h for h, name in zip(sheet.headers, names[kind], strict=True) if name is None]
        plan.columns += [FileColumn(sheet.name, header, None, []) for header in unknown]
        planners[kind] = NounPlanner(kind, plan, choices, finders, on, by, progress)
        planners[kind].announce(sheet, names[kind])
    for kind, planner in planners.items():
        planner.add(sheets[kind], names[kind])
        planner.finish()
    return planners


def _proof(planners: dict[str, NounPlanner]) -> ProofContext:
    """What proof depends on, with the documents and meetings of the package as they will be."""
    documents = planners.get("documents")
    meetings = planners.get("meetings")
    return ProofContext(
        [(documents.value(slug, "meeting"), trial) for slug, trial in documents.trials.items()]
        if documents
        else (),
        [
            (slug, meetings.value(slug, "dialogue"), trial.status == Meeting.Status.HELD)
            for slug, trial in meetings.trials.items()
        ]
        if meetings
        else (),
    )


def _column(sheet: Sheet, name: str) -> list[str]:
    """The cells of one column; [] where the sheet lacks it."""
    if name not in sheet.headers:
        return []
    place = sheet.headers.index(name)
    return [str(cells[place]) for _line, cells in sheet.rows]


def _findings(sheets: dict[str, Sheet], finders: Finders, papers: Collection[str]) -> list[ParsedCell]:
    """The findings as cells, each with the passages and examined documents of the tables beside it."""
    cells: dict[tuple[str, str], ParsedCell] = {}
    for line, row in _objects(sheets["findings"]):
        parsed = _finding(sheets["findings"].name, line, row, finders)
        while (parsed.meeting, parsed.topic) in cells:
            parsed.problems.append(_("This cell stands in the table twice."))
            parsed.meeting += " "
        cells[parsed.meeting, parsed.topic] = parsed
    for name in ("examinations", "evidence"):
        for line, row in _objects(sheets[name]) if name in sheets else ():
            found = cells.get((row.get("meeting", ""), row.get("topic", "")))
            try:
                if found is None or row.get("document") not in papers:
                    raise ValueError(_("The row names a finding or a document that is not in the package."))
                found.values["examined"].add(row["document"])
                if name == "evidence":
                    found.passages.append(passage := _passage(row))
                    found.values["more"]["passages"][passage] = row.get("id", "")
            except ValueError as error:
                wrong = ParsedCell(sheets[name].name, line, "", "", {}, problems=[str(error)])
                cells[sheets[name].name, str(line)] = wrong
    for parsed in cells.values():
        parsed.values["examined"] = tuple(sorted(parsed.values.get("examined", ())))
    return list(cells.values())


def _finding(sheet: str, line: int, row: dict[str, Any], finders: Finders) -> ParsedCell:
    parsed = ParsedCell(sheet, line, str(row.get("meeting", "")), str(row.get("topic", "")), {})
    for name, noun in (("meeting", "meetings"), ("topic", "topics")):
        if row.get(name) not in finders[noun].keys:
            parsed.problems.append(
                _("%(name)s: there is no “%(key)s”.") % {"name": name, "key": row.get(name)}
            )
    parsed.problems += [
        _("%(name)s: “%(value)s” is none of its values.") % {"name": name, "value": str(row.get(name))[:40]}
        for name, allowed in ALLOWED.items()
        if row.get(name, "") not in allowed
    ]
    if not VERSION.fullmatch(row.get("codebook_version", "")):
        parsed.problems.append(_("codebook_version is no number."))
    if not _is_moment(row.get("decided_at", "")):
        parsed.problems.append(_("decided_at is no moment."))
    parsed.values = {name: row[name] for name in ("outcome", "depth") if row.get(name)}
    parsed.values["is_excluded"] = row.get("is_excluded") == "true"
    parsed.values["examined"] = set()
    parsed.values["more"] = {name: row.get(name, "") for name in MORE} | {"passages": {}}
    return parsed


def _is_moment(text: str) -> bool:
    try:
        return bool(MOMENT.fullmatch(text)) and datetime.fromisoformat(text).year > 1900
    except ValueError:
        return False


def _objects(sheet: Sheet):
    for line, cells in sheet.rows:
        yield line, dict(zip(sheet.headers, cells, strict=True))


def _passage(row: dict[str, Any]) -> tuple:
    number, strength = row.get("paragraph") or "", row.get("strength") or "full"
    if strength not in Evidence.Strength.values or not PARAGRAPH.fullmatch(number):
        raise ValueError(_("paragraph or strength is none of their values."))
    if not number and not row.get("quote"):
        raise ValueError(_("A passage needs its words, or the number of its paragraph."))
    texts = (row.get(name) or "" for name in ("summary", "quote", "prefix", "suffix"))
    return (row["document"], int(number) if number else None, strength, *texts)
