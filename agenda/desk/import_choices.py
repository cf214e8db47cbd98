"""The user's options on the import page, read from its form; and what the page offers to decide."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from agenda.catalogue.stored import Refs
from agenda.intake.files.moments import ZONES
from agenda.intake.files.sheets import DELIMITERS, ENCODINGS, ReadingOptions
from agenda.intake.match.fields import LEAVE_OUT, names_of, noun_of
from agenda.intake.match.labels import label_of
from agenda.intake.match.splitting import ANY, SIGNS
from agenda.intake.plan.plan import Choices
from agenda.models import Assessment, Depth, Import, Meeting, Outcome
from agenda.written_dates.numeric import ORDERS

from .import_names import read_names

FLAGS = ("erase", "publish", "drafts", "apart")


def read_choices(batch: Import, posted: QueryDict) -> Choices:
    """The choices that were posted; what is none of the offered ones is left as it was guessed."""
    columns = {}
    for number, column in enumerate(batch.summary.get("columns", [])):
        means = posted.get(f"column.{number}", "")
        if means and means != posted.get(f"was.{number}", ""):
            columns[column["header"]] = means
    kept = {
        header: means for header, means in batch.choices.get("columns", {}).items() if header not in columns
    }
    fixed = {name: posted.get(f"fixed.{name}", "").strip() for name in settable(batch.kind)}
    words = dict(batch.choices.get("words", {}))
    for number, (word, _n) in enumerate(batch.summary.get("words", [])):
        if posted.get(f"word.{number}") in Outcome.values:
            words[word] = posted[f"word.{number}"]
    order, layout, encoding = posted.get("order", ""), posted.get("layout", ""), posted.get("encoding", "")
    flags: dict[str, Any] = {flag: posted.get(flag) == "on" for flag in FLAGS}
    return Choices(
        columns=kept | columns | _rest_left_out(batch, posted, {**kept, **columns}),
        fixed={name: value for name, value in fixed.items() if value},
        words=words,
        order=order if order in ORDERS else "",
        layout=layout if layout in ("long", "wide") else "",
        reading=ReadingOptions(
            encoding if encoding in ENCODINGS else "",
            posted.get("delimiter", "") if posted.get("delimiter", "") in DELIMITERS else "",
            posted.get("sheet", "")[:100],
            posted.get("zone", "") if posted.get("zone", "") in ZONES else "",
            _headers(batch, posted),
        ),
        names=read_names(batch, posted),
        splits=_splits(batch, posted),
        above=_above(batch, posted),
        **{name: batch.choices.get(name) or empty for name, empty in OF_ROWS.items()},
        **flags,
    )


def _rest_left_out(batch: Import, posted: QueryDict, said: dict[str, str]) -> dict[str, str]:
    """Every column that nobody knows as left out, where the button for it was pressed."""
    if posted.get("rest") != "columns":
        return {}
    return {header: LEAVE_OUT for header in batch.summary.get("unknown", []) if header not in said}


OF_ROWS: dict = {"taken": [], "dropped": [], "mended": {}}
"""Choices about single rows, which are made in the grid."""
HEADER_LINES = re.compile(r"\d{1,6}(-\d{1,6})?")


def _headers(batch: Import, posted: QueryDict) -> dict[str, str]:
    """The header lines that were chosen, by file."""
    reading = batch.choices.get("reading", {})
    is_same_sheet = posted.get("sheet", "") == reading.get("sheet", "")
    chosen = dict(reading.get("headers", {})) if is_same_sheet else {}
    tables = [table for table in batch.summary.get("tables", []) if table["top"] and is_same_sheet]
    for number, table in enumerate(tables):
        lines = posted.get(f"header.{number}")
        if lines is not None and lines != table["header_lines"]:
            chosen[table["file"]] = lines if HEADER_LINES.fullmatch(lines) else ""
    return {file: lines for file, lines in chosen.items() if lines}


def _splits(batch: Import, posted: QueryDict) -> dict[str, str]:
    """The sign that divides the cells of a column, for each column that was ticked; others stay as they were."""
    signs = dict(batch.choices.get("splits", {}))
    for header in posted.getlist("unsplit"):
        signs.pop(header, None)
    for number, offer in enumerate(batch.summary.get("splits", [])):
        sign = posted.get(f"split.{number}", "")
        if sign in (ANY, *SIGNS):
            signs[offer["header"]] = sign
    return signs


def _above(batch: Import, posted: QueryDict) -> list[str]:
    """Headers whose empty cells repeat the cell above: those that were ticked, and not ticked off."""
    headers = [column["header"] for column in batch.summary.get("columns", [])]
    chosen = {*batch.choices.get("above", [])} - {*posted.getlist("not.above")} | {*posted.getlist("above")}
    return [header for header in headers if header in chosen]


def settable(kind: str) -> list[str]:
    """Columns that may have one value for all rows."""
    if kind == Import.Kind.PACKAGE:
        return []
    return [
        name
        for name in names_of(kind)
        if name not in ("slug", "code", "is_published") and "precision" not in name
    ]


@dataclass
class HeaderMeaning:
    """A header of the file and what it may mean: `options` are (value, label, is it chosen?)."""

    number: int
    header: str
    samples: list[str]
    is_unknown: bool
    options: list[tuple[str, str, bool]]

    @property
    def means(self) -> str:
        return next((value for value, _label, is_chosen in self.options if is_chosen), "")


def lines_of(batch: Import) -> list[HeaderMeaning]:
    """The headers of the files for the page to show."""
    columns, wide = batch.summary.get("columns", []), batch.summary.get("layout") == "wide"
    if batch.kind == Import.Kind.PACKAGE:
        return []
    names = _meetings() if wide else _labelled(batch.kind)
    lines = []
    for number, column in enumerate(columns):
        offered = [("", _("choose …")), (LEAVE_OUT, _("leave out")), *names]
        options = [(value, label, value == (column["name"] or "")) for value, label in offered]
        lines.append(
            HeaderMeaning(number, column["header"], column["samples"], column["name"] is None, options)
        )
    return lines


def _labelled(kind: str) -> list[tuple[str, str]]:
    """(column, what it is called) in the order in which people look for them."""
    return [(name, label_of(name)) for name in names_of(kind) if "precision" not in name]


def _meetings() -> list[tuple[str, str]]:
    rows = Meeting.objects.select_related("dialogue").newest_first()
    return [
        ("topic", _("topic")),
        *((f"@{row.slug}", f"{row.dialogue}, {row.held or row.reader.title}") for row in rows),
    ]


@dataclass(frozen=True)
class FixedColumn:
    """A column that the file does not have, with the one value chosen for all rows. New rows need it if `is_lacking`."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]
    is_lacking: bool


def fixed_of(batch: Import) -> list[FixedColumn]:
    """Every column that the file does not have."""
    have = {column["name"] for column in batch.summary.get("columns", [])}
    chosen = batch.choices.get("fixed", {})
    lacking = batch.summary.get("lacking", [])
    names = [
        name
        for name in settable(batch.kind)
        if name not in have and (batch.summary.get("layout") != "wide" or name == "dialogue")
    ]
    return [
        FixedColumn(name, label_of(name), chosen.get(name, ""), _choices(batch.kind, name), name in lacking)
        for name in names
    ]


def _choices(kind: str, name: str) -> list[tuple[str, str]]:
    if kind == Import.Kind.ASSESSMENTS:
        known = {
            "outcome": Outcome.choices,
            "depth": Depth.choices,
            "confidence": Assessment.Confidence.choices,
        }
        return [(value, str(label)) for value, label in known.get(name, []) if value]
    try:
        column = noun_of(kind).column(name)
    except KeyError:
        return []
    if isinstance(column, Refs):
        return []
    fields = {field.name: field for field in noun_of(kind).model._meta.get_fields()}
    field = fields.get(column.attribute)
    return [(value, str(label)) for value, label in getattr(field, "choices", None) or [] if value]
