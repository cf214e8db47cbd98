"""Plan the rows of one noun."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

from agenda.catalogue.noun import NaturalKey, Noun
from agenda.catalogue.stored import Ref, Refs
from agenda.intake.files.sheets import Sheet
from agenda.intake.match.answers import AnsweredNames
from agenda.intake.match.fields import noun_of
from agenda.intake.match.finders import Finders
from agenda.intake.match.identity import Identity
from agenda.intake.match.labels import ROWS, label_of
from agenda.joining import listed
from agenda.models import Import
from agenda.models.base import parents_first
from agenda.rules.papers import BEARING

from .defaults import Defaults
from .plan import (
    CHANGED,
    LEFT_OUT,
    REFUSED,
    UNCHANGED,
    Choices,
    ImportPlan,
    Progress,
    Result,
    Write,
    quiet,
    shown,
)
from .row_reader import ReadRow, RowReader
from .rows import RowPlanner


class NounPlanner(RowPlanner):
    """Plans the sheets of one kind: finds what their cells name, and which row each is."""

    def __init__(self, kind: str, plan: ImportPlan, choices: Choices, finders: Finders, on: date, by: Any = None,
                 progress: Progress = quiet, names: AnsweredNames | None = None):  # fmt: skip
        noun = noun_of(kind)
        if choices.apart and kind == Import.Kind.RECOMMENDATIONS:
            by_words = tuple(NaturalKey(key.needs, (*key.adds, "summary")) for key in noun.natural)
            noun = replace(noun, natural=by_words)
        super().__init__(noun, plan, on, by)
        self.kind, self.choices, self.finders, self.progress = kind, choices, finders, progress
        self.columns = self.noun.column_names
        self.has_slug = len(self.noun.key) == 1
        named = self.finders[kind].keys if self.has_slug else set()
        self.identity = Identity(self.noun, self.ours, {*self.ours, *named})
        self.defaults = Defaults(kind, choices, on)
        self.reader = RowReader(self.noun, plan, choices, names or AnsweredNames(finders, choices.names))

    def announce(self, sheet: Sheet, names: list[str | None]) -> None:
        """Make the file's own rows known, so that others may name them as parents or by name."""
        places = {name: place for place, name in enumerate(names) if name}
        key, title = self.noun.key[0], next((n for n in ("name", "title") if n in self.columns), None)
        if not self.noun.named_by:
            return
        finder = self.finders[self.kind]
        called = [n for n in (title, "short_name") if n in places]
        for _line, cells in sheet.rows:
            given = str(cells[places[key]] or "").strip() if key in places else ""
            named = {name: str(cells[places[name]]) for name in called if cells[places[name]]}
            if not given and self.identity.is_by_name and title in named:
                given = self.identity.announced(named)
            if given:
                finder.add(given, *named.values())

    def add(self, sheet: Sheet, names: list[str | None]) -> None:
        """Plan every row of the sheet; `names` gives the column each header means."""
        places = [(place, name) for place, name in enumerate(names) if name and name in self.columns]
        self.places = {name: place for place, name in places}
        self.reader.see_columns(sheet, places)
        self.headers = self.reader.headers
        for number, (line, cells) in enumerate(sheet.rows, start=1):
            row = self.reader.read(line, cells, places)
            if row.out:
                self.plan.results.append(Result(sheet.name, line, "", LEFT_OUT, messages=[row.out]))
            else:
                for values in _each(row, self.noun.key[0]):
                    self.plan_row(sheet.name, line, values, [*row.problems])
            if number % 1_000 == 0:
                self.progress(self.kind, number, len(sheet.rows))

    def refused_together(self) -> dict[str, str]:
        """The documents whose change would take proof from findings."""
        if self.kind != Import.Kind.DOCUMENTS:
            return {}
        changed = {
            key: self.trials[key] for key, write in self.seen.items() if write.names.intersection(BEARING)
        }
        return self.row_rules.losing_proof(changed, {key: self.value(key, "meeting") for key in changed})

    # one row

    def plan_row(self, sheet: str, line: int, values: dict, problems: list[str]) -> Result | None:
        """Plan one row; None where it only adds to an earlier one."""
        known = {noun: self.finders[noun].keys for noun in _nouns_named(self.noun)}
        key = ""
        if not problems:
            try:
                key = self.identity.key_of(values)
            except ValueError as error:
                problems = [str(error)]
        key = key or str(values.get(self.noun.key[0]) or "")
        if not problems and key in self.seen:
            problems = self._join(key, line, values)
            if not problems:
                said = _("The same as line %(line)s: its forums are added there.") % {
                    "line": self.lines[key].line
                }
                self.plan.joined.append(Result(sheet, line, key, UNCHANGED, messages=[said]))
                return None
        instance = self.existing.get(key)
        if not problems:
            if self.has_slug:
                values[self.noun.key[0]] = key
            unclear = self.row_rules.unclear(values)
            if instance is None:
                self.reader.remarks += self.defaults.fill(values)
            elif moved := self._moved(instance, values):
                self.reader.remarks.append(moved)
            problems = [*unclear, *self.table.problems(instance, values, known)]
        if problems:
            return self.refuse(sheet, line, key, problems)
        write = self.table.compared(key, values)
        result = self.place(sheet, line, write, [])
        if result.state != REFUSED:
            result.messages += self.reader.remarks
            self.identity.note(key, {**self.ours.get(key, {}), **write.values})
            if self.has_slug:
                self.finders[self.kind].add(key)
        return result

    def _moved(self, instance, values: dict) -> str:
        """Take the last day off a meeting that the row moves to another day without naming a last one; say so."""
        is_moved = values.get("held_on") and getattr(instance, "ends_on", None) and "ends_on" not in values
        if not is_moved or values["held_on"] == instance.held.iso:
            return ""
        values["ends_on"] = None
        return _("It is moved to %(day)s: its last day was %(ends)s and is left empty.") % {
            "day": values["held_on"],
            "ends": instance.ends_on,
        }

    def _join(self, key: str, line: int, values: dict) -> list[str]:
        """A recommendation stands once for each forum in our own lists: add the forum, let nothing else differ."""
        write, first = self.seen[key], self.lines[key]
        again = {
            column.name: column.canonical(values) for column in self.noun.columns if column.name in values
        }
        differs = [
            name for name, value in again.items() if name != "dialogues" and write.values.get(name) != value
        ]
        if self.kind != Import.Kind.RECOMMENDATIONS or differs:
            return [self._twin(first.line, line, differs)]
        forums = sorted({*write.values.get("dialogues", ()), *again.get("dialogues", ())})
        write.values["dialogues"] = forums
        was = self.ours[key]["dialogues"] if write.instance else []
        first.changes = [change for change in first.changes if change[0] != "dialogues"]
        write.names -= {"dialogues"}
        if list(was) != forums:
            write.names |= {"dialogues"}
            first.changes.append(("dialogues", shown(was), shown(forums)))
        if write.instance is not None:
            first.state = CHANGED if write.names else UNCHANGED
        if write.names and write not in self.plan.writes:
            self.plan.writes.append(write)
        elif not write.names and write in self.plan.writes:
            self.plan.writes.remove(write)
        return []

    def _twin(self, first: int, line: int, differs: list[str]) -> str:
        """A sentence for a row that is the same as an earlier one of the file."""
        self.plan.twins += bool(differs) and self.kind == Import.Kind.RECOMMENDATIONS
        sentence = _("Lines %(first)s and %(line)s are %(the_same)s: it stands in line %(first)s already.")
        if differs:
            sentence = _(
                "Lines %(first)s and %(line)s are %(the_same)s: it stands in line %(first)s already (%(names)s)."
            )
        names = listed(self.reader.headers.get(name) or label_of(name) for name in differs)
        return sentence % {"first": first, "line": line, "the_same": ROWS[self.kind], "names": names}


def _each(row: ReadRow, key: str) -> Iterator[dict]:
    """The values of a row, once for each of the keys that one of its cells names; a key of its own is counted on."""
    for number, keys in enumerate(product(*row.several.values()), start=1):
        values = row.values | dict(zip(row.several, keys, strict=True))
        if number > 1 and values.get(key):
            values[key] = f"{values[key]}-{number}"
        yield values


def _nouns_named(noun: Noun) -> set[str]:
    return {column.noun for column in noun.columns if isinstance(column, Ref | Refs)}


def ordered(writes: list[Write]) -> list[Write]:
    """Rows after the rows they name as their parents."""
    by_key = {(write.noun.name, write.key): write for write in writes}
    above = {(noun, key): (noun, write.values.get("parent")) for (noun, key), write in by_key.items()}
    return [by_key[name] for name in parents_first(above)]
