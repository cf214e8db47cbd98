"""Bring a document's text in: what kind of file it is by its content, the text normalized once.

Nothing is believed about a file's name. Every refusal is a TextRefused whose sentence the form shows.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MAX_FILE = 10_000_000  # bytes as uploaded
MAX_UNPACKED = 40_000_000  # bytes of a Word file's text once unpacked
MAX_TEXT = 2_000_000  # code points after normalizing
MAX_PAGES = 1_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class TextRefused(ValueError):
    """The file or text cannot be taken; the message says why and what to do."""


@dataclass(frozen=True)
class Brought:
    """A normalized text and what it came from."""

    text: str
    media_type: str


def normalize(text: str) -> str:
    """One form for every source: NFC, plain line ends, one empty line between paragraphs, no control characters.

    Raises TextRefused for a NUL character, an empty text or one too long.
    """
    if "\x00" in text:
        raise TextRefused(
            _("The text contains a NUL character, so it is no plain text: take it out or upload the file.")
        )
    if len(text) > MAX_TEXT * 2:
        raise TextRefused(_too_long(len(text)))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"[\u200b\u2060\ufeff\u00ad]", "", text)
    text = "".join(char if char in "\n\t" or unicodedata.category(char) != "Cc" else " " for char in text)
    text = re.sub(r"[^\S\n]+", " ", text)
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text)]
    text = "\n\n".join(re.sub(r" ?\n ?", "\n", part) for part in paragraphs if part)
    if not text:
        raise TextRefused(_("There is no text."))
    if len(text) > MAX_TEXT:
        raise TextRefused(_too_long(len(text)))
    return text


def _too_long(length: int) -> str:
    return f"The text has {length:,} characters; at most {MAX_TEXT:,} are taken. Bring it in in parts."


def read_file(content: bytes) -> Brought:
    """The text of an uploaded .txt, .html, .docx or .pdf. Raises TextRefused."""
    if len(content) > MAX_FILE:
        raise TextRefused(f"The file has {len(content):,} bytes; at most {MAX_FILE:,} are taken.")
    if not content.strip():
        raise TextRefused(_("The file is empty."))
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Brought(normalize(_pdf(content)), "application/pdf")
    if content.startswith(b"PK\x03\x04"):
        return Brought(
            normalize(_docx(content)),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        )
    if content.startswith(
        (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"Rar!", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
    ):
        raise TextRefused(
            _("This is a program, picture or archive by its content: upload text, HTML, Word (.docx) or PDF.")
        )
    text = _decode(content)
    if re.match(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|\?xml)", text, re.I | re.S):
        return Brought(normalize(_html(text)), "text/html")
    return Brought(normalize(text), "text/plain")


def _decode(content: bytes) -> str:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TextRefused(
            _("The file contains NUL bytes, so it is no text: upload text, HTML, Word (.docx) or PDF.")
        )
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    names = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig"]
    if declared:
        names.append(declared[1].decode("ascii", "ignore"))
    for name in (*names, "shift_jis", "euc_jp", "cp1252"):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise TextRefused(_("The file's encoding is not known: save it as UTF-8 text."))


def _pdf(content: bytes) -> str:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise TextRefused(_("This PDF is locked with a password: save an unlocked copy."))
        if len(reader.pages) > MAX_PAGES:
            raise TextRefused(f"This PDF has {len(reader.pages):,} pages; at most {MAX_PAGES:,} are taken.")
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            length += len(pages[-1])
            if length > MAX_TEXT * 2:
                raise TextRefused(_too_long(length))
    except TextRefused:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OSError,
        NotImplementedError,
    ) as error:
        raise TextRefused(
            _("This PDF cannot be read (%(__name__)s): paste its text instead.")
            % {"__name__": type(error).__name__}
        ) from None
    text = "\n\n".join(pages)
    if len(re.sub(r"\s", "", text)) < 10 * len(pages):
        raise TextRefused(
            _(
                "This PDF has no text, only pictures of pages: it was scanned. Run text recognition on it, or paste the text."
            )
        )
    return text


def _docx(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {info.filename: info for info in archive.infolist()}
            part = names.get("word/document.xml")
            if part is None:
                raise TextRefused(
                    _("This archive is no Word document: upload text, HTML, Word (.docx) or PDF.")
                )
            with archive.open(part) as stream:
                data = stream.read(MAX_UNPACKED + 1)  # the stated size may lie, so count what comes out
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise TextRefused(
            _("This Word file is damaged (%(__name__)s).") % {"__name__": type(error).__name__}
        ) from None
    if len(data) > MAX_UNPACKED or (len(data) > 1_000_000 and len(data) > 200 * len(content)):
        raise TextRefused(_("This Word file unpacks to far more than it says: it is refused as a zip bomb."))
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise TextRefused(
            _("This Word file is damaged or unsafe (%(__name__)s).") % {"__name__": type(error).__name__}
        ) from None
    paragraphs = []
    for paragraph in root.iter(f"{WORD}p"):
        pieces = []
        for node in paragraph.iter():
            if node.tag == f"{WORD}t":
                pieces.append(node.text or "")
            elif node.tag in (f"{WORD}tab", f"{WORD}br"):
                pieces.append(" ")
        paragraphs.append("".join(pieces))
    return "\n\n".join(paragraphs)


class _Text(HTMLParser):
    """The readable text of a page; blocks become paragraphs, scripts and navigation are left out."""

    BLOCKS = frozenset(
        "p div section article li h1 h2 h3 h4 h5 h6 tr blockquote header footer main ul ol table dd dt".split()
    )
    SKIPPED = frozenset("script style noscript template nav svg head".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipping: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in self.SKIPPED:
            self.skipping.append(tag)
        elif tag in self.BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag):
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()
        elif tag in self.BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data):
        if not self.skipping:
            self.parts.append(re.sub(r"\s+", " ", data))


def _html(text: str) -> str:
    parser = _Text()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)
