"""What was asked for as a whole and what became of it, from the courses that are kept; they must hold for the day."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from agenda.models import Actor, KeptCourse
from agenda.models.prepared import Prepared
from agenda.models.vocabulary import vocabulary
from agenda.rules.asked import STANDS

from .courses import FOUND_SILENT, Standing
from .headline import ORDER, Headline, headline
from .ledger import Ledger
from .pairings import Pairing
from .rates import Tally
from .together import Part, SumRow, asked_together

RANK = (F("silent").desc(), Coalesce("days", 0).desc())
"""Most meetings found silent first, then most days: `Course.rank`."""
PLACE = Case(
    *(When(standing=s.value, then=Value(n)) for n, s in enumerate(ORDER)), output_field=IntegerField()
)
"""The place of a course's standing among the standings."""
BUSIEST = "FROM (SELECT dialogue_id, n, MAX(n) OVER () AS most FROM ({}) n) f WHERE n = most"
"""Of a query of dialogues and numbers: those with the greatest."""
LOOKED_THROUGH = 100
"""Courses that are looked through for the longest silences, of which several may be of one topic and dialogue."""


class AskedSums:
    """Recommendations made by `on` at the dialogues they name: how many, whose, what became of each pair."""

    def __init__(self, on: date):
        self.on = on

    @cached_property
    def whole(self) -> dict[str, list[SumRow]]:
        """The sums of the whole record as they are kept: `parts`, which a page may ask along with others. One query."""
        return asked_together(self.parts())

    @cached_property
    def told(self) -> dict[str, list[SumRow]]:
        """The sums of those made by the day. One query more where others were made later."""
        return asked_together(self.counted()) if self.whole["made_later"][0].n else self.whole

    def parts(self) -> dict[str, Part]:
        """The sums as they are kept, whatever the day, and what of them holds for it.

        "asked" by recommender: how many recommendations, the same counted once for each forum, the first and last day.
        "sources": documents. "pairs": a topic and a dialogue each, by the standing of the furthest of their
        recommendations. "busiest": the dialogues that most name. "unsettled": 1 where a course does not hold for the day;
        "made_later": 1 where a recommendation was made after it.
        """
        day = connection.ops.adapt_datefield_value(self.on)
        unsettled = """CASE WHEN EXISTS (SELECT 1 FROM agenda_keptcourse WHERE settled_on > %s AND made_on <= %s)
            THEN 1 ELSE 0 END"""
        later = """CASE WHEN EXISTS (SELECT 1 FROM agenda_keptcourse WHERE settled_on > %s AND made_on > %s)
            THEN 1 ELSE 0 END"""  # none is settled before it was made, and an index says which are settled later
        by_recommender = {"key": "recommender_id", "n": "SUM(recommendations)", "also": "SUM(courses)",
                          "since": "MIN(since)", "until": "MAX(until)"}  # fmt: skip
        named = """SELECT dialogue_id, SUM(courses) AS n FROM agenda_askedtally WHERE dialogue_id > 0 AND courses > 0
            GROUP BY dialogue_id"""
        return {
            "asked": Part(by_recommender, "FROM agenda_askedsource GROUP BY recommender_id"),
            "sources": Part({"n": "COUNT(DISTINCT document_id)"}, "FROM agenda_askedsource"),
            "pairs": Part(
                {"word": "standing", "n": "SUM(pairs)"}, "FROM agenda_askedtally GROUP BY standing"
            ),
            "busiest": Part({"key": "dialogue_id"}, BUSIEST.format(named)),
            "unsettled": Part({"n": unsettled}, values=(day, day)),
            "made_later": Part({"n": later}, values=(day, day)),
        }

    def counted(self) -> dict[str, Part]:
        """The same sums of those made by the day, counted from the courses."""
        day = connection.ops.adapt_datefield_value(self.on)
        made = "FROM agenda_keptcourse k WHERE made_on <= %s"
        by_recommender = {"key": "recommender_id", "n": "COUNT(DISTINCT recommendation_id)", "also": "COUNT(*)",
                          "since": "MIN(made_on)", "until": "MAX(made_on)"}  # fmt: skip
        furthest = (
            f"FROM (SELECT {STANDS} AS standing {made} GROUP BY dialogue_id, topic_id) p GROUP BY standing"
        )
        named = f"SELECT dialogue_id, COUNT(*) AS n {made} AND dialogue_id IS NOT NULL GROUP BY dialogue_id"
        return {
            "asked": Part(by_recommender, f"{made} GROUP BY recommender_id", (day,)),
            "sources": Part({"n": "COUNT(DISTINCT document_id)"}, made, (day,)),
            "pairs": Part({"word": "standing", "n": "COUNT(*)"}, furthest, (day,)),
            "busiest": Part({"key": "dialogue_id"}, BUSIEST.format(named), (day,)),
        }

    @property
    def hold(self) -> bool:
        """Whether every kept course of a recommendation made by the day holds for it: `kept.courses_on`."""
        return not self.whole["unsettled"][0].n

    @cached_property
    def by_recommender(self) -> list[tuple[Actor, int, int]]:
        """(who recommends, how many recommendations, the same counted once for each forum). One query."""
        actors = vocabulary().actors
        return [(actors[row.key], row.n, row.also) for row in self.told["asked"]]

    @property
    def n_pairings(self) -> int:
        return sum(pairings for _actor, _n, pairings in self.by_recommender)

    def pairs(self) -> Counter[Standing]:
        """How many pairs of a topic and a dialogue stand as what: as the furthest of their recommendations."""
        return Counter({Standing(row.word): row.n for row in self.told["pairs"] if row.n})

    def headline(self, cells: Tally) -> Headline:
        """The same as `coverage.headline.headline` of all pairings."""
        most = sorted(self.by_recommender, key=lambda row: (-row[1], row[0].reader.order))
        return Headline(
            self.pairs(),
            cells,
            sum(n for _actor, n, _pairings in most),
            self.told["sources"][0].n,
            [(actor, n) for actor, n, _pairings in most],
            min((row.since.year for row in self.told["asked"] if row.since), default=None),
            max((row.until.year for row in self.told["asked"] if row.until), default=None),
        )

    def recommenders(self) -> list[tuple[Actor, int]]:
        """(who recommends, how many recommendations, each counted once for each forum it names), most first."""
        counts = [(actor, pairings) for actor, _n, pairings in self.by_recommender]
        return sorted(counts, key=lambda row: (-row[1], row[0].reader.order))

    @property
    def busiest(self) -> list[int]:
        """The dialogues for which most recommendations are on record, as many of them as there are; none without any."""
        return [row.key for row in self.told["busiest"]]

    def longest_silences(self, ledger: Ledger, most: int) -> list[Pairing]:
        """The pairings in force found silent at most meetings, then for most days; one a topic and dialogue. Three queries."""
        first: dict[tuple[int, int], int] = {}
        for topic, dialogue, pk in _ranked(self.on):
            first.setdefault((topic, dialogue), pk)
        shown = list(first.values())[:most]
        wanted = {course.pk: course for course in _courses(shown)}
        return ledger.paired([wanted[pk] for pk in shown])


def _silent(on: date) -> QuerySet[Any, Any]:
    """(topic, dialogue, key) of the courses in force that were found silent, the longest silences first."""
    silent = KeptCourse.objects.filter(made_on__lte=on, standing__in=FOUND_SILENT).in_force(on)
    ranked = silent.order_by(*RANK, "code", "dialogue__short_name")
    return ranked.values_list("topic_id", "dialogue_id", "pk")[:LOOKED_THROUGH]


def _with_what_they_name(keys: Collection[int]) -> QuerySet[KeptCourse]:
    return KeptCourse.objects.select_related("dialogue", "recommendation__topic").filter(pk__in=keys)


_ranked, _courses = Prepared(_silent), Prepared(_with_what_they_name)


class DerivedSums(AskedSums):
    """The same from the pairings of a ledger, for a day for which courses are derived."""

    def __init__(self, ledger: Ledger):
        super().__init__(ledger.on)
        self.pairings = ledger.pairings()

    @property
    def busiest(self) -> list[int]:
        named = Counter(pairing.dialogue.pk for pairing in self.pairings if pairing.dialogue)
        return [pk for pk, n in named.items() if n == max(named.values())]

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
