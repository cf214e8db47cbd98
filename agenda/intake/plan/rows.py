"""Plan rows of one noun whose values are read: what each would change of the record, or what is wrong with it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import Ref, Refs
from agenda.intake.match.labels import in_words
from agenda.models.base import in_circles

from .plan import CHANGED, CREATED, REFUSED, UNCHANGED, ImportPlan, Result, Write, shown
from .row_rules import RowRules
from .trials import Trials


@dataclass
class RowPlanner:
    """Plans rows of `noun` for the account `by`. `on` is the day that tells past meetings from those to come.

    `seen` holds what would be written by key, `trials` each row as it would be without what it refers to, `lines` the
    result of each; `headers` and `places` tell where its columns stand in the file.
    """

    noun: Noun
    plan: ImportPlan
    on: date
    by: Any = None
    seen: dict[str, Write] = field(default_factory=dict)
    trials: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, Result] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    """Keys that lead to rows on record into which theirs was merged, where rows may be named by them."""

    def __post_init__(self):
        self.table = Trials(self.noun, self.by)
        self.ours, self.existing = self.table.ours, self.table.existing
        self.row_rules = RowRules(self.noun.name, self.on, self.plan.writes)

    def place(self, sheet: str, line: int, write: Write, problems: list[str]) -> Result:
        """Try the row and note it in the plan; refused where it has `problems` or breaks a rule.

        What stands on record already is not asked again: a row that changes nothing breaks no rule.
        """
        is_changed = write.instance is None or bool(write.names)
        if is_changed and not problems:
            trial = self.table.trial(write)
            meeting = write.values.get("meeting", self.ours.get(write.key, {}).get("meeting"))
            problems = self.table.broken_rules(trial) + self.row_rules.problems(trial, write, meeting)
            if not problems:
                self.trials[write.key] = trial
        if problems:
            return self.refuse(sheet, line, write.key, problems)
        return self._note(sheet, line, write)

    def refuse(self, sheet: str, line: int, key: str, problems: list[str]) -> Result:
        result = Result(sheet, line, key, REFUSED)
        self.say(result, problems)
        self.plan.results.append(result)
        return result

    def _note(self, sheet: str, line: int, write: Write) -> Result:
        """Note a row that breaks no rule, with what it changes."""
        was = self.ours.get(write.key, {})
        changes = [
            (name, shown(was.get(name)), shown(write.values[name]))
            for name in (column.name for column in self.noun.columns)
            if name in write.names and (write.instance or write.values[name] not in (None, "", [], ()))
        ]
        state = CREATED if write.instance is None else CHANGED if write.names else UNCHANGED
        result = Result(sheet, line, write.key, state, changes)
        if state == CHANGED:
            result.places = [self.places[name] for name, _was, _now in changes if name in self.places]
        self.lines[write.key] = result
        self.plan.results.append(result)
        self.seen[write.key] = write
        if write.names:
            self.plan.writes.append(write)
        return result

    def say(self, result: Result, sentences: list[str]) -> None:
        """Add the sentences, with columns in words, and mark the cells that they are about."""
        for sentence in sentences:
            said, name = in_words(sentence, self.headers)
            result.messages.append(said)
            if name in self.places and self.places[name] not in result.places:
                result.places.append(self.places[name])

    def value(self, key: str, name: str):
        """What the column `name` of the planned row will be."""
        return self.seen[key].values.get(name, self.ours.get(key, {}).get(name))

    # when all rows are planned

    def finish(self) -> None:
        """Refuse rows that would stand above themselves, and those that name a refused row of their own kind."""
        refused: dict[str, str] = {}
        if "parent" in self.noun.column_names:
            above = {key: values["parent"] for key, values in self.ours.items()}
            above |= {k: write.values["parent"] for k, write in self.seen.items() if "parent" in write.names}
            own = in_circles(above)
            refused = {key: _("parent: it would stand above itself.") for key in own if key in self.seen}
        self._take_back(refused | self.refused_together())
        while refused := self._orphans():
            self._take_back(refused)
        gone = {key for key, result in self.lines.items() if result.state == REFUSED}
        if gone:
            self.plan.writes = [
                write
                for write in self.plan.writes
                if write.noun.name != self.noun.name or write.key not in gone
            ]

    def refused_together(self) -> dict[str, str]:
        """{key: sentence} of rows that only all of them together speak against."""
        return {}

    def _take_back(self, refused: dict[str, str]) -> None:
        for key, sentence in refused.items():
            self.lines[key].state = REFUSED
            self.say(self.lines[key], [sentence])

    def _orphans(self) -> dict[str, str]:
        """{key: sentence} of planned rows that name a row of their own kind that will not be on record."""
        own = [c for c in self.noun.columns if isinstance(c, Ref | Refs) and c.noun == self.noun.name]
        standing = {*self.ours, *self.merged, *(k for k in self.seen if self.lines[k].state != REFUSED)}
        found = {}
        for key, write in self.seen.items() if own else ():
            if self.lines[key].state == REFUSED:
                continue
            for column in (column for column in own if column.name in write.names):
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
