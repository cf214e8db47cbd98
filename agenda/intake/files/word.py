"""The text of a Word file (.docx) as Word shows it with all changes accepted: what is deleted or hidden stays out.

Transitional and strict files (ECMA-376, part 1 and 4) are read alike. Parts are parsed as they are unpacked, without a tree:
nesting costs nothing and memory stays flat.
"""

import io
import posixpath
import zipfile
import zlib

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from .normal import TextRefused
from .word_story import OFF, Story, element, values_of
from .wording import _

MAX_UNPACKED = 40_000_000  # bytes of the parts that are read, together
MAX_RATIO = 200  # to which a large part may unpack
MAX_PARTS = 5_000
CHUNK = 65_536
DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, KeyError)
UNSAFE = (ElementTree.ParseError, DefusedXmlException, ValueError)


def word_text(content: bytes) -> tuple[str, list[str]]:
    """(the text in paragraphs, what was left out or moved). Raises TextRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Package(archive, len(content)).text()
    except TextRefused:
        raise
    except DAMAGED as error:
        sentence = _("This Word file is damaged (%(name)s): save it again in Word, or paste its text.")
        raise TextRefused(sentence % {"name": type(error).__name__}) from None
    except UNSAFE as error:
        sentence = _("This Word file is damaged or unsafe (%(name)s): paste its text instead.")
        raise TextRefused(sentence % {"name": type(error).__name__}) from None


class _Package:
    """The archive, its parts by what they are for, and how much of it was unpacked so far."""

    def __init__(self, archive: zipfile.ZipFile, packed: int):
        if len(archive.infolist()) > MAX_PARTS:
            raise TextRefused(
                _("This archive has too many parts for a Word document: paste the text instead.")
            )
        self.archive, self.packed, self.unpacked = archive, packed, 0
        self.main = self._related("_rels/.rels").get("officeDocument", "word/document.xml")
        if self.main not in archive.namelist() or self.main.endswith(
            (".bin", "workbook.xml", "presentation.xml")
        ):
            raise TextRefused(self._is_other())
        folder, name = posixpath.split(self.main)
        self.parts = {kind: f"{folder}/{kind}.xml" for kind in ("styles", "footnotes", "endnotes")}
        self.parts |= self._related(f"{folder}/_rels/{name}.rels")

    def _is_other(self) -> str:
        names = self.archive.namelist()
        if any(name.startswith("xl/") for name in names):
            return _(
                "This is a workbook, no Word document: save its text as Word (.docx) or PDF, or paste it."
            )
        if any(name.startswith("ppt/") for name in names):
            return _("These are slides, no Word document: save them as PDF, or paste their text.")
        if "content.xml" in names:
            return _("This is an OpenDocument file, no Word document: save it as Word (.docx) or PDF.")
        return _("This archive is no Word document: upload text, HTML, Word (.docx) or PDF.")

    def _related(self, name: str) -> dict[str, str]:
        """Kind → part of the relationships in `name`, which lies in the folder _rels beside its part."""
        found: dict[str, str] = {}
        if name in self.archive.namelist():
            base = posixpath.dirname(posixpath.dirname(name))

            class Target:
                def start(self, tag, attributes):
                    kind, to = attributes.get("Type", ""), attributes.get("Target", "")
                    if to and attributes.get("TargetMode") != "External":
                        found[kind.rpartition("/")[2]] = posixpath.normpath(
                            posixpath.join("/", base, to)
                        ).lstrip("/")

            self._parse(name, Target())
        return found

    def _parse(self, name: str, target) -> None:
        info = self.archive.getinfo(name)
        self.unpacked += info.file_size  # no more than the stated size is ever given out
        if self.unpacked > MAX_UNPACKED or (
            info.file_size > 1_000_000 and info.file_size > MAX_RATIO * self.packed
        ):
            raise TextRefused(
                _("This Word file unpacks to far more than a text has: it is refused as a zip bomb.")
            )
        parser = ElementTree.XMLParser(target=target, forbid_dtd=True)
        with self.archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
        parser.close()

    def text(self) -> tuple[str, list[str]]:
        styles = _Styles()
        if self.parts["styles"] in self.archive.namelist():
            self._parse(self.parts["styles"], styles)
        hidden = styles.hidden()
        story = Story(hidden)
        self._parse(self.main, story)
        notes = self._notes(story, hidden)
        told = list(story.told)
        if notes:
            told.append(_("Footnotes and endnotes stand after the text, as [1], [2] and so on."))
        numbered = [f"[{n}] {text}" for n, text in enumerate(notes, start=1)]
        return "\n\n".join([*story.paragraphs, *numbered]), told

    def _notes(self, story: Story, hidden: frozenset[str]) -> list[str]:
        """The texts of the notes in the order in which the text refers to them."""
        texts: dict[tuple[str, str], str] = {}
        for kind in {kind for kind, _id in story.references}:
            if self.parts[kind] in self.archive.namelist():
                part = Story(hidden)
                self._parse(self.parts[kind], part)
                texts |= {(kind, number): " ".join(lines) for number, lines in part.notes.items()}
        found = (texts.get(reference, "").strip() for reference in dict.fromkeys(story.references))
        return [text for text in found if text]


class _Styles:
    """Which styles hide their text, by themselves or by the style that they are based on."""

    def __init__(self) -> None:
        self.based: dict[str, str] = {}
        self.vanish: dict[str, bool] = {}
        self.current = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, values = element(tag), values_of(attributes)
        if name == "w:style":
            self.current = values.get("styleId", "")
        elif name == "w:basedOn":
            self.based[self.current] = values.get("val", "")
        elif name == "w:vanish":
            self.vanish[self.current] = values.get("val", "") not in OFF

    def hidden(self) -> frozenset[str]:
        found = set()
        for style in {*self.based, *self.vanish}:
            at, seen = style, {""}
            while at not in seen and at not in self.vanish:
                seen.add(at)
                at = self.based.get(at, "")
            if self.vanish.get(at):
                found.add(style)
        return frozenset(found)
