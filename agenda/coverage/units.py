"""Public units that several coded blind, counted by the codes they were given, as the database keeps them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from agenda.models import CodedUnit, Topic, UnitTally

from .agreement import Codes, Figures, interval_counted, interval_in_order
from .alpha import MANY
from .doubles import coded_by_several, document_doubles, doubles


@dataclass
class CountedUnits:
    """Units under one codebook version or several: how many were given each codes, by topic and dialogue id, and papers."""

    versions: list[int]
    """The keys of the versions."""
    cells: Counter[Codes] = field(default_factory=Counter)
    papers: Counter[Codes] = field(default_factory=Counter)
    by_topic: dict[int, Counter[Codes]] = field(default_factory=lambda: defaultdict(Counter))
    by_dialogue: dict[int, Counter[Codes]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, dialogue: int, topic: int, is_paper: bool, codes: Codes, n: int) -> None:
        """Count a row of `UnitTally`."""
        if is_paper:
            self.papers[codes] += n
        elif topic:
            self.by_topic[topic][codes] += n
            self.cells[codes] += n
        else:
            self.by_dialogue[dialogue][codes] += n


class KeptUnits:
    """What is kept of public units, by codebook version. Two queries."""

    def __init__(self) -> None:
        columns = ("version__number", "version_id", "dialogue_id", "topic_id", "is_paper", "codes", "n")
        self._rows = list(UnitTally.objects.filter(n__gt=0).order_by().values_list(*columns))
        self._names = named_codes(row[5] for row in self._rows)
        self.versions = sorted({row[0] for row in self._rows if not row[4]}, reverse=True)

    def of(self, version: int | None) -> CountedUnits:
        """Count the units under the codebook version of that number, or under all."""
        rows = [row for row in self._rows if version is None or row[0] == version]
        found = CountedUnits(sorted({row[1] for row in rows}))
        for _number, _pk, dialogue, topic, is_paper, codes, n in rows:
            found.add(dialogue, topic, is_paper, self._names[codes], n)
        return found

    def figures(self, units: CountedUnits) -> Figures:
        """Every figure of the cells, with the interval. One query where they are few enough to be drawn one by one."""
        if units.cells.total() > MANY:
            return Figures(units.cells, interval_counted(units.cells))
        kept = CodedUnit.objects.filter(is_paper=False, version__in=units.versions).order_by("first_id")
        rows = [self._names[codes] for codes in kept.values_list("codes", flat=True)]
        return Figures(units.cells, interval_in_order(rows))


def named_codes(texts: Iterable[str]) -> dict[str, Codes]:
    """(username, outcome) of each coder, in the order of the names, by the text that is kept of a unit's codes. One query."""
    found = {text: [code.split(":") for code in text.split()] for text in set(texts)}
    coders = {int(key) for codes in found.values() for key, _outcome in codes}
    names = dict(get_user_model().objects.filter(pk__in=coders).values_list("pk", "username"))
    return {
        text: tuple(sorted((names[int(key)], outcome) for key, outcome in codes))
        for text, codes in found.items()
    }


Told = tuple[int, str, int, Codes]
"""A unit: the meeting's key, the topic's code, the codebook version's number, the codes."""


def wrongly_kept() -> Iterator[str]:
    """A sentence for each way in which the units that are kept, or their tallies, differ from the codes on record."""
    coded = coded_by_several()
    for is_paper, cells in (
        (False, doubles(public_only=True, coded=coded)),
        (True, document_doubles(public_only=True, coded=coded)),
    ):
        told: list[Told] = [(cell.meeting_id, cell.topic, cell.version, cell.codes) for cell in cells]
        kept = _kept(CodedUnit.objects.filter(is_paper=is_paper))
        what = "papers" if is_paper else "cells"
        for unit, n in (Counter(told) - Counter(kept)).items():
            yield f"{what} coded by several: {n} of {unit} are on record and not kept"
        for unit, n in (Counter(kept) - Counter(told)).items():
            yield f"{what} coded by several: {n} of {unit} are kept and not on record"
        if not is_paper and sorted(told) == sorted(kept) and told != kept:
            yield "cells coded by several are kept in another order than that of their codes"
    yield from _wrongly_counted()


def _kept(units: QuerySet[CodedUnit]) -> list[Told]:
    """The units in the order of their first codes. Three queries."""
    columns = ("meeting_id", "topic_id", "version__number", "codes")
    rows = list(units.order_by("first_id").values_list(*columns))
    names = named_codes(row[3] for row in rows)
    topics = dict(Topic.objects.values_list("pk", "code"))
    return [(meeting, topics[topic], version, names[codes]) for meeting, topic, version, codes in rows]


def _wrongly_counted() -> Iterator[str]:
    told = Counter[tuple[bool, int, int, int, str]]()
    columns = ("is_paper", "dialogue_id", "topic_id", "version_id", "codes")
    for is_paper, dialogue, topic, version, codes in CodedUnit.objects.values_list(*columns):
        for by in ((0, 0),) if is_paper else ((dialogue, 0), (0, topic)):
            told[is_paper, *by, version, codes] += 1
    kept = {tuple(row[:-1]): row[-1] for row in UnitTally.objects.values_list(*columns, "n") if row[-1]}
    for key in sorted(told.keys() | kept.keys()):
        if told[key] != kept.get(key, 0):
            yield f"units of paper, dialogue, topic, version, codes {key}: {kept.get(key, 0)} are kept, {told[key]} are there"
