"""What an import would do, row by row, before anything is written."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.translation import gettext_noop

from agenda.intake.files.sheets import ReadingOptions, Sheet

CREATED, CHANGED, UNCHANGED, DRAFT, REFUSED = "created", "changed", "unchanged", "draft", "refused"
STATES = {
    REFUSED: gettext_noop("Refused"),
    CREATED: gettext_noop("Created"),
    CHANGED: gettext_noop("Changed"),
    DRAFT: gettext_noop("Kept as a draft"),
    UNCHANGED: gettext_noop("Unchanged"),
}


@dataclass
class Choices:
    """The user's options for an import; everything has a guess or a careful default.

    `columns` maps a header to the column it means (or LEAVE_OUT), `fixed` gives columns one value for all rows, `words`
    says what a cell's word means, `order` whether 12/11/2024 is "dmy" or "mdy". With `erase`, empty cells empty what is
    on record. With `publish`, new rows become public and assessments findings. With `drafts`, judgements that lack proof
    are kept as the analyst's drafts. With `signs`, the account signs for the documents that a package says were read whole.
    """

    columns: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    order: str = ""
    layout: str = ""
    erase: bool = False
    publish: bool = False
    drafts: bool = True
    signs: bool = False
    reading: ReadingOptions = field(default_factory=ReadingOptions)

    @classmethod
    def of(cls, stored: dict) -> "Choices":
        return cls(**(stored | {"reading": ReadingOptions(**stored.get("reading", {}))}))


@dataclass(slots=True)
class Result:
    """What becomes of one row: `changes` are (column, was, is to be)."""

    sheet: str
    line: int
    key: str
    state: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def stored(self) -> list:
        return [self.sheet, self.line, self.key, self.state, self.changes, self.messages]


@dataclass
class Write:
    """One row to be written: `instance` is None for a new one; `names` are the columns to set."""

    noun: Any
    key: str
    instance: Any
    values: dict
    names: set[str]


@dataclass
class FileColumn:
    """A header of the file, what it was taken for, and the first values below it."""

    sheet: str
    header: str
    name: str | None
    samples: list[str]


@dataclass
class ImportPlan:
    """Everything a dry run shows and a commit writes."""

    kind: str
    files: list[str] = field(default_factory=list)
    """SHA-256 of each file."""
    results: list[Result] = field(default_factory=list)
    columns: list[FileColumn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    """Dates that could be two days."""
    words: Counter = field(default_factory=Counter)
    """Words in verdict cells that nobody knows, with how often each stands there."""
    layout: str = "long"
    sheets: list[str] = field(default_factory=list)
    """Names of a workbook's sheets, where there are several."""
    writes: list[Write] = field(default_factory=list)
    judged: list = field(default_factory=list)
    drafts: list[tuple[str, str, dict]] = field(default_factory=list)
    """(meeting, topic, content) of judgements that lack proof."""
    excerpts: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    """(prefix, quote, suffix) to be frozen as excerpts, by document."""

    def noted(self, sheet: Sheet) -> Sheet:
        """Copy the sheet's notes, other sheets and refused lines into the plan; return the sheet."""
        self.notes += sheet.notes
        self.sheets += sheet.others
        self.results += [Result(sheet.name, line, "", REFUSED, messages=[why]) for line, why in sheet.bad]
        return sheet

    @property
    def unknown(self) -> list[str]:
        """Headers that nothing was found for: the user has to say what they mean."""
        return [column.header for column in self.columns if column.name is None]

    @property
    def counts(self) -> Counter:
        return Counter(result.state for result in self.results)

    @property
    def obstacles(self) -> int:
        """How many things must be put right before anything is written."""
        return len(self.unknown) + self.counts[REFUSED]

    def digest(self) -> str:
        """A fingerprint of everything that was shown and would be written; a commit that would do anything else is refused.

        It holds what each row was and is to be, and nothing of rows that the import does not touch.
        """
        digest = hashlib.sha256(" ".join(self.files).encode())
        for part in self._parts():
            digest.update(json.dumps(_plain(part)).encode())
        return digest.hexdigest()

    def _parts(self) -> Iterator[Any]:
        for result in self.results:
            yield result.stored()
        for row in self.writes:
            values = {name: row.values.get(name) for name in row.names}
            yield [row.noun.name, row.key, row.instance and row.instance.pk, values]
        for judged in self.judged:
            yield [getattr(judged, column.name) for column in fields(judged)]
        yield from self.drafts
        yield self.excerpts


def _plain(value: Any) -> Any:
    """The value as lists and texts in one order, whatever its keys are: every process makes the same fingerprint of it."""
    if isinstance(value, dict):
        return sorted(([str(key), _plain(part)] for key, part in value.items()), key=lambda pair: pair[0])
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


WORKS = (
    gettext_noop("reading"),
    gettext_noop("checking"),
    gettext_noop("writing"),
    gettext_noop("writing assessments"),
    gettext_noop("writing proof"),
    gettext_noop("writing findings"),
)
"""What a progress report may be of, besides the kinds of row."""
Progress = Callable[[str, int, int], None]
"""Told (what, rows done, rows in all) now and then."""


def quiet(what: str, done: int, total: int) -> None:
    """A Progress that says nothing."""


def shown(value) -> str:
    """A value as a person reads it in a list of changes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(part) for part in value)
    return str(value)
