"""What became of all that one recommender asked for: counted by the database, with the first pairs of each standing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.functional import cached_property

from agenda.models import Actor, KeptCourse, Recommendation
from agenda.models.prepared import Prepared
from agenda.rules.course_sums import LAST_DAY

from .courses import FOUND_SILENT, Standing
from .headline import ORDER, Headline, once_a_pair
from .ledger import Ledger
from .pairings import Pairing, recommendations_of
from .rates import Tally
from .states import State
from .tallies import FLAGS
from .together import Part, SumRow, Table, asked_together

WHOLE, FIRST = 100, 14
"""Pairs of a topic and a dialogue that are listed; where there are more of them, the first of each standing."""
ASKED = """SELECT k.*, COALESCE(k.days, 0) AS waited, g.short_name FROM agenda_keptcourse k
    LEFT JOIN agenda_dialogue g ON g.id = k.dialogue_id WHERE k.recommender_id = %s AND k.made_on <= %s"""
"""The courses of a recommender's that were made by a day."""
IN_SCOPE = """SELECT dialogue_id, topic_id, MIN(made_last) AS made, MIN(withdrawn_on) AS withdrawn FROM asked a
    WHERE dialogue_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agenda_dialogue_out_of_scope o
        WHERE o.dialogue_id = a.dialogue_id AND o.topic_id = a.topic_id) GROUP BY dialogue_id, topic_id"""
"""Their pairs that have cells, from the first on; `withdrawn` where one of them was."""
STOOD = """{0}.held_on > p.made AND {0}.held_on <= %s AND (p.withdrawn IS NULL OR EXISTS (SELECT 1 FROM asked w
    WHERE w.dialogue_id = p.dialogue_id AND w.topic_id = p.topic_id AND w.made_last < {0}.held_on
    AND (w.withdrawn_on IS NULL OR {1} < w.withdrawn_on)))"""
"""Whether one of a pair's recommendations stood at a meeting."""
_PLACES = " ".join(f"WHEN '{standing.value}' THEN {place}" for place, standing in enumerate(ORDER))
_SILENT = ", ".join(f"'{standing.value}'" for standing in FOUND_SILENT)
FURTHEST = f"""SELECT a.*, MIN(code) OVER (PARTITION BY dialogue_id, topic_id) AS first_code, ROW_NUMBER() OVER
    (PARTITION BY dialogue_id, topic_id ORDER BY CASE standing {_PLACES} END, silent DESC, waited DESC, code) AS place
    FROM asked a"""  # noqa: S608  words of our own
"""The courses, each with its place among those of its topic and dialogue."""
RANKED = f"""FROM (SELECT id, standing, COUNT(*) OVER () AS n_all, COUNT(*) OVER (PARTITION BY standing) AS n, ROW_NUMBER() OVER
    (PARTITION BY standing ORDER BY silent DESC, waited DESC, first_code, short_name, id) AS nth
    FROM ({FURTHEST}) f WHERE place = 1) r WHERE n_all <= %s OR nth <= %s"""  # noqa: S608  words of our own
LONGEST = f"""FROM (SELECT id FROM asked WHERE standing IN ({_SILENT})
    ORDER BY silent DESC, waited DESC, code, short_name, id LIMIT 1) l"""  # noqa: S608  words of our own


class RecommenderSums:
    """All that an actor recommended by the ledger's day; whether its kept courses hold for the day, `hold` says."""

    def __init__(self, actor: Actor, ledger: Ledger):
        self.actor = actor
        self.ledger = ledger

    @cached_property
    def told(self) -> dict[str, list[SumRow]]:
        """The sums. One query.

        "asked": recommendations, courses (`also`), documents (`key`), the first and last day. "unsettled": courses that do not
        hold for the day. "cells" and "meetings": recommended cells with a finding, and with or without one. "pairs": by
        standing the first courses, each the furthest of its pair, with how many pairs stand so. "longest": a course found silent.
        """
        day = connection.ops.adapt_datefield_value(self.ledger.on)
        asked = {"n": "COUNT(DISTINCT recommendation_id)", "also": "COUNT(*)", "key": "COUNT(DISTINCT document_id)",
                 "since": "MIN(made_on)", "until": "MAX(made_on)"}  # fmt: skip
        flags = " + ".join(
            f"{flag} * CAST(c.{name} AS integer)" for name, flag in FLAGS.items() if name != "is_recommended"
        )
        cells = f"""FROM pairs p JOIN agenda_currentcell c ON c.dialogue_id = p.dialogue_id AND c.topic_id = p.topic_id
            WHERE {STOOD.format("c", "c.held_last")} GROUP BY c.outcome, c.absence_shown, c.is_self_coded"""
        held_last = LAST_DAY[connection.vendor].format("m.held_on")
        meetings = f"""FROM pairs p JOIN agenda_meeting m ON m.dialogue_id = p.dialogue_id
            WHERE m.is_published AND m.status = 'held' AND {STOOD.format("m", held_last)}"""
        parts = {
            "asked": Part(asked, "FROM asked"),
            "unsettled": Part({"n": "COUNT(*)"}, "FROM asked WHERE settled_on > %s", (day,)),
            "cells": Part({"word": "c.outcome", "n": "COUNT(*)", "also": flags}, cells, (day,)),
            "meetings": Part({"n": "COUNT(*)"}, meetings, (day,)),
            "pairs": Part({"word": "standing", "key": "id", "n": "n", "also": "nth"}, RANKED, (WHOLE, FIRST)),
            "longest": Part({"key": "id"}, LONGEST),
        }
        tables: dict[str, Table] = {"asked": (ASKED, (self.actor.pk, day)), "pairs": (IN_SCOPE, ())}
        return asked_together(parts, tables)

    @property
    def hold(self) -> bool:
        return not self.told["unsettled"][0].n

    @property
    def n(self) -> int:
        """How many recommendations, each counted once for each forum it names."""
        return self.told["asked"][0].also

    @property
    def tally(self) -> Tally:
        """The tally of the recommended cells; those without a finding count as not assessed."""
        missing = self.told["meetings"][0].n
        counts: Counter[tuple[str, bool]] = Counter()
        for row in self.told["cells"]:
            missing -= row.n
            if self.ledger.with_self_coded or not row.also & FLAGS["is_self_coded"]:
                counts[row.word, bool(row.also & FLAGS["absence_shown"])] += row.n
        counts[State.NOT_ASSESSED, False] = missing
        return Tally.of_counts(counts)

    @property
    def pairs(self) -> Counter[Standing]:
        """How many pairs of a topic and a dialogue stand as what: as the furthest of their recommendations."""
        return Counter({Standing(row.word): row.n for row in self.told["pairs"]})

    @property
    def headline(self) -> Headline:
        asked = self.told["asked"][0]
        return Headline(
            self.pairs,
            self.tally,
            asked.n,
            asked.key,
            [(self.actor, asked.n)] if asked.n else [],
            asked.since.year if asked.since else None,
            asked.until.year if asked.until else None,
        )

    @cached_property
    def _paired(self) -> dict[int, Pairing]:
        """The pairings that are shown, by the key of their course. Three queries."""
        keys = {row.key for name in ("pairs", "longest") for row in self.told[name]}
        courses = _courses(keys) if keys else []
        return {
            course.pk: pairing for course, pairing in zip(courses, self.ledger.paired(courses), strict=True)
        }

    @property
    def silent(self) -> list[Pairing]:
        """The longest silence, where there is one."""
        return [self._paired[row.key] for row in self.told["longest"]]

    @property
    def first(self) -> dict[Standing, list[Pairing]]:
        """The first pairs of each standing: most meetings found silent before others, then most days."""
        found: dict[Standing, list[Pairing]] = defaultdict(list)
        for row in sorted(self.told["pairs"], key=attrgetter("also")):
            found[Standing(row.word)].append(self._paired[row.key])
        return found

    def asked_of(self, shown: Collection[Pairing]) -> dict[Any, list[Recommendation]]:
        """All that the actor recommends of the pairs that are shown, by pair, oldest first. Two queries."""
        pairs = {pair_of(pairing) for pairing in shown}
        topics = {topic for topic, _dialogue in pairs}
        told = (
            [row for row in _made(self.actor.pk, self.ledger.on, topics) if row[:2] in pairs] if pairs else []
        )
        rows = {row.pk: row for row in recommendations_of({pk for *_pair, pk in told})} if told else {}
        return by_pair((pair, rows[pk]) for *pair, pk in told)


@Prepared
def _courses(keys: Collection[int]) -> QuerySet[KeptCourse, KeptCourse]:
    return KeptCourse.objects.filter(pk__in=keys).order_by()


@Prepared
def _made(actor: int, on: Any, topics: Collection[int]) -> QuerySet[KeptCourse, Any]:
    """(topic, dialogue, recommendation) of what the actor recommended by a day of the topics."""
    made = KeptCourse.objects.filter(recommender=actor, made_on__lte=on, topic__in=topics).order_by()
    return made.values_list("topic_id", "dialogue_id", "recommendation_id")


class DerivedRecommenderSums(RecommenderSums):
    """The same from pairings, for a day for which kept courses of the actor's do not hold."""

    @cached_property
    def pairings(self) -> list[Pairing]:
        made = Recommendation.objects.published().filter(recommender=self.actor, made_on__lte=self.ledger.on)
        return self.ledger.pairings(made)

    @cached_property
    def furthest(self) -> list[Pairing]:
        return once_a_pair(self.pairings)

    @property
    def pairs(self) -> Counter[Standing]:
        return Counter(pairing.course.standing for pairing in self.furthest)

    @property
    def silent(self) -> Sequence[Pairing]:  # type: ignore[override]
        return self.pairings

    @property
    def first(self) -> dict[Standing, list[Pairing]]:
        found: dict[Standing, list[Pairing]] = defaultdict(list)
        most = None if len(self.furthest) <= WHOLE else FIRST
        for pairing in sorted(self.furthest, key=lambda pairing: pairing.course.rank):
            if most is None or len(found[pairing.course.standing]) < most:
                found[pairing.course.standing].append(pairing)
        return found

    def asked_of(self, shown: Collection[Pairing]) -> dict[Any, list[Recommendation]]:
        return by_pair((pair_of(pairing), pairing.recommendation) for pairing in self.pairings)


def pair_of(pairing: Pairing) -> tuple[int, int | None]:
    """The keys of its topic and of its dialogue (None: none named)."""
    return pairing.recommendation.topic_id, pairing.dialogue.pk if pairing.dialogue else None


def by_pair(asked: Iterable[tuple[Any, Recommendation]]) -> dict[Any, list[Recommendation]]:
    """The recommendations by their pair, oldest first."""
    found: dict[Any, list[Recommendation]] = defaultdict(list)
    for pair, recommendation in asked:
        found[tuple(pair)].append(recommendation)
    return {pair: sorted(rows, key=lambda row: (row.made, row.code)) for pair, rows in found.items()}


def recommender_sums(actor: Actor, ledger: Ledger) -> RecommenderSums:
    """The sums of an actor's recommendations from its kept courses, or from pairings where these do not hold for the day."""
    sums = RecommenderSums(actor, ledger)
    if sums.hold:
        return sums
    derived = DerivedRecommenderSums(actor, ledger)
    derived.told = sums.told
    return derived
