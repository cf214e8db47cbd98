"""Find text whose bytes were read in another encoding than they were written in, and say what it probably was.

“æ—¥æœ¬” and “譌･譛ｬ” are 日本 in UTF-8, read as Western European and as Shift_JIS; “‚±‚Ì” is この in Shift_JIS. Each way back is
tried; only what then reads as writing counts, so that accents, quotation marks and rare kanji pass.
"""

import re
from collections.abc import Iterator

KANA = re.compile("[\u3041-\u30ff]")
WIDE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff01-\uff5e]")
LATIN = re.compile("[\u00a0-\u017f\u2010-\u2026]")
RUN = re.compile(r"[^\x00-\x7f]+")
ESCAPES = re.compile(r"\x1b(?:\$[@B]|\([BJ])")
LOST = "\ufffd"
MOST_LOST = 3
"""From so many signs that a reader could not make out, something is wrong with the whole."""
SHOWN = 24


def garbled(text: str) -> tuple[str, str] | None:
    """(a garbled part, what it probably was or "") of the text; None where nothing is garbled."""
    if text.isascii() and "\x1b" not in text:
        return None
    if found := ESCAPES.search(text):
        part = text[found.start() : found.start() + SHOWN].replace("\x1b", "")
        return part, _recovered(text[found.start() : found.start() + 4 * SHOWN])
    latin = []
    for part, meant in _misread(text):
        if WIDE.search(meant):
            return part[:SHOWN], meant[:SHOWN]
        latin.append((part, meant))
    if len(latin) > 1:  # one may be meant; nobody writes two
        return latin[0][0][:SHOWN], latin[0][1][:SHOWN]
    if text.count(LOST) >= MOST_LOST:
        place = text.index(LOST)
        return text[max(0, place - SHOWN // 2) : place + SHOWN // 2].strip(), ""
    return None


def _recovered(text: str) -> str:
    return text.encode("ascii", "ignore").decode("iso2022_jp", "ignore")[:SHOWN]


def _misread(text: str) -> Iterator[tuple[str, str]]:
    """(part, what it was) of each run of signs, and of each line, that reads better in another encoding."""
    for run in RUN.findall(text):
        if meant := _as_utf_8(run):
            yield run, meant
    for line in text.splitlines():
        if not line.isascii() and (meant := _as_japanese(line)):
            yield line.strip(), meant.strip()


def _as_utf_8(run: str) -> str:
    """What the run is as UTF-8 that was read as Western, Japanese or Chinese; "" where it is no such text."""
    if (content := _western(run)) is not None:
        meant = _valid(content, at_least=1.0 if len(run) < 6 else 0.8)
        if not meant and len(run) >= 12:  # bytes without a sign in that code page are gone
            meant = _valid(content, at_least=0.5)
            return meant if len(WIDE.findall(meant)) >= 3 else ""
        if len(WIDE.findall(meant)) >= 1 or (meant and len(LATIN.findall(meant)) == len(meant)):
            return meant
        return ""
    for encoding, kana in (("cp932", 0), ("gb18030", 2)):
        try:
            content = run.encode(encoding)
        except UnicodeEncodeError:
            continue
        meant = _valid(content, at_least=0.8)
        if len(WIDE.findall(meant)) >= 3 and len(KANA.findall(meant)) >= kana:
            return meant
    return ""


def _valid(content: bytes, at_least: float) -> str:
    """The bytes as UTF-8 where at least this share of them is; else ""."""
    meant = content.decode("utf-8", "ignore")
    return meant if meant and len(meant.encode()) >= at_least * len(content) else ""


def _as_japanese(line: str) -> str:
    """What the line is in Shift_JIS or EUC-JP that was read as Western; "" where it would not be mostly kana."""
    content = _western(line)
    if content is None:
        return ""
    for encoding in ("cp932", "euc_jp"):
        meant = content.decode(encoding, "replace")
        strange = sum(not sign.isascii() for sign in meant)
        kana = sum(1 for sign in meant if "\u3041" <= sign <= "\u30f6")
        if kana >= 3 and kana >= 0.25 * strange and meant.count(LOST) <= 0.1 * strange:
            return meant
    return ""


def _western(text: str) -> bytes | None:
    """The bytes of signs that a byte each stands for in Windows' Western code page; None where another sign stands."""
    content = bytearray()
    for sign in text:
        if ord(sign) < 0x100 and not 0x80 <= ord(sign) < 0xA0:
            content.append(ord(sign))
            continue
        try:
            content += sign.encode("cp1252")
        except UnicodeEncodeError:
            if not 0x80 <= ord(sign) < 0xA0:
                return None
            content.append(ord(sign))
    return bytes(content)
