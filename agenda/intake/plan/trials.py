"""Rows as they would be, and what the rules of their table say against them."""

import copy
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import Ref, Refs
from agenda.characters import with_blanks
from agenda.models import Import

from .plan import Write


class Trials:
    """Tries rows of one noun. `by` is whoever signs for a document that was read whole."""

    def __init__(self, noun: Noun, by):
        self.noun, self.by = noun, by
        self.ours: dict[str, dict] = {}
        self.existing: dict[str, Any] = {}
        for row in noun.instances():
            values = noun.of(row)
            key = noun.key_of(values)
            self.ours[key], self.existing[key] = values, row
        # A PartialDate always fits its precision, so those rules cannot be broken here.
        rules = [r for r in noun.model._meta.constraints if isinstance(r, CheckConstraint)]
        self.rules = [rule for rule in rules if not rule.name.endswith("_fits_its_precision")]
        self.asked: dict[tuple, list[str]] = {}

    def problems(self, instance, values: dict, known) -> list[str]:
        """What the columns say against the row's values."""
        problems = []
        for column in self.noun.columns:
            if instance is None or any(name in values for name in column.names):
                problems += column.problems(values, self.noun.model, known)
        return problems

    def trial(self, write: Write):
        """The row as it would be, without what it refers to."""
        trial: Any = copy.copy(write.instance) if write.instance else self.noun.model()
        for column in self.noun.columns:
            if column.name in write.names and not isinstance(column, Ref | Refs):
                column.put(trial, write.values[column.name], None)
        if self.noun.name == Import.Kind.DOCUMENTS and "read_on" in write.names:
            trial.read_by = self.by if write.values["read_on"] else None
        return trial

    def broken_rules(self, trial) -> list[str]:
        """The sentences of the constraints that the row breaks."""
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

    def compared(self, key: str, values: dict) -> Write:
        """What would be written of the row: everything of a new one, else what differs from the record."""
        canonical = self.noun.canonical(values)
        instance = self.existing.get(key)
        if instance is None:
            return Write(self.noun, key, None, canonical, set(canonical))
        ours = self.ours[key]
        stated = {n: v for n, v in canonical.items() if self.noun.states(n, values)}
        names = {name for name, value in stated.items() if _tidy(ours[name]) != _tidy(value)}
        return Write(self.noun, key, instance, stated, names)


def _tidy(value):
    """A value for comparing: what is on record may hold blanks and signs that are taken off what comes in."""
    if isinstance(value, str):
        return re.sub(r"\s*[\r\n]+\s*", "\n", with_blanks(value)).strip()
    return [_tidy(part) for part in value] if isinstance(value, tuple | list) else value
