"""What an import would do, row by row, before anything is written."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.translation import gettext_noop

from agenda.intake.files.folding import folded
from agenda.intake.files.sheets import ReadingOptions, Sheet
from agenda.intake.match.guesses import Guess
from agenda.intake.match.splitting import SplitOffer

CREATED, CHANGED, UNCHANGED, DRAFT, REFUSED = "created", "changed", "unchanged", "draft", "refused"
LEFT_OUT = "left_out"
STATES = {
    REFUSED: gettext_noop("Refused"),
    CREATED: gettext_noop("Created"),
    CHANGED: gettext_noop("Changed"),
    DRAFT: gettext_noop("Kept as a draft"),
    UNCHANGED: gettext_noop("Unchanged"),
    LEFT_OUT: gettext_noop("Left out"),
}


@dataclass
class Choices:
    """The user's options for an import; everything has a guess or a careful default.

    `columns` maps a header to the column it means (or LEAVE_OUT), `fixed` gives columns one value for all rows, `words`
    says what a cell's word means, `order` whether 12/11/2024 is "dmy" or "mdy". With `erase`, empty cells empty what is
    on record. With `publish`, new rows become public and assessments findings. With `drafts`, judgements that lack proof
    are kept as the analyst's drafts. With `signs`, the account signs for the documents that a package says were read whole.

    `names` says, by subject (a noun, or “=column” for the words of a column) and folded text, what a text that nobody
    knows is: {"is": key or word}, {"new": columns of a new row}, {"blank": True} or {"out": True}, which leaves its rows out.
    `splits` gives the sign that sets several names apart in the cells below a header, `above` the headers whose empty
    cells repeat the cell above. `taken` and `dropped` are rows (“sheet:line”) taken in or left out by hand, `mended` the
    cells that were mended, by sheet, line and header. With `apart`, rows about the same topic of the same document that say
    something else are recommendations of their own.
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
    apart: bool = False
    names: dict[str, dict[str, dict]] = field(default_factory=dict)
    splits: dict[str, str] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    mended: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    reading: ReadingOptions = field(default_factory=ReadingOptions)

    @classmethod
    def of(cls, stored: dict) -> "Choices":
        return cls(**(stored | {"reading": ReadingOptions(**stored.get("reading", {}))}))


@dataclass(slots=True)
class Result:
    """What becomes of one row: `changes` are (column, was, is to be), `places` the cells that are refused or changed."""

    sheet: str
    line: int
    key: str
    state: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

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
    """A header of the file, what it was taken for, and the first values below it. `why` says how it was guessed."""

    sheet: str
    header: str
    name: str | None
    samples: list[str]
    why: str = ""


@dataclass
class FileTable:
    """One sheet as the page shows it: its headers, what each means, and the rows' cells as they came, by line."""

    name: str
    file: str
    headers: list[str]
    names: list[str | None]
    cells: dict[int, list] = field(default_factory=dict)
    mended: dict[int, dict[int, str]] = field(default_factory=dict)
    """What stood in cells that were mended, by line and place."""
    header_lines: str = ""
    top: list[tuple[int, list]] = field(default_factory=list)


@dataclass
class UnknownName:
    """A text that names no row, or several, or a word that its column does not know; with the lines that bear it.

    `subject` is a noun, or “=column”. `said` tells why an earlier answer does not serve.
    """

    subject: str
    text: str
    header: str
    lines: list[int] = field(default_factory=list)
    fits: list[str] = field(default_factory=list)
    said: str = ""
    guesses: list[Guess] = field(default_factory=list)


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
    names: dict[tuple[str, str], UnknownName] = field(default_factory=dict)
    """Texts that nobody knows, by subject and folded text."""
    splits: list[SplitOffer] = field(default_factory=list)
    joined: list[Result] = field(default_factory=list)
    """Rows that only add to an earlier one; they count as part of it."""
    tables: list[FileTable] = field(default_factory=list)
    made: list[Write] = field(default_factory=list)
    """New rows of other nouns that a person asked for, written before the rows that name them."""
    answered: list[tuple[str, str, str]] = field(default_factory=list)
    """(noun, folded name, key) of those new rows, for the next file that names them."""
    twins: int = 0
    """Rows refused because another row is about the same topic of the same document."""
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

    def ask(self, name: UnknownName, line: int) -> None:
        """Note that the row at `line` bears a name that nobody knows."""
        known = self.names.setdefault((name.subject, folded(name.text)), name)
        known.lines.append(line)
        known.said = known.said or name.said

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
        for row in [*self.made, *self.writes]:
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
