"""Long tables as CSV without an object for every row: tuples from the database, and each text written once.

A table whose columns are all made of fields (`Column.paths`) is cut into runs of neighbouring columns that depend on the
same few values: all that hangs on the meeting, all that hangs on the topic, the judgement itself. A run's text is made
once for each combination and looked up after that. The result is the same, byte for byte, as `tables.csv_chunks` gives.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import CharField, DateTimeField, Func, QuerySet, TextField

from agenda.catalogue import Column, Table, flat
from agenda.catalogue.cells import LEADS, safe

BATCH = 500
"""Rows between which an export can make way; few enough that nobody waits long."""
FETCHED = 2_000
SPECIAL = re.compile(rf'[",\r\n]|^ *[{re.escape(LEADS)}]')
"""Texts that need quotes, or a sign that they are texts."""
REMEMBERED = 50_000
"""Texts of one run; where values hardly repeat, there is nothing to remember."""


class Stamp(Func):
    """A moment as “2024-05-06T10:00:00Z”, written by the database: parsing it only to write it again is slow."""

    output_field = CharField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', %(expressions)s)", **context
        )

    def as_postgresql(self, compiler, connection, **context):
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        return self.as_sql(compiler, connection, template=template, **context)


@dataclass
class Run:
    """Neighbouring columns written together: `names` are the values of a row that they depend on."""

    columns: list[Column]
    root: str
    names: list[str]


def is_quick(table: Table) -> bool:
    return all(column.paths for column in table.columns)


def quick_chunks(table: Table, queryset: QuerySet) -> Iterator[str]:
    """The rows of the table as CSV text, a batch at a time; `queryset` is of the table's model, filtered and ordered."""
    runs = _runs(table, queryset.model)
    names = list(dict.fromkeys(name for run in runs for name in run.names))
    stamps = {f"{name}_text": Stamp(name) for name in names if _is_moment(queryset.model, name)}
    wanted = [f"{name}_text" if f"{name}_text" in stamps else name for name in names]
    place = {name: number for number, name in enumerate(names)}
    writers = [_writer(run, place, queryset.model) for run in runs]
    rows = queryset.select_related(None).annotate(**stamps).values_list(*wanted)
    lines: list[str] = []
    add = lines.append
    for number, row in enumerate(rows.iterator(chunk_size=FETCHED), start=1):
        add(",".join([write(row) for write in writers]))
        if number % BATCH == 0:
            yield "\r\n".join(lines) + "\r\n"
            lines.clear()
    if lines:
        yield "\r\n".join(lines) + "\r\n"


def _runs(table: Table, model) -> list[Run]:
    def root(column: Column) -> str:
        first, *others = {path.split("__")[0] for path in column.paths}
        if first in table.shared:
            return f"\x00{column.name}" if others else first
        return f"\x00{column.name}" if any(_is_free(model, path) for path in column.paths) else ""

    runs = []
    for name, columns in groupby(table.columns, key=root):
        listed = list(columns)
        if name in table.shared:
            runs.append(Run(listed, name, [f"{name}_id"]))
        else:
            runs.append(
                Run(listed, name, list(dict.fromkeys(path for column in listed for path in column.paths)))
            )
    return runs


def _is_free(model, path: str) -> bool:
    """Does the value hardly repeat: a number of its own, a moment, a text?"""
    if path == "pk" or ("__" not in path and path not in {field.name for field in model._meta.fields}):
        return True
    field = model
    for part in path.split("__"):
        field = field._meta.get_field(part)
        if field.is_relation:
            field = field.related_model
    return isinstance(field, DateTimeField | TextField)


def _is_moment(model, name: str) -> bool:
    return "__" not in name and any(
        f.name == name and isinstance(f, DateTimeField) for f in model._meta.fields
    )


def _writer(run: Run, place: dict[str, int], model) -> Callable[[tuple], str]:
    """A function from a row's values to the run's text."""
    if len(run.names) == 1 and run.root.startswith("\x00"):
        return _single(run.columns[0], place[run.names[0]])
    if run.root and not run.root.startswith("\x00"):
        texts, at = _looked_up(run, model), place[run.names[0]]
        return lambda row: texts[row[at]]
    pick = itemgetter(*(place[name] for name in run.names))
    numbers = {name: n for n, name in enumerate(run.names)}
    made: dict = {}

    def write(row: tuple) -> str:
        key = pick(row)
        text = made.get(key)
        if text is None:
            values = key if len(run.names) > 1 else (key,)
            text = _text(
                [column.of(*(values[numbers[path]] for path in column.paths)) for column in run.columns]
            )
            if len(made) < REMEMBERED:
                made[key] = text
        return text

    return write


def _single(column: Column, at: int) -> Callable[[tuple], str]:
    """One column by itself; a text that comes again (a reason, a moment) is remembered."""
    of, made = column.of, {}
    if column.kind == "url":
        before, after = of("\0").split("\0")  # asked for once, not for every row
        return lambda row: f"{before}{row[at]}{after}"
    if column.paths[0] in ("pk", "finding"):
        return lambda row: _field(of(row[at]))

    def write(row: tuple) -> str:
        value = row[at]
        text = made.get(value)
        if text is None:
            text = _field(of(value))
            if len(made) < REMEMBERED:
                made[value] = text
        return text

    return write


def _looked_up(run: Run, model) -> dict[int, str]:
    """The run's text for every row of the related table."""
    related = model._meta.get_field(run.root).related_model
    paths = list(dict.fromkeys(path for column in run.columns for path in column.paths))
    inner = [path.removeprefix(f"{run.root}__") for path in paths]
    texts = {}
    for pk, *values in related._default_manager.order_by().values_list("pk", *inner):
        found = dict(zip(paths, values, strict=True))
        texts[pk] = _text([column.of(*(found[path] for path in column.paths)) for column in run.columns])
    return texts


def _field(value) -> str:
    """One value as a CSV field."""
    if isinstance(value, str):
        return value if SPECIAL.search(value) is None else _text([value])
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text([value])


def _text(values: list) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([*(safe(flat(value)) for value in values), ""])
    return out.getvalue().removesuffix("\r\n").removesuffix(",")
