"""What a row says in the reader's language, marked with its own where it has none, and in the others beside it.

A row's own columns are written in the default language unless their script says otherwise. What it says in others stands in
a column of the language (`name_ja`) or in `translations`: {language tag: {part: text}}.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from agenda.languages import Place, collation, reading_language
from agenda.passages.language import language_of

READING = "reading"
"""The part that says how a name is read, for sorting: kana for Japanese, for instance."""


class Said(str):
    """A text with the tag of its language: HTML marks it where that is not the reader's.

    In plain text (f-strings, `%`) it is the text alone; attributes of HTML take its `plain`.
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> "Said":
        said = super().__new__(cls, text)
        said.language = language
        return said

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return self.plain, self.language

    @property
    def plain(self) -> str:
        """The text as an ordinary one, for attributes."""
        return "".join(self)

    @property
    def marked(self) -> SafeString:
        """The text for HTML with the tag of its language, whatever the reader's is."""
        return SafeString(f'<span lang="{escape(self.language)}">{escape(self.plain)}</span>')

    def html_in(self, tag: str) -> SafeString:
        """The text for HTML of a page in that language."""
        is_foreign = self and self.language != tag
        return self.marked if is_foreign else SafeString(escape(self.plain))

    def __html__(self) -> SafeString:
        return self.html_in(reading_language())


def said(text: str, declared: str = "") -> Said:
    """A text of the record with its language: its script says which, else what is declared, else the default one."""
    return Said(text, language_of(text, declared or settings.LANGUAGE_CODE))


def translated(row: Any, part: str, tag: str) -> str:
    """What is on record of a part of the row in a language that is not its own; "" where nothing is."""
    if column := getattr(row, f"{part}_{tag.replace('-', '_')}", ""):
        return str(column)
    parts = (row.translations or {}).get(tag, {})
    return str(parts.get(part, "")) if isinstance(parts, Mapping) else ""


def in_language(row: Any, part: str, tag: str) -> Said:
    """A part of the row in a language, or as it is written where there is nothing in that language."""
    own = said(str(getattr(row, part) or ""), getattr(row, "own_language", ""))
    text = translated(row, part, tag) if own.language != tag else ""
    return Said(text, tag) if text else own


def lines_for_reader(row: Any, part: str) -> list[Said]:
    """A list of lines in the reader's language; each as it is written where not as many lines are on record in it."""
    own = [said(str(line)) for line in getattr(row, part)]
    tag = reading_language()
    lines = translated(row, part, tag).splitlines()
    return [Said(line, tag) for line in lines] if len(lines) == len(own) else own


class Reader:
    """The parts of a row as its reader's language has them: `row.reader.name`."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, part: str) -> Said:
        if part.startswith("_"):
            raise AttributeError(part)
        return in_language(self._row, part, reading_language())

    @property
    def order(self) -> Place:
        """What rows are sorted by their names with: by their reading where one is on record."""
        return place_in(self._row, reading_language())


def place_in(row: Any, tag: str) -> Place:
    """What a row is sorted by in a language; for many rows, which need not ask for the reader's one by one."""
    name = in_language(row, row.NAMED_BY, tag)
    return collation(translated(row, READING, tag) or name, name.language)


def in_all_languages(row: Any, *parts: str) -> list[str]:
    """What the row says in these parts in any language, for whoever searches; its own words first."""
    found = [str(getattr(row, part) or "") for part in parts]
    found += [translated(row, part, tag) for part in parts for tag in _languages_of(row, part)]
    return [text for text in dict.fromkeys(found) if text]


def by_name(row: Any) -> Place:
    """The key that sorts rows by their names in the reader's language."""
    return row.reader.order


class Beside:
    """The parts of a row in the languages that its reader does not see already, marked, one after the other."""

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, part: str) -> SafeString:
        if part.startswith("_"):
            raise AttributeError(part)
        return SafeString(" · ".join(text.marked for text in beside(self._row, part)))


def beside(row: Any, part: str) -> list[Said]:
    """A part in other languages than the one shown: all that are on record beside the row's own, else its own."""
    shown = in_language(row, part, reading_language())
    own = said(str(getattr(row, part) or ""))
    candidates = [own] if shown.language != own.language else [
        Said(translated(row, part, tag), tag) for tag in _languages_of(row, part) if tag != own.language
    ]  # fmt: skip
    return [text for text in candidates if text and text.plain != shown.plain]


def in_others(row: Any, part: str) -> dict[str, str]:
    """A part in each language that it is on record in beside the row's own: {tag: text}."""
    own = said(str(getattr(row, part) or "")).language
    found = {tag: translated(row, part, tag) for tag in _languages_of(row, part) if tag != own}
    return {tag: text for tag, text in found.items() if text}


def _languages_of(row: Any, part: str) -> list[str]:
    """The tags of the languages that the row says something in: columns of its own first."""
    start = f"{part}_"
    columns = [
        name.removeprefix(start)
        for name in vars(row)
        if name.startswith(start) and re.fullmatch(f"{part}_[a-z]{{2,3}}", name)
    ]
    return list(dict.fromkeys([*columns, *(row.translations or {})]))


class Translated:
    """What rows with names in several languages can do; `NAMED_BY` is the part they are named by."""

    NAMED_BY = "name"

    @cached_property
    def reader(self) -> Reader:
        return Reader(self)

    @cached_property
    def beside(self) -> Beside:
        return Beside(self)
