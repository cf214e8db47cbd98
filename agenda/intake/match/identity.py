"""Which row a row of a file is: by its key, else by what makes it the one it is; and the key of a new one."""

import hashlib
from collections import defaultdict
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.catalogue.noun import Noun
from agenda.joining import listed

from .labels import label_of
from .values import folded


class Identity:
    """The rows of one noun by what makes each the one it is: those on record and those planned so far."""

    def __init__(self, noun: Noun, canonical: dict[str, dict], taken: set[str]):
        self.noun, self.taken = noun, taken
        self.natural: dict = defaultdict(set)
        for key, values in canonical.items():
            self.note(key, values)

    def note(self, key: str, values: dict) -> None:
        for natural in self._naturals(values):
            self.natural[natural].add(key)

    @property
    def is_by_name(self) -> bool:
        """Is a row of this noun told by its name alone?"""
        return any(key.needs == ("name",) for key in self.noun.natural)

    def announced(self, values: dict) -> str:
        """The key that a row of the file will get, known before the row is planned; "" where none can be made."""
        try:
            key = self.key_of(values)
        except ValueError:
            return ""
        self.note(key, values)
        return key

    def known(self, values: dict) -> str:
        """The key of the one row on record or planned that the values describe; "" where there is none, or several."""
        naturals = self._naturals(values)
        found = self.natural.get(naturals[0], set()) if naturals else set()
        return next(iter(found)) if len(found) == 1 else ""

    def key_of(self, values: dict) -> str:
        """The key of the row that `values` describe: given, found, or made for a new one.

        Raises ValueError when they fit several rows or say too little.
        """
        if all(values.get(name) for name in self.noun.key):
            return "/".join(str(values[name]).strip() for name in self.noun.key)
        naturals = self._naturals(values)
        if not naturals:
            raise ValueError(self._too_little())
        natural = naturals[0]
        found = self.natural.get(natural, set())
        if len(found) > 1:
            sentence = _("It could be %(found)s: name the one you mean in a column “%(column)s”.")
            column = " + ".join(map(label_of, self.noun.key))
            raise ValueError(sentence % {"found": listed(sorted(found)[:4]), "column": column})
        return next(iter(found)) if found else self._free(self._made(values, natural))

    def _naturals(self, values: dict) -> list[tuple[str, ...]]:
        """The columns of each natural key that is filled, with their values."""
        return [
            tuple(f"{name}:{_compared(name, values)}" for name in key.needs + key.adds)
            for key in self.noun.natural
            if all(values.get(name) for name in key.needs)
        ]

    def _too_little(self) -> str:
        ways = [" + ".join(map(label_of, names)) for names in self._ways()]
        return _("Nothing tells which row it is. Give %(columns)s.") % {"columns": _(", or ").join(ways)}

    def _ways(self) -> list[tuple[str, ...]]:
        return [self.noun.key, *(key.needs for key in self.noun.natural)]

    def _made(self, values: dict, natural: tuple[str, ...]) -> str:
        """The start of a new key: of its columns, else of the natural key, so that the same sheet finds it again."""
        if not self.noun.slug_of:
            return "r-" + hashlib.sha256("/".join(natural).encode()).hexdigest()[:10]
        parts = (
            next((values[name] for name in group if values.get(name)), "") for group in self.noun.slug_of
        )
        return slugify("-".join(map(str, parts)))

    def _free(self, start: str) -> str:
        """A key nobody has, made of `start`."""
        field: Any = self.noun.model._meta.get_field(self.noun.key[0])
        start = start[: field.max_length - 4].strip("-")
        if not start:
            raise ValueError(
                _("No address can be made of its name: give it a slug or code of Latin letters.")
            )
        key, number = start, 1
        while key in self.taken:
            number += 1
            key = f"{start}-{number}"
        self.taken.add(key)
        return key


def _compared(name: str, values: dict) -> str:
    value = str(values.get(name) or "")
    return folded(value) if name in ("name", "title") else value
