"""Making the small files that texts come in: Word, PDF, archives."""

import io
import zipfile

DOCX = (
    '<?xml version="1.0"?>{doctype}<w:document xmlns:w="{space}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>'
)
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def packed(name: str, pieces) -> bytes:
    """A zip archive with one part, written a piece at a time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for piece in pieces:
            part.write(piece)
    return out.getvalue()


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}", "")
    return out.getvalue()


def docx_of(body: str, *, doctype: str = "", space: str = TRANSITIONAL, **parts: str) -> bytes:
    """A Word file of that body, and of further parts such as footnotes="<w:footnote …>"."""
    files = {"word/document.xml": DOCX.format(body=body, doctype=doctype, space=space)}
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{space}">{inside}</w:{name}>'
    return zipped(files)


def docx(*paragraphs: str, doctype: str = "") -> bytes:
    return docx_of("".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs), doctype=doctype)


def pdf(words: str) -> bytes:
    """The smallest PDF with one page that shows `words`."""
    return pdf_of_streams(
        [f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode() if words else b"0 0 m 10 10 l S"]
    )


def pdf_of_lines(*pages: list[tuple[float, float, str]], size: float = 12) -> bytes:
    """A PDF whose pages show lines of (x, y, words); (x, y, words, size) in another size."""
    streams = []
    for lines in pages:
        shown = []
        for x, y, words, *other in lines:
            escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            shown.append(f"BT /F1 {other[0] if other else size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
        streams.append("\n".join(shown).encode("cp1252"))
    return pdf_of_streams(streams)


def pdf_of_glyphs(*lines: tuple[float, float, str, float]) -> bytes:
    """A PDF with one page that shows lines of (x, y, words, size) in any script, through a font that names its glyphs."""
    shown = "\n".join(
        f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET"
        for x, y, words, size in lines
    )
    ranges = "\n".join(f"<{n:02x}00> <{n:02x}ff> <{n:02x}00>" for n in range(256))
    named = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange 256 beginbfrange {ranges} endbfrange endcmap end"
    ).encode()
    below = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Kanji /DW 1000 >>"
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Kanji /Encoding /Identity-H "
        b"/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
    )
    map_ = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(named), named)
    return pdf_of_streams([shown.encode()], font=font, more=[below, map_])


def pdf_of_streams(
    streams: list[bytes], filters: str = "", font: bytes = FONT, more: list[bytes] | None = None
) -> bytes:
    """A PDF with a page for each content stream; `more` objects follow those of the pages."""
    count = len(streams)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        font,
    ]
    for n, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        objects.append(
            b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), filters.encode(), stream)
        )
    objects += more or []
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, xref)
    return bytes(out)
