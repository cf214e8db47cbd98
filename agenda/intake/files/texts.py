"""A document's text from an uploaded file: what kind of file it is by its content, the text normalized once.

Nothing is believed about a file's name. Every refusal is a TextRefused whose sentence the form shows. These readers run in
a process of their own (`apart`); only what is pasted is normalized where it is asked.
"""

import re
from dataclasses import dataclass

from .normal import MAX_TEXT, TextRefused, normalize
from .plain import decoded
from .wording import _

__all__ = ["MAX_FILE", "MAX_TEXT", "Brought", "TextRefused", "normalize", "read_file", "refuse_large"]

MAX_FILE = 10_000_000  # bytes as uploaded
HEADER_WITHIN = 1_024  # bytes in which %PDF- may stand; readers of PDF look as far
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
ARCHIVES = (b"Rar!", b"\x1f\x8b", b"7z\xbc\xaf", b"\xfd7zXZ")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
PAGE = re.compile(
    r"\s*<(?:!--|!doctype html|\?xml|(?:html|head|body|title|meta|article|section|main|div|p|h[1-6]|table|ul|ol"
    r"|span|a|ruby|br)\b)",
    re.I,
)


@dataclass(frozen=True)
class Brought:
    """A normalized text and what it came from; `notes` are sentences about what was left out or moved."""

    text: str
    media_type: str
    notes: tuple[str, ...] = ()


def refuse_large(size: int) -> None:
    """Raise TextRefused for a file of so many bytes; asked before anything of it is held in memory."""
    if size > MAX_FILE:
        sentence = _(
            "The file has %(size)s bytes; at most %(most)s are taken. "
            "Save it without pictures, or paste its text."
        )
        raise TextRefused(sentence % {"size": f"{size:,}", "most": f"{MAX_FILE:,}"})


def read_file(content: bytes) -> Brought:
    """The text of an uploaded .txt, .html, .docx or .pdf. Raises TextRefused, and what reading libraries raise."""
    refuse_large(len(content))
    if not content.strip():
        raise TextRefused(_("The file is empty."))
    if _is_pdf(content):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        from .word import word_text

        text, notes = word_text(content)
        return Brought(normalize(text, is_wrapped=False), WORD, tuple(notes))
    _refuse_other_kinds(content)
    text = decoded(content)
    if PAGE.match(text):
        from .web_page import web_page_text

        return Brought(normalize(web_page_text(text), is_wrapped=False), "text/html")
    return Brought(normalize(text), "text/plain")


def _pdf(content: bytes) -> Brought:
    from .pdf import pdf_text, reading_error

    try:
        text, notes = pdf_text(content)
    except (TextRefused, MemoryError):
        raise
    except Exception as error:  # damaged files raise whatever their damage leads to
        raise reading_error(error) from error
    return Brought(normalize(text.replace("\x00", " "), is_wrapped=False), "application/pdf", tuple(notes))


def _refuse_other_kinds(content: bytes) -> None:
    """Raise TextRefused for what is known to be no text, with what to do about it."""
    start = content[:16]
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise TextRefused(
                _("This Office file is locked with a password: save a copy without it, or paste the text.")
            )
        raise TextRefused(_("This is an old Office file (.doc): save it as Word document (.docx) or PDF."))
    if start.startswith(b"{\\rtf"):
        raise TextRefused(_("This is RTF: save it as Word document (.docx) or PDF, or paste the text."))
    is_picture = start.startswith(PICTURES) or start[4:8] == b"ftyp"
    if is_picture or start.startswith((b"RIFF", *ARCHIVES, *PROGRAMS)):
        raise TextRefused(
            _(
                "This is a program, picture or archive by its content: upload text, HTML, Word (.docx) or PDF. "
                "Of a picture, bring in what text recognition makes of it."
            )
        )


def _is_pdf(content: bytes) -> bool:
    """Readers of PDF accept other bytes before its header; a text that only speaks of one has no objects."""
    before, header, _after = content[: HEADER_WITHIN + 5].partition(b"%PDF-")
    return bool(header) and (not before.strip() or (b"endobj" in content and not before.startswith(PICTURES)))
