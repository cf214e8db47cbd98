"""Choices of a filter that are rows with names: dialogues, topics, actors, as the request's vocabulary has them."""

from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from django.utils.choices import BaseChoiceIterator

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

    def few(self, most: int, chosen: Collection[str]) -> list[tuple[str, str]]:
        """The choices; of more than `most` the chosen ones and the first of the others as they are stored, by name."""
        if len(self) <= most:
            return self.listed
        wanted = {self.nouns.keys_by_word[word] for word in chosen}
        others = (pk for pk in self.nouns if pk in self.keys and pk not in wanted)
        return NamedChoices(self.nouns, wanted | set(islice(others, max(most - len(wanted), 0)))).listed

    @cached_property
    def listed(self) -> list[tuple[str, str]]:
        """All of the choices."""
        rows = sorted((self.nouns[pk] for pk in self.nouns if pk in self.keys), key=by_name)
        return [(self.nouns.words[row.pk], str(row)) for row in rows]

    def labels(self, words: Collection[str]) -> list[str]:
        """The names of the rows that have the words, in their order."""
        rows = sorted((self.nouns[self.nouns.keys_by_word[word]] for word in set(words)), key=by_name)
        return [str(row) for row in rows]

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
