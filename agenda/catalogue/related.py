"""Columns of record files that are kept in rows of their own: texts, accounts, lists of objects, passages."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import reduce
from typing import Any

from django.utils.translation import gettext as _

from agenda.dates import PartialDate
from agenda.models import Body, Evidence

from .stored import Day, Lines, Ref, StoredColumn, missing, not_among


@dataclass(frozen=True)
class Abstract(StoredColumn):
    """A document's text: our abstract as a list of numbered paragraphs, frozen as a Body."""

    empty: Any = ()
    in_tables: bool = False
    kind: str = Body.Kind.ABSTRACT
    prefetched = ("bodies",)

    def problems(self, values, model, known):
        value, before = values.get(self.name) or [], 0
        if not isinstance(value, list):
            return [_("%(name)s must be a list of numbered paragraphs") % {"name": self.name}]
        for item in value:
            number = item.get("paragraph") if isinstance(item, dict) else None
            text = item.get("text") if isinstance(item, dict) else None
            if not isinstance(number, int) or isinstance(number, bool) or number <= before:
                return [
                    _("%(name)s: paragraph numbers must be whole numbers that go up") % {"name": self.name}
                ]
            if not isinstance(text, str) or not text.strip() or "\n" in text.strip():
                return [
                    _("%(name)s: paragraph %(n)s needs one line of text") % {"name": self.name, "n": number}
                ]
            before = number
        return []

    def canonical(self, values):
        return [
            {"paragraph": item["paragraph"], "text": item["text"].strip()}
            for item in values.get(self.name) or []
        ]

    def of(self, instance):
        body = instance.body if instance.pk else None
        if body is None or body.kind != self.kind:
            return []
        return [{"paragraph": number, "text": text} for number, text in body.paragraphs()]

    def put(self, instance, value, lookup):
        pass

    def put_related(self, instance, value, lookup):
        if not value:
            return
        text = "\n\n".join(item["text"] for item in value)
        numbers = [item["paragraph"] for item in value]
        if numbers == list(range(1, len(numbers) + 1)):
            numbers = []
        version = 1 + max((body.version for body in instance.bodies.all()), default=0)
        instance.bodies.create(
            version=version, kind=self.kind, text=text, numbers=numbers, sha256=Body.digest(text)
        )


@dataclass(frozen=True)
class AccountRef(Ref):
    """A coder's or reviewer's account, by its username."""

    noun: str = "coders"
    in_tables: bool = False

    def of(self, instance):
        user = reduce(getattr, self.attribute.split("__"), instance)
        return user.username if user else None


def noon(day: str) -> datetime:
    """The moment that stands for a day: noon UTC."""
    return datetime.combine(PartialDate.parse(day).first, time(12), UTC)


@dataclass(frozen=True)
class Noon(Day):
    """A day on record as a moment: noon UTC of that day stands for it."""

    def of(self, instance):
        value = getattr(instance, self.attribute)
        return value.date().isoformat() if value else None

    def put(self, instance, value, lookup):
        setattr(instance, self.attribute, value and noon(value))

    def problems(self, values, model, known):
        text = values.get(self.name)
        if text is None:
            return [missing(self.name)] if self.required else []
        try:
            is_day = PartialDate.parse(str(text)).precision == "day"
        except ValueError as error:
            return [f"{self.name}: {error}"]
        return [] if is_day else [_("%(name)s must be known to the day") % {"name": self.name}]


@dataclass(frozen=True)
class ObjectRows(StoredColumn):
    """A list of small objects: rows of a related model that belong to this one, `parts` being their columns.

    `related` names the relation; `keys` maps a part to (noun, attribute) where it refers to a row of a noun;
    `lists` are parts that are lists of texts, `objects` such as are objects; no two objects have the same `unlike` part.
    """

    empty: Any = ()
    in_tables: bool = False
    related: str = ""
    parts: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    unlike: str = ""
    prefetched = property(
        lambda self: (self.related, *(f"{self.related}__{part}" for part, _noun in self.keys))
    )

    def problems(self, values, model, known):
        value = values.get(self.name) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            return [_("%(name)s must be a list of objects") % {"name": self.name}]
        found = []
        for number, item in enumerate(value, start=1):
            place = f"{self.name} {number}"
            unknown = [part for part in item if part not in self.parts]
            found += [
                _("%(place)s: unknown column %(part)r") % {"place": place, "part": part} for part in unknown
            ]
            for part, noun in self.keys:
                for key in _listed(item.get(part)):
                    if key not in known[noun]:
                        found.append(f"{place}: {not_among(part, key, noun)}")
            for problem in self._part_problems(item, model._meta.get_field(self.related).related_model):
                found.append(f"{place}: {problem}")
        if self.unlike:
            seen = [str(item.get(self.unlike)) for item in value]
            found += [
                _("%(name)s: there are two of %(part)s %(key)r")
                % {"name": self.name, "part": self.unlike, "key": key}
                for key in sorted({key for key in seen if seen.count(key) > 1})
            ]
        return found

    def _part_problems(self, item: dict, model):
        """What the lists and the plain values lack, for the model whose rows they become."""
        for part in self.parts:
            if part in self.lists:
                yield from Lines(part).problems(item, model, {})
            elif part not in dict(self.keys):
                yield from StoredColumn(part, required=not model._meta.get_field(part).blank).problems(
                    item, model, {}
                )

    def canonical(self, values):
        return self._sorted(
            {part: item.get(part, self._nothing(part)) for part in self.parts}
            for item in values.get(self.name) or []
        )

    def of(self, instance):
        rows = getattr(instance, self.related).all() if instance.pk else []
        return self._sorted({part: self._part(row, part) for part in self.parts} for row in rows)

    def _nothing(self, part: str):
        is_list = part in self.lists or part in ("topics", "successors")
        return [] if is_list else {} if part in self.objects else ""

    def _sorted(self, items) -> list[dict]:
        compared = [part for part in self.parts if part not in self.objects]
        return sorted(items, key=lambda item: tuple(item[part] for part in compared))

    def _part(self, row, part: str):
        value = getattr(row, part)
        if part not in dict(self.keys):
            return value
        return (
            value.natural_key()
            if hasattr(value, "natural_key")
            else sorted(r.natural_key() for r in value.all())
        )

    def put(self, instance, value, lookup):
        pass

    def put_related(self, instance, value, lookup):
        rows = getattr(instance, self.related)
        rows.all().delete()
        for item in value:
            nouns = dict(self.keys)
            many = {part: item[part] for part in nouns if isinstance(item[part], list)}
            plain = {part: lookup(nouns[part], item[part]) if part in nouns else item[part]
                     for part in self.parts if part not in many}  # fmt: skip
            row = rows.create(**plain)
            for part, keys in many.items():
                getattr(row, part).set(lookup(nouns[part], key) for key in keys)


def _listed(value) -> list:
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True)
class Passages(StoredColumn):
    """The evidence of an assessment: {document, paragraph, strength, summary}, each in an examined document."""

    empty: Any = ()
    in_tables: bool = False
    parts = ("document", "paragraph", "strength", "summary")
    prefetched = ("examinations__document", "examinations__evidence")

    def problems(self, values, model, known):
        value = values.get(self.name) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            return [_("%(name)s must be a list of objects") % {"name": self.name}]
        examined = values.get("examined") or []
        return [
            f"{self.name} {number}: {problem}"
            for number, item in enumerate(value, start=1)
            for problem in self._item_problems(item, examined)
        ]

    def _item_problems(self, item: dict, examined) -> list[str]:
        problems = [_("unknown column %(part)r") % {"part": part} for part in item if part not in self.parts]
        if item.get("document") not in examined:
            problems.append(_("%(key)r is not among the examined documents") % {"key": item.get("document")})
        paragraph = item.get("paragraph")
        if not isinstance(paragraph, int) or isinstance(paragraph, bool) or paragraph < 1:
            problems.append(_("paragraph must be a number from 1"))
        if item.get("strength", "full") not in Evidence.Strength.values:
            problems.append(_("strength is full or partial"))
        if not isinstance(item.get("summary", ""), str):
            problems.append(_("summary must be text"))
        return problems

    def canonical(self, values):
        rows = [
            {"document": item["document"], "paragraph": item["paragraph"], "strength": item.get("strength", "full"),
             "summary": item.get("summary", "").strip()}
            for item in values.get(self.name) or []
        ]  # fmt: skip
        return sorted(rows, key=lambda row: tuple(row[part] for part in self.parts))

    def put(self, instance, value, lookup):
        pass

    def of(self, instance):
        rows = [
            {
                "document": x.document.slug,
                "paragraph": e.paragraph,
                "strength": e.strength,
                "summary": e.summary,
            }
            for x in instance.examinations.all()
            for e in x.evidence.all()
            if e.paragraph
        ]
        return sorted(rows, key=lambda row: tuple(row[part] for part in self.parts))


@dataclass(frozen=True)
class CodebookRef(StoredColumn):
    """The codebook version an assessment was coded under, by its number."""

    fetched_with = ("codebook_version",)

    def problems(self, values, model, known):
        value = values.get(self.name, self.empty)
        return [] if str(value) in known["codebook"] else [not_among(self.name, value, "codebook")]

    def of(self, instance):
        return instance.codebook_version.number

    def put(self, instance, value, lookup):
        instance.codebook_version = lookup("codebook", str(value))


@dataclass(frozen=True)
class Position(StoredColumn):
    """Which of the coder's assessments of the cell a finding rests on, counted from 1; None for the last."""

    empty: Any = None

    def problems(self, values, model, known):
        value = values.get(self.name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return []
        return [_("%(name)s must be a number from 1") % {"name": self.name}]
