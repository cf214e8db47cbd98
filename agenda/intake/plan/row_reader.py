"""The cells of a row as values of a noun's columns."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField
from django.utils.translation import gettext as _

from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import Dated, Day, Flag, Lines, Ref, Refs, StoredColumn
from agenda.intake.files.sheets import Sheet
from agenda.intake.match.finders import Finders, NotFound
from agenda.intake.match.values import read_choice, read_flag, read_lines
from agenda.joining import listed
from agenda.written_dates import AmbiguousDate, read_date, written_date
from agenda.written_dates.numeric import order_of, said_order

from .plan import Choices, ImportPlan

CELL_ERRORS = {
    *"#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #FIELD! #GETTING_DATA #NV #BEZUG! #WERT! #ZAHL!".split()
}
"""What spreadsheet programs write where a formula failed."""


JOINED = re.compile(r"\s*[,、，・/&＆]\s*|\s+(?:and|und|et|y)\s+|と|及び|および")
"""What stands between several names in one cell; not “+”, which stands in names."""


@dataclass
class RowReader:
    """Reads rows of one noun; dates that could be two days are noted in the plan."""

    noun: Noun
    plan: ImportPlan
    choices: Choices
    finders: Finders

    def __post_init__(self):
        self.columns = {name: column for column in self.noun.columns for name in column.names}
        self.orders: dict[str, str] = {}
        self.remarks: list[str] = []
        """What of the row read last was kept less exactly than it was written."""

    def see_columns(self, sheet: Sheet, places: list[tuple[int, str]]) -> None:
        """Find in which order day and month stand in each column of dates; what was found is noted in the plan."""
        self.orders = {}
        for place, name in places:
            column = self.columns.get(name)
            if isinstance(column, Dated | Day) and name == column.name and not self.choices.order:
                texts = [str(cells[place]) for _line, cells in sheet.rows if cells[place]]
                if order := order_of(texts):
                    self.orders[name] = order
                    self.plan.notes.append(said_order(sheet.headers[place], order))

    def read(self, cells: list, places: list[tuple[int, str]]) -> tuple[dict, list[str]]:
        """The row's values by column, and what is wrong with its cells. `places` are (place in the row, column)."""
        self.remarks = []
        values: dict[str, Any] = {}
        problems: list[str] = []
        pairs = [(name, cells[place]) for place, name in places]
        stated = {name for name, value in pairs if not _is_blank(value)}
        pairs += [(name, value) for name, value in self.choices.fixed.items() if name not in stated]
        for name, value in pairs:
            if name not in self.columns:
                continue
            if str(value).strip() in CELL_ERRORS or str(value).startswith("Err:"):
                sentence = _("%(name)s: the cell holds %(value)s, an error of the spreadsheet program.")
                problems.append(sentence % {"name": name, "value": value})
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

    def _several(self, noun: str, text: str) -> list[str]:
        """The key of the row that a part of a cell names; of each row, where it names none as a whole but several joined."""
        try:
            return [self.finders[noun].find(text)]
        except NotFound:
            parts = [part.strip() for part in JOINED.split(text) if part.strip()]
            try:
                keys = [self.finders[noun].find(part) for part in parts] if len(parts) > 1 else []
            except NotFound:
                keys = []
            if not keys:
                raise
        self.remarks.append(_("“%(text)s” names several: %(keys)s.") % {"text": text, "keys": listed(keys)})
        return keys

    def _order(self, name: str) -> str:
        return self.choices.order or self.orders.get(name, "")

    def _value(self, column: StoredColumn, name: str, value):
        if isinstance(column, Dated) and name == column.name:
            read = written_date(str(value), self._order(name))
            self.remarks += [read.remark] if read.remark else []
            return read.date.iso
        if isinstance(column, Day):
            day = read_date(str(value), self._order(name))
            if day.precision != "day":
                raise ValueError(_("“%(value)s”: this date has to be known to the day.") % {"value": value})
            return day.iso
        if isinstance(column, Flag):
            return read_flag(value)
        if isinstance(column, Ref):
            return self.finders[column.noun].find(str(value))
        if isinstance(column, Refs):
            return sorted({key for part in read_lines(value) for key in self._several(column.noun, part)})
        if isinstance(column, Lines):
            return read_lines(value)
        if isinstance(value, dict | list | bool):
            raise ValueError(_("a text belongs here."))
        if isinstance(column, Dated):
            return str(value)
        field: Any = self.noun.model._meta.get_field(column.attribute)
        if field.choices:
            return read_choice(str(value), field.choices)
        is_number = isinstance(field, IntegerField) and str(value).strip().isdecimal()
        return int(str(value)) if is_number else str(value)


def _is_blank(value) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
