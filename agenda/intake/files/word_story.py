"""What one part of a Word file says, taken down while it is parsed: no tree is kept, so nesting costs nothing."""

import re
from dataclasses import dataclass, field

from .normal import BULLETS, TextRefused
from .wording import _

DEEPEST = 400  # elements within one another
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
SIGNS = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:ptab": " ", "w:noBreakHyphen": "-"}
OFF = ("0", "false", "off")
NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")
# Older phonetic guides are formulas: EQ \o\ad(\s\up 9(reading),base).
EQ_RUBY = re.compile(r"\bEQ\b[^()]*\\o\s*\\a[dc]\s*\(\s*\\s\s*\\up\s*\d+\s*\(([^()]*)\)\s*[,;]([^()]*)\)")


def element(tag: str) -> str:
    """ "w:p" for {namespace}p, whichever of the two namespaces it is; "" for elements of other kinds."""
    space, _brace, local = tag[1:].rpartition("}")
    return f"{PREFIXES[space]}:{local}" if space in PREFIXES else ""


def values_of(attributes: dict[str, str]) -> dict[str, str]:
    return {name.rpartition("}")[2]: value for name, value in attributes.items()}


@dataclass
class Paragraph:
    parts: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    """Paragraphs of text boxes that are anchored in it; they follow it."""
    is_hidden: bool = False
    goes_on: bool = False
    """Its end was deleted or is hidden, so the next paragraph is part of it."""


class Story:
    """Takes the paragraphs of a part down while it is parsed."""

    def __init__(self, hidden_styles: frozenset[str]):
        self.hidden_styles = hidden_styles
        self.paragraphs: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.notes: dict[str, list[str]] = {}
        self.told: dict[str, None] = {}
        self.path: list[str] = []
        self.skipped = 0
        self.open: list[Paragraph] = []
        self.hidden_runs: list[bool] = []
        self.choices: list[bool] = []
        self.placeholders: list[bool] = []
        self.cells: list[list] = []  # [first paragraph, is it deleted?] of each open row and cell
        self.fields: list[str] = []
        self.note = ("", 0)
        self.is_going_on = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = element(tag)
        if self.skipped or self._is_left_out(name, attributes):
            self.skipped += 1
            return
        if len(self.path) > DEEPEST:
            raise TextRefused(_("This Word file is nested deeper than any document: paste its text instead."))
        begin = getattr(self, f"_begin_{name[2:]}", None) if name.startswith("w:") else None
        if begin:
            begin(values_of(attributes))
        elif name in SIGNS and self.path[-1:] == ["w:r"]:
            self._write(SIGNS[name])
        self.path.append(name)

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        name = self.path.pop()
        if name.startswith("w:") and (finish := getattr(self, f"_end_{name[2:]}", None)):
            finish()
        elif name == "mc:AlternateContent":
            self.choices.pop()

    def data(self, text: str) -> None:
        if self.skipped or not self.path:
            return
        if self.path[-1] in ("w:t", "m:t"):
            self._write(text)
        elif self.path[-1] == "w:instrText" and self.fields:
            self.fields[-1] += text[:1_000]

    def close(self) -> None:
        """Called when the part is at its end."""

    def _write(self, text: str) -> None:
        if not self.open:
            return
        if self.open[-1].is_hidden or (self.hidden_runs and self.hidden_runs[-1]):
            if text.strip():
                self.told[_("Left out: text that is hidden in the Word file.")] = None
            return
        self.open[-1].parts.append(text)

    def _is_left_out(self, name: str, attributes: dict[str, str]) -> bool:
        above = self.path[-1] if self.path else ""
        if name in ("w:del", "w:moveFrom"):
            if above not in ("w:rPr", "w:trPr"):
                self.told[_("Left out: text that a tracked change deletes or moves elsewhere.")] = None
                return True
        elif name == "mc:AlternateContent":
            self.choices.append(False)
        elif name in ("mc:Choice", "mc:Fallback"):
            is_taken = bool(self.choices) and self.choices[-1]
            if self.choices:
                self.choices[-1] = True
            return is_taken
        elif name == "w:sdtContent":
            return bool(self.placeholders) and self.placeholders[-1]
        elif name == "w:altChunk":
            self.told[_("Left out: a part that was inserted from another file. Bring it in by itself.")] = (
                None
            )
        return name in ("w:rt", "w:delText") or (name.startswith("w:") and name.endswith("PrChange"))

    def _begin_p(self, values) -> None:
        self.open.append(Paragraph())
        self.hidden_runs.append(False)

    def _end_p(self) -> None:
        paragraph = self.open.pop()
        self.hidden_runs.pop()
        text = "".join(paragraph.parts)
        if self.open:
            self.open[-1].boxes += [text, *paragraph.boxes]
            return
        if self.is_going_on and self.paragraphs:
            self.paragraphs[-1] += text
        else:
            self.paragraphs.append(text)
        self.paragraphs += paragraph.boxes
        self.is_going_on = paragraph.goes_on and not paragraph.boxes

    def _begin_r(self, values) -> None:
        self.hidden_runs.append(False)

    def _end_r(self) -> None:
        self.hidden_runs.pop()

    def _begin_vanish(self, values) -> None:
        if values.get("val", "") in OFF:
            is_hidden = False
        else:
            is_hidden = True
        if self.path[-2:] == ["w:r", "w:rPr"]:
            self.hidden_runs[-1] = is_hidden
        elif self.path[-2:] == ["w:pPr", "w:rPr"] and self.open:
            self.open[-1].goes_on |= is_hidden

    def _begin_rStyle(self, values) -> None:
        if self.path[-2:] == ["w:r", "w:rPr"] and values.get("val") in self.hidden_styles:
            self.hidden_runs[-1] = True

    def _begin_pStyle(self, values) -> None:
        if self.open and values.get("val") in self.hidden_styles:
            self.open[-1].is_hidden = True

    def _begin_del(self, values) -> None:
        """The mark of a paragraph, or a row of a table, was deleted."""
        if self.path[-1] == "w:trPr" and self.cells:
            self.cells[-1][1] = True
        elif self.path[-2:] == ["w:pPr", "w:rPr"] and self.open:
            self.open[-1].goes_on = True

    _begin_moveFrom = _begin_del

    def _begin_cellDel(self, values) -> None:
        if self.cells:
            self.cells[-1][1] = True

    def _begin_tr(self, values) -> None:
        self.cells.append([len(self.paragraphs), False])
        self.is_going_on = False

    _begin_tc = _begin_tr

    def _end_tr(self) -> None:
        first, is_deleted = self.cells.pop()
        self.is_going_on = False
        if is_deleted:
            self.told[_("Left out: text that a tracked change deletes or moves elsewhere.")] = None
            del self.paragraphs[first:]

    _end_tc = _end_tr

    def _begin_sym(self, values) -> None:
        code = values.get("char", "")
        if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
            sign = chr(int(code, 16)).translate(BULLETS)
            self._write(" " if "\ue000" <= sign <= "\uf8ff" or "\ud800" <= sign <= "\udfff" else sign)

    def _begin_sdt(self, values) -> None:
        self.placeholders.append(False)

    def _end_sdt(self) -> None:
        self.placeholders.pop()

    def _begin_showingPlcHdr(self, values) -> None:
        if self.placeholders and values.get("val", "") not in OFF:
            self.placeholders[-1] = True

    def _begin_fldChar(self, values) -> None:
        if values.get("fldCharType") == "begin":
            self.fields.append("")
        elif values.get("fldCharType") == "end" and self.fields:
            found = EQ_RUBY.search(self.fields.pop()[:1_000])
            self._write(found[2] if found else "")

    def _begin_footnoteReference(self, values) -> None:
        self._refer("footnotes", values)

    def _begin_endnoteReference(self, values) -> None:
        self._refer("endnotes", values)

    def _refer(self, kind: str, values) -> None:
        if self.open and not self.open[-1].is_hidden and not self.hidden_runs[-1]:
            self.references.append((kind, values.get("id", "")))

    def _begin_footnote(self, values) -> None:
        is_note = values.get("type", "") not in NO_NOTES
        self.note = (values.get("id", "") if is_note else "", len(self.paragraphs))

    _begin_endnote = _begin_footnote

    def _end_footnote(self) -> None:
        number, first = self.note
        if number:
            self.notes[number] = self.paragraphs[first:]
        self.is_going_on = False

    _end_endnote = _end_footnote
