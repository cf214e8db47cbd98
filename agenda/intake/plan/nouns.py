"""Plan the rows of one noun."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
from agenda.intake.match.labels import ROWS, in_words, label_of
from agenda.joining import listed
from agenda.models import Import
from agenda.models.base import in_circles, parents_first
from agenda.rules.papers import BEARING

from .defaults import Defaults
from .plan import (
    CHANGED,
    CREATED,
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
from .row_rules import RowRules
from .trials import Trials


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
    names: AnsweredNames | None = None
    seen: dict[str, Write] = field(default_factory=dict)
    trials: dict[str, Any] = field(default_factory=dict)
    """Each row as it would be, without what it refers to."""

    def __post_init__(self):
        self.noun: Noun = noun_of(self.kind)
        if self.choices.apart and self.kind == Import.Kind.RECOMMENDATIONS:
            by_words = tuple(NaturalKey(key.needs, (*key.adds, "summary")) for key in self.noun.natural)
            self.noun = replace(self.noun, natural=by_words)
        self.columns = {name for column in self.noun.columns for name in column.names}
        self.table = Trials(self.noun, self.by)
        self.ours, self.existing = self.table.ours, self.table.existing
        self.has_slug = len(self.noun.key) == 1
        named = self.finders[self.kind].keys if self.has_slug else set()
        self.identity = Identity(self.noun, self.ours, {*self.ours, *named})
        self.lines: dict[str, Result] = {}
        self.row_rules, self.defaults = (
            RowRules(self.kind, self.on),
            Defaults(self.kind, self.choices, self.on),
        )
        names = self.names or AnsweredNames(self.finders, self.choices.names)
        self.reader = RowReader(self.noun, self.plan, self.choices, names)
        self.places: dict[str, int] = {}

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
        for number, (line, cells) in enumerate(sheet.rows, start=1):
            row = self.reader.read(line, cells, places)
            if row.out:
                self.plan.results.append(Result(sheet.name, line, "", LEFT_OUT, messages=[row.out]))
            else:
                for values in _each(row, self.noun.key[0]):
                    self.plan_row(sheet.name, line, values, [*row.problems])
            if number % 1_000 == 0:
                self.progress(self.kind, number, len(sheet.rows))

    def finish(self) -> None:
        """Refuse rows that would stand above themselves, that take proof from findings, or that name a refused row."""
        refused: dict[str, str] = {}
        if "parent" in self.columns:
            above = {key: values["parent"] for key, values in self.ours.items()}
            above |= {key: write.values.get("parent", above.get(key)) for key, write in self.seen.items()}
            own = in_circles(above)
            refused |= {key: _("parent: it would stand above itself.") for key in own if key in self.seen}
        if self.kind == Import.Kind.DOCUMENTS:
            changed = {
                key: self.trials[key] for key, write in self.seen.items() if write.names.intersection(BEARING)
            }
            meetings = {key: self.value(key, "meeting") for key in changed}
            refused |= self.row_rules.losing_proof(changed, meetings)
        self._refuse(refused)
        while refused := self._orphans():
            self._refuse(refused)
        gone = {key for key, result in self.lines.items() if result.state == REFUSED}
        if gone:
            self.plan.writes = [
                write for write in self.plan.writes if write.noun.name != self.kind or write.key not in gone
            ]

    def _orphans(self) -> dict[str, str]:
        """{key: sentence} of planned rows that name a row of their own kind that will not be on record."""
        own = [c for c in self.noun.columns if isinstance(c, Ref | Refs) and c.noun == self.kind]
        standing = {*self.ours, *(k for k in self.seen if self.lines[k].state != REFUSED)}
        found = {}
        for key, write in self.seen.items() if own else ():
            if self.lines[key].state == REFUSED:
                continue
            for column in own:
                named = write.values.get(column.name) or []
                for other in [named] if isinstance(named, str) else named:
                    if other not in standing:
                        sentence = _("%(name)s: “%(key)s” is refused itself.")
                        found[key] = sentence % {"name": column.name, "key": self._called(other)}
        return found

    def _called(self, key: str) -> str:
        """What a planned row is called; its key where it has no name, or is none of them."""
        values = self.seen[key].values if key in self.seen else {}
        return values.get("name") or values.get("title") or key

    def _refuse(self, refused: dict[str, str]) -> None:
        for key, sentence in refused.items():
            result = self.lines[key]
            result.state = REFUSED
            self._say(result, [sentence])

    def _say(self, result: Result, sentences: list[str]) -> None:
        """Add the sentences, with columns in words, and mark the cells that they are about."""
        for sentence in sentences:
            said, name = in_words(sentence, self.reader.headers)
            result.messages.append(said)
            if name in self.places and self.places[name] not in result.places:
                result.places.append(self.places[name])

    def value(self, key: str, name: str):
        """What the column `name` of the planned row will be."""
        return self.seen[key].values.get(name, self.ours.get(key, {}).get(name))

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
            problems = [*unclear, *self.table.problems(instance, values, known)]
        if not problems:
            trial, write = self.table.trial(instance, values), self.table.compared(key, values)
            meeting = write.values.get("meeting", self.ours.get(key, {}).get("meeting"))
            problems = self.table.broken_rules(trial) + self.row_rules.problems(trial, write, meeting)
        if problems:
            result = Result(sheet, line, key, REFUSED)
            self._say(result, problems)
            self.plan.results.append(result)
            return result
        self.trials[key] = trial
        return self._note(sheet, line, write)

    def _note(self, sheet: str, line: int, write: Write) -> Result:
        """Note a row that nothing speaks against, with what it changes."""
        key, was = write.key, self.ours.get(write.key, {})
        changes = [
            (name, shown(was.get(name)), shown(write.values[name]))
            for name in (column.name for column in self.noun.columns)
            if name in write.names and (write.instance or write.values[name] not in (None, "", [], ()))
        ]
        state = CREATED if write.instance is None else CHANGED if write.names else UNCHANGED
        result = Result(sheet, line, key, state, changes, [*self.reader.remarks])
        if state == CHANGED:
            result.places = [self.places[name] for name, _was, _now in changes if name in self.places]
        self.lines[key] = result
        self.plan.results.append(result)
        self.seen[key] = write
        self.identity.note(key, {**was, **write.values})
        if self.has_slug:
            self.finders[self.kind].add(key)
        if write.names:
            self.plan.writes.append(write)
        return result

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
