"""What merging one row into another would move, keep and refuse, as far as reading tells."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agenda.models import Body, Examination, Merger

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMED = 10
"""How many rows of a kind a plan names; the others are counted."""


@dataclass(frozen=True)
class Refusal:
    """Why two rows cannot be merged as they stand; `row` is where it is put right, None where no row is."""

    sentence: "StrOrPromise"
    row: Any = None


@dataclass
class Move:
    """Rows of one relation: those that will name the row that stays, and those that say the same there already."""

    relation: Any
    rows: list[Any] = field(default_factory=list)
    same: list[Any] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The kind of the rows, and as what they name the row."""
        column = self.relation.field
        model = capfirst(self.relation.related_model._meta.verbose_name_plural)
        return _("%(rows)s (%(column)s)") % {"rows": model, "column": column.verbose_name}

    @property
    def named(self) -> list[Any]:
        return self.rows[:NAMED]

    @property
    def more(self) -> int:
        return len(self.rows) - len(self.named)

    @property
    def is_many(self) -> bool:
        return self.relation.many_to_many


@dataclass(frozen=True)
class Value:
    """One column in which the two rows differ; `is_taken` when the row that stays had nothing there, or a list grows."""

    name: str
    label: str
    kept: str
    given: str
    is_taken: bool


@dataclass
class MergePlan:
    """What becomes of `given`, the row that goes, and `kept`, the row that stays."""

    given: Any
    kept: Any
    moves: list[Move] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def opens(self) -> bool:
        """Do rows that name a row readers do not see come to name one that they see?"""
        return bool(self.moves) and self.kept.is_published and not self.given.is_published

    def add(self, relation: Any, rows: list[Any]) -> None:
        """Note that the rows will name the row that stays."""
        self.moves.append(Move(relation, rows))

    @property
    def taken(self) -> list[Value]:
        return [value for value in self.values if value.is_taken]

    @property
    def left(self) -> list[Value]:
        return [value for value in self.values if not value.is_taken]

    @property
    def n(self) -> int:
        return sum(len(move.rows) for move in self.moves)

    @property
    def digest(self) -> str:
        """A fingerprint of all that was shown, so that nothing else is done."""
        seen = [self.given.pk, self.kept.pk, [(v.name, v.kept, v.given, v.is_taken) for v in self.values]]
        seen += [
            (move.relation.name, [row.pk for row in move.rows], [row.pk for row in move.same])
            for move in self.moves
        ]
        return hashlib.sha256(repr(seen).encode()).hexdigest()

    def counts(self) -> dict[str, int]:
        """How many rows of each relation are moved, for the record of the merger."""
        return {move.relation.name: len(move.rows) for move in self.moves if move.rows}


UNSAID = ("id", "is_published", "read_by")
"""Columns of which a plan says nothing: the key, and who signs for a reading; what is public is asked for by itself."""
SIGNED = ("completeness", "read_on")
"""Columns that never go over by themselves: what was read is a person's word about one address."""
SILENT = (Merger, Examination)
"""Rows that a plan does not list: earlier mergers go along, examinations are asked for by name."""


def plan_of(given: Any, kept: Any) -> MergePlan:
    """Read what merging `given` into `kept` would do. A few queries for each relation."""
    plan = MergePlan(given, kept)
    plan.values = list(_values(given, kept))
    for relation in relations_of(type(given)):
        if relation.related_model in SILENT:
            continue
        move = _move(relation, given, kept, plan)
        if move.rows or move.same:
            plan.moves.append(move)
    return plan


def relations_of(model: type[models.Model]) -> list[Any]:
    """Every relation by which another row names one of the model; many-to-many ones with a table of their own are rows."""
    found = []
    for relation in model._meta.related_objects:
        through = getattr(relation, "through", None)
        if through is None or through._meta.auto_created:
            found.append(relation)
    return found


def naming(relation: Any, row: Any) -> models.QuerySet:
    """The rows that name `row` by the relation."""
    return relation.related_model._base_manager.filter(**{relation.field.name: row}).order_by("pk")


def _move(relation: Any, given: Any, kept: Any, plan: MergePlan) -> Move:
    move = Move(relation)
    theirs = list(naming(relation, kept))
    for row in naming(relation, given):
        if row == kept:
            continue  # it stood under the row that goes, and takes its place
        if relation.many_to_many:
            (move.same if row in theirs else move.rows).append(row)
            continue
        twin = next((other for other in theirs if _collide(relation, row, other)), None)
        if isinstance(row, Body):  # versions of two documents' texts are numbered alike: the texts tell
            twin = next(
                (other for other in theirs if (row.kind, row.sha256) == (other.kind, other.sha256)), None
            )
            (move.rows if twin is None else move.same).append(row)
            continue
        if twin is None:
            move.rows.append(row)
        elif _differences(row, twin, {relation.field.name}):
            sentence = _("Both have “%(row)s”, and the two differ. Change or delete one of them first.")
            plan.refusals.append(Refusal(sentence % {"row": row}, row))
        else:
            move.same.append(row)
    return move


def _collide(relation: Any, row: models.Model, other: models.Model) -> bool:
    """Whether a unique constraint forbids that both name the same row by the relation."""
    name = relation.field.name
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields:
            rest = [part for part in constraint.fields if part != name]
            if all(_stored(row, part) == _stored(other, part) for part in rest):
                return True
    return False


def _stored(row: models.Model, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]


def _differences(row: models.Model, other: models.Model, apart: set[str]) -> list[str]:
    """The columns in which two rows of a model differ, keys and moments of saving apart."""
    fields = [f for f in row._meta.concrete_fields if not f.primary_key and f.name not in apart]
    moments = [f for f in fields if getattr(f, "auto_now", False) or getattr(f, "auto_now_add", False)]
    return [f.name for f in fields if f not in moments and _stored(row, f.name) != _stored(other, f.name)]


def _values(given: Any, kept: Any) -> Iterator[Value]:
    """The columns in which the two rows differ, and the lists of rows of their own."""
    key = key_of(type(given))
    for column in given._meta.concrete_fields:
        if column.name in (*UNSAID, key) or column.name.endswith("_precision"):
            continue
        ours, theirs = _stored(kept, column.name), _stored(given, column.name)
        if column.name == "parent" and _stands_above(kept, given):
            continue  # nothing to take or leave
        if ours == theirs or theirs in (None, "", [], {}):
            continue
        grows = isinstance(ours, list | dict)
        is_open = grows or ours in (None, "") or (column.name == "parent" and ours == given.pk)
        is_taken = is_open and column.name not in SIGNED
        words = said(kept, column.name), said(given, column.name)
        yield Value(column.name, capfirst(str(column.verbose_name)), *words, is_taken)
    for column in given._meta.many_to_many:
        ours, theirs = list(getattr(kept, column.name).all()), list(getattr(given, column.name).all())
        if column.remote_field.through._meta.auto_created and theirs and set(ours) != set(theirs):
            label = capfirst(str(column.verbose_name))
            yield Value(column.name, label, _listed(ours), _listed(theirs), not ours)


def _stands_above(row: Any, other: Any) -> bool:
    """Whether following parents from `other` comes to `row`."""
    seen, above = set(), other.parent
    while above is not None and above.pk not in seen:
        if above.pk == row.pk:
            return True
        seen.add(above.pk)
        above = above.parent
    return False


def key_of(model: type[models.Model]) -> str:
    """The column of the model's permanent address."""
    try:
        model._meta.get_field("code")
    except FieldDoesNotExist:
        return "slug"
    return "code"


def _listed(rows: list[Any]) -> str:
    return "; ".join(str(row) for row in rows)


def said(row: Any, name: str) -> str:
    """A column's value in words, in full."""
    column = row._meta.get_field(name)
    if column.choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{tag}.{part}: {text}" for tag, parts in value.items() for part, text in parts.items()
        )
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
