"""The codebook's words as one automaton: every phrase of every topic found in a single pass.

A phrase is written as people write it. Its last word may stand in the singular or plural, hyphens and spaces
are one, American and British spellings too. Acronyms (two capitals or a capital after a small letter: "AI",
"CoRe", "vRAN") must be written so in the text. `cyber*` matches whatever begins so. `a + b | c` asks for a
and (b or c) in one sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick

from .fold import CJK, DASHES, fold, is_word, squeeze

FULL, PARTIAL, EXCLUDED = "full", "partial", "excluded"
SPELLINGS = (("ization", "isation"), ("defense", "defence"), ("labor", "labour"), ("center", "centre"),
             ("program", "programme"), ("fiber", "fibre"))  # fmt: skip
DASHED = {ord(dash): " " for dash in DASHES}
INVARIABLE = ("ss", "us", "is", "ics")


@dataclass(frozen=True)
class Entry:
    """One topic's words, each a phrase as above."""

    code: str
    full: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @classmethod
    def of(cls, topic: Mapping[str, Any]) -> "Entry":
        """From a topic's columns, as the database or a record file has them; absent ones are empty."""
        return cls(
            topic["code"],
            (*topic.get("aliases", ()), *topic.get("phrases", ())),
            tuple(topic.get("partial_phrases", ())),
            tuple(topic.get("excluded_phrases", ())),
        )


@dataclass(frozen=True)
class Phrase:
    """What a hit in the automaton stands for."""

    topic: str
    kind: str
    label: str
    group: int | None  # number of the conjunction it is a part of
    part: int
    cased: str  # the exact letters an acronym must have, "" when case does not matter
    is_prefix: bool


@dataclass(frozen=True)
class Hit:
    """A phrase found at [start, end) of the text."""

    start: int
    end: int
    phrase: Phrase


def is_acronym(phrase: str) -> bool:
    """Is it a name whose capitals matter, such as AI, ITU, CoRe or vRAN?"""
    return " " not in phrase and bool(re.search(r"[A-Z].*[A-Z]|[a-z][A-Z]", phrase))


def forms(phrase: str) -> set[str]:
    """The folded spellings and numbers in which a phrase may stand."""
    phrase = re.sub(r"\((e?s)\)", "", phrase)
    found = {squeeze(phrase)}
    for one, other in SPELLINGS:
        found |= {form.replace(one, other) for form in found} | {form.replace(other, one) for form in found}
    found = {form.replace("programmeme", "programme") for form in found}
    numbers = set()
    for form in found:
        if not form or CJK.search(form[-1]) or form[-1].isdigit():
            continue
        if form.endswith("y") and form[-2:-1] not in "aeiou":
            numbers.add(form[:-1] + "ies")
        elif form.endswith("ies"):
            numbers.add(form[:-3] + "y")
        elif form.endswith(("ches", "shes", "xes")):
            numbers.add(form[:-2])
        elif form.endswith("s") and not form.endswith(INVARIABLE):
            numbers.add(form[:-1])
        elif not form.endswith("s"):
            numbers.add(form + ("es" if form.endswith(("ch", "sh", "x")) else "s"))
    return found | numbers


class Codebook:
    """All topics' phrases in one Aho-Corasick automaton. Build once, use for many texts."""

    def __init__(self, entries: Iterable[Entry]):
        self.codes: list[str] = []
        self.groups: list[tuple[str, int]] = []  # kind and number of parts of each conjunction
        found: dict[str, list[Phrase]] = {}
        for entry in entries:
            self.codes.append(entry.code)
            for kind in (FULL, PARTIAL, EXCLUDED):
                for phrase in getattr(entry, kind):
                    for form, meaning in self._read(entry.code, kind, phrase):
                        found.setdefault(form, []).append(meaning)
        self._automaton = ahocorasick.Automaton()
        for form, meanings in found.items():
            self._automaton.add_word(form, (len(form), tuple(dict.fromkeys(meanings))))
        if found:
            self._automaton.make_automaton()
        self.is_empty = not found

    def _read(self, code: str, kind: str, phrase: str) -> Iterator[tuple[str, Phrase]]:
        parts = [part.split(" | ") for part in phrase.split(" + ")]
        group = None
        if len(parts) > 1:
            group = len(self.groups)
            self.groups.append((kind, len(parts)))
        for number, choices in enumerate(parts):
            for word in choices:
                word = word.strip()
                is_prefix = word.endswith("*")
                word = word.rstrip("*").strip()
                cased = re.sub(r"\((e?s)\)", "", word).translate(DASHED) if is_acronym(word) else ""
                for form in {squeeze(word)} if is_prefix else forms(word):
                    if form:
                        yield form, Phrase(code, kind, word, group, number, cased, is_prefix)

    def hits(self, text: str, folded: str | None = None) -> list[Hit]:
        """Every phrase in the text at word boundaries, excluded ones too, in order of place."""
        if self.is_empty:
            return []
        folded = fold(text) if folded is None else folded
        found, length, shaped = [], len(folded), text.translate(DASHED)
        for last, (size, meanings) in self._automaton.iter(folded):
            start, end = last - size + 1, last + 1
            if start and is_word(folded[start]) and is_word(folded[start - 1]):
                continue
            goes_on = end < length and is_word(folded[last]) and is_word(folded[end])
            for phrase in meanings:
                if goes_on and not phrase.is_prefix:
                    continue
                if phrase.cased and not shaped.startswith(phrase.cased, start):
                    continue
                found.append(Hit(start, end, phrase))
        return found
