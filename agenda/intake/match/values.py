"""What people write in cells, as the record's values: yes and no, choices, verdicts, lists. (Dates: `agenda.written_dates`.)"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from agenda.intake.files.folding import folded, keyed
from agenda.joining import listed
from agenda.models import Outcome

TRUE = {
    "true",
    "yes",
    "y",
    "1",
    "x",
    "✓",
    "✔",
    "○",
    "ja",
    "wahr",
    "oui",
    "vrai",
    "sí",
    "si",
    "はい",
    "有",
    "是",
    "예",
}
FALSE = {
    "false",
    "no",
    "n",
    "0",
    "-",
    "–",
    "×",
    "✗",
    "nein",
    "falsch",
    "non",
    "faux",
    "いいえ",
    "無",
    "否",
    "아니요",
}
# “x” is a tick to some and a cross to others, so it is asked about.
VERDICTS = {
    Outcome.RAISED: "y yes ja oui sí はい raised r 1 ✓ ✔ ☑ ○ ◯ ● true mentioned",
    Outcome.PARTLY_RAISED: "p part partly partial partially partly_raised △ ▲ ½ 0.5 (y)",
    Outcome.NOT_RAISED: "n no nein non いいえ not_raised 0 ✗ ✘ × false not_mentioned",
    Outcome.NOT_DETERMINABLE: "nd n/d not_determinable undeterminable unknown no_record no_public_record ?",
}
WORDS = {word: outcome.value for outcome, words in VERDICTS.items() for word in words.split()}
BLANKS = {"", "-", "–", "—", ".", "…", "n/a", "na"}
PLACE = re.compile(
    r"[\s:,;(\[]+(?:([\w][\w-]*)\s+)?(?:¶|§|para(?:graph)?\.?|p\.?)\s*(\d{1,5})\s*[)\]]?", re.I
)


PLUS = re.compile(r"\s*(?:\+|plus|プラス)\s*(?=2|two)", re.I)
QUOTES = re.compile(r"[「」『』“”\"'‘’’]")


def loose(text: str) -> str:
    """A name for finding its row: `folded`, without quotation marks, 2プラス2 and “two plus two” as 2+2."""
    bare = QUOTES.sub("", folded(text))
    return PLUS.sub("+", bare) if "2" in bare or "two" in bare else bare


def read_flag(value) -> bool:
    """True or false from a cell. Raises ValueError."""
    if isinstance(value, bool):
        return value
    word = folded(str(value))
    if word in TRUE or word in FALSE:
        return word in TRUE
    raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": str(value)[:60]})


def read_lines(value) -> list[str]:
    """A list from a cell: JSON, or parts set apart by “; ” or “ | ”; lines too. Raises ValueError for broken JSON."""
    if isinstance(value, list):
        return [str(part) for part in value]
    text = str(value)
    if text.startswith("["):
        try:
            parts = json.loads(text)
        except ValueError:
            parts = None
        if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
            return parts
    sign = "\n" if "\n" in text else " | " if " | " in text else ";"
    return [part.strip() for part in text.split(sign) if part.strip()]


def read_choice(text: str, choices: Iterable[tuple[str, Any]]) -> str:
    """The value of a choice written as its value or its label, in any case.

    Raises ValueError that names the choices as pages call them.
    """
    word = keyed(text)
    for value, label in choices:
        if word in (keyed(value), keyed(str(label))):
            return value
    raise ValueError(
        _("“%(text)s” is not one of: %(listed)s.")
        % {"text": text[:60], "listed": listed(str(label) for value, label in choices if value)}
    )


def read_verdict(text: str, words: dict[str, str]) -> str | None:
    """The outcome a cell's word stands for, by `words` that the user chose, else by custom; None for a word nobody knows."""
    word = folded(text)
    known = words.get(word) or WORDS.get(word) or WORDS.get(keyed(text))
    if known:
        return known
    return next((value for value, label in Outcome.choices if folded(str(label)) == word), None)


def read_mark(text: str) -> tuple[str, str, int | None]:
    """A wide cell (“Y ¶4”, “P (statement-2022 p. 3)”) as (word, document, paragraph)."""
    if match := PLACE.search(text):
        return text[: match.start()].strip(), match[1] or "", int(match[2])
    return text.strip(), "", None
