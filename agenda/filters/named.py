"""Choices of a filter that are rows with names: dialogues, topics, actors, as the request's vocabulary has them."""

import heapq
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.choices import BaseChoiceIterator
from django.utils.functional import cached_property

from agenda.models.vocabulary import Nouns, vocabulary
from agenda.translated import by_name


class NamedChoices(BaseChoiceIterator):
    """(word, name) of some of the rows, by name as the reader's language sorts them, named when they are listed."""

    def __init__(self, nouns: Nouns[Any], keys: Collection[int] | None = None) -> None:
        self.nouns = nouns
        self.keys: Collection[int] = nouns.keys() if keys is None else keys

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, word: object) -> bool:
        return self.nouns.keys_by_word.get(str(word)) in self.keys

    @cached_property
    def listed(self) -> list[tuple[str, str]]:
        """All of the choices."""
        return self.pairs([pk for pk in self.nouns if pk in self.keys])

    def some(
        self, most: int, counts: Mapping[str, int] | None, chosen: Collection[str], typed: str
    ) -> tuple[list[tuple[str, str]], int]:
        """The chosen ones and at most so many others, by name; and how many more there are.

        The others are those whose names hold the words typed, and of them those that show most; where nothing is counted,
        the first as they are stored.
        """
        words, keys = self.nouns.words, self.nouns.keys_by_word
        others: Collection[int] = self.nouns.containing(typed) if typed else self.nouns.keys()
        kept = {keys[word] for word in chosen}
        left = [pk for pk in others if pk in self.keys and pk not in kept]
        if counts is None:
            listed = left[:most]
        else:
            counted = left if typed else [pk for pk in left if counts.get(words[pk])]
            listed = heapq.nsmallest(most, counted, key=lambda pk: (-counts.get(words[pk], 0), words[pk]))
        return self.pairs([*kept, *listed]), len(left) - len(listed)

    def pairs(self, keys: Collection[int]) -> list[tuple[str, str]]:
        """(word, name) of the rows of the keys, by name."""
        rows = sorted((self.nouns[pk] for pk in keys), key=by_name)
        return [(self.nouns.words[row.pk], str(row)) for row in rows]

    def labels(self, words: Collection[str]) -> list[str]:
        """The names of the rows that have the words, in their order."""
        return [name for _word, name in self.pairs({self.nouns.keys_by_word[word] for word in words})]

    def label(self, word: str) -> str:
        """The name of the row that has the word."""
        return str(self.nouns[self.nouns.keys_by_word[word]])


def forums() -> NamedChoices:
    """The public forums."""
    return NamedChoices(vocabulary().dialogues)


def topics() -> NamedChoices:
    """The public topics that were not merged into others."""
    known = vocabulary().topics
    return NamedChoices(known, known.marked["standing"])


def recommenders() -> NamedChoices:
    """Whoever makes a public recommendation."""
    known = vocabulary().actors
    return NamedChoices(known, known.marked["recommends"])


def publishers() -> NamedChoices:
    """Public actors who published a document."""
    return NamedChoices(vocabulary().actors, vocabulary().publishers)
