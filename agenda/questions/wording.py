"""How a topic's wording changes from one readout to the next: word-by-word comparison. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]", re.UNICODE)


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    VANISHED = "vanished"


@dataclass(frozen=True)
class Piece:
    text: str
    change: Change


@dataclass
class Passage:
    """A passage on the topic. `issuer` is who says it (sides in one name); `is_ours` when the words are our abstract's."""

    meeting: object
    document: object
    issuer: str
    text: str
    is_ours: bool
    paragraph: int | None = None
    finding_id: int | None = None
    pieces: list[Piece] = field(default_factory=list)
    before: "Passage | None" = None
    is_first: bool = False
    is_last: bool = False


def compare(before: str, after: str) -> list[Piece]:
    """`after` with what was added marked and what vanished from `before` put in its place.

    Words are compared without regard to case; white space is folded to one blank.
    """
    old, new = before.split(), after.split()
    pieces = []
    matcher = SequenceMatcher(None, [_bare(w) for w in old], [_bare(w) for w in new], autojunk=False)
    for step, a, b, c, d in matcher.get_opcodes():
        if step == "equal":
            pieces.append(Piece(" ".join(new[c:d]), Change.SAME))
            continue
        if b > a:
            pieces.append(Piece(" ".join(old[a:b]), Change.VANISHED))
        if d > c:
            pieces.append(Piece(" ".join(new[c:d]), Change.ADDED))
    return pieces


def _bare(word: str) -> str:
    return "".join(WORD.findall(word)).strip(".,;:()“”\"'").casefold() or word


def compared(passages: Sequence[Passage]) -> list[Passage]:
    """The passages in date order, each compared with the one before from the same issuer.

    A comparison of an abstract with a verbatim text says nothing about wording, so each passage is
    compared with the last of its own sort (ours, or verbatim). Several passages of one document are one text.
    """
    last: dict[tuple[str, bool], Passage] = {}
    for passage in passages:
        if not passage.text:  # the place is on record, its words are not: nothing to compare
            continue
        key = passage.issuer, passage.is_ours
        passage.before = last.get(key)
        passage.is_first = passage.before is None
        passage.pieces = (
            compare(passage.before.text, passage.text)
            if passage.before
            else [Piece(" ".join(passage.text.split()), Change.SAME)]
        )
        last[key] = passage
    for passage in last.values():
        passage.is_last = True
    return list(passages)
