"""Names that may be those of one and the same thing: other names, other languages, near spelling, acronyms. Pure.

Two names are alike where the same words stand in them in any order, where a slip of the pen lies between them, where one is
the acronym of the other, or where one is the other in Japanese letters. Near spelling is looked for among neighbors in two
orders of the alphabet, so that the work grows with the number of names and not with that of their pairs.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from anyascii import anyascii
from rapidfuzz.distance import OSA

SMALL = frozenset("the of and for on a an to in at with de du des la le les der die das und für et".split())
"""Words in which names of one thing differ."""
ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,9}")
OF_WHOM = re.compile(r"\s+of\s+(?:the\s+)?[^\s,]+(?:\s+[^\s,]+)?$", re.I)
"""Whose office it is, at the end of its name: Ministry of Foreign Affairs of Japan."""
KANA = re.compile(r"[\u3040-\u30ffー・\s]+")
SHORTEST_NEAR = 6
"""Letters below which another spelling is another word."""
NEIGHBORS = 6
"""How many neighbors of a name in the order of the alphabet are compared with it."""
FEWEST_WORDS = 3
"""Words that an acronym stands for at least."""


def words_of(name: str) -> list[str]:
    """The words of a name that tell it from others, in small letters without accents and plural s."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold().replace("’", "'"))
    plain = unicodedata.normalize(
        "NFKC", "".join(sign for sign in apart if unicodedata.combining(sign) in (0, 8))
    )
    found = [word for word in re.findall(r"[^\W_]+", re.sub(r"'s?\b", "", plain)) if word not in SMALL]
    return [word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word for word in found]


def marks(name: str) -> set[str]:
    """What a name has in common with another spelling of it: its words in any order, its acronym, its sound."""
    words = words_of(name)
    if not words:
        return set()
    found = {" ".join(sorted(words)), "".join(words)}
    bare = name.strip()
    if ACRONYM.fullmatch(bare):
        found.add("acronym " + re.sub(r"\W", "", bare).casefold())
    if KANA.fullmatch(bare):
        found.add("".join(words_of(anyascii(bare))))
    return found


def _acronyms(name: str) -> set[str]:
    """The first letters of a name's words as marks, with its small words and without (MOFA, MFA), and without a last “of …”."""
    found = set()
    for part in (name, OF_WHOM.sub("", name)):
        words = re.findall(r"[A-Za-z0-9]+", part)
        large = [word for word in words if word.casefold() not in SMALL]
        if len(large) >= FEWEST_WORDS:
            found |= {"acronym " + "".join(word[0] for word in some).casefold() for some in (words, large)}
    return found


def _is_slip(one: str, other: str) -> bool:
    """Whether one slip of the pen lies between two names, and not in a figure."""
    if not one.isascii() or not other.isascii():  # one sign of Chinese characters is a word of its own
        return False
    if min(len(one), len(other)) < SHORTEST_NEAR or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


class NameIndex:
    """The names of rows by their keys, to find those that may be one.

    `words` are other words by which a row is known: two rows may share them, but none is another one's name.
    """

    def __init__(
        self, named: Mapping[Hashable, Iterable[str]], words: Mapping[Hashable, Iterable[str]] | None = None
    ):
        self.by_mark: dict[str, set[Hashable]] = defaultdict(set)
        self.by_acronym: dict[str, set[Hashable]] = defaultdict(set)
        self.by_word: dict[str, set[Hashable]] = defaultdict(set)
        self.spelled: dict[str, set[Hashable]] = defaultdict(set)
        for key, names in named.items():
            for name in names:
                self._add(key, name)
        for key, others in (words or {}).items():
            for mark in {mark for word in others for mark in marks(word)}:
                self.by_word[mark].add(key)

    def _add(self, key: Hashable, name: str) -> None:
        for mark in marks(name):
            self.by_mark[mark].add(key)
        for mark in _acronyms(name):
            self.by_acronym[mark].add(key)
        if joined := "".join(words_of(name)):
            self.spelled[joined].add(key)

    def twins(self, names: Iterable[str], words: Iterable[str] = ()) -> set[Hashable]:
        """The keys of the rows that may be what is called so. Every name is compared once."""
        found: set[Hashable] = set()
        for name in names:
            for mark in marks(name):
                for table in (self.by_mark, self.by_acronym, self.by_word):
                    found |= table.get(mark, set())
            for mark in _acronyms(name):
                found |= self.by_mark.get(mark, set())
            joined = "".join(words_of(name))
            for other, keys in self.spelled.items():
                if abs(len(other) - len(joined)) <= 1 and _is_slip(joined, other):
                    found |= keys
        for mark in {mark for word in words for mark in marks(word)}:
            found |= self.by_mark.get(mark, set())
        return found

    def pairs(self) -> set[frozenset[Hashable]]:
        """Pairs of keys whose rows may be one and the same; every such row is in one at least."""
        groups = [keys for keys in self.by_mark.values() if len(keys) > 1]
        for table in (self.by_acronym, self.by_word):
            groups += [keys | self.by_mark[mark] for mark, keys in table.items() if mark in self.by_mark]
        for order in (sorted(self.spelled), sorted(self.spelled, key=lambda name: name[::-1])):
            for place, name in enumerate(order):
                near = (other for other in order[place + 1 : place + 1 + NEIGHBORS] if _is_slip(name, other))
                groups += [self.spelled[name] | self.spelled[other] for other in near]
        found: set[frozenset[Hashable]] = set()
        for keys in groups:
            first, *others = sorted(keys, key=str)  # one with all the others, however many share a mark
            found |= {frozenset((first, other)) for other in others}
        return found
