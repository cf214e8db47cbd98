"""The cells of a row as values of a noun's columns."""

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField
from django.utils.translation import gettext as _

from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import Dated, Day, Flag, Lines, Ref, Refs, StoredColumn
from agenda.intake.match.finders import Finders
from agenda.intake.match.values import AmbiguousDate, read_choice, read_date, read_flag, read_lines

from .plan import Choices, ImportPlan


@dataclass
class RowReader:
    """Reads rows of one noun; dates that could be two days are noted in the plan."""

    noun: Noun
    plan: ImportPlan
    choices: Choices
    finders: Finders

    def __post_init__(self):
        self.columns = {name: column for column in self.noun.columns for name in column.names}

    def read(self, cells: list, places: list[tuple[int, str]]) -> tuple[dict, list[str]]:
        """The row's values by column, and what is wrong with its cells. `places` are (place in the row, column)."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        pairs = [(name, cells[place]) for place, name in places]
        stated = {name for name, value in pairs if not _is_blank(value)}
        pairs += [(name, value) for name, value in self.choices.fixed.items() if name not in stated]
        for name, value in pairs:
            if name not in self.columns:
                continue
            if _is_blank(value):
                if self.choices.erase and value is not None and name in dict(pairs):
                    values[name] = None
                continue
            try:
                values[name] = self._value(self.columns[name], name, value)
            except AmbiguousDate as error:
                self.plan.ambiguous.append(str(value))
                problems.append(f"{name}: {error}")
            except ValueError as error:
                problems.append(f"{name}: {error}")
        return values, problems

    def _value(self, column: StoredColumn, name: str, value):
        if isinstance(column, Dated) and name == column.name:
            return read_date(str(value), self.choices.order).iso
        if isinstance(column, Day):
            read = read_date(str(value), self.choices.order)
            if read.precision != "day":
                raise ValueError(_("“%(value)s”: this date has to be known to the day.") % {"value": value})
            return read.iso
        if isinstance(column, Flag):
            return read_flag(value)
        if isinstance(column, Ref):
            return self.finders[column.noun].find(str(value))
        if isinstance(column, Refs):
            return sorted({self.finders[column.noun].find(part) for part in read_lines(value)})
        if isinstance(column, Lines):
            return read_lines(value)
        if isinstance(value, dict | list | bool):
            raise ValueError(_("a text belongs here."))
        if isinstance(column, Dated):
            return str(value)
        field: Any = self.noun.model._meta.get_field(column.attribute)
        if field.choices:
            return read_choice(str(value), field.choices)
        text = str(value).strip()
        return int(text) if isinstance(field, IntegerField) and text.isdecimal() else text


def _is_blank(value) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
