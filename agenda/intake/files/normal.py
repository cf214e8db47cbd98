"""One form for every text that is frozen: what its letters, blanks and lines look like."""

import re
import unicodedata
from typing import Any

from agenda.characters import each_text

from .garbled import garbled
from .lines import unwrapped
from .wording import Refused, _

MAX_TEXT = 2_000_000  # code points after normalizing
MOST_MARKS = 30  # accents upon one letter; Unicode's own bound for text in streams (UAX 15, Stream-Safe Text)

INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u180e\u202a-\u202e\u2066-\u2069]")
PRESENTATION = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"  # ligatures and forms of joined letters
    "\u2f00-\u2fd5\u2e9f\u2ef3"  # radicals, which fonts of PDFs give for whole characters
    "\uff61-\uff9f\uffa0-\uffdc\u3099\u309a]+"  # half-width kana and hangul with their marks
)
BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf075\uf0a8", "•"))
"""What Symbol and Wingdings, whose signs have no code points of their own, are used for."""
LOST = re.compile("[\ud800-\udfff]")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
VERTICAL = str.maketrans(
    "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…：—（）｛｝〔〕【】《》〈〉「」『』［］",
)
"""Punctuation as vertical lines write it, and as horizontal ones do."""
NO_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # tabs and line ends apart


class TextRefused(Refused):
    """A text, or the file that it came in, cannot be taken."""


def without_controls(text: str) -> str:
    """The text with a blank for each control character, and U+FFFD for half a surrogate pair; line ends and tabs stay.

    No feed, spreadsheet or database can hold them all.
    """
    return LOST.sub("\ufffd", PAIR.sub(_joined_pair, NO_SIGNS.sub(" ", text)))


def _joined_pair(found: re.Match[str]) -> str:
    """The character that two halves of a surrogate pair stand for, as some programs write 𠮷."""
    return found[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def cleaned(value: Any) -> Any:
    """The value of a cell, a list or an object with its texts `without_controls`; everything else as it is."""
    return each_text(value, without_controls)


def normalize(text: str, *, is_wrapped: bool = True) -> str:
    """One form for every source, whose second application changes nothing.

    NFC, plain line ends, one empty line between paragraphs, no control characters; ligatures, half-width letters and
    punctuation of vertical lines as the signs they stand for. With `is_wrapped`, lines that were only broken to fit a page
    are joined.
    Raises TextRefused for a NUL character, for text read in a wrong encoding, an empty text or one too long.
    """
    if "\x00" in text:
        raise TextRefused(
            _("The text contains a NUL character, so it is no plain text: take it out or upload the file.")
        )
    if len(text) > MAX_TEXT * 2:
        raise TextRefused(_too_long(len(text)))
    _refuse_towers(INVISIBLE.sub("", text))
    _refuse_garbled(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n").replace("\u2028", "\n")
    text = without_controls(text)
    text = PRESENTATION.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(BULLETS).translate(VERTICAL)
    )
    text = unicodedata.normalize("NFC", text)
    text = _spaced(unwrapped(text) if is_wrapped else text)
    while is_wrapped and (joined := _spaced(unwrapped(text))) != text:
        text = joined
    if not text:
        raise TextRefused(_("There is no text."))
    if len(text) > MAX_TEXT:
        raise TextRefused(_too_long(len(text)))
    return text


def _spaced(text: str) -> str:
    """One blank between words, one empty line between paragraphs, nothing invisible."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))  # two signs may have come together
    text = re.sub(r"[^\S\n]+", " ", text)
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(re.sub(r" ?\n ?", "\n", part) for part in paragraphs if part)


def _refuse_towers(text: str) -> None:
    """Putting the accents of a letter in order takes the square of their number, so their number is asked first."""
    marks = "".join(sign for sign in set(text) if unicodedata.combining(sign))
    if marks and re.search(f"[{re.escape(marks)}]{{{MOST_MARKS + 1}}}", text):
        sentence = _("More than %(most)s accents stand upon one letter, as in no writing: take them out.")
        raise TextRefused(sentence % {"most": MOST_MARKS})


def _refuse_garbled(text: str) -> None:
    """A text that was read in a wrong encoding proves nothing, and is frozen for good: it is sent back."""
    if not (found := garbled(text)):
        return
    part, meant = found
    if meant:
        sentence = _(
            "The text was read in a wrong encoding: “%(part)s” is probably “%(meant)s”. Save it as UTF-8, or copy it anew from "
            "its page."
        )
    else:
        sentence = _(
            "Characters of the text were lost before it came here: “%(part)s”. Copy it anew from its page, or upload the file."
        )
    raise TextRefused(sentence % {"part": part, "meant": meant})


def _too_long(length: int) -> str:
    sentence = _("The text has %(length)s characters; at most %(most)s are taken. Bring it in in parts.")
    return sentence % {"length": f"{length:,}", "most": f"{MAX_TEXT:,}"}
