"""The public record of meetings and findings in memory, read with a constant number of queries.

Pages, filters and briefs ask it instead of the database, and hand what it holds to `coverage`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, QuerySet

from agenda.dates import PartialDate
from agenda.models import Dialogue, Finding, Meeting, Recommendation
from agenda.models.findings import finding_address

from .courses import TAKEN_UP, Course, Occasion, Standing, course_of
from .rates import Tally
from .states import State, cell_state


@dataclass(frozen=True)
class LedgerCell:
    """A published finding; `absence_shown`: could the documents examined have shown that the topic is absent?"""

    finding_id: int
    outcome: str
    is_excluded: bool
    meeting_id: int
    topic_id: int
    is_self_coded: bool = False
    absence_shown: bool = True
    meeting: str = ""
    topic: str = ""
    """The meeting's slug and the topic's code."""

    @property
    def address(self) -> str:
        """The path of the finding's page."""
        return finding_address(self.meeting, self.topic)

    @property
    def counts_as(self) -> tuple[str, bool]:
        """What `Tally.of` counts."""
        return self.outcome, self.absence_shown

    @property
    def is_judged(self) -> bool:
        """Whether it says something of the topic: that it was found, or an absence that could be shown."""
        return self.outcome in TAKEN_UP or (self.outcome == State.NOT_RAISED and self.absence_shown)


CELL = (
    "pk",
    "outcome",
    "is_excluded",
    "meeting_id",
    "topic_id",
    "is_self_coded",
    "absence_shown",
    "meeting__slug",
    "topic__code",
)
"""What a `LedgerCell` is made of, in the order of its fields."""


def cells_of(findings: QuerySet[Finding]) -> Iterator[LedgerCell]:
    """A cell for each of the findings, which know `absence_shown` (`Finding.objects.with_absence_shown`). One query."""
    return (LedgerCell(*row) for row in findings.values_list(*CELL).order_by())


@dataclass
class Pairing:
    """A recommendation at one of its dialogues (None when it names none), and what became of it."""

    recommendation: Recommendation
    dialogue: Dialogue | None
    course: Course
    elsewhere: list[Occasion] = field(default_factory=list)
    in_force: bool = True


class Ledger:
    """Held meetings up to `on` and the findings published for them. Three queries, whatever the size.

    `by_topic` holds what could be judged, as {topic id: {meeting id: outcome}}.
    """

    def __init__(self, on: date, *, with_self_coded: bool = False):
        self.on = on
        self.with_self_coded = with_self_coded
        self.dialogues = {d.pk: d for d in Dialogue.objects.published()}
        self.occasions: dict[int, Occasion] = {}
        self.by_dialogue: dict[int, list[Occasion]] = defaultdict(list)
        columns = (
            "pk",
            "slug",
            "title",
            "held_on",
            "held_on_precision",
            "dialogue_id",
            "level",
            "translations",
        )
        for pk, slug, title, held_on, precision, dialogue_id, level, others in (
            Meeting.objects.published().held().until(on).order_by("held_on", "slug").values_list(*columns)
        ):
            occasion = Occasion(pk, slug, title, PartialDate(held_on, precision), dialogue_id, level, others)
            self.occasions[pk] = occasion
            self.by_dialogue[dialogue_id].append(occasion)
        self.cells: dict[tuple[int, int], LedgerCell] = {}
        self.by_topic: dict[int, dict[int, str]] = defaultdict(dict)
        for cell in cells_of(Finding.objects.published().with_absence_shown()):
            if cell.meeting_id in self.occasions:
                self.cells[cell.meeting_id, cell.topic_id] = cell
                if cell.is_judged:
                    self.by_topic[cell.topic_id][cell.meeting_id] = cell.outcome

    @cached_property
    def out_of_scope(self) -> set[tuple[int, int]]:
        """(dialogue id, topic id) that are no cell. One query, when it is first asked for."""
        return set(Dialogue.out_of_scope.through.objects.values_list("dialogue_id", "topic_id"))

    def counted(self) -> list[LedgerCell]:
        """The cells that rates count: self-coded ones only when asked for. They keep their place in every matrix."""
        return [cell for cell in self.cells.values() if self.with_self_coded or not cell.is_self_coded]

    def left_out(self, dialogue_id: int | None = None) -> int:
        """How many self-coded cells the rates leave out."""
        hidden = [cell for cell in self.cells.values() if cell.is_self_coded and not self.with_self_coded]
        return sum(dialogue_id in (None, self.occasions[cell.meeting_id].dialogue_id) for cell in hidden)

    def tally(
        self, *, dialogue_id: int | None = None, topic_id: int | None = None, meeting_id: int | None = None
    ) -> Tally:
        """Findings of a dialogue, of a topic, of a topic at a dialogue, of a meeting, or all."""
        return Tally.of(
            cell.counts_as
            for cell in self.counted()
            if (topic_id is None or cell.topic_id == topic_id)
            and (meeting_id is None or cell.meeting_id == meeting_id)
            and (dialogue_id is None or self.occasions[cell.meeting_id].dialogue_id == dialogue_id)
        )

    def tallies_by_year(
        self, *, dialogue_id: int | None = None, topic_id: int | None = None
    ) -> dict[int, Tally]:
        """Tally by the year of the meeting, of a dialogue, a topic or all."""
        cells = defaultdict(list)
        for cell in self.counted():
            occasion = self.occasions[cell.meeting_id]
            if dialogue_id in (None, occasion.dialogue_id) and topic_id in (None, cell.topic_id):
                cells[occasion.held.first.year].append(cell.counts_as)
        return {year: Tally.of(values) for year, values in sorted(cells.items())}

    def tallies(self) -> dict[tuple[int, int], Tally]:
        """Tally by (dialogue id, topic id), in one pass."""
        cells = defaultdict(list)
        for cell in self.counted():
            cells[self.occasions[cell.meeting_id].dialogue_id, cell.topic_id].append(cell.counts_as)
        return {key: Tally.of(values) for key, values in cells.items()}

    def tally_of(self, cells: Iterable[tuple[int, int]]) -> Tally:
        """Tally of cells given as (meeting id, topic id): those without a finding count as not assessed.

        Self-coded cells are left out unless asked for.
        """
        found = [self.cells.get(key) for key in cells]
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

    def pairing(self, recommendation: Recommendation, dialogue: Dialogue | None) -> Pairing:
        made, outcomes = recommendation.made, self.by_topic.get(recommendation.topic_id, {})
        if dialogue is None:
            course = Course(Standing.NO_FORUM, at_least=made.precision != "day")
        else:
            course = course_of(
                made,
                self.by_dialogue.get(dialogue.pk, ()),
                outcomes,
                on=self.on,
                withdrawn_on=recommendation.withdrawn_on,
                covered_until=dialogue.covered_until,
            )
        elsewhere = [
            self.occasions[pk]
            for pk, outcome in outcomes.items()
            if outcome in TAKEN_UP
            and (dialogue is None or self.occasions[pk].dialogue_id != dialogue.pk)
            and made.is_before(self.occasions[pk].held)
        ]
        elsewhere.sort(key=lambda occasion: (occasion.held, occasion.slug))
        return Pairing(recommendation, dialogue, course, elsewhere, recommendation.stands_on(self.on))

    def pairings(self, recommendations: QuerySet[Recommendation] | None = None) -> list[Pairing]:
        """Every public recommendation made by `on`, once for each public dialogue it names."""
        if recommendations is None:
            recommendations = Recommendation.objects.published().filter(made_on__lte=self.on)
        rows = recommendations.select_related("topic", "recommender", "document").prefetch_related(
            "dialogues"
        )
        pairings: list[Pairing] = []
        for recommendation in rows:
            named: list[Dialogue | None] = [
                self.dialogues[d.pk] for d in recommendation.dialogues.all() if d.pk in self.dialogues
            ]
            pairings += [self.pairing(recommendation, dialogue) for dialogue in named or [None]]
        return pairings

    def recommended_before(self, pairings: Iterable[Pairing]) -> set[tuple[int, int]]:
        """(meeting id, topic id) of every cell whose topic had been recommended for that dialogue by then.

        A topic out of scope for the dialogue is no cell.
        """
        return {
            (occasion.pk, pairing.recommendation.topic_id)
            for pairing in pairings
            if pairing.dialogue
            and (pairing.dialogue.pk, pairing.recommendation.topic_id) not in self.out_of_scope
            for occasion in self.by_dialogue.get(pairing.dialogue.pk, ())
            if pairing.recommendation.stands_at(occasion.held)
        }

    def since(self, pairing: Pairing) -> list[tuple[Occasion, State, str | None]]:
        """(meeting, state, address of the finding) of each meeting held since the recommendation was made, oldest first.

        Meetings after the one that raised it are among them.
        """
        if pairing.dialogue is None:
            return []
        topic_id = pairing.recommendation.topic_id
        return [
            (occasion, *self.shown(occasion.pk, topic_id, True))
            for occasion in self.by_dialogue.get(pairing.dialogue.pk, ())
            if pairing.recommendation.stands_at(occasion.held)
        ]

    def latest(self) -> Occasion | None:
        """The latest held meeting on record by `on`."""
        return max(self.occasions.values(), key=lambda occasion: occasion.held, default=None)


def last_changed_on() -> date | None:
    """The day of the newest public decision, or None without any."""
    newest: datetime | None = Finding.objects.in_public_cells().aggregate(at=Max("decided_at"))["at"]
    return newest.date() if newest else None
