"""From files to a plan: read, match, try. Nothing is written."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agenda.catalogue.stored import Ref, Refs
from agenda.intake.files.apart import table_of_file
from agenda.intake.files.sheets import Sheet
from agenda.intake.match.answers import AnsweredNames
from agenda.intake.match.cell_reader import CellReader
from agenda.intake.match.fields import LEAVE_OUT, header_words, matched, names_of, nearly_matched
from agenda.intake.match.finders import Finders, NotFound
from agenda.intake.match.guesses import Guesser
from agenda.intake.match.labels import label_of
from agenda.intake.match.proposals import choices_of, is_chosen
from agenda.intake.match.splitting import offers
from agenda.intake.match.values import read_choice
from agenda.models import Import

from .dressing import dressed
from .judgements import JudgementPlanner
from .new_rows import NewRows
from .nouns import NounPlanner
from .package_plan import plan_package
from .plan import LEFT_OUT, Choices, FileColumn, ImportPlan, Progress, Result, quiet

SAMPLES = 3
GUESSED = 200
"""Names that nobody knows for which rows are guessed; a person answers no more at once."""
LOOKED_AT, MOSTLY = 30, 0.6
"""Distinct cells of a column that are looked at to guess what it holds, and the part of them that must name rows."""
SEPARATORS = (";", ",", "、", "/", "\n")
"""What mostly stands between several names in a cell."""
LEFT = {
    "total": _("Looks like a total, so it is left out."),
    "note": _("Looks like a note, so it is left out."),
    "heading": _("Only one cell is filled: it looks like a heading, so it is left out."),
    "header": _("The header again, so it is left out."),
    "blank": _("An empty row."),
    "hand": _("You left it out."),
}
"""Why a row is left out, by its kind."""


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
    words = header_words(kind)
    sheets = (_sheet(plan, name, content, choices, words) for name, content in files)
    makers = NewRows(plan, choices, finders, on, by)
    if kind == Import.Kind.ASSESSMENTS:
        _judgements(plan, sheets, choices, finders, by, progress)
    else:
        planner = NounPlanner(kind, plan, choices, finders, on, by, progress, makers.names())
        _nouns(planner, list(sheets), finders)
        plan.splits = offers(
            [(header, text) for header, _noun, text in planner.reader.unsplit],
            _known_in(planner),
        )
    _guess_names(plan, finders)
    return plan


def _guess_names(plan: ImportPlan, finders: Finders) -> None:
    """Add to names that nobody knows the rows that they may mean."""
    guessers: dict[str, Guesser] = {}
    for name in list(plan.names.values())[:GUESSED]:
        if not name.subject.startswith("="):
            if name.subject not in guessers:
                guessers[name.subject] = Guesser(name.subject, finders[name.subject])
            name.guesses = guessers[name.subject].of(name.text, name.fits)


def _known_in(planner: NounPlanner):
    """Whether a name in a column of the file, given by its header, names a row."""
    nouns = {header: noun for header, noun, _text in planner.reader.unsplit}
    names = planner.reader.names
    return lambda header, text: names.is_known(nouns[header], text)


def _sheet(plan: ImportPlan, name: str, content: bytes, choices: Choices, words: list[str]) -> Sheet:
    """The table of a file with the user's options applied; what was left out stands in the plan's results."""
    sheet = plan.noted(table_of_file(name, content, plan.kind, choices.reading, words))
    plan.tables.append(dressed(sheet, choices))
    for line, _cells, kind in sheet.left_out:
        plan.results.append(Result(sheet.name, line, "", LEFT_OUT, messages=[str(LEFT[kind])]))
    return sheet


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


def _describe(plan: ImportPlan, sheet: Sheet, names: list[str | None], why: dict[int, str]) -> None:
    table = next(table for table in plan.tables if table.name == sheet.name)
    table.headers, table.names = sheet.headers, names
    known = {(column.header, column.name) for column in plan.columns}
    for place, (header, name) in enumerate(zip(sheet.headers, names, strict=True)):
        if (header, name) in known:
            continue
        filled = (cells[place] for _line, cells in sheet.rows if cells[place] not in ("", None))
        samples = [str(cell)[:60] for cell, _n in zip(filled, range(SAMPLES), strict=False)]
        plan.columns.append(FileColumn(sheet.name, header, name, samples, why.get(place, "")))


def _nouns(planner: NounPlanner, sheets: list[Sheet], finders: Finders) -> None:
    named = []
    for sheet in sheets:
        guesses = matched(planner.kind, sheet.headers)
        why = _guess_more(planner, sheet, guesses, finders)
        names = _names(sheet, guesses, set(names_of(planner.kind)), planner.choices.columns)
        _describe(planner.plan, sheet, names, why)
        planner.announce(sheet, names)
        named.append((sheet, names))
    for sheet, names in named:
        planner.add(sheet, names)
    planner.finish()


def _guess_more(
    planner: NounPlanner, sheet: Sheet, names: list[str | None], finders: Finders
) -> dict[int, str]:
    """Guess columns by misspelled headers and by what their cells hold; returns how each was guessed, by its place."""
    why: dict[int, str] = {}
    for place, name in nearly_matched(planner.kind, sheet.headers, names).items():
        names[place] = name
        sentence = gettext("“%(header)s” was taken for “%(label)s”, by its words.")
        why[place] = sentence % {"header": sheet.headers[place], "label": label_of(name)}
    for column in planner.noun.columns:
        if not isinstance(column, Ref | Refs) or (not column.required and isinstance(column, Ref)):
            continue
        if column.name in names or column.name in planner.choices.columns.values():
            continue
        places = [
            n
            for n, name in enumerate(names)
            if name is None and sheet.headers[n] not in planner.choices.columns
        ]
        for place in places:
            if _mostly_names(sheet, place, column.noun, finders):
                names[place] = column.name
                sentence = gettext("“%(header)s” was taken for “%(label)s” by what its cells hold.")
                why[place] = sentence % {"header": sheet.headers[place], "label": label_of(column.name)}
                break
    _guess_choices(planner, sheet, names, why)
    return why


def _guess_choices(planner: NounPlanner, sheet: Sheet, names: list[str | None], why: dict[int, str]) -> None:
    """Guess columns of choices by their cells, where all that are filled hold one of them; noted in `why`."""
    for column in planner.noun.columns:
        if not column.required or column.name in (*names, *planner.choices.columns.values()):
            continue
        options = choices_of(planner.noun.name, column.name) if is_chosen(planner.noun, column) else []
        for place, name in enumerate(names) if options else ():
            header = sheet.headers[place]
            if name is None and header not in planner.choices.columns and _are_all(sheet, place, options):
                names[place] = column.name
                sentence = gettext("“%(header)s” was taken for “%(label)s” by what its cells hold.")
                why[place] = sentence % {"header": header, "label": label_of(column.name)}
                break


def _are_all(sheet: Sheet, place: int, options: list[tuple[str, str]]) -> bool:
    """Is each filled cell of the column one of the choices, and is any filled?"""
    texts = {str(cells[place]) for _line, cells in sheet.rows if str(cells[place] or "").strip()}
    try:
        return bool(texts) and all(read_choice(text, options) for text in texts)
    except ValueError:
        return False


def _mostly_names(sheet: Sheet, place: int, noun: str, finders: Finders) -> bool:
    """Do most cells of the column name rows of that noun?"""
    texts: dict[str, None] = {}
    for _line, cells in sheet.rows:
        if isinstance(cells[place], str) and cells[place].strip():
            texts[cells[place]] = None
        if len(texts) == LOOKED_AT:
            break
    return bool(texts) and sum(_is_name(finders, noun, text) for text in texts) > MOSTLY * len(texts)


def _is_name(finders: Finders, noun: str, text: str) -> bool:
    """Is the text a name of such a row, or several of them set apart?"""
    return any(
        all(_names_one(finders, noun, part) for part in parts)
        for parts in ([text], *(text.split(sign) for sign in SEPARATORS if sign in text))
    )


def _names_one(finders: Finders, noun: str, text: str) -> bool:
    try:
        finders[noun].find(text)
    except NotFound:
        return False
    return True


def _judgements(
    plan: ImportPlan, sheets: Iterable[Sheet], choices: Choices, finders: Finders, by, progress: Progress
) -> None:
    """Plan one sheet after another, so that no more than one is held in memory."""
    planner = JudgementPlanner(plan, choices, by, progress)
    reader = CellReader(plan, choices, AnsweredNames(finders, choices.names), progress)
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
            cells = reader.long(sheet.name, sheet.rows, names, sheet.headers)
        _describe(plan, sheet, names, {})
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
