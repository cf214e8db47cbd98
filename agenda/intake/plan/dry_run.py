"""From files to a plan: read, match, try. Nothing is written."""

import hashlib
from collections.abc import Iterable
from datetime import date

from agenda.intake.files.apart import table_of_file
from agenda.intake.files.sheets import Sheet
from agenda.intake.match.cell_reader import CellReader
from agenda.intake.match.fields import LEAVE_OUT, matched, names_of
from agenda.intake.match.finders import Finders, NotFound
from agenda.models import Import

from .judgements import JudgementPlanner
from .nouns import NounPlanner
from .package_plan import plan_package
from .plan import Choices, FileColumn, ImportPlan, Progress, quiet

SAMPLES = 3


def dry_run(kind: str, files: Iterable[tuple[str, bytes]], choices: Choices, by, on: date,
            progress: Progress = quiet) -> ImportPlan:  # fmt: skip
    """What bringing in `files` (name, content) as `kind` would do, for the account `by` on the day `on`.

    Raises FileRefused when a file cannot be taken at all; everything else stands in the plan's results.
    """
    files = list(files)
    prints = [hashlib.sha256(content).hexdigest() for _name, content in files]
    if kind == Import.Kind.PACKAGE:
        plan = plan_package(files, by, on, progress)
        plan.files = prints
        return plan
    plan, finders = ImportPlan(kind, prints), Finders()
    sheets = (plan.noted(table_of_file(name, content, kind, choices.reading)) for name, content in files)
    if kind == Import.Kind.ASSESSMENTS:
        _judgements(plan, sheets, choices, finders, by, progress)
    else:
        planner = NounPlanner(kind, plan, choices, finders, on, by, progress)
        _nouns(planner, list(sheets))
    return plan


def _names(
    sheet: Sheet, guesses: list[str | None], allowed: set[str], chosen: dict[str, str]
) -> list[str | None]:
    """What each header means: the hand's word before the guess; two headers never mean one column."""
    names: list[str | None] = []
    by_hand = {chosen[header] for header in sheet.headers if chosen.get(header) in allowed}
    for header, guess in zip(sheet.headers, guesses, strict=True):
        name = chosen.get(header) if chosen.get(header) in allowed | {LEAVE_OUT} else guess
        if name in by_hand and header not in chosen:
            name = None
        names.append(None if name in names and name != LEAVE_OUT else name)
    return names


def _describe(plan: ImportPlan, sheet: Sheet, names: list[str | None]) -> None:
    known = {(column.header, column.name) for column in plan.columns}
    for place, (header, name) in enumerate(zip(sheet.headers, names, strict=True)):
        if (header, name) in known:
            continue
        filled = (cells[place] for _line, cells in sheet.rows if cells[place] not in ("", None))
        samples = [str(cell)[:60] for cell, _n in zip(filled, range(SAMPLES), strict=False)]
        plan.columns.append(FileColumn(sheet.name, header, name, samples))


def _nouns(planner: NounPlanner, sheets: list[Sheet]) -> None:
    kind, chosen = planner.kind, planner.choices.columns
    allowed = set(names_of(kind))
    named = [(sheet, _names(sheet, matched(kind, sheet.headers), allowed, chosen)) for sheet in sheets]
    for sheet, names in named:
        _describe(planner.plan, sheet, names)
        planner.announce(sheet, names)
    for sheet, names in named:
        planner.add(sheet, names)
    planner.finish()


def _judgements(
    plan: ImportPlan, sheets: Iterable[Sheet], choices: Choices, finders: Finders, by, progress: Progress
) -> None:
    """Plan one sheet after another, so that no more than one is held in memory."""
    planner = JudgementPlanner(plan, choices, by, progress)
    reader = CellReader(plan, choices, finders, progress)
    for sheet in sheets:
        guesses, total = matched("assessments", sheet.headers), len(sheet.rows)
        is_wide = choices.layout == "wide" or (
            choices.layout != "long" and _looks_wide(sheet, guesses, choices, finders)
        )
        if is_wide:
            plan.layout = "wide"
            names = _wide_names(sheet, guesses, choices, finders)
            topic_at = next((place for place, name in enumerate(names) if name == "topic"), 0)
            meetings = {place: name[1:] for place, name in enumerate(names) if name and name.startswith("@")}
            cells = reader.wide(sheet.name, sheet.rows, meetings, topic_at)
        else:
            names = _names(sheet, guesses, set(names_of("assessments")), choices.columns)
            cells = reader.long(sheet.name, sheet.rows, names)
        _describe(plan, sheet, names)
        planner.add(cells, total)


def _looks_wide(sheet: Sheet, guesses: list[str | None], choices: Choices, finders: Finders) -> bool:
    if {"outcome", "meeting"} & set(guesses):
        return False
    return any(_meeting(header, choices, finders) for header in sheet.headers)


def _meeting(header: str, choices: Choices, finders: Finders) -> str:
    """The meeting a header names; with a forum chosen for the whole file, its date is enough."""
    forum = choices.fixed.get("dialogue", "")
    for name in (f"{forum} {header}", header) if forum else (header,):
        try:
            return finders["meetings"].find(name)
        except NotFound:
            continue
    return ""


def _wide_names(
    sheet: Sheet, guesses: list[str | None], choices: Choices, finders: Finders
) -> list[str | None]:
    """“topic”, “@slug of a meeting”, LEAVE_OUT or None for each header of a wide sheet."""
    topic_at = guesses.index("topic") if "topic" in guesses else 0
    names: list[str | None] = []
    for place, header in enumerate(sheet.headers):
        chosen = choices.columns.get(header, "")
        if chosen in ("topic", LEAVE_OUT) or (
            chosen.removeprefix("@") in finders["meetings"].keys and chosen
        ):
            names.append(chosen)
        elif place == topic_at and "topic" not in choices.columns.values():
            names.append("topic")
        else:
            found = _meeting(header, choices, finders)
            names.append(f"@{found}" if found else None)
    return [None if name in names[:n] and name != LEAVE_OUT else name for n, name in enumerate(names)]
