"""One topic on record: how often it was found and when, dialogue by dialogue, and what became of its recommendations.

What a page shows one by one has a bound, whatever the number of meetings; what is counted has none.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import cached_property

from agenda.coverage.cells import occasion_of
from agenda.coverage.courses import TAKEN_UP, Occasion
from agenda.coverage.headline import once_a_pair
from agenda.coverage.kept import counted_course
from agenda.coverage.ledger import Ledger
from agenda.coverage.pairings import Pairing
from agenda.coverage.proofs import proofs_of
from agenda.coverage.rates import Tally
from agenda.coverage.reaches import reaches_at
from agenda.coverage.states import State, cell_state
from agenda.dates import stored_date
from agenda.models import (
    CurrentCell,
    KeptCourse,
)
from agenda.models.vocabulary import vocabulary
from agenda.rules.reach import Reach

from .topic_asked import (
    COUNTED,
    cells_of,
    courses_of,
    held_at,
    latest_of,
    mentions_of,
    outcomes_of,
    tallied_of,
)
from .topic_cells import HeldOn, ListedCell, RaisedCell, StoredCell, TopicAtForum, as_stored, cell_rows

DRAWN = 100
"""Cells that the picture of a page draws, and names with their reach: the latest."""
SILENT = 60
"""Cells that did not take it up, as many as a page lists at once."""
FORUMS = 20
"""Dialogues that a page lists."""
ELSEWHERE = 30
"""Meetings of other dialogues that a recommendation's row names: the oldest."""


class TopicOnRecord:
    """A topic (of `topics_for_pages`) as its page needs it, of what was held by the ledger's day; each part is read when
    it is asked for."""

    def __init__(self, topic: Any, ledger: Ledger) -> None:
        self.topic, self.ledger = topic, ledger

    @property
    def _cells(self) -> QuerySet[CurrentCell]:
        return cells_of(self.topic.pk, self.ledger.on)

    @cached_property
    def _counted(self) -> list[tuple[int, str, bool, bool, int]]:
        """(dialogue id, outcome, could absence have been shown, self-coded, how many cells). One query."""
        if not self.topic.is_past:
            return tallied_of(self.topic.pk)
        return list(self._cells.order_by().values_list(*COUNTED).annotate(count=Count("pk")))

    @cached_property
    def tallies(self) -> dict[int, Tally]:
        """By dialogue id."""
        states: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
        for dialogue, outcome, shown, is_self_coded, n in self._counted:
            if self.ledger.with_self_coded or not is_self_coded:
                states[dialogue][outcome, bool(shown)] += n
        return {dialogue: Tally.of_counts(counts) for dialogue, counts in states.items()}

    @cached_property
    def tally(self) -> Tally:
        return sum(self.tallies.values(), Tally())

    @property
    def n_taken_up(self) -> int:
        """How many cells took the topic up; self-coded ones among them."""
        return sum(n for _forum, outcome, *_more, n in self._counted if outcome in TAKEN_UP)

    @property
    def n_all(self) -> int:
        return sum(n for *_cell, n in self._counted)

    @property
    def left_out(self) -> int:
        """How many self-coded cells the tally leaves out."""
        return self.n_all - self.tally.total

    @cached_property
    def latest(self) -> list[StoredCell]:
        """The latest cells, newest first: those that are drawn, and some more. One query."""
        return as_stored(latest_of(DRAWN + SILENT)(self.topic.pk, self.ledger.on))

    @property
    def drawn(self) -> list[StoredCell]:
        """The latest cells, as many as the picture of a page draws."""
        return self.latest[:DRAWN]

    @cached_property
    def mentions(self) -> list[StoredCell]:
        """The cells that took the topic up, oldest first. One query."""
        return as_stored(mentions_of(self.topic.pk, self.ledger.on))

    def raised(self, shown: slice) -> list[RaisedCell]:
        """Some of the cells that took the topic up, the latest meetings first, each with its proof. Two queries."""
        newest = sorted(self.mentions, key=lambda mention: (-mention.held_on.toordinal(), mention.slug))
        wanted = newest[shown]
        proofs = proofs_of({cell.finding for cell in wanted})
        return [
            RaisedCell(self.topic, self.occasion(cell), cell.outcome, cell.is_excluded,
                       self.ledger.dialogues[cell.dialogue], proofs[cell.finding])
            for cell in wanted
        ]  # fmt: skip

    def silent(self, shown: slice) -> list[ListedCell]:
        """Some of the cells that did not take the topic up, the latest meetings first. One query where they are not the
        latest."""
        cells = self.latest
        if self.n_all > len(cells):  # others of the last day are not at hand
            cells = [cell for cell in cells if cell.held_on > cells[-1].held_on]
        found = [cell for cell in cells if not cell.is_taken_up]
        found.sort(key=lambda cell: (-cell.held_on.toordinal(), cell.slug))
        if self.n_all > len(self.latest) and shown.stop > len(found):
            rows = self._cells.exclude(outcome__in=TAKEN_UP).order_by("-held_on", "meeting__slug")
            found, shown = as_stored(cell_rows(rows)[shown]), slice(None)
        return [
            ListedCell(self.topic, self.occasion(cell), cell.outcome, cell.is_excluded)
            for cell in found[shown]
        ]

    @cached_property
    def pairings(self) -> list[Pairing]:
        """Its recommendations, once for each dialogue they name. One query where the kept courses hold for the day."""
        on = self.ledger.on
        courses = courses_of(self.topic.pk, on)
        if any(course.settled_on > on for course in courses):
            return self.ledger.pairings()
        return [self._pairing(course) for course in courses]

    def _pairing(self, course: KeptCourse) -> Pairing:
        recommendation, on = course.recommendation, self.ledger.on
        recommendation.topic = self.topic
        recommendation.recommender = vocabulary().actors[recommendation.recommender_id]
        dialogue = self.ledger.dialogues[course.dialogue_id] if course.dialogue_id else None
        counted = counted_course(course, course.first_meeting, recommendation, dialogue, on)
        return Pairing(recommendation, dialogue, counted, recommendation.stands_on(on))

    @cached_property
    def _latest_at(self) -> dict[int, StoredCell]:
        """By dialogue id, the latest cell that took the topic up."""
        return {mention.dialogue: mention for mention in self.mentions}

    @cached_property
    def _rows(self) -> list[TopicAtForum]:
        recommended = {p.dialogue.pk: p for p in once_a_pair(self.pairings) if p.dialogue}
        told = self.tallies.keys() | recommended.keys() | self._latest_at.keys()
        rows = [
            TopicAtForum(self.ledger.dialogues[pk], self.tallies.get(pk, Tally()), None, recommended.get(pk))
            for pk in told
        ]
        rows.sort(key=lambda row: (row.pairing is None, -row.tally.found, row.dialogue.reader.order))
        return rows

    @property
    def n_forums(self) -> int:
        return len(self._rows)

    @cached_property
    def forums(self) -> list[TopicAtForum]:
        """A row for each dialogue that was assessed on the topic or is asked to raise it: recommended ones first.

        Then those with most meetings that took it up; at most `FORUMS` of them.
        """
        return [
            replace(row, last=self.occasion(found) if found else None)
            for row in self._rows[:FORUMS]
            for found in [self._latest_at.get(row.dialogue.pk)]
        ]

    @cached_property
    def by_dialogue(self) -> dict[int, list[HeldOn]]:
        """The held meetings of the dialogues that are listed, oldest first, by dialogue id. One query."""
        listed = [row.dialogue.pk for row in self._rows[:FORUMS]]
        found: dict[int, list[HeldOn]] = defaultdict(list)
        for dialogue, pk, *day in held_at(listed, self.ledger.on):
            found[dialogue].append(HeldOn(pk, stored_date(*day)))
        return found

    @cached_property
    def _occasions(self) -> dict[int, Occasion]:
        """The meetings that were asked for, by id."""
        return {}

    def occasion(self, cell: StoredCell) -> Occasion:
        """The meeting of a cell."""
        if cell.at not in self._occasions:
            self._occasions[cell.at] = occasion_of(*cell.meeting)
        return self._occasions[cell.at]

    @property
    def found_first_and_last(self) -> tuple[Occasion, Occasion] | None:
        """The first and the last meeting that took the topic up; None where none did."""
        if not self.mentions:
            return None
        return self.occasion(self.mentions[0]), self.occasion(self.mentions[-1])

    def states(self) -> dict[int, State]:
        """The state of the topic at each meeting of the dialogues that are listed, by meeting id.

        One query where there are more cells than the latest.
        """
        if self.n_all <= len(self.latest):
            return {cell.at: cell.state for cell in self.latest}
        rows = outcomes_of(self.topic.pk, self.ledger.on, list(self.by_dialogue))
        return {meeting: cell_state(outcome, is_excluded=excluded) for meeting, outcome, excluded in rows}

    def asked_before(self) -> set[int]:
        """The meetings of the dialogues that are listed before which the topic had been recommended for the dialogue."""
        out: Collection[int] = ()
        if self.topic.has_exceptions:
            out = set(self.topic.dialogues_without.values_list("pk", flat=True))
        return {
            meeting.pk
            for pairing in self.pairings
            if pairing.dialogue and pairing.dialogue.pk not in out
            for meeting in self.by_dialogue.get(pairing.dialogue.pk, ())
            if pairing.recommendation.stands_at(meeting.held)
        }

    def attach_elsewhere(self) -> None:
        """Give each pairing `n_elsewhere` and, as `elsewhere`, the oldest of those meetings."""
        for pairing in self.pairings:
            found = self._elsewhere(pairing)
            pairing.n_elsewhere = len(found)
            pairing.elsewhere = [self.occasion(mention) for mention in found[:ELSEWHERE]]

    def _elsewhere(self, pairing: Pairing) -> list[StoredCell]:
        """The later mentions at other dialogues, oldest first."""
        after = bisect_right(self._days, pairing.recommendation.made.last)
        own = pairing.dialogue.pk if pairing.dialogue else None
        return [mention for mention in self.mentions[after:] if mention.dialogue != own]

    @cached_property
    def _days(self) -> list[date]:
        return [mention.held_on for mention in self.mentions]

    def reaches(self) -> dict[int, Reach]:
        """How far each of the drawn cells that is not mentioned reaches, by meeting id. Two queries."""
        silent = [cell for cell in self.drawn if cell.outcome == State.NOT_RAISED]
        examined = {cell.at: (cell.at, set(map(int, (cell.examined or "0").split(",")))) for cell in silent}
        return reaches_at({cell.at: cell.dialogue for cell in silent}, examined)
