"""The public record of meetings and findings in memory, read with a constant number of queries.

Pages, filters and briefs ask it instead of the database, and hand what it holds to `coverage`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from agenda.dates import PartialDate
from agenda.models import Dialogue, Finding, Meeting, Recommendation

from .courses import Course, Occasion, Standing, course_of
from .rates import Tally
from .states import cell_state


@dataclass(frozen=True)
class Cell:
    finding_id: int
    outcome: str
    is_excluded: bool
    meeting_id: int
    topic_id: int
    is_self_coded: bool = False


@dataclass
class Pairing:
    """A recommendation at one of its dialogues (None when it names none), and what became of it."""

    recommendation: Recommendation
    dialogue: Dialogue | None
    course: Course
    elsewhere: list[Occasion] = field(default_factory=list)
    in_force: bool = True


class Ledger:
    """Held meetings up to `on` and the findings published for them. Four queries, whatever the size."""

    def __init__(self, on: date, *, with_self_coded: bool = False):
        self.on = on
        self.with_self_coded = with_self_coded
        self.dialogues = {d.pk: d for d in Dialogue.objects.published()}
        self.occasions: dict[int, Occasion] = {}
        self.by_dialogue: dict[int, list[Occasion]] = defaultdict(list)
        columns = ("pk", "slug", "title", "held_on", "held_on_precision", "dialogue_id")
        for pk, slug, title, held_on, precision, dialogue_id in (
            Meeting.objects.published().held().until(on).order_by("held_on", "slug").values_list(*columns)
        ):
            occasion = Occasion(pk, slug, title, PartialDate(held_on, precision), dialogue_id)
            self.occasions[pk] = occasion
            self.by_dialogue[dialogue_id].append(occasion)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.by_topic: dict[int, dict[int, str]] = defaultdict(dict)
        for row in (
            Finding.objects.published()
            .values_list("pk", "outcome", "is_excluded", "meeting_id", "topic_id", "is_self_coded")
            .order_by()
        ):
            cell = Cell(*row)
            if cell.meeting_id in self.occasions:
                self.cells[cell.meeting_id, cell.topic_id] = cell
                self.by_topic[cell.topic_id][cell.meeting_id] = cell.outcome

    def counted(self) -> list[Cell]:
        """The cells that rates count: self-coded ones only when asked for. They keep their place in every matrix."""
        return [cell for cell in self.cells.values() if self.with_self_coded or not cell.is_self_coded]

    def left_out(self, dialogue_id: int | None = None) -> int:
        """How many self-coded cells the rates leave out."""
        hidden = [cell for cell in self.cells.values() if cell.is_self_coded and not self.with_self_coded]
        return sum(dialogue_id in (None, self.occasions[cell.meeting_id].dialogue_id) for cell in hidden)

    def tally(self, *, dialogue_id: int | None = None, topic_id: int | None = None) -> Tally:
        """Findings of a dialogue, of a topic, of a topic at a dialogue, or all."""
        return Tally.of(
            cell.outcome
            for cell in self.counted()
            if (topic_id is None or cell.topic_id == topic_id)
            and (dialogue_id is None or self.occasions[cell.meeting_id].dialogue_id == dialogue_id)
        )

    def tallies_by_year(
        self, *, dialogue_id: int | None = None, topic_id: int | None = None
    ) -> dict[int, Tally]:
        """Tally by the year of the meeting, of a dialogue, a topic or all."""
        outcomes = defaultdict(list)
        for cell in self.counted():
            occasion = self.occasions[cell.meeting_id]
            if dialogue_id in (None, occasion.dialogue_id) and topic_id in (None, cell.topic_id):
                outcomes[occasion.held.first.year].append(cell.outcome)
        return {year: Tally.of(values) for year, values in sorted(outcomes.items())}

    def tallies(self) -> dict[tuple[int, int], Tally]:
        """Tally by (dialogue id, topic id), in one pass."""
        outcomes = defaultdict(list)
        for cell in self.counted():
            outcomes[self.occasions[cell.meeting_id].dialogue_id, cell.topic_id].append(cell.outcome)
        return {key: Tally.of(values) for key, values in outcomes.items()}

    def state(self, meeting_id: int, topic_id: int, recommended_before: bool):
        cell = self.cells.get((meeting_id, topic_id))
        if cell is None:
            return cell_state(None, recommended_before=recommended_before)
        return cell_state(cell.outcome, is_excluded=cell.is_excluded)

    def pairing(self, recommendation: Recommendation, dialogue: Dialogue | None) -> Pairing:
        outcomes = self.by_topic.get(recommendation.topic_id, {})
        if dialogue is None:
            days = max(0, (self.on - recommendation.made.last).days)
            vague = recommendation.made.precision != "day"
            course = Course(Standing.NO_FORUM, 0, days, at_least=vague)
        else:
            course = course_of(
                recommendation.made,
                self.by_dialogue.get(dialogue.pk, ()),
                outcomes,
                on=self.on,
                withdrawn_on=recommendation.withdrawn_on,
            )
        elsewhere = [
            self.occasions[pk]
            for pk, outcome in outcomes.items()
            if outcome in ("raised", "partly_raised")
            and (dialogue is None or self.occasions[pk].dialogue_id != dialogue.pk)
            and recommendation.made.is_before(self.occasions[pk].held)
        ]
        elsewhere.sort(key=lambda occasion: (occasion.held, occasion.slug))
        withdrawn_on = recommendation.withdrawn_on
        in_force = withdrawn_on is None or withdrawn_on > self.on
        return Pairing(recommendation, dialogue, course, elsewhere, in_force)

    def pairings(self, recommendations=None) -> list[Pairing]:
        """Every public recommendation made by `on`, once for each public dialogue it names."""
        if recommendations is None:
            recommendations = Recommendation.objects.published().filter(made_on__lte=self.on)
        rows = recommendations.select_related("topic", "recommender", "document").prefetch_related(
            "dialogues"
        )
        pairings = []
        for recommendation in rows:
            named = [self.dialogues[d.pk] for d in recommendation.dialogues.all() if d.pk in self.dialogues]
            pairings += [self.pairing(recommendation, dialogue) for dialogue in named or [None]]
        return pairings

    def recommended_before(self, pairings: list[Pairing]) -> set[tuple[int, int]]:
        """(meeting id, topic id) of every cell whose topic had been recommended for that dialogue by then."""
        found = set()
        for pairing in pairings:
            recommendation = pairing.recommendation
            for occasion in self.by_dialogue.get(pairing.dialogue and pairing.dialogue.pk, ()):
                withdrawn_on = recommendation.withdrawn_on
                if recommendation.made.is_before(occasion.held) and (
                    withdrawn_on is None or occasion.held.first < withdrawn_on
                ):
                    found.add((occasion.pk, recommendation.topic_id))
        return found

    def covers_through(self) -> Occasion | None:
        """The latest held meeting on record by `on`."""
        return max(self.occasions.values(), key=lambda occasion: occasion.held, default=None)


def last_changed_on() -> date | None:
    """The day of the newest public decision, or None without any."""
    newest = Finding.objects.in_public_cells().aggregate(at=Max("decided_at"))["at"]
    return newest and newest.date()


OPEN = (Standing.MISSED, Standing.UNDETERMINED, Standing.WAITING)


def longest_waiting(pairings: list[Pairing]) -> list[Pairing]:
    """Recommendations not raised yet: most meetings first, then most days."""
    still = [p for p in pairings if p.course.standing in OPEN and p.in_force]
    return sorted(still, key=lambda p: (-p.course.meetings, -p.course.days, p.recommendation.code))
