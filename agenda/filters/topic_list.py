"""The list of topics over sums that the database counts: a light row a topic, the rows of one page made whole."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.db.models import Count, Value
from django.utils.functional import cached_property

from agenda.coverage.cells import latest_occasions
from agenda.coverage.courses import Occasion, Standing
from agenda.coverage.headline import ORDER, once_a_pair
from agenda.coverage.ledger import Ledger
from agenda.coverage.light import LightPairing, light_pairings
from agenda.coverage.light_meetings import held_meetings
from agenda.coverage.rates import Tally
from agenda.coverage.topic_asks import AskedScope
from agenda.coverage.topic_sums import (
    STATES,
    Counts,
    Holds,
    TopicScope,
    sums_of_topics,
    what_holds,
)
from agenda.models import Meeting, Topic
from agenda.models.base import may_lie_within
from agenda.models.vocabulary import NAMES, vocabulary
from agenda.translated import by_name

from .topic_sum import NO_CELLS, NOT_ASKED, Mention, TopicSum, added, tally_of
from .topics import USUAL, TopicFilters, TopicFilterSet, TopicRow

PAIRS_COUNTED = 20_000
"""Topics times forums up to which the forums' choices are counted."""


def listed_topics(data: Any, ledger: Ledger) -> "KeptTopicFilterSet | TopicFilterSet":
    """The filtered list of topics: over sums of the database, or over derived courses on a day for which none are kept.

    One query, before what the list itself asks.
    """
    holds = what_holds(ledger.on)
    return KeptTopicFilterSet(data, ledger, holds) if holds.courses else TopicFilterSet(data, ledger)


class KeptTopicFilterSet(TopicFilters):
    """What `TopicFilterSet` answers, from sums that the database counts; the kept courses must hold for the day."""

    def __init__(self, data: Any, ledger: Ledger, holds: Holds) -> None:
        self.ledger, self.holds, self.topics = ledger, holds, vocabulary().topics
        standing = self.topics.marked["standing"]
        super().__init__(data, [pk for pk in self.topics if pk in standing])

    @cached_property
    def _dialogues(self) -> frozenset[int] | None:
        """The chosen forums; None where none is."""
        chosen = self.cleaned()["forum"]
        if not chosen:
            return None
        return frozenset(vocabulary().dialogues.keys_by_word[slug] for slug in chosen)

    @cached_property
    def scope(self) -> TopicScope:
        """The cells within the chosen forums and dates."""
        return TopicScope(
            self.ledger.on, self.ledger.with_self_coded, self.holds.tallies, self._dialogues, self.period
        )

    @cached_property
    def asked_for(self) -> AskedScope:
        """The recommendations for the chosen forums by the chosen recommenders."""
        return AskedScope(self.ledger.on, self._dialogues, frozenset(self.cleaned()["recommender"]))

    @cached_property
    def _kept(self) -> tuple[dict[int, Counts], dict[int, Counts]]:
        """States and standings of topics at all forums."""
        return sums_of_topics()

    @cached_property
    def _states(self) -> Mapping[int, Counts]:
        return self._kept[0] if self.scope.is_whole else self.scope.states()

    @cached_property
    def _standings(self) -> Mapping[int, Counts]:
        is_kept = self.asked_for.is_whole and self.holds.all_courses
        return self._kept[1] if is_kept else self.asked_for.standings()

    @cached_property
    def _asked_by_any(self) -> Collection[int]:
        """The topics that anybody recommends for the chosen forums."""
        if not self.asked_for.recommenders:
            return self._standings.keys()
        anybody = AskedScope(self.ledger.on, self._dialogues).courses
        return set(anybody.values_list("topic_id", flat=True).distinct())

    def _chosen(self, left_out: str) -> dict[str, Any]:
        """What is chosen of the filters that leave topics out, but for one."""
        return {
            name: value
            for name, value in self.cleaned().items()
            if value and name not in (left_out, "sort", "as_of")
        }

    @cached_property
    def _texts(self) -> dict[int, str]:
        """What words are looked for in, by topic id. One query."""
        named = Topic.objects.published().only(*NAMES, "definition", "aliases")
        return {topic.pk: TopicRow(topic).text for topic in named}

    def passing(self, left_out: str = "") -> list[int]:
        """The keys of the topics that stay, in the order of their names as they are stored."""
        chosen = self._chosen(left_out)
        asked = self._asked_by_any if left_out == "recommender" else self._standings
        return [pk for pk in self.rows if self._stays(pk, chosen, pk in asked)] if chosen else self.rows

    def _stays(self, pk: int, chosen: dict[str, Any], is_asked: bool) -> bool:
        if not self._is_named(pk, chosen, is_asked):
            return False
        states = self._states.get(pk, NO_CELLS)
        if "outcome" in chosen:
            told = zip(STATES, states, strict=True)
            return any(n and outcome in chosen["outcome"] for (outcome, _shown), n in told)
        if "forum" in chosen or "since" in chosen or "until" in chosen:
            return any(states) or ("forum" in chosen and is_asked)
        return True

    def _is_named(self, pk: int, chosen: dict[str, Any], is_asked: bool) -> bool:
        """Whether the topic has the words that are chosen, and is recommended as is chosen."""
        if "q" in chosen and not all(word in self._texts[pk] for word in chosen["q"].lower().split()):
            return False
        if "recommended" in chosen and ("yes" if is_asked else "no") not in chosen["recommended"]:
            return False
        return is_asked or "recommender" not in chosen

    def count_options(self, name: str) -> dict[str, int] | None:
        if name == "forum":
            return self._count_forums()
        if name == "recommender":
            return self._count_recommenders()
        passing = self.passing(name)
        if name == "outcome":
            return self._count_outcomes(passing)
        asked = sum(pk in self._standings for pk in passing)
        return {"yes": asked, "no": len(passing) - asked}

    def _count_outcomes(self, topics: Iterable[int]) -> dict[str, int]:
        """How many of the topics have cells of each outcome."""
        counts = dict.fromkeys((outcome for outcome, _shown in STATES), 0)
        columns = zip(*(self._states.get(pk, NO_CELLS) for pk in topics), strict=True)
        for (outcome, _shown), shown, unshown in zip(STATES[::2], columns, columns, strict=False):
            counts[outcome] = sum(1 for pair in zip(shown, unshown, strict=True) if any(pair))
        return counts

    def _count_recommenders(self) -> dict[str, int]:
        """To how many of the topics each recommends something. One query."""
        asked, passing = AskedScope(self.ledger.on, self._dialogues), self.passing("recommender")
        if len(passing) < len(self.rows):
            courses = asked.courses.filter(topic__in=passing)
            counts = dict(courses.values_list("recommender_id").annotate(n=Count("topic", distinct=True)))
        else:
            counts = asked.topics_by_recommender()
        words = vocabulary().actors.words
        return {words[pk]: n for pk, n in counts.items()}

    def _count_forums(self) -> dict[str, int] | None:
        """How many topics each forum would leave if it were chosen; None of too many. One query."""
        if len(self.rows) * len(self.ledger.dialogues) > PAIRS_COUNTED:
            return None
        found, asked = self._pairs()
        chosen, counts = self._chosen("forum"), Counter[int | None]()
        needs_cells = not chosen.keys().isdisjoint(("outcome", "since", "until"))
        for pk in self.rows:
            if self._is_named(pk, chosen, bool(asked[pk])) and (found[pk] or not needs_cells):
                counts.update(self._forums_of(found[pk], asked[pk]))
        return {slug: counts[pk] for pk, slug in vocabulary().dialogues.words.items()}

    def _pairs(self) -> tuple[dict[int, set[int]], dict[int, set[int | None]]]:
        """By topic id, at which of all forums it has cells within the dates, and for which it is recommended."""
        everywhere = replace(self.scope, dialogues=None)
        cells = everywhere.pairs(self.cleaned()["outcome"]).annotate(which=Value(0))
        courses = AskedScope(self.ledger.on, None, self.asked_for.recommenders).courses.annotate(
            which=Value(1)
        )
        found: dict[int, set[int]] = defaultdict(set)
        asked: dict[int, set[int | None]] = defaultdict(set)
        for dialogue, topic, is_asked in cells.union(courses.values_list("dialogue_id", "topic_id", "which")):
            (asked if is_asked else found)[topic].add(dialogue)
        return found, asked

    def _forums_of(self, found: set[int], asked: set[int | None]) -> set[Any]:
        """The forums that would keep a topic if they were chosen."""
        chosen = self.cleaned()
        if chosen["recommended"] == ["no"]:
            return set() if chosen["recommender"] else found - asked
        if chosen["recommended"] == ["yes"] or chosen["recommender"]:
            return found & asked if chosen["outcome"] else asked
        return found if chosen["outcome"] else found | asked

    def results(self) -> list[TopicSum]:
        """The rows that stay with their sums, in the order asked for or found most often first; equal ones by their names."""
        rows = [
            TopicSum(pk, self.topics, self._states.get(pk, NO_CELLS), self._standings.get(pk, NOT_ASKED))
            for pk in self.passing()
        ]
        order = self.order or USUAL
        if order.removeprefix("-") == "last_raised":
            self.complete(rows)
        rows = self.filters["sort"].arranged(rows, order)
        key = order.removeprefix("-")
        return rows if key == "topic" else list(_by_names(rows, self.filters["sort"].orders[key].by))

    def complete(self, rows: Collection[TopicSum]) -> None:
        """Fill in `last` of the rows. One query."""
        newest = self.scope.newest([row.pk for row in rows])
        for row in rows:
            if found := newest.get(row.pk):
                row.last = Mention(*found)

    def whole(self, rows: Collection[TopicSum]) -> list[TopicRow]:
        """The rows with all that is stored of their topics, and the codes of what recommends them. Three queries."""
        self.complete(rows)
        keys = [row.pk for row in rows]
        topics = Topic.objects.select_related("parent").in_bulk(keys)
        codes: dict[int, set[str]] = defaultdict(set)
        for topic, code in self.asked_for.courses.filter(topic__in=keys).values_list("topic_id", "code"):
            codes[topic].add(code)
        return [
            TopicRow(topics[row.pk], recommendations=codes[row.pk], tally=row.tally, last=row.last)
            for row in rows
        ]

    def attach_pairings(self, rows: Iterable[TopicSum]) -> None:
        """Fill in the `pairings` of the rows. One query."""
        by_topic = {row.pk: row for row in rows}
        pairings: dict[int, list[LightPairing]] = defaultdict(list)
        for pairing in light_pairings(self.asked_for.courses.filter(topic__in=by_topic)):
            pairings[pairing.recommendation.topic_id].append(pairing)
        for pk, asks in pairings.items():
            by_topic[pk].pairings = once_a_pair(asks)

    def meetings(self, most: int) -> tuple[int, list[Occasion]]:
        """How many meetings were held at the chosen forums within the dates, and the latest of them, oldest first.

        Two queries.
        """
        if not any(self.period):
            return held_meetings(self.ledger.on, self._dialogues, most)
        held = Meeting.objects.published().held().until(self.ledger.on)
        held = held.filter(may_lie_within("held_on", *self.period))
        if self._dialogues is not None:
            held = held.filter(dialogue__in=self._dialogues)
        return held.count(), latest_occasions(held, most)

    def recommended_before(
        self, rows: Iterable[TopicSum], occasions: Collection[Occasion]
    ) -> set[tuple[int, int]]:
        """(meeting id, topic id) where the topic had been recommended for the forum before the meeting. One query."""
        return self.asked_for.before([row.pk for row in rows], occasions)

    def total(self, rows: Iterable[TopicSum]) -> Tally:
        """The tally of all the rows' cells."""
        return tally_of(added((row.states for row in rows), NO_CELLS))

    def stood(self, rows: Iterable[TopicSum]) -> list[tuple[Standing, int]]:
        """(standing, how many pairs of the rows stand so), the furthest first."""
        counts = added((row.standings for row in rows), NOT_ASKED)
        return [(standing, n) for standing, n in zip(ORDER, counts, strict=True) if n]


def _by_names(rows: list[TopicSum], value: Callable[[TopicSum], Any]) -> Iterator[TopicSum]:
    """Rows that are sorted by a value, those of equal value by their names; names alone are not looked at."""
    for _value, group in groupby(rows, value):
        tied = list(group)
        yield from sorted(tied, key=lambda row: by_name(row.topic)) if len(tied) > 1 else tied
