"""How wide a text is about, and how it is cut or broken to fit."""

from functools import lru_cache

# Widths in parts of the size, measured on the shipped font; browsers' own fonts differ a little.
WIDTHS = {sign: width for signs, width in (
    (" ", 0.23), (",.:;'’‘!|()[]ijlI", 0.3), ("/rft-", 0.38), ("mwMW%@—…&", 0.9),
) for sign in signs}  # fmt: skip
BOLD = 1.07
"""Bold letters are about this much wider: multiply the size by it."""
ELLIPSIS = "…"
NOT_FIRST = frozenset("、。,.・:;?!」』)】〕》〉”’ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
NOT_LAST = frozenset("「『(【〔《〈“‘")
"""Japanese signs that do not begin a line, and that do not end one."""


def is_wide(sign: str) -> bool:
    """Whether a character is as wide as it is high: kanji, kana, hangul and full-width forms."""
    return sign > "\u2e7f"


def width_of(text: str, size: float) -> float:
    """The width of the text in pixels, about: a wide sign takes the size, others a part of it."""
    return size * sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    if is_wide(sign):
        return 1
    return WIDTHS.get(sign) or (0.65 if sign.isupper() else 0.56)


def clipped(text: str, width: float, size: float) -> str:
    """The text cut to about `width` pixels; it ends in "…" when something was cut."""
    if width_of(text, size) <= width:
        return text
    room, kept = width / size - _em(ELLIPSIS), 0
    while kept < len(text) and (room := room - _em(text[kept])) >= 0:
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """The text in at most `most` lines of `width` pixels, broken at blanks and between wide signs.

    What does not fit is cut after a whole piece and marked with "…", so that no number is cut in two.
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of((lines[-1] + piece).rstrip(), size) > width:
            if len(lines) == most:
                while lines[-1] and width_of(lines[-1].rstrip() + ELLIPSIS, size) > width:
                    lines[-1] = "".join(_pieces(lines[-1])[:-1])
                lines[-1] = lines[-1].rstrip() + ELLIPSIS
                break
            lines.append("")
        lines[-1] += piece
    return [clipped(line.rstrip(), width, size) for line in lines]


def whole_lines(text: str, width: float, size: float) -> list[str]:
    """The whole text in as many lines of `width` pixels as it takes; a word wider than a line is broken, nothing is cut."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        if lines[-1] or width_of(piece.rstrip(), size) <= width:
            lines[-1] += piece
            continue
        for sign in piece:
            if lines[-1] and sign != " " and width_of(lines[-1] + sign, size) > width:
                lines.append("")
            lines[-1] += sign
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """The pieces between which a line may break: words with the blank after them, and wide signs."""
    pieces: list[str] = []
    for sign in " ".join(text.split()) + " " * text.endswith(" "):
        last = pieces[-1][-1] if pieces else " "
        breaks = last == " " or ((is_wide(sign) or is_wide(last)) and sign != " ")
        if not pieces or (breaks and sign not in NOT_FIRST and last not in NOT_LAST):
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return pieces
