"""Plan the rows of one noun."""

import copy
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _

from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import Ref, Refs
from agenda.characters import with_blanks
from agenda.dates import PartialDate
from agenda.intake.files.sheets import Sheet
from agenda.intake.match.fields import noun_of
from agenda.intake.match.finders import Finders
from agenda.intake.match.identity import Identity
from agenda.joining import listed, sentence, with_aside
from agenda.models import Dialogue, Import
from agenda.models.base import in_circles, parents_first
from agenda.rules.papers import BEARING

from .plan import (
    CHANGED,
    CREATED,
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
from .row_reader import RowReader
from .row_rules import RowRules


@dataclass
class NounPlanner:
    """Plans the sheets of one kind for the account `by`. `on` is the day that tells past meetings from those to come."""

    kind: str
    plan: ImportPlan
    choices: Choices
    finders: Finders
    on: date
    by: Any = None
    progress: Progress = quiet
    seen: dict[str, Write] = field(default_factory=dict)
    trials: dict[str, Any] = field(default_factory=dict)
    """Each row as it would be, without what it refers to."""

    def __post_init__(self):
        self.noun: Noun = noun_of(self.kind)
        self.columns = {name for column in self.noun.columns for name in column.names}
        self.ours, self.existing = {}, {}
        for row in self.noun.instances():
            values = self.noun.of(row)
            key = self.noun.key_of(values)
            self.ours[key], self.existing[key] = values, row
        self.has_slug = len(self.noun.key) == 1
        named = self.finders[self.kind].keys if self.has_slug else set()
        self.identity = Identity(self.noun, self.ours, {*self.ours, *named})
        self.lines: dict[str, Result] = {}
        # A PartialDate always fits its precision, so those rules cannot be broken here.
        rules = [r for r in self.noun.model._meta.constraints if isinstance(r, CheckConstraint)]
        self.rules = [rule for rule in rules if not rule.name.endswith("_fits_its_precision")]
        self.asked: dict[tuple, list[str]] = {}
        self.row_rules = RowRules(self.kind, self.on)
        self.reader = RowReader(self.noun, self.plan, self.choices, self.finders)

    def announce(self, sheet: Sheet, names: list[str | None]) -> None:
        """Make the file's own rows known, so that others may name them as parents or by name."""
        places = {name: place for place, name in enumerate(names) if name}
        key, title = self.noun.key[0], next((n for n in ("name", "title") if n in self.columns), None)
        if key not in places or not self.noun.named_by:
            return
        finder = self.finders[self.kind]
        for _line, cells in sheet.rows:
            if given := str(cells[places[key]] or "").strip():
                named = [cells[places[n]] for n in (title, "short_name") if n in places and cells[places[n]]]
                finder.add(given, *map(str, named))

    def add(self, sheet: Sheet, names: list[str | None]) -> None:
        """Plan every row of the sheet; `names` gives the column each header means."""
        places = [(place, name) for place, name in enumerate(names) if name and name in self.columns]
        self.reader.see_columns(sheet, places)
        for number, (line, cells) in enumerate(sheet.rows, start=1):
            values, problems = self.reader.read(cells, places)
            self._plan_row(sheet.name, line, values, problems)
            if number % 1_000 == 0:
                self.progress(self.kind, number, len(sheet.rows))

    def finish(self) -> None:
        """Refuse rows that would stand above themselves, and those that take their proof from published findings."""
        if "parent" in self.columns:
            above = {key: values["parent"] for key, values in self.ours.items()}
            above |= {key: write.values.get("parent", above.get(key)) for key, write in self.seen.items()}
            for key in in_circles(above):
                if key in self.seen:
                    self._refuse(key, _("parent: it would stand above itself."))
        if self.kind == Import.Kind.DOCUMENTS:
            changed = {
                key: self.trials[key] for key, write in self.seen.items() if write.names.intersection(BEARING)
            }
            losing = self.row_rules.losing_proof(
                changed, {key: self.value(key, "meeting") for key in changed}
            )
            for key, sentence in losing.items():
                self._refuse(key, sentence)

    def _refuse(self, key: str, sentence: str) -> None:
        self.lines[key].state = REFUSED
        self.lines[key].messages.append(sentence)

    def value(self, key: str, name: str):
        """What the column `name` of the planned row will be."""
        return self.seen[key].values.get(name, self.ours.get(key, {}).get(name))

    # one row

    def _plan_row(self, sheet: str, line: int, values: dict, problems: list[str]) -> None:
        known = {noun: self.finders[noun].keys for noun in _nouns_named(self.noun)}
        try:
            key = self.identity.key_of(values) if not problems else ""
        except ValueError as error:
            key, problems = "", [str(error)]
        key = key or str(values.get(self.noun.key[0]) or "")
        if not problems and key in self.seen:
            problems = self._join(key, values)
            if not problems:
                return
        if not problems:
            if self.has_slug:
                values[self.noun.key[0]] = key
            instance = self.existing.get(key)
            unclear = self.row_rules.unclear(values)
            if instance is None:
                self._fill_in(values)
            problems = [*unclear, *self._problems(instance, values, known)]
        if not problems:
            trial, write = self._trial(instance, values), self._compared(key, values)
            meeting = write.values.get("meeting", self.ours.get(key, {}).get("meeting"))
            problems = self._broken_rules(trial) + self.row_rules.problems(trial, write, meeting)
        if problems:
            self.plan.results.append(Result(sheet, line, key, REFUSED, messages=problems))
            return
        was = self.ours.get(key, {})
        changes = [
            (name, shown(was.get(name)), shown(write.values[name]))
            for name in (column.name for column in self.noun.columns)
            if name in write.names and (write.instance or write.values[name] not in (None, "", [], ()))
        ]
        state = CREATED if write.instance is None else CHANGED if write.names else UNCHANGED
        self.lines[key] = Result(sheet, line, key, state, changes, [*self.reader.remarks])
        self.plan.results.append(self.lines[key])
        self.seen[key], self.trials[key] = write, trial
        self.identity.note(key, {**was, **write.values})
        if self.has_slug:
            self.finders[self.kind].add(key)
        if write.names:
            self.plan.writes.append(write)

    def _join(self, key: str, values: dict) -> list[str]:
        """A recommendation stands once for each forum in our own lists: add the forum, let nothing else differ."""
        write, first = self.seen[key], self.lines[key]
        again = {
            column.name: column.canonical(values) for column in self.noun.columns if column.name in values
        }
        differs = [
            name for name, value in again.items() if name != "dialogues" and write.values.get(name) != value
        ]
        if self.kind != Import.Kind.RECOMMENDATIONS or differs:
            stands = _("“%(key)s” stands in line %(line)s already") % {"key": key, "line": first.line}
            return [sentence(with_aside(stands, listed(differs)) if differs else stands)]
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

    def _problems(self, instance, values: dict, known) -> list[str]:
        problems = []
        for column in self.noun.columns:
            if instance is None or any(name in values for name in column.names):
                problems += column.problems(values, self.noun.model, known)
        return problems

    def _trial(self, instance, values: dict):
        """The row as it would be, without what it refers to."""
        trial: Any = copy.copy(instance) if instance else self.noun.model()
        canonical = self.noun.canonical(values)
        for column in self.noun.columns:
            is_stated = instance is None or self.noun.states(column.name, values)
            if is_stated and not isinstance(column, Ref | Refs):
                column.put(trial, canonical[column.name], None)
        if self.kind == Import.Kind.DOCUMENTS and "read_on" in values:
            trial.read_by = self.by if values["read_on"] else None
        return trial

    def _broken_rules(self, trial) -> list[str]:
        refs = {column.attribute for column in self.noun.columns if isinstance(column, Ref | Refs)}
        return [words for rule in self.rules for words in self._broken(rule, trial, refs)]

    def _broken(self, rule, trial, refs: set[str]) -> list[str]:
        """What the rule says against the row; asked of the database once for the same values."""
        key = (
            rule.name,
            *(getattr(trial, name) for name in sorted(rule.condition.referenced_base_fields - refs)),
        )
        if key not in self.asked:
            try:
                rule.validate(type(trial), trial, exclude=refs)
                self.asked[key] = []
            except ValidationError as error:
                self.asked[key] = error.messages
        return self.asked[key]

    def _compared(self, key: str, values: dict) -> Write:
        canonical = self.noun.canonical(values)
        instance = self.existing.get(key)
        if instance is None:
            return Write(self.noun, key, None, canonical, set(canonical))
        ours = self.ours[key]
        stated = {n: v for n, v in canonical.items() if self.noun.states(n, values)}
        names = {name for name, value in stated.items() if _tidy(ours[name]) != _tidy(value)}
        return Write(self.noun, key, instance, stated, names)

    def _fill_in(self, values: dict) -> None:
        """What a new row needs and few spreadsheets say; the dry run shows it like everything else."""
        values.setdefault("is_published", self.choices.publish)
        if self.kind == Import.Kind.MEETINGS and values.get("dialogue"):
            forum = self._forums.get(values["dialogue"], (values["dialogue"], "mixed"))
            values.setdefault("title", _("%(forum)s meeting") % {"forum": forum[0]})
            values.setdefault("level", forum[1])
            begun = values.get("held_on") and PartialDate.parse(values["held_on"]).first <= self.on
            values.setdefault("status", "held" if begun else "scheduled")
        if self.kind == Import.Kind.DOCUMENTS:
            values.setdefault("completeness", "not_read")
            values.setdefault("language", "en")
            if self.choices.signs and values["completeness"] == "full" and values.get("url"):
                values.setdefault("read_on", self.on.isoformat())

    @cached_property
    def _forums(self) -> dict[str, tuple[str, str]]:
        """(short name, level) of each dialogue on record by slug."""
        rows = Dialogue.objects.values_list("slug", "short_name", "level")
        return {slug: (name, level) for slug, name, level in rows}


def _tidy(value):
    """A value for comparing: what is on record may hold blanks and signs that are taken off what comes in."""
    if isinstance(value, str):
        return re.sub(r"\s*[\r\n]+\s*", "\n", with_blanks(value)).strip()
    return [_tidy(part) for part in value] if isinstance(value, tuple | list) else value


def _nouns_named(noun: Noun) -> set[str]:
    return {column.noun for column in noun.columns if isinstance(column, Ref | Refs)}


def ordered(writes: list[Write]) -> list[Write]:
    """Rows after the rows they name as their parents."""
    by_key = {(write.noun.name, write.key): write for write in writes}
    above = {(noun, key): (noun, write.values.get("parent")) for (noun, key), write in by_key.items()}
    return [by_key[name] for name in parents_first(above)]
