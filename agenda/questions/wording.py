"""Wording over time: how the words on a topic change from one readout of a dialogue to the next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from agenda.coverage.evidence import attach_proof, sides_of
from agenda.coverage.sides import SidesOfCell, SideStatement, sides_of_cells
from agenda.joining import listed
from agenda.models import Actor, Document, Evidence, Finding
from agenda.models.vocabulary import vocabulary
from agenda.translated import by_name, said

WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]", re.UNICODE)
RUN = re.compile(
    "([々\u3400-\u9fff\uf900-\ufaff]+|[\u30a1-\u30ff\uff66-\uff9f]+|[\u3041-\u309f]+|[\u3001-\u303f\uff01-\uff5e]"
    "|[^\\s々\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f]+)(\\s*)"
)
"""What counts as one word: a run of one script, a sign of Chinese and Japanese writing, or signs up to the next blank."""


class WordChange(StrEnum):
    """What became of words since the readout before."""

    SAME = "same"
    ADDED = "added"
    VANISHED = "vanished"


@dataclass(frozen=True)
class Piece:
    """Words that follow one another and changed in the same way."""

    text: str
    change: WordChange


@dataclass
class Wording:
    """A document's words on the topic. `issuer` are its sides in one name; `is_ours` when they are our abstract's."""

    meeting: Any
    document: Any
    issuer: str
    text: str
    is_ours: bool
    paragraph: int | None = None
    finding_id: int | None = None
    pieces: list[Piece] = field(default_factory=list)
    before: "Wording | None" = None
    is_first: bool = False
    language: str = ""
    is_last: bool = False


def compare(before: str, after: str) -> list[Piece]:
    """`after` with what was added marked and what vanished from `before` put in its place.

    Words are compared without regard to case; white space is folded to one blank. Where a text is written without blanks, a
    run of one script (kanji, katakana, hiragana) is a word.
    """
    old, new = _words(before), _words(after)
    pieces = []
    matcher = SequenceMatcher(None, [_bare(w) for w in old], [_bare(w) for w in new], autojunk=False)
    for step, a, b, c, d in matcher.get_opcodes():
        if step == "equal":
            pieces.append(Piece("".join(new[c:d]).strip(), WordChange.SAME))
            continue
        if b > a:
            pieces.append(Piece("".join(old[a:b]).strip(), WordChange.VANISHED))
        if d > c:
            pieces.append(Piece("".join(new[c:d]).strip(), WordChange.ADDED))
    return pieces


def _words(text: str) -> list[str]:
    """The words of a text, each with one blank after it where the text has any."""
    return [f"{word} " if blank else word for word, blank in RUN.findall(text)]


def _bare(word: str) -> str:
    word = word.strip()
    return "".join(WORD.findall(word)).strip(".,;:()“”\"'").casefold() or word


def compared(wordings: Sequence[Wording]) -> list[Wording]:
    """The wordings in date order, each compared with the one before from the same issuer.

    A comparison of an abstract with a verbatim text says nothing about wording, so each is
    compared with the last of its own sort (ours, or verbatim) in its own language. Several passages of one document are one text.
    """
    last: dict[tuple[str, bool, str], Wording] = {}
    for wording in wordings:
        if not wording.text:  # the place is on record, its words are not: nothing to compare
            continue
        key = wording.issuer, wording.is_ours, wording.language
        wording.before = last.get(key)
        wording.is_first = wording.before is None
        wording.pieces = (
            compare(wording.before.text, wording.text)
            if wording.before
            else [Piece(" ".join(wording.text.split()), WordChange.SAME)]
        )
        last[key] = wording
    for wording in last.values():
        wording.is_last = True
    return list(wordings)


@dataclass(frozen=True)
class WordingRow:
    """A meeting's finding on the topic, each side's statement, its wordings, and those that vanished there."""

    finding: Finding
    sides: SidesOfCell
    wordings: tuple[Wording, ...]
    vanished: tuple[Wording, ...]


def wording_rows(findings: QuerySet[Finding]) -> list[WordingRow]:
    """A row for each finding on one topic at one dialogue, oldest meeting first. Eleven queries."""
    proven = attach_proof(findings)
    proven.sort(key=lambda finding: (finding.meeting.held_on, finding.meeting.slug))
    tops = vocabulary().sides
    wordings = compared([wording for finding in proven for wording in _wordings(finding, tops)])
    sides = sides_of_cells(proven)
    last: dict[str, Wording] = {}
    rows = []
    for finding in proven:
        here = tuple(wording for wording in wordings if wording.finding_id == finding.pk)
        last.update({wording.issuer: wording for wording in here if wording.text})
        silent = _silent_issuers(sides[finding.pk], tops) if finding.outcome == "not_raised" else set()
        vanished = tuple(last.pop(issuer) for issuer in sorted(silent & set(last)))
        rows.append(WordingRow(finding, sides[finding.pk], here, vanished))
    return rows


def _silent_issuers(sides: SidesOfCell, tops: Mapping[int, Actor]) -> set[str]:
    silent = [view for view in sides.views if view.statement == SideStatement.SILENT]
    return {_issuer(document, tops) for view in silent for document in view.documents}


def _wordings(finding: Any, tops: Mapping[int, Actor]) -> list[Wording]:
    """One a document: its passages on the topic joined, in reading order."""
    by_document: dict[Document, list[Evidence]] = {}
    for evidence in finding.proof:
        by_document.setdefault(evidence.document, []).append(evidence)
    wordings = []
    for document, passages in by_document.items():
        texts = [text for evidence in passages if (text := _text(document, evidence))[0]]
        joined = " … ".join(dict.fromkeys(text for text, _is_ours in texts))
        is_ours = any(is_ours for _words, is_ours in texts)
        place = passages[0].paragraph
        wordings.append(
            Wording(
                finding.meeting,
                document,
                _issuer(document, tops),
                joined,
                is_ours,
                place,
                finding.pk,
                language=said(joined, "" if is_ours else document.language).language,
            )
        )
    return wordings


def _issuer(document: Document, tops: Mapping[int, Actor]) -> str:
    return listed(sorted(sides_of(document, tops), key=by_name))


def _text(document: Document, evidence: Evidence) -> tuple[str, bool]:
    """The passage's words and whether they are ours: the quote, else the paragraph of the text, else our summary.

    Our summary goes before our abstract: it is in the reader's language where that is on record.
    """
    if evidence.quote:
        return evidence.quote, evidence.body is not None and evidence.body.kind == "abstract"
    body = document.body
    ours = evidence.reader.summary.plain
    if ours and (body is None or body.kind == "abstract"):
        return ours, True
    if body and evidence.paragraph and (paragraph := body.paragraph(evidence.paragraph)):
        return paragraph, body.kind == "abstract"
    return ours, True
