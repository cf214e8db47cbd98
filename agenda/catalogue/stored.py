"""The kinds of column a record file may have: each checks a value, stores it and reads it back.

A value travels in three forms: as it stands in the file, canonical (as `dump_record` would write it),
and on the model instance.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agenda.dates import PartialDate


def missing(name: str) -> str:
    return _("%(name)s is missing") % {"name": name}


def not_among(name: str, key, noun: str) -> str:
    return _("%(name)s: there is no %(key)r among the %(noun)s") % {"name": name, "key": key, "noun": noun}


@dataclass(frozen=True)
class StoredColumn:
    """A plain value, checked by its model field. `sparse` columns are written only when not `empty`.

    `synonyms` are other names that people's tables give the column, with spaces between. Columns that are not
    `in_tables` stand in record files only.
    """

    name: str
    attr: str = ""
    required: bool = False
    empty: Any = ""
    sparse: bool = False
    synonyms: str = ""
    in_tables: bool = True

    @property
    def attribute(self) -> str:
        return self.attr or self.name

    names = property(lambda self: (self.name,))
    fetched_with: ClassVar[tuple[str, ...]] = ()
    """Relations that `of` reads one row of, for select_related."""
    prefetched: ClassVar[tuple[str, ...]] = ()
    """Relations that `of` reads many rows of, for prefetch_related."""

    def problems(self, values: dict, model, known) -> list[str]:
        value = values.get(self.name)
        if value in (None, "", []):
            return [missing(self.name)] if self.required else []
        try:
            model._meta.get_field(self.attribute).clean(value, None)
        except ValidationError as error:
            return [f"{self.name}: {value!r}: {' '.join(error.messages)}"]
        return []

    def canonical(self, values: dict):
        value = values.get(self.name)
        return self.empty if value in (None, "", []) else value

    def of(self, instance):
        value = getattr(instance, self.attribute)
        return self.empty if value in (None, "", []) else value

    def put(self, instance, value, lookup) -> None:
        field = instance._meta.get_field(self.attribute)
        setattr(instance, self.attribute, "" if value is None and not field.null else value)

    def put_related(self, instance, value, lookup) -> None:
        """Store what needs the saved instance: many-to-many relations and texts."""


@dataclass(frozen=True)
class Lines(StoredColumn):
    """A list of short texts."""

    empty: Any = ()

    def problems(self, values, model, known):
        value = values.get(self.name) or []
        if isinstance(value, list) and all(isinstance(line, str) and line.strip() for line in value):
            return []
        return [_("%(name)s must be a list of texts") % {"name": self.name}]

    def canonical(self, values):
        return list(values.get(self.name) or [])

    def of(self, instance):
        return list(getattr(instance, self.attribute))


@dataclass(frozen=True)
class Translations(StoredColumn):
    """What the row says in other languages, {language tag: {part: text}}; record files keep it beside the noun's file."""

    name: str = "translations"
    empty: Any = None
    sparse: bool = True
    in_tables: bool = False

    def canonical(self, values):
        said = values.get(self.name) or {}
        return {tag: dict(sorted(said[tag].items())) for tag in sorted(said) if said[tag]}

    def of(self, instance):
        return self.canonical({self.name: instance.translations})

    def put(self, instance, value, lookup):
        instance.translations = value


@dataclass(frozen=True)
class Flag(StoredColumn):
    """True or false; `empty` is what a missing value means."""

    def problems(self, values, model, known):
        value = values.get(self.name, self.empty)
        if isinstance(value, bool):
            return []
        return [_("%(name)s must be true or false, not %(value)r") % {"name": self.name, "value": value}]

    def canonical(self, values):
        return values.get(self.name, self.empty)

    def of(self, instance):
        return getattr(instance, self.attribute)


@dataclass(frozen=True)
class Day(StoredColumn):
    """An exact date."""

    empty: Any = None

    def of(self, instance):
        value = getattr(instance, self.attribute)
        return value.isoformat() if value else None

    def put(self, instance, value, lookup):
        setattr(instance, self.attribute, PartialDate.parse(value).first if value else None)


@dataclass(frozen=True)
class Dated(StoredColumn):
    """A partial date with its precision in a column beside it; `part` is the model's PartialDate property.

    `ends` is the column of the last day of what may last several; tables write both days in one cell, too.
    """

    ends: str = ""
    precision: str = "date_precision"
    part: str = "held"
    empty: Any = None

    names = property(lambda self: (self.name, self.precision))

    def problems(self, values, model, known):
        text = values.get(self.name)
        if text is None:
            return [missing(self.name)] if self.required else []
        try:
            precision = PartialDate.parse(str(text)).precision
        except ValueError as error:
            return [f"{self.name}: {error}"]
        stated = values.get(self.precision) or precision
        if stated != precision:
            sentence = _("%(name)s: %(text)r is known to the %(precision)s, but %(column)s says %(stated)r")
            named = {
                "name": self.name,
                "text": text,
                "precision": precision,
                "column": self.precision,
                "stated": stated,
            }
            return [sentence % named]
        return []

    def canonical(self, values):
        text = values.get(self.name)
        return PartialDate.parse(str(text)).iso if text else None

    def of(self, instance):
        value = getattr(instance, self.part)
        return value.iso if value else None

    def put(self, instance, value, lookup):
        setattr(instance, self.part, PartialDate.parse(value) if value else None)


@dataclass(frozen=True)
class Ref(StoredColumn):
    """One row of another noun, by its key."""

    noun: str = ""
    empty: Any = None
    fetched_with = property(lambda self: (self.attribute,))

    def problems(self, values, model, known):
        value = values.get(self.name)
        if value is None:
            return [missing(self.name)] if self.required else []
        if not isinstance(value, str) or value not in known[self.noun]:
            return [not_among(self.name, value, self.noun)]
        return []

    def of(self, instance):
        row = getattr(instance, self.attribute)
        return row.natural_key() if row else None

    def put(self, instance, value, lookup):
        setattr(instance, self.attribute, lookup(self.noun, value) if value else None)


@dataclass(frozen=True)
class Refs(StoredColumn):
    """Several rows of another noun; their order means nothing and is kept alphabetical."""

    noun: str = ""
    empty: Any = ()
    prefetched = property(lambda self: (self.attribute,))

    def problems(self, values, model, known):
        value = values.get(self.name) or []
        if not isinstance(value, list):
            return [_("%(name)s must be a list") % {"name": self.name}]
        return [
            not_among(self.name, key, self.noun)
            for key in value
            if not isinstance(key, str) or key not in known[self.noun]
        ]

    def canonical(self, values):
        return sorted(set(values.get(self.name) or []))

    def of(self, instance):
        return sorted(row.natural_key() for row in getattr(instance, self.attribute).all())

    def put(self, instance, value, lookup):
        pass

    def put_related(self, instance, value, lookup):
        getattr(instance, self.attribute).set(lookup(self.noun, key) for key in value)
