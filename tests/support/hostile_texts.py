"""Files that are no text: they ask a reader for more than there is, or are not what they seem. Each is made when asked for."""

import io
import zlib
from collections.abc import Callable

from .imports import xlsx_of
from .texts import docx, docx_of, many_parts, pdf, pdf_of_streams, zipped

ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}


def nested_word(depth: int) -> bytes:
    return docx_of(f"<w:p>{'<w:p>' * depth}<w:r><w:t>x</w:t></w:r>{'</w:p>' * depth}</w:p>")


def nested_boxes(depth: int) -> bytes:
    inside = "<w:p><w:r><w:pict><w:txbxContent>"
    return docx_of(inside * depth + "<w:p/>" + "</w:txbxContent></w:pict></w:r></w:p>" * depth)


def with_stated_size(size: int) -> bytes:
    """A part of 5 million characters that says it has another size."""
    content = bytearray(docx("A" * 5_000_000))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark) + place
        content[at : at + 4] = size.to_bytes(4, "little")
    return bytes(content)


def encrypted_zip() -> bytes:
    content = bytearray(docx("x"))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.find(mark) + place] |= 1
    return bytes(content)


def deflated_pdf(size: int) -> bytes:
    """A page whose content unpacks to `size` bytes of drawing."""
    return pdf_of_streams([zlib.compress(b"0 0 m 10 10 l S\n" * (size // 16))], "/Filter /FlateDecode")


def twice_deflated_pdf(size: int) -> bytes:
    twice = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return pdf_of_streams([twice], "/Filter [/FlateDecode /FlateDecode]")


def letters_on_one_spot() -> bytes:
    return pdf_of_streams([b"BT /F1 9 Tf " + b"(x) Tj " * 300_000 + b"ET"])


def circular_pages() -> bytes:
    return pdf("x").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The ministers met in Tokyo and spoke."))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def old_office(name: str = "") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + name.encode("utf-16-le") + b"\x00" * 600


TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "is empty"),
    "blanks": (lambda: b" \n\t " * 1_000, "is empty"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 400, "picture"),
    "a photo renamed .pdf": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x01" * 3_000, "picture"),
    "a photo of a phone": (lambda: b"\x00\x00\x00\x18ftypheic" + b"\x00" * 400, "picture"),
    "a program": (lambda: b"MZ\x90\x00" + b"\x00" * 400, "program"),
    "an archive": (lambda: b"\x1f\x8b\x08" + b"x" * 400, "archive"),
    "an old Word file": (old_office, r"old Office file \(.doc\)"),
    "a locked Word file": (lambda: old_office("EncryptedPackage"), "locked with a password"),
    "RTF": (lambda: rb"{\rtf1\ansi The ministers met.}", "This is RTF"),
    "NUL bytes": (lambda: b"The ministers\x00met.", "NUL bytes"),
    "a workbook": (lambda: xlsx_of(["a", "b"], ["c", "d"]), "This is a workbook"),
    "slides": (lambda: zipped({"ppt/presentation.xml": "<x/>"}), "slides"),
    "OpenDocument": (lambda: zipped(ODT), "OpenDocument"),
    "an archive of something": (lambda: zipped({"evil.exe": "MZ"}), "no Word document"),
    "half an archive": (lambda: docx("x" * 400)[:200], "damaged"),
    "an encrypted part": (encrypted_zip, "damaged"),
    "a lying size": (lambda: with_stated_size(1_000), "damaged"),
    "20,000 parts": (many_parts, "too many parts"),
    "2 GB unpacked": (lambda: with_stated_size(2_000_000_000), "zip bomb"),
    "30 MB of one letter": (lambda: docx("A" * 30_000_000), "zip bomb"),
    "entities": (lambda: docx("x", doctype='<!DOCTYPE w [<!ENTITY a "aaaa">]>'), "damaged or unsafe"),
    "no XML": (lambda: zipped({"word/document.xml": "this is none"}), "damaged or unsafe"),
    "nested paragraphs": (lambda: nested_word(100_000), "zip bomb"),
    "3,000 nested paragraphs": (lambda: nested_word(3_000), "nested deeper"),
    "nested boxes": (lambda: nested_boxes(2_000), "nested deeper"),
    "nested unknown elements": (lambda: docx_of("<x>" * 30_000 + "</x>" * 30_000), "nested deeper"),
    "a Word file without text": (lambda: docx(""), "There is no text"),
    "only hidden text": (lambda: docx_of("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"), "no text"),
    "a million paragraphs": (lambda: docx_of("<w:p><w:r><w:t>word</w:t></w:r></w:p>" * 800_000), "zip bomb|too much"),
    "a broken PDF": (lambda: b"%PDF-1.4 broken", "cannot be read"),
    "half a PDF": (lambda: pdf("x" * 600)[:300], "cannot be read|no text"),
    "a scanned PDF": (lambda: pdf(""), "it was scanned"),
    "800 scanned pages": (lambda: pdf_of_streams([b"0 0 m 10 10 l S"] * 800), "it was scanned|too much"),
    "2,000 pages": (lambda: pdf_of_streams([b""] * 2_000), "2,000 pages|too much"),
    "a locked PDF": (locked_pdf, "locked with a password"),
    "pages in a circle": (circular_pages, "cannot be read|no text"),
    "a page of 60 MB": (lambda: deflated_pdf(60_000_000), "too much|scanned|cannot be read"),
    "a page of 100 MB": (lambda: deflated_pdf(100_000_000), "too much|scanned|cannot be read"),
    "a page packed twice": (lambda: twice_deflated_pdf(100_000_000), "too much|scanned|cannot be read"),
    "deep arrays": (lambda: pdf_of_streams([b"[" * 200_000]), "too much|scanned|cannot be read"),
    "300,000 letters on one spot": (letters_on_one_spot, "too much|2,000,000"),
    "a script only": (lambda: b"<html><script>only()</script></html>", "There is no text"),
    "a page of menus": (lambda: b"<!doctype html><nav>" + b"<a>Home</a>" * 900, "There is no text"),
    "an open comment": (lambda: b"<!doctype html><!--" + b"x" * 900_000, "There is no text"),
    "comments before nothing": (lambda: b"<!---->" * 200_000, "There is no text"),
    "198 kB of nested elements": (lambda: b"<html>" + b"<div><b><i><a>" * 14_000, "no text|too much"),
    "nested links": (lambda: b"<html>" + b"<a><table><td>" * 60_000, "no text|too much"),
    "nested fonts": (lambda: b"<html>" + b"<font><p>" * 90_000, "no text|too much"),
    "10 MB of open tags": (lambda: b"<html>" + b"<div>" * 1_900_000, "no text|too much"),
    "10 MB of open quotes": (lambda: b"<html><p a=\"" + b"<p a='" * 1_500_000, "no text|too much"),
    "10 MB of ampersands": (lambda: b"<html>" + b"&" * 9_900_000, "at most 2,000,000|too much"),
    "3.8 million accents": (lambda: ("a" + "\u0301" * 1_900_000).encode(), "accents stand upon one letter"),
    "3.8 million mixed accents": (lambda: ("a" + "\u0301\u0323" * 1_900_000).encode(), "accents stand upon one letter"),
    "too long a text": (lambda: b"word " * 900_000, "at most 2,000,000"),
    "far too long a text": (lambda: b"word " * 1_900_000, "at most 2,000,000"),
    "letters that are phrases": (lambda: ("\ufdfa" * 1_500_000).encode(), "at most 2,000,000|too much"),
    "too large a file": (lambda: b"x" * 10_000_001, "at most 10,000,000"),
}  # fmt: skip
"""Name → (how to make it, what is said about it) of files that are no text."""
