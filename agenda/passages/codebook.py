"""The codebook's words as one automaton: every phrase of every topic found in a single pass.

A phrase is written as people write it. Its last word may stand in the singular or plural, hyphens and spaces
are one, American and British spellings too. Acronyms (two capitals or a capital after a small letter: "AI",
"CoRe", "vRAN") must be written so in the text. `cyber*` matches whatever begins so. `a + b | c` asks for a
and (b or c) in one sentence, `a ~ b` for both close together. A short word in katakana is no part of a longer
one: バイオ is not in バイオリン. Phrases under a language tag are looked for in texts of that language only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick

from .fold import CJK, KATAKANA, Folded, is_word, shape, squeeze

FULL, PARTIAL, EXCLUDED = "full", "partial", "excluded"
SPELLINGS = (("ization", "isation"), ("defense", "defence"), ("labor", "labour"), ("center", "centre"),
             ("program", "programme"), ("fiber", "fibre"))  # fmt: skip
SHORT_KATAKANA = re.compile(rf"{KATAKANA.pattern}{{1,4}}")
JOINT = re.compile(r" [+~] ")
NEAR = 60  # characters from the first to the last word of a ~ b
INVARIABLE = ("ss", "us", "is", "ics")


@dataclass(frozen=True)
class Entry:
    """One topic's words in one language, each a phrase as above; "" is the language of words for all texts."""

    code: str
    full: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    language: str = ""

    @classmethod
    def of(cls, topic: Mapping[str, Any]) -> Iterator["Entry"]:
        """From a topic's columns, as the database or a record file has them; absent ones are empty."""
        for row in ({**topic, "language": ""}, *topic.get("phrasings", ())):
            yield cls(
                topic["code"],
                (*row.get("aliases", ()), *row.get("phrases", ())),
                tuple(row.get("partial_phrases", ())),
                tuple(row.get("excluded_phrases", ())),
                row["language"],
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
    language: str = ""
    is_short_katakana: bool = False


@dataclass(frozen=True)
class Hit:
    """A phrase found at [start, end) of the folded text."""

    start: int
    end: int
    phrase: Phrase


@dataclass(frozen=True)
class Conjunction:
    """Parts joined with + (in one sentence) or ~ (near one another), by what stands between them."""

    kind: str
    joints: tuple[str, ...]

    def found(self, hits: list[Hit]) -> list[Hit]:
        """Those of the sentence's hits of this conjunction that fulfill it; empty when a part is missing."""
        chosen = [hit for hit in hits if hit.phrase.part == 0]
        for number, joint in enumerate(self.joints, start=1):
            its = [hit for hit in hits if hit.phrase.part == number]
            if joint == " ~ ":
                before = [hit for hit in chosen if hit.phrase.part == number - 1]
                near = [(a, b) for a in before for b in its if _distance(a, b) <= NEAR]
                chosen = [
                    hit for hit in chosen if hit.phrase.part < number - 1 or hit in {a for a, _ in near}
                ]
                its = list({b for _, b in near})
            if not its or not chosen:
                return []
            chosen += its
        return chosen


def _distance(a: Hit, b: Hit) -> int:
    """Characters from the beginning of the one to the end of the other."""
    return max(a.end, b.end) - min(a.start, b.start)


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
        self.groups: list[Conjunction] = []
        found: dict[str, list[Phrase]] = {}
        for entry in entries:
            if entry.code not in self.codes:
                self.codes.append(entry.code)
            for kind in (FULL, PARTIAL, EXCLUDED):
                for phrase in getattr(entry, kind):
                    for form, meaning in self._read(entry, kind, phrase):
                        found.setdefault(form, []).append(meaning)
        self._automaton = ahocorasick.Automaton()
        for form, meanings in found.items():
            self._automaton.add_word(form, (len(form), tuple(dict.fromkeys(meanings))))
        if found:
            self._automaton.make_automaton()
        self.is_empty = not found

    @classmethod
    def of(cls, topics: Iterable[Mapping[str, Any]]) -> "Codebook":
        """From the columns of topics, as `Entry.of` takes them."""
        return cls(entry for topic in topics for entry in Entry.of(topic))

    def _read(self, entry: Entry, kind: str, phrase: str) -> Iterator[tuple[str, Phrase]]:
        parts = [part.split(" | ") for part in JOINT.split(phrase)]
        group = None
        if len(parts) > 1:
            group = len(self.groups)
            self.groups.append(Conjunction(kind, tuple(JOINT.findall(phrase))))
        for number, choices in enumerate(parts):
            for word in choices:
                word = word.strip()
                is_prefix = word.endswith("*")
                word = word.rstrip("*").strip()
                cased = shape(re.sub(r"\((e?s)\)", "", word)) if is_acronym(word) else ""
                for form in {squeeze(word)} if is_prefix else forms(word):
                    if form:
                        is_short = bool(SHORT_KATAKANA.fullmatch(form))
                        yield (
                            form,
                            Phrase(
                                entry.code,
                                kind,
                                word,
                                group,
                                number,
                                cased,
                                is_prefix,
                                entry.language,
                                is_short,
                            ),
                        )

    def hits(self, folded: Folded) -> list[Hit]:
        """Every phrase in the text at word boundaries, excluded ones too, in order of place."""
        if self.is_empty:
            return []
        found, text = [], folded.text
        for last, (size, meanings) in self._automaton.iter(text):
            start, end = last - size + 1, last + 1
            if start and is_word(text[start]) and is_word(text[start - 1]):
                continue
            goes_on = end < len(text) and is_word(text[last]) and is_word(text[end])
            for phrase in meanings:
                if goes_on and not phrase.is_prefix:
                    continue
                if phrase.cased and not folded.shaped.startswith(phrase.cased, start):
                    continue
                if phrase.is_short_katakana and _is_in_katakana(folded, start, end, phrase.is_prefix):
                    continue
                found.append(Hit(start, end, phrase))
        return found


def _is_in_katakana(folded: Folded, start: int, end: int, is_prefix: bool) -> bool:
    """Does katakana go on before or after [start, end), nothing such as a middle dot between?"""
    text = folded.text
    if start and KATAKANA.match(text[start - 1]) and not folded.has_gap(start):
        return True
    return bool(not is_prefix and end < len(text) and KATAKANA.match(text[end]) and not folded.has_gap(end))
