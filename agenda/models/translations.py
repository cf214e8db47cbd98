"""The column in which a row says its parts in other languages, and where queries find them."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.languages import TAG
from agenda.translated import READING


def translations_field(*parts: str) -> models.JSONField:
    """The column of a row's translations; it may hold these parts, and how the row's name is read."""
    return models.JSONField(
        gettext_lazy("in other languages"),
        default=dict,
        blank=True,
        encoder=AsWritten,
        validators=[OnlyParts((*parts, READING))],
    )


def read_translations(text: str) -> dict[str, dict[str, str]]:
    """What the column holds, read as text: few rows of a list say anything in other languages."""
    found: dict[str, dict[str, str]] = {} if text == "{}" else json.loads(text)
    return found


class AsWritten(json.JSONEncoder):
    """JSON with its letters as they are written: the databases compare them as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"ensure_ascii": False})


class OnlyParts:
    """Refuses translations that are not {language tag: {part: text}}, or name a part that the row has not."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self.parts = parts

    def __call__(self, value: Any) -> None:
        if problem := self.problem(value):
            raise ValidationError(problem)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OnlyParts) and other.parts == self.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """How a migration writes it."""
        return "agenda.models.translations.OnlyParts", (self.parts,), {}

    def problem(self, value: Any) -> str:
        """What is wrong with the value; "" when nothing is."""
        if not isinstance(value, Mapping):
            return _("Translations are objects by language tag.")
        for tag, parts in value.items():
            if not re.fullmatch(TAG, str(tag)):
                return _("“%(tag)s” is no language tag such as ja or zh-Hant.") % {"tag": tag}
            if not isinstance(parts, Mapping):
                return _("Translations into “%(tag)s” are texts by part.") % {"tag": tag}
            for part, text in parts.items():
                if part not in self.parts:
                    known = ", ".join(self.parts)
                    return _("“%(part)s” is no part to translate; there are %(known)s.") % {
                        "part": part, "known": known}  # fmt: skip
                if not isinstance(text, str) or not text.strip():
                    return _("The translation of %(part)s into “%(tag)s” is no text.") % {
                        "part": part,
                        "tag": tag,
                    }
        return ""


def places_of(model: type[models.Model], field: str) -> list[tuple[str, str]]:
    """(path of a query, relation it leads over) of everything that a field of a model says in any language of the pages."""
    relation, _separator, part = field.rpartition("__")
    holder: Any = model
    for step in relation.split("__") if relation else ():
        holder = holder._meta.get_field(step).related_model
    before = f"{relation}__" if relation else ""
    columns = {column.name for column in holder._meta.get_fields()}
    found = [field]
    for tag, _name in settings.LANGUAGES:
        if (own := f"{part}_{tag.replace('-', '_')}") in columns:
            found.append(f"{before}{own}")
        elif "translations" in columns and tag != settings.LANGUAGE_CODE:
            found.append(f"{before}translations__{tag}__{part}")
    return [(path, relation) for path in found]
