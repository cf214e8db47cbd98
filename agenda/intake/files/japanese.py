"""Tell Japanese encodings from Latin ones in short files, where a detector for all languages has too little to go by."""

import unicodedata

ENOUGH = 0.9
"""What a reading has to reach a character: kana count 2, common kanji 1; what a wrong encoding makes counts against it."""


def japanese_encoding(content: bytes) -> str:
    """“cp932” or “euc_jp” where the bytes read as Japanese and better than as western European; else “”."""
    scores = {name: _score(content, name) for name in ("cp932", "euc_jp", "cp1252")}
    best = max(scores, key=lambda name: scores[name])
    return best if best != "cp1252" and scores[best] >= ENOUGH else ""


def _score(content: bytes, encoding: str) -> float:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return -1
    points = [_points(text, place) for place, sign in enumerate(text) if ord(sign) > 127]
    return sum(points) / len(points) if points else -1


def _points(text: str, place: int) -> float:
    sign = text[place]
    if "\uff61" <= sign <= "\uff9f":  # half-width katakana are rare; double-byte signs read singly give many
        return -1
    if "\u3041" <= sign <= "\u30ff":
        return 2
    if "\u3000" <= sign <= "\u303f" or "\uff01" <= sign <= "\uff5e":
        return 1
    if "\u4e00" <= sign <= "\u9fff":
        return 1 if _is_common(sign) else -0.5
    near = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    is_letter = unicodedata.category(sign) in ("Ll", "Lu")
    return 1 if is_letter and any(other.isascii() and other.isalpha() for other in near) else -1


def _is_common(kanji: str) -> bool:
    """Whether it is of the first level of JIS X 0208, which holds the kanji in common use."""
    try:
        row = kanji.encode("euc_jp")[0] - 0xA0
    except UnicodeEncodeError:
        return False
    return 16 <= row <= 47
