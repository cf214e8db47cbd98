"""The cells of a row as values of a noun's columns."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerField
from django.utils.translation import gettext as _

from agenda.catalogue.noun import Noun
from agenda.catalogue.stored import Dated, Day, Flag, Lines, Ref, Refs, StoredColumn
from agenda.intake.files.sheets import Sheet
from agenda.intake.match.answers import AnsweredNames, LeftOut
from agenda.intake.match.finders import NotFound
from agenda.intake.match.splitting import divided
from agenda.intake.match.values import read_choice, read_flag, read_lines
from agenda.joining import listed
from agenda.written_dates import AmbiguousDate, WrittenDate, read_date, written_date
from agenda.written_dates.numeric import order_of, said_order

from .plan import Choices, ImportPlan, UnknownName

CELL_ERRORS = {
    *"#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #FIELD! #GETTING_DATA #NV #BEZUG! #WERT! #ZAHL!".split()
}
"""What spreadsheet programs write where a formula failed."""


JOINED = re.compile(r"\s*[,、，・/&＆]\s*|\s+(?:and|und|et|y)\s+|と|及び|および")
"""What stands between several names in one cell; not “+”, which stands in names."""
DAY_NUMBER = re.compile(r"(?:3[6-9]|4\d|5[0-4])\d{3}")
"""Days as spreadsheet programs count them, for the years 1998 to 2050."""
EPOCH = date(1899, 12, 30)


@dataclass
class ReadRow:
    """What a row says: `values` by column, what is wrong with it, and the column of each cell that is.

    `several` holds the keys of a column that has several where one is asked: the row is that many rows. `out` says why
    the row is left out.
    """

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    several: dict[str, list[str]] = field(default_factory=dict)
    out: str = ""


@dataclass
class RowReader:
    """Reads rows of one noun; dates that could be two days, and names and words that nobody knows, are noted in the plan."""

    noun: Noun
    plan: ImportPlan
    choices: Choices
    names: AnsweredNames

    def __post_init__(self):
        self.columns = {name: column for column in self.noun.columns for name in column.names}
        dated = [column for column in self.noun.columns if isinstance(column, Dated) and column.ends]
        self.lasting = {column.ends: column.name for column in dated}
        """Columns of last days, each with that of the first one."""
        self.orders: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        self.line = 0
        self.remarks: list[str] = []
        """What of the row read last was kept less exactly than it was written."""
        self.unsplit: list[tuple[str, str, str]] = []
        """(header, noun, text) of cells that name nothing as a whole."""

    def see_columns(self, sheet: Sheet, places: list[tuple[int, str]]) -> None:
        """Find in which order day and month stand in each column of dates; what was found is noted in the plan."""
        self.orders = {}
        self.headers = {name: sheet.headers[place] for place, name in places}
        for place, name in places:
            column = self.columns.get(name)
            if isinstance(column, Dated | Day) and name == column.name and not self.choices.order:
                texts = [str(cells[place]) for _line, cells in sheet.rows if cells[place]]
                if order := order_of(texts):
                    self.orders[name] = order
                    self.plan.notes.append(said_order(sheet.headers[place], order))

    def read(self, line: int, cells: list, places: list[tuple[int, str]]) -> ReadRow:
        """What the row says. `places` are (place in the row, column)."""
        self.remarks, self.line = [], line
        row = ReadRow()
        pairs = [(name, cells[place]) for place, name in places]
        stated = {name for name, value in pairs if not _is_blank(value)}
        pairs += [(name, value) for name, value in self.choices.fixed.items() if name not in stated]
        # A new document is made of what the rest of its row says, so documents come last.
        pairs.sort(key=lambda pair: pair[0] == "document")
        for name, value in pairs:
            if name not in self.columns:
                continue
            if str(value).strip() in CELL_ERRORS or str(value).startswith("Err:"):
                sentence = _("%(name)s: the cell holds %(value)s, an error of the spreadsheet program.")
                row.problems.append(sentence % {"name": name, "value": value})
                continue
            try:
                self._cell(row, name, value, name in dict(pairs))
            except LeftOut as said:
                row.out = str(said)
        for ends, begins in self.lasting.items():
            if row.values.get(ends) and row.values[ends] == row.values.get(begins):
                row.values[ends] = None  # of a single day, as calendars write it
        return row

    def _cell(self, row: ReadRow, name: str, value: Any, is_in_file: bool) -> None:
        if not _is_blank(value):
            value = self.names.word(name, value)
        if _is_blank(value):
            if self.choices.erase and value is not None and is_in_file:
                row.values[name] = None
            return
        column = self.columns[name]
        try:
            found = self._value(column, name, value, row.values)
        except AmbiguousDate as error:
            self.plan.ambiguous.append(str(value))
            row.problems.append(f"{name}: {error}")
        except NotFound as error:
            self._ask(error.noun, error.text, name, error.fits, str(error))
            self.unsplit.append((self.headers.get(name, ""), error.noun, str(value)))
            row.problems.append(f"{name}: {error}")
        except ValueError as error:
            if self._has_words(column, name):
                self._ask(f"={name}", str(value), name, [], "")
            row.problems.append(f"{name}: {error}")
        else:
            if isinstance(column, Ref) and isinstance(found, list):
                row.several[name] = found
                row.values[name] = found[0]
            else:
                row.values[name] = found

    def _ask(self, subject: str, text: str, name: str, fits: list[str], said: str) -> None:
        header = self.headers.get(name, "")
        is_stale = bool(self.names.answer(subject, text))
        unknown = UnknownName(subject, text, header, fits=fits, said=said if is_stale else "")
        self.plan.ask(unknown, self.line)

    def _has_words(self, column: StoredColumn, name: str) -> bool:
        """May a person say what a word in this column means?"""
        if isinstance(column, Flag | Dated | Day):
            return name == column.name
        if isinstance(column, Ref | Refs | Lines) or name not in self.columns:
            return False
        field_of = {f.name: f for f in self.noun.model._meta.get_fields()}
        return bool(getattr(field_of.get(column.attribute), "choices", None))

    def _several(self, noun: str, text: str, row: dict) -> list[str]:
        """The key of the row that a part of a cell names; of each row, where it names none as a whole but several joined."""
        parts = [part.strip() for part in JOINED.split(text) if part.strip()]
        if len(parts) < 2 or self.names.is_known(noun, text):
            return [self.names.find(noun, text, row)]
        if not all(self.names.is_known(noun, part) for part in parts):
            return [self.names.find(noun, text, row)]
        keys = [self.names.find(noun, part, row) for part in parts]
        called = listed(self.names.finders[noun].name_of(key) for key in keys)
        self.remarks.append(_("“%(text)s” names several: %(keys)s.") % {"text": text, "keys": called})
        return keys

    def _split(self, noun: str, name: str, value, row: dict) -> list[str]:
        """The keys of the names in a cell, set apart by the sign that a person chose for its column."""
        sign = self.choices.splits[self.headers[name]]
        parts = divided(str(value), sign, lambda part: self.names.is_known(noun, part))
        keys, unknown = [], []
        for part in parts:
            try:
                keys.append(self.names.find(noun, part, row))
            except NotFound as error:
                unknown.append(error)
        for lost in unknown[:-1]:
            self._ask(lost.noun, lost.text, name, lost.fits, str(lost))
        if unknown:
            raise unknown[-1]
        return list(dict.fromkeys(keys))

    def _order(self, name: str) -> str:
        return self.choices.order or self.orders.get(name, "")

    def _value(self, column: StoredColumn, name: str, value, row: dict):
        if isinstance(column, Dated) and name == column.name:
            read = self._written(str(value), name)
            if column.ends and read.ends:
                self._last_day(column.ends, read.ends.isoformat(), row)
            else:
                self.remarks += [read.remark] if read.remark else []
            return read.date.iso
        if isinstance(column, Day):
            return self._day(name, value, row)
        if isinstance(column, Flag):
            return read_flag(value)
        if isinstance(column, Ref | Refs) and self.headers.get(name) in self.choices.splits:
            keys = self._split(column.noun, name, value, row)
            return sorted(keys) if isinstance(column, Refs) else keys[0] if len(keys) == 1 else keys
        if isinstance(column, Ref):
            return self.names.find(column.noun, str(value), row)
        if isinstance(column, Refs):
            return sorted(
                {key for part in read_lines(value) for key in self._several(column.noun, part, row)}
            )
        if isinstance(column, Lines):
            return read_lines(value)
        if isinstance(value, dict | list | bool):
            raise ValueError(_("a text belongs here."))
        if isinstance(column, Dated):
            return str(value)
        model_field: Any = self.noun.model._meta.get_field(column.attribute)
        if model_field.choices:
            return read_choice(str(value), model_field.choices)
        is_number = isinstance(model_field, IntegerField) and str(value).strip().isdecimal()
        return int(str(value)) if is_number else str(value)

    def _day(self, name: str, value, row: dict) -> str:
        """The day of a cell; in a column of last days the last of several."""
        read = written_date(str(value), self._order(name))
        if read.date.precision != "day":
            raise ValueError(_("“%(value)s”: this date has to be known to the day.") % {"value": value})
        if name not in self.lasting:
            return read.date.iso
        day = read.ends.isoformat() if read.ends else read.date.iso
        self._last_day(name, day, row)
        return day

    def _last_day(self, name: str, day: str, row: dict) -> None:
        """Keep the last of several days that stand in one cell. Raises ValueError where another cell says otherwise."""
        if row.setdefault(name, day) != day:
            sentence = _("The cell names %(day)s as the last day, and another cell %(other)s.")
            raise ValueError(sentence % {"day": day, "other": row[name]})

    def _written(self, text: str, name: str) -> WrittenDate:
        """The date of a cell; five figures are a day as spreadsheet programs count them."""
        if DAY_NUMBER.fullmatch(text.strip()):
            day = (EPOCH + timedelta(days=int(text))).isoformat()
            remark = _("%(text)s is read as a day's number in a spreadsheet program: %(day)s.")
            return WrittenDate(read_date(day), remark % {"text": text, "day": day})
        return written_date(text, self._order(name))


def _is_blank(value) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
