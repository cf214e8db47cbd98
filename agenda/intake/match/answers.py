"""Rows by names that people write, with what a person said about names that nobody knows."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from agenda.intake.files.folding import folded

from .finders import Finders, NotFound

Maker = Callable[[str, str, dict, dict], str]
"""Makes a new row: (noun, name, the person's columns, the columns of the row that names it) to its key."""


class LeftOut(Exception):
    """A person said that rows with this name or word are left out; the message says so."""


class AnsweredNames:
    """Finds rows as `Finders` do, and by the person's answers where no row bears the name."""

    def __init__(self, finders: Finders, answers: dict[str, dict[str, dict]], make: Maker | None = None):
        self.finders, self.answers, self.make = finders, answers, make

    def answer(self, subject: str, text: str) -> dict:
        """What was said about the text; {} where nothing was."""
        return self.answers.get(subject, {}).get(folded(text), {})

    def is_known(self, noun: str, text: str) -> bool:
        """Does the text name a row, by itself or by an answer? Nothing is made."""
        try:
            self.finders[noun].find(text)
        except NotFound:
            said = self.answer(noun, text)
            return "new" in said or bool(self._meant(noun, said))
        return True

    def _meant(self, noun: str, said: dict) -> str:
        """The key of the row that an answer names, also after it was merged into another; "" where it is gone."""
        try:
            return self.finders[noun].find(said["is"]) if "is" in said else ""
        except NotFound:
            return ""

    def find(self, noun: str, text: str, row: dict | None = None) -> str:
        """The key of the row that `text` names. Raises NotFound and LeftOut.

        `row` holds what is known of the row that bears the name, for a new one that is to be made of it.
        """
        try:
            return self.finders[noun].find(text)
        except NotFound as unknown:
            said = self.answer(noun, text)
            if said.get("out"):
                raise LeftOut(_("“%(text)s”: its rows are left out, as you said.") % {"text": text}) from None
            if meant := self._meant(noun, said):
                return meant
            if "is" in said:
                sentence = _(
                    "“%(text)s” was taken for “%(key)s”, which is no longer on record. Choose again."
                )
                raise NotFound(
                    sentence % {"text": text, "key": said["is"]}, noun, text, unknown.fits
                ) from None
            if "new" in said and self.make:
                return self.make(noun, text, said["new"], row or {})
            raise

    def word(self, column: str, value: Any) -> Any:
        """What the person said that a cell's word means: another text, None for an empty cell. Raises LeftOut."""
        said = self.answer(f"={column}", str(value))
        if said.get("out"):
            raise LeftOut(_("“%(text)s”: its rows are left out, as you said.") % {"text": value})
        if said.get("blank"):
            return None
        return said.get("is", value)
