"""The merge policy of a record's rows: the file, what is on record, and what was last loaded of it, column by column."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from agenda.catalogue.noun import Noun
from agenda.intake.files.lists import Problem, SourceRow
from agenda.intake.plan.plan import REFUSED, UNCHANGED, ImportPlan, Result, Write
from agenda.intake.plan.rows import RowPlanner
from agenda.models import MERGED, LoadedRow, Merger

from .read import RecordRefused

KEPT = "kept"
"""What becomes of a row whose value here stands against the file's."""


def raise_refused(plan: ImportPlan, problems: Collection[Problem] = ()) -> None:
    """Raise RecordRefused when there are problems or the plan refuses a row."""
    refused = (result for result in plan.results if result.state == REFUSED)
    rows = [Problem(row.sheet, row.line, row.key, message) for row in refused for message in row.messages]
    if problems or rows:
        raise RecordRefused([*problems, *rows])


@dataclass
class Keys:
    """The keys that a record's rows may name, by noun: those of its files and those on record; `gone` were deleted here."""

    known: dict[str, set[str]] = field(default_factory=dict)
    gone: dict[str, set[str]] = field(default_factory=dict)

    def lost(self, noun: Noun, values: dict, names: Collection[str]) -> list[str]:
        """What the columns `names`, which are to be written, name of what was deleted here."""
        if not any(self.gone.values()):
            return []
        present = {name: keys - self.gone[name] for name, keys in self.known.items()}
        columns = (column for column in noun.columns if column.name in names)
        return [problem for column in columns for problem in column.problems(values, noun.model, present)]


def column_problems(noun: Noun, values: dict, keys: Keys) -> list[str]:
    """What is wrong with a row of a file by itself."""
    found = [f"unknown column {name!r}" for name in values if name not in noun.column_names]
    return found + [problem for c in noun.columns for problem in c.problems(values, noun.model, keys.known)]


class RecordPlanner(RowPlanner):
    """Plans the rows of one file of a record.

    A column that a row does not have is left alone. One that it has is taken from the file unless what is on record
    differs from what was last loaded: then somebody changed it here and it stays. Rows deleted or merged here stay away.
    The keys of this noun are added to `keys`.
    """

    def __init__(self, noun: Noun, plan: ImportPlan, on: date, by, rows: list[SourceRow], keys: Keys):
        super().__init__(noun, plan, on, by)
        self.rows, self.keys, self.changed = rows, keys, set[str]()
        self.loaded = {row.key: row for row in LoadedRow.objects.filter(noun=noun.name)}
        name = noun.name.removesuffix("s")
        self.merged = Merger.objects.keys_now(name) if name in MERGED else {}
        named = {noun.key_of(row.values) for row in rows} | {*self.merged}
        keys.known[noun.name] = named | {*self.existing}
        keys.gone[noun.name] = (named & {*self.loaded}) - {*self.existing} - {*self.merged}

    def add(self) -> None:
        """Plan every row."""
        seen: set[str] = set()
        for row in self.rows:
            key = self.noun.key_of(row.values)
            problems = ["stands in this file twice"] if key in seen else []
            seen.add(key)
            if problems := problems + column_problems(self.noun, row.values, self.keys):
                self.refuse(row.file, row.line, key, problems)
            else:
                self._merge(row, key)
        self.finish()

    def _merge(self, row: SourceRow, key: str) -> None:
        theirs, instance = self.noun.canonical(row.values), self.existing.get(key)
        if gone := self._why_gone(key):
            said = [f"{gone}, not brought back"]
            self.plan.results.append(Result(row.file, row.line, key, KEPT, messages=said))
        else:
            names, kept = {*theirs}, list[str]()
            if instance is not None:
                theirs = {name: value for name, value in theirs.items() if self.noun.states(name, row.values)}
                names, kept = self._three_ways(key, theirs)
            lost = self.keys.lost(self.noun, row.values, names)
            result = self.place(row.file, row.line, Write(self.noun, key, instance, theirs, names), lost)
            if result.state != REFUSED:
                result.messages += kept
                result.state = KEPT if kept and result.state == UNCHANGED else result.state
        base = self.loaded.setdefault(key, LoadedRow(noun=self.noun.name, key=key, values={}))
        if base.values | theirs != base.values:
            base.values |= theirs
            self.changed.add(key)

    def say(self, result: Result, sentences: list[str]) -> None:
        """Columns are called as they are in the file."""
        result.messages += sentences

    def _why_gone(self, key: str) -> str:
        """What was done here to a row that is not on record any more; "" for one that is, or never was."""
        if key in self.existing:
            return ""
        if key in self.merged:
            return f"merged here into {self.merged[key]}"
        return "deleted here" if key in self.keys.gone[self.noun.name] else ""

    def _three_ways(self, key: str, theirs: dict) -> tuple[set[str], list[str]]:
        """The columns to take from the file, and a sentence for each that stays as it is here."""
        ours, take, kept = self.ours[key], set(), []
        base = self.loaded[key].values if key in self.loaded else {}
        for column in self.noun.columns:
            name = column.name
            if name not in theirs or ours[name] == theirs[name]:
                continue
            before = column.canonical(base)
            if ours[name] == before:
                take.add(name)
            elif theirs[name] != before:
                kept.append(f"{name} was changed here and stays as it is")
        return take, kept

    def remember(self) -> None:
        """Keep what was read, for the next load."""
        changed = [self.loaded[key] for key in sorted(self.changed)]
        again = [row for row in changed if row.pk]
        LoadedRow.objects.bulk_create([row for row in changed if not row.pk], batch_size=500)
        for row in again:
            row.save()
