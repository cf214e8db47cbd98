"""Which rows a name that nobody knows may mean: the nearest of all names, aliases and phrases on record."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz, process

from agenda.catalogue.files import NAMED
from agenda.models import Phrasing, Topic

from .finders import Finder
from .values import loose

KANA = re.compile(r"[\u3040-\u30ff]")
SOUNDS = str.maketrans({"c": "k", "q": "k", "l": "r", "v": "b", "z": "s", "f": "h"})
SURE, NEAR, MOST = 88, 55, 3
"""Scores from which a guess is offered as chosen, and from which it is offered at all; how many are offered."""
SMALL_WORDS = {"the", "of", "and", "for", "in", "on", "to", "a", "at"}


@dataclass(frozen=True)
class Guess:
    """A row that a name may mean: its key, how it is called, and how near the name comes (0 to 100)."""

    key: str
    name: str
    score: int


class Guesser:
    """Guesses rows of one noun. Its names are read once."""

    def __init__(self, noun: str, finder: Finder):
        self.noun, self.finder = noun, finder
        self.names: dict[str, set[str]] = defaultdict(set)
        for name, keys in finder.names.items():
            self.names[name] |= keys
        for key in finder.keys:
            self.names[key.replace("-", " ")].add(key)
        if noun == "topics":
            self._add_phrases()
        self.titles = self._titles()
        self.sounds: dict[str, set[str]] = defaultdict(set)
        self.initials: dict[str, set[str]] = defaultdict(set)
        for name, keys in self.names.items():
            self.sounds[sound(name)] |= keys
            if len(short := initials(name)) > 1:
                self.initials[short] |= keys

    def _add_phrases(self) -> None:
        for code, *lists in Topic.objects.values_list("code", "aliases", "phrases"):
            self._add(code, *lists)
        for code, listed in Phrasing.objects.values_list("topic__code", "phrases"):
            self._add(code, listed)

    def _add(self, key: str, *lists: Iterable[str]) -> None:
        for phrase in (phrase for listed in lists for phrase in listed):
            if not re.search(r"[+|~*]", phrase):
                self.names[loose(phrase)].add(key)

    def _titles(self) -> dict[str, str]:
        noun = NAMED[self.noun]
        column = noun.column("short_name" if self.noun == "dialogues" else noun.named_by[0])
        return dict(noun.model._default_manager.values_list(noun.key[0], column.attribute))

    def of(self, text: str, fits: Iterable[str] = ()) -> list[Guess]:
        """The rows that `text` may mean, the nearest first; `fits` are those it names alike."""
        scores: dict[str, float] = defaultdict(float)
        for key in fits:
            scores[key] = 80
        name = loose(text)
        for found, score, _place in process.extract(name, [*self.names], scorer=_nearness, limit=12):
            for key in self.names[found]:
                scores[key] = max(scores[key], score)
        for key in self.initials.get(re.sub(r"[\W_]", "", name), ()):
            scores[key] = max(scores[key], 92)
        if KANA.search(text) and len(wanted := sound(text)) > 3:
            for found, score, _place in process.extract(wanted, [*self.sounds], scorer=fuzz.ratio, limit=3):
                for key in self.sounds[found]:
                    scores[key] = max(scores[key], score - 8)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
        return [Guess(key, self.titles.get(key, key), round(score)) for key, score in best if score >= NEAR]


def _nearness(one: str, other: str, **_more) -> float:
    """How near two names are, 0 to 100: by their signs, and by their words in any order where they share whole ones."""
    plain = fuzz.ratio(one, other)
    words = fuzz.token_set_ratio(one, other) if len(one) > 3 and len(other) > 3 else 0
    # All words of the one stand in the other: the more it adds, the less sure.
    shorter, longer = sorted((len(one), len(other)))
    return max(plain, words * (0.72 + 0.25 * shorter / longer))


def sound(text: str) -> str:
    """The consonants of a name in Latin letters, for comparing ジェイコブス with Jacobs."""
    latin = re.sub(r"[^a-z]", "", anyascii(text).lower().replace("ph", "f").replace("sh", "s"))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", latin.translate(SOUNDS)))


def initials(name: str) -> str:
    """The first letters of a name's words: csis."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word not in SMALL_WORDS)
