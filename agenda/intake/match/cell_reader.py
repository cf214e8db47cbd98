"""What the rows of a table say of cells: one row a cell or a passage, or topics down and meetings across."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agenda.intake.plan.plan import Choices, ImportPlan, Progress, UnknownName, quiet
from agenda.joining import listed
from agenda.models import Assessment, Depth, Evidence
from agenda.written_dates import AmbiguousDate, read_date
from agenda.written_dates.numeric import order_of

from .answers import AnsweredNames, LeftOut
from .finders import NotFound
from .labels import in_words, label_of
from .values import (
    BLANKS,
    folded,
    read_choice,
    read_flag,
    read_lines,
    read_mark,
    read_verdict,
)

# Looked up once: `choices` makes its list anew each time it is asked.
CHOICES = {
    "depth": Depth.choices,
    "confidence": Assessment.Confidence.choices,
    "strength": Evidence.Strength.choices,
}


@dataclass(slots=True)
class ParsedCell:
    """What the rows of one cell say: `values` by column, passages as (document, paragraph, strength, summary, quote …)."""

    sheet: str
    line: int
    meeting: str
    topic: str
    values: dict
    passages: list = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """The cells of the row that say it, where it is not the whole row."""
    out: str = ""
    """Why the row is left out."""


@dataclass
class CellReader:
    """Reads rows into `ParsedCell`; words and dates that nobody can tell are noted in the plan."""

    plan: ImportPlan
    choices: Choices
    names: AnsweredNames
    progress: Progress = quiet
    verdicts: dict[str, str | None] = field(default_factory=dict)
    """What each text of a verdict's cell was found to mean."""
    order: str = ""
    """The order of day and month that the column of dates shows."""
    headers: dict[str, str] = field(default_factory=dict)
    """The file's headers by column."""

    def long(
        self, sheet: str, rows: list, names: list[str | None], headers: list[str]
    ) -> Iterator[ParsedCell]:
        """One row a cell; further rows of the same cell add passages. Cells come in the order of their first rows."""
        places = {name: place for place, name in enumerate(names) if name}
        self.headers = {name: headers[place] for name, place in places.items()}
        dates = places.get("held_on")
        self.order = (
            order_of(str(row[dates]) for _line, row in rows if row[dates]) if dates is not None else ""
        )
        cells: dict[tuple[str, str], ParsedCell] = {}
        for number, (line, row) in enumerate(rows, start=1):
            parsed = self._row(sheet, line, row, places)
            self._in_words(parsed, places)
            first = cells.get((parsed.meeting, parsed.topic)) if not parsed.problems else None
            if first is None:
                cells[(parsed.meeting, parsed.topic) if not parsed.problems else (sheet, f"\x00{line}")] = (
                    parsed
                )
            elif clash := self._clash(first, parsed):
                first.problems.append(clash)
            else:
                first.passages += parsed.passages
                first.values |= parsed.values
            if number % 5_000 == 0:
                self.progress("reading", number, len(rows))
        yield from cells.values()

    def _clash(self, first: ParsedCell, parsed: ParsedCell) -> str:
        both = first.values.keys() & parsed.values.keys()
        differs = sorted(name for name in both if first.values[name] != parsed.values[name])
        if differs or not parsed.passages:
            return _("Line %(line)s judges this cell again%(how)s.") % {
                "line": parsed.line,
                "how": _(", otherwise: %(names)s") % {"names": listed(map(label_of, differs))}
                if differs
                else "",
            }
        return ""

    def _row(self, sheet: str, line: int, row: list, places: dict[str, int]) -> ParsedCell:
        cell = {name: row[place] for name, place in places.items() if row[place] not in ("", None, [])}
        for name, value in self.choices.fixed.items():
            cell.setdefault(name, value)
        parsed = ParsedCell(sheet, line, "", "", {})
        self._place(parsed, cell)
        self._values(parsed, cell)
        self._passages(parsed, cell)
        return parsed

    def _in_words(self, parsed: ParsedCell, places: dict[str, int]) -> None:
        """Say the problems with columns in words, and mark the cells that they are about."""
        for number, problem in enumerate(parsed.problems):
            parsed.problems[number], name = in_words(problem, self.headers)
            if name in places:
                parsed.places.append(places[name])

    def _find(self, noun: str, name: str, text, parsed: ParsedCell) -> str:
        """The key of the row that a cell names. Raises NotFound, which is noted in the plan."""
        try:
            return self.names.find(noun, str(text))
        except NotFound as error:
            self._ask(error, name, parsed.line)
            raise
        except LeftOut as said:
            parsed.out = str(said)
            return ""

    def _ask(self, error: NotFound, name: str, line: int) -> None:
        is_stale = bool(self.names.answer(error.noun, error.text))
        said = str(error) if is_stale else ""
        header = self.headers.get(name, "")
        self.plan.ask(UnknownName(error.noun, error.text, header, fits=error.fits, said=said), line)

    def _place(self, parsed: ParsedCell, cell: dict) -> None:
        try:
            if "meeting" in cell:
                parsed.meeting = self._find("meetings", "meeting", cell["meeting"], parsed)
            elif "held_on" in cell:
                day = read_date(str(cell["held_on"]), self.choices.order or self.order).iso
                parsed.meeting = self._find(
                    "meetings", "held_on", f"{cell.get('dialogue', '')} {day}".strip(), parsed
                )
            else:
                parsed.problems.append(_("No meeting is named."))
        except AmbiguousDate as error:
            self.plan.ambiguous.append(str(cell["held_on"]))
            parsed.problems.append(f"held_on: {error}")
        except ValueError as error:
            parsed.problems.append(f"meeting: {error}")
        try:
            parsed.topic = self._find("topics", "topic", cell["topic"], parsed) if "topic" in cell else ""
            if not parsed.topic:
                parsed.problems.append(_("No topic is named."))
        except ValueError as error:
            parsed.problems.append(f"topic: {error}")

    def _values(self, parsed: ParsedCell, cell: dict) -> None:
        if "outcome" in cell:
            self._verdict(parsed, str(cell["outcome"]))
        for name in ("depth", "confidence"):
            if name in cell:
                self._try(parsed, name, lambda name=name: read_choice(str(cell[name]), CHOICES[name]))
        if "is_excluded" in cell:
            self._try(parsed, "is_excluded", lambda: read_flag(cell["is_excluded"]))
        if "note" in cell:
            parsed.values["note"] = str(cell["note"])
        if "examined" in cell:
            self._try(
                parsed,
                "examined",
                lambda: tuple(
                    sorted(
                        {
                            self._find("documents", "examined", part, parsed)
                            for part in read_lines(cell["examined"])
                        }
                    )
                ),
            )

    def _try(self, parsed: ParsedCell, name: str, read) -> None:
        try:
            parsed.values[name] = read()
        except ValueError as error:
            parsed.problems.append(f"{name}: {error}")

    def _verdict(self, parsed: ParsedCell, text: str) -> None:
        if text not in self.verdicts:
            self.verdicts[text] = read_verdict(text, self.choices.words)
        outcome = self.verdicts[text]
        if outcome is None:
            self.plan.words[folded(text)] += 1
            parsed.problems.append(
                _("outcome: nobody knows what “%(text)s” means: say what it does.") % {"text": text[:60]}
            )
        else:
            parsed.values["outcome"] = outcome

    def _passages(self, parsed: ParsedCell, cell: dict) -> None:
        listed = cell.get("evidence")  # the passages themselves in JSON, their words in a spreadsheet
        if listed and not isinstance(listed, list):
            cell.setdefault("summary", listed)
        if "document" in cell and not any(name in cell for name in ("paragraph", "quote", "summary")):
            self._source(parsed, cell)
            return
        for item in listed if isinstance(listed, list) else [cell]:
            if isinstance(item, dict) and any(
                name in item for name in ("document", "paragraph", "quote", "summary")
            ):
                try:
                    parsed.passages.append(self._passage(item, parsed))
                except ValueError as error:
                    parsed.problems.append(str(error))

    def _source(self, parsed: ParsedCell, cell: dict) -> None:
        """A document without a place in it was examined; it proves nothing by itself."""
        self._try(parsed, "document", lambda: self._find("documents", "document", cell["document"], parsed))
        if document := parsed.values.pop("document", None):
            parsed.values["examined"] = tuple(sorted({*parsed.values.get("examined", ()), document}))

    def _passage(self, item: dict, parsed: ParsedCell) -> tuple:
        named = item.get("document")
        document = self._find("documents", "document", named, parsed) if named else ""
        paragraph = item.get("paragraph")
        if paragraph is not None:
            digits = str(paragraph).strip().lstrip("¶§ ")
            if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits) <= 100_000:
                raise ValueError(
                    _("paragraph: “%(text)s” is no number from 1.") % {"text": str(paragraph)[:40]}
                )
            paragraph = int(digits)
        quote = str(item.get("quote") or "")
        if paragraph is None and not quote:
            raise ValueError(_("A passage needs its words, or the number of its paragraph."))
        strength = item.get("strength") or "full"
        if strength != "full":
            strength = read_choice(str(strength), CHOICES["strength"])
        texts = (str(item.get(name) or "") for name in ("summary", "quote", "prefix", "suffix"))
        return (document, paragraph, strength, *texts)

    def wide(self, sheet: str, rows: list, meetings: dict[int, str], topic_at: int) -> Iterator[ParsedCell]:
        """Topics down, meetings across: one cell a judgement, “Y ¶4” naming its paragraph."""
        for number, (line, row) in enumerate(rows, start=1):
            try:
                topic, problem, out = self.names.find("topics", str(row[topic_at])), "", ""
            except LeftOut as said:
                topic, problem, out = "", "", str(said)
            except NotFound as error:
                topic, problem, out = "", f"topic: {error}", ""
                self._ask(error, "topic", line)
            for place, meeting in meetings.items():
                text = str(row[place] if row[place] is not None else "")
                if folded(text) in BLANKS:
                    continue
                parsed = ParsedCell(sheet, line, meeting, topic, {}, places=[place], out=out)
                parsed.problems += [problem] if problem else []
                word, document, paragraph = read_mark(text)
                self._verdict(parsed, word)
                if paragraph:
                    try:
                        parsed.passages.append(
                            self._passage({"document": document, "paragraph": paragraph}, parsed)
                        )
                    except ValueError as error:
                        parsed.problems.append(str(error))
                yield parsed
            if number % 1_000 == 0:
                self.progress("reading", number, len(rows))
