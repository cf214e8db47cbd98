"""What was asked for as a whole and what became of it, from the courses that are kept; they must hold for the day."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Max, Min, Value, When
from django.db.models.functions import Coalesce

from agenda.models import Actor, Dialogue, KeptCourse
from agenda.models.sums import KeptCourseQuerySet

from .courses import FOUND_SILENT, Standing
from .headline import ORDER, Headline, headline
from .ledger import Ledger, Pairing
from .rates import Tally

RANK = (F("silent").desc(), Coalesce("days", 0).desc())
"""Most meetings found silent first, then most days: `Course.rank`."""
PLACE = Case(
    *(When(standing=s.value, then=Value(n)) for n, s in enumerate(ORDER)), output_field=IntegerField()
)
"""The place of a course's standing among the standings."""
SEVERAL = 12
"""Recommendations of one topic for one dialogue that are looked through for the first of each pair."""


class AskedSums:
    """Recommendations made by `on` at the dialogues they name: how many, whose, what became of each pair."""

    def __init__(self, on: date):
        self.on = on

    @property
    def rows(self) -> KeptCourseQuerySet:
        return KeptCourse.objects.filter(made_on__lte=self.on)

    @cached_property
    def by_recommender(self) -> list[tuple[Actor, int, int]]:
        """(who recommends, how many recommendations, the same counted once for each forum). Two queries."""
        counted = self.rows.order_by().values_list("recommender_id")
        rows = counted.annotate(n=Count("recommendation_id", distinct=True), pairings=Count("pk"))
        actors = Actor.objects.in_bulk([pk for pk, _n, _pairings in rows])
        return [(actors[pk], n, pairings) for pk, n, pairings in rows]

    @property
    def n_pairings(self) -> int:
        return sum(pairings for _actor, _n, pairings in self.by_recommender)

    def pairs(self) -> Counter[Standing]:
        """How many pairs of a topic and a dialogue stand as what: as the furthest of their recommendations. One query."""
        table, day = KeptCourse._meta.db_table, connection.ops.adapt_datefield_value(self.on)
        place = " ".join(f"WHEN '{standing.value}' THEN {n}" for n, standing in enumerate(ORDER))
        sql = f"""SELECT place, COUNT(*) FROM (SELECT MIN(CASE standing {place} END) AS place FROM {table}
            WHERE made_on <= %s GROUP BY topic_id, dialogue_id) p GROUP BY place"""  # noqa: S608  words of our own
        with connection.cursor() as cursor:
            cursor.execute(sql, [day])
            return Counter({ORDER[place]: n for place, n in cursor.fetchall()})

    def headline(self, cells: Tally) -> Headline:
        """The same as `coverage.headline.headline` of all pairings. Four queries."""
        counted = self.rows.aggregate(
            sources=Count("document_id", distinct=True), first=Min("made_on"), last=Max("made_on")
        )
        most = sorted(self.by_recommender, key=lambda row: (-row[1], row[0].reader.order))
        first, last = counted["first"], counted["last"]
        return Headline(
            self.pairs(),
            cells,
            sum(n for _actor, n, _pairings in most),
            counted["sources"],
            [(actor, n) for actor, n, _pairings in most],
            first.year if first else None,
            last.year if last else None,
        )

    def recommenders(self) -> list[tuple[Actor, int]]:
        """(who recommends, how many recommendations, each counted once for each forum it names), most first."""
        counts = [(actor, pairings) for actor, _n, pairings in self.by_recommender]
        return sorted(counts, key=lambda row: (-row[1], row[0].reader.order))

    def busiest(self, dialogues: Mapping[int, Dialogue]) -> int | None:
        """The dialogue for which most recommendations are on record, the first by its short name; None without any."""
        counts = dict(
            self.rows.exclude(dialogue=None).order_by().values_list("dialogue_id").annotate(n=Count("pk"))
        )
        if not counts:
            return None
        most = max(counts.values())
        first = [pk for pk, n in counts.items() if n == most]
        found: int = min(first, key=lambda pk: dialogues[pk].reader.order)
        return found

    def asked_at(self, dialogues: Collection[int]) -> set[tuple[int, int]]:
        """(dialogue id, topic id) of what is recommended for the dialogues."""
        rows = self.rows.filter(dialogue__in=dialogues)
        return set(rows.order_by().values_list("dialogue_id", "topic_id").distinct())

    def longest_silences(self, ledger: Ledger, most: int) -> list[Pairing]:
        """The pairings in force found silent at most meetings, then for most days; one a topic and dialogue. Five queries."""
        silent = self.rows.in_force(self.on).filter(standing__in=FOUND_SILENT)
        ranked = silent.order_by(*RANK, "code", "dialogue__short_name")
        first: dict[tuple[int, int | None], Any] = {}
        for row in ranked[: most * SEVERAL]:
            first.setdefault((row.topic_id, row.dialogue_id), row)
        return ledger.paired(list(first.values())[:most])


class DerivedSums(AskedSums):
    """The same from the pairings of a ledger, for a day for which courses are derived."""

    def __init__(self, ledger: Ledger):
        super().__init__(ledger.on)
        self.pairings = ledger.pairings()

    @cached_property
    def by_recommender(self) -> list[tuple[Actor, int, int]]:
        made = {p.recommendation.pk: p.recommendation.recommender for p in self.pairings}
        recommendations, counts = (
            Counter(made.values()),
            Counter(p.recommendation.recommender for p in self.pairings),
        )
        return [(actor, recommendations[actor], n) for actor, n in counts.items()]

    def headline(self, cells: Tally) -> Headline:
        return headline(self.pairings, cells)

    def longest_silences(self, ledger: Ledger, most: int) -> list[Pairing]:
        silent = [p for p in self.pairings if p.in_force and p.course.standing in FOUND_SILENT]
        silent.sort(key=lambda p: (*p.course.rank, p.recommendation.code, str(p.dialogue)))
        first: dict[tuple[int, Any], Pairing] = {}
        for pairing in silent:
            first.setdefault(
                (pairing.recommendation.topic_id, pairing.dialogue and pairing.dialogue.pk), pairing
            )
        return list(first.values())[:most]
