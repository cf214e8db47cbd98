"""The public record of meetings and findings in memory: as much of it as is asked for, read with few queries.

Pages, filters and briefs ask it instead of the database, and hand what it holds to `coverage`. Its cells are those that the
database keeps (`models.sums`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from agenda.dates import standing_between
from agenda.models import Dialogue, KeptCourse, Recommendation
from agenda.models.base import address_pattern

from .cells import COUNTED_BY_MEETING, MANY, LedgerCell, mentions_of
from .courses import AnyCourse, Course, Occasion, Standing, course_of
from .holdings import Holdings
from .kept import courses_as_kept, courses_of_day
from .pairings import Pairing, all_links, along, links_of, name_rows, recommendations_of
from .rates import Tally
from .states import State, cell_state
from .tallies import Tallies


class Ledger(Holdings):
    """What is held, with tallies and pairings: of what it is narrowed to, else those that the database keeps."""

    def __init__(self, on: date, **narrowed: Any):
        super().__init__(on, **narrowed)
        self._mentions: dict[int, list[Occasion]] = {}
        self._paired: set[int] = set()
        self._stood: dict[tuple[int, int], list[Occasion]] = {}

    def narrowed(
        self, *, dialogues: Collection[int] | None = None, topics: Collection[int] | None = None
    ) -> "Ledger":
        """The same day's ledger of these dialogues and topics alone."""
        return Ledger(self.on, with_self_coded=self.with_self_coded, dialogues=dialogues, topics=topics)

    def at_meetings(self, occasions: Iterable[Occasion], topics: Collection[int]) -> "Ledger":
        """The ledger of some meetings that are at hand and some topics: it knows of no other meeting."""
        at = {occasion.pk: occasion for occasion in occasions}
        found = self.narrowed(dialogues={occasion.dialogue_id for occasion in at.values()}, topics=topics)
        found.of_meetings, found.occasions, found.dialogues = set(at), at, self.dialogues
        return found

    def narrowed_to(self, pairings: Iterable[Pairing]) -> "Ledger":
        """The ledger of the dialogues and topics of the pairings, for the strips of one page of a list."""
        pairings = list(pairings)
        pairs = {(p.dialogue.pk, p.recommendation.topic_id) for p in pairings if p.dialogue}
        found = Ledger(
            self.on,
            with_self_coded=self.with_self_coded,
            dialogues={dialogue for dialogue, _topic in pairs},
            topics={topic for _dialogue, topic in pairs},
            pairs=pairs,
        )
        found.codes = {p.recommendation.topic_id: p.recommendation.topic.code for p in pairings}
        return found

    @cached_property
    def sums(self) -> Tallies:
        return Tallies(self.on, with_self_coded=self.with_self_coded)

    @cached_property
    def out_of_scope(self) -> set[tuple[int, int]]:
        """(dialogue id, topic id) that are no cell. One query, when it is first asked for."""
        rows = Dialogue.out_of_scope.through.objects.all()
        if self.of_dialogues is not None:
            rows = rows.filter(dialogue__in=self.of_dialogues)
        return set(rows.values_list("dialogue_id", "topic_id"))

    def counted(self) -> list[LedgerCell]:
        """The cells that rates count: self-coded ones only when asked for. They keep their place in every matrix."""
        return [cell for cell in self.cells.values() if self.with_self_coded or not cell.is_self_coded]

    def left_out(self, dialogue_id: int | None = None) -> int:
        """How many self-coded cells the rates leave out."""
        if not self.is_whole:
            left = [] if self.with_self_coded else [c for c in self.cells.values() if c.is_self_coded]
            return sum(dialogue_id in (None, self.occasions[cell.meeting_id].dialogue_id) for cell in left)
        if dialogue_id is None:
            return self.sums.left_out
        return self.sums.left_out_by_dialogue.get(dialogue_id, 0)

    def tally(self, *, dialogue_id: int | None = None, topic_id: int | None = None) -> Tally:
        """Findings of a dialogue, of a topic, of a topic at a dialogue, or all that the ledger holds."""
        if self.is_whole:
            if topic_id is None:
                return (
                    self.sums.total
                    if dialogue_id is None
                    else self.sums.by_dialogue.get(dialogue_id, Tally())
                )
            if dialogue_id is None:
                return self.sums.by_topic.get(topic_id, Tally())
            return self.sums.by_dialogue_of(topic_id).get(dialogue_id, Tally())
        return Tally.of(
            cell.counts_as
            for cell in self.counted()
            if (topic_id is None or cell.topic_id == topic_id)
            and (dialogue_id is None or self.occasions[cell.meeting_id].dialogue_id == dialogue_id)
        )

    def tallies_by_year(
        self, *, dialogue_id: int | None = None, topic_id: int | None = None
    ) -> dict[int, Tally]:
        """Tally by the year of the meeting, of a dialogue, a topic or all."""
        if self.is_whole and topic_id is None:
            return self.sums.by_year if dialogue_id is None else self.sums.by_year_of(dialogue_id)
        years = {
            pk: o.held.first.year for pk, o in self.occasions.items() if dialogue_id in (None, o.dialogue_id)
        }
        cells = self.counted()
        if topic_id is not None:
            cells = [cell for cell in cells if cell.topic_id == topic_id]
        counts: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
        for (meeting, *counted_as), n in Counter(map(COUNTED_BY_MEETING, cells)).items():
            if meeting in years:
                counts[years[meeting]][tuple(counted_as)] += n
        return {year: Tally.of_counts(counts[year]) for year in sorted(counts)}

    def tally_of(
        self, cells: Iterable[tuple[int, int]], known: Mapping[tuple[int, int], LedgerCell] | None = None
    ) -> Tally:
        """Tally of cells given as (meeting id, topic id): those without a finding count as not assessed.

        Self-coded cells are left out unless asked for. `known` are the cells, where they are at hand.
        """
        held = self.cells if known is None else known
        found = [held.get(key) for key in cells]
        return Tally.of(
            cell.counts_as if cell else (State.NOT_ASSESSED, False)
            for cell in found
            if cell is None or self.with_self_coded or not cell.is_self_coded
        )

    def state(self, meeting_id: int, topic_id: int, recommended_before: bool) -> State:
        cell = self.cells.get((meeting_id, topic_id))
        if cell is None:
            return cell_state(None, recommended_before=recommended_before)
        return cell_state(cell.outcome, is_excluded=cell.is_excluded)

    def shown(self, meeting_id: int, topic_id: int, recommended_before: bool) -> tuple[State, str | None]:
        """(state, address of the finding) of a cell; the address is None where there is none."""
        cell = self.cells.get((meeting_id, topic_id))
        return self.state(meeting_id, topic_id, recommended_before), cell.address if cell else None

    def _stood_at(self, recommendation: Recommendation, dialogue: int) -> list[Occasion]:
        """The meetings of the dialogue at which the recommendation stood, oldest first; worked out once."""
        key = recommendation.pk, dialogue
        if key not in self._stood:
            after, until = standing_between(recommendation.made, recommendation.withdrawn_on)
            self._stood[key] = [
                row for row, first, last in self.days.get(dialogue, ()) if after < first and last < until
            ]
        return self._stood[key]

    def course(self, recommendation: Recommendation, dialogue: Dialogue | None) -> Course:
        """What became of a recommendation at a dialogue (None: it names none), derived from the meetings that are held."""
        made = recommendation.made
        if dialogue is None:
            return Course(Standing.NO_FORUM, at_least=made.precision != "day")
        return course_of(
            made,
            self._stood_at(recommendation, dialogue.pk),
            self.by_topic.get(recommendation.topic_id, {}),
            on=self.on,
            withdrawn_on=recommendation.withdrawn_on,
            covered_until=dialogue.covered_until,
        )

    def pairing(self, recommendation: Recommendation, dialogue: Dialogue | None) -> Pairing:
        return self._paired_with(recommendation, dialogue, self.course(recommendation, dialogue))

    def _paired_with(
        self, recommendation: Recommendation, dialogue: Dialogue | None, course: AnyCourse
    ) -> Pairing:
        self._paired.add(recommendation.topic_id)
        return Pairing(recommendation, dialogue, course, recommendation.stands_on(self.on), self)

    def pairings(self, recommendations: QuerySet[Recommendation] | None = None) -> list[Pairing]:
        """Every public recommendation made by `on`, once for each public dialogue it names.

        A ledger narrowed to dialogues pairs with these alone. Elsewhere the courses are those that the database keeps, or
        tells anew where these do not hold for the day.
        """
        if recommendations is None:
            recommendations = Recommendation.objects.published().filter(made_on__lte=self.on)
        if self.of_dialogues is not None:
            links = Recommendation.dialogues.through.objects.filter(dialogue__in=self.of_dialogues)
            recommendations = recommendations.filter(pk__in=links.values("recommendation"))
        if self.of_topics is not None:
            recommendations = recommendations.filter(topic__in=self.of_topics)
        return self.pairings_of(list(recommendations.select_related("topic", "recommender", "document")))

    def pairings_of(self, rows: Collection[Recommendation]) -> list[Pairing]:
        """The same of recommendations that are at hand."""
        forums = self._named_by(rows)
        kept = courses_of_day(rows, forums, self.dialogues, self.on) if self.of_dialogues is None else {}
        pairings: list[Pairing] = []
        for recommendation in rows:
            named = [pk for pk in forums[recommendation.pk] if pk in self.dialogues]
            if self.of_dialogues is not None:
                named = [pk for pk in named if pk in self.of_dialogues]
            elif not named:
                pairings.append(self.pairing(recommendation, None))
            for pk in named:
                dialogue = self.dialogues[pk]
                course = kept.get((recommendation.pk, pk))
                pairings.append(
                    self._paired_with(recommendation, dialogue, course)
                    if course
                    else self.pairing(recommendation, dialogue)
                )
        return pairings

    def paired(self, courses: Iterable[KeptCourse]) -> list[Pairing]:
        """The pairings of kept courses that hold for the day, in their order.

        Three queries at most beside that of the dialogues; what was selected along with whole rows is not asked again.
        """
        rows = list(courses)
        if rows and rows[0].get_deferred_fields():
            whole = KeptCourse.objects.in_bulk([row.pk for row in rows])
            rows = [whole[row.pk] for row in rows]
        keys = {row.recommendation_id for row in rows}
        found = along(rows, "recommendation") or {row.pk: row for row in recommendations_of(keys)}
        name_rows(found.values())
        forums = along([row for row in rows if row.dialogue_id], "dialogue") or self.dialogues
        kept = courses_as_kept([row for row in rows if row.dialogue_id], found, forums, self.on)
        return [
            self._paired_with(
                found[row.recommendation_id],
                forums[row.dialogue_id],
                kept[row.recommendation_id, row.dialogue_id],
            )
            if row.dialogue_id
            else self.pairing(found[row.recommendation_id], None)
            for row in rows
        ]

    def _named_by(self, rows: Collection[Recommendation]) -> dict[int, list[int]]:
        """The dialogues that each recommendation names, by their short names. One query."""
        links = links_of([row.pk for row in rows]) if len(rows) <= MANY else all_links()
        found: dict[int, list[int]] = defaultdict(list)
        for recommendation, dialogue in links:
            found[recommendation].append(dialogue)
        return found

    def elsewhere(self, recommendation: Recommendation, dialogue: Dialogue | None) -> list[Occasion]:
        """Meetings of other dialogues held after it was made that took its topic up, oldest first.

        Two queries for all the topics that the ledger has paired.
        """
        topic = recommendation.topic_id
        if topic not in self._mentions:
            wanted = {topic} | self._paired
            self._mentions |= mentions_of(wanted - self._mentions.keys(), self.on)
        return [
            occasion
            for occasion in self._mentions[topic]
            if (dialogue is None or occasion.dialogue_id != dialogue.pk)
            and recommendation.made.is_before(occasion.held)
        ]

    def recommended_before(self, pairings: Iterable[Pairing]) -> set[tuple[int, int]]:
        """(meeting id, topic id) of every cell whose topic had been recommended for that dialogue by then.

        A topic out of scope for the dialogue is no cell.
        """
        return {
            (occasion.pk, pairing.recommendation.topic_id)
            for pairing in pairings
            if pairing.dialogue
            and (pairing.dialogue.pk, pairing.recommendation.topic_id) not in self.out_of_scope
            for occasion in self._stood_at(pairing.recommendation, pairing.dialogue.pk)
        }

    def since(self, pairing: Pairing) -> list[tuple[Occasion, State, str | None]]:
        """(meeting, state, address of the finding) of each meeting held since the recommendation was made, oldest first.

        Meetings after the one that raised it are among them.
        """
        if pairing.dialogue is None:
            return []
        topic_id, path = pairing.recommendation.topic_id, address_pattern("finding", 2)
        found: list[tuple[Occasion, State, str | None]] = []
        for occasion in self._stood_at(pairing.recommendation, pairing.dialogue.pk):
            cell = self.cells.get((occasion.pk, topic_id))
            state = self.state(occasion.pk, topic_id, True)
            found.append((occasion, state, path % (cell.meeting, cell.topic) if cell else None))
        return found
