"""The characters of a text file: which encoding its bytes are in."""

import re

from .normal import TextRefused
from .wording import _

# What pages call their encoding and what they mean by it (the labels of the WHATWG encoding standard).
MEANT = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
}
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
ASIAN = ("cp932", "euc_jp")
KANA = re.compile("[\u3040-\u30ff]")
HAN = re.compile("[\u4e00-\u9fff]")


def decoded(content: bytes) -> str:
    """The text of the bytes, by their mark, as UTF-8, as they declare, or by their letters. Raises TextRefused."""
    if b"\x00" in content and not content.startswith(WIDE_MARKS):
        raise TextRefused(
            _("The file contains NUL bytes, so it is no text: upload text, HTML, Word (.docx) or PDF.")
        )
    names = ["utf-16"] if content.startswith(WIDE_MARKS) else ["utf-8-sig"]
    if b"\x1b$" in content:
        names.insert(0, "iso2022_jp_2")  # seven bits, so it would pass for UTF-8
    if declared := DECLARED.search(content[:2048]):
        label = declared[1].decode("ascii", "ignore").lower()
        names.append(MEANT.get(label, label))
    for name in names:
        if (text := _tried(content, name)) is not None:
            return text
    for name in ASIAN:
        text = _tried(content, name)
        if text is not None and _reads_as_japanese(text):
            return text
    for name in ("cp1252", *ASIAN):
        if (text := _tried(content, name)) is not None:
            return text
    raise TextRefused(_("The file's encoding is not known: save it as UTF-8 text."))


def _tried(content: bytes, name: str) -> str | None:
    try:
        text = content.decode(name)
    except (UnicodeError, LookupError):
        return None
    return text if isinstance(text, str) else None


def _reads_as_japanese(text: str) -> bool:
    """Curly quotes and accents of Western bytes make a kanji here and there; Japanese has kana, or little else than kanji."""
    strange = sum(not sign.isascii() for sign in text)
    kana, han = len(KANA.findall(text)), len(HAN.findall(text))
    return kana > 0.1 * strange or han > 0.5 * sum(sign.isalpha() for sign in text)
