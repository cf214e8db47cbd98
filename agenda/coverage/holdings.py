"""What a ledger holds: held meetings and cells of the dialogues and topics it is narrowed to, each read when asked for."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Max, Q, QuerySet
from django.utils.functional import cached_property

from agenda.models import CurrentCell, Dialogue, KeptCourse, Meeting
from agenda.models.vocabulary import vocabulary

from .cells import LedgerCell, cells_of, chosen, occasions_of, with_days
from .courses import TAKEN_UP, Occasion
from .states import State

PAIRS = 100
"""Pairs of a dialogue and a topic that are named one by one."""


class Holdings:
    """Held meetings up to `on` and the findings published for them.

    `dialogues` and `topics` (ids) narrow it: it then holds the meetings of these dialogues and the cells of both.
    `pairs` (of both) are those among them whose cells it holds, where that is known.
    """

    def __init__(
        self,
        on: date,
        *,
        with_self_coded: bool = False,
        dialogues: Collection[int] | None = None,
        topics: Collection[int] | None = None,
        pairs: Collection[tuple[int, int]] | None = None,
    ):
        self.on = on
        self.with_self_coded = with_self_coded
        self.of_dialogues = None if dialogues is None else set(dialogues)
        self.of_topics = None if topics is None else set(topics)
        self.of_meetings: set[int] | None = None
        self.codes: Mapping[int, str] | None = None
        """The codes of its topics, where they are at hand."""
        self.of_pairs = None if pairs is None else sorted(set(pairs))

    @property
    def is_whole(self) -> bool:
        return self.of_dialogues is None and self.of_topics is None

    @cached_property
    def dialogues(self) -> Mapping[int, Dialogue]:
        """Every public dialogue, whatever the ledger is narrowed to. One query a request."""
        return vocabulary().dialogues

    @cached_property
    def _forums(self) -> set[int] | None:
        """The dialogues whose meetings it holds; None for all. A topic's are those that judged it or are asked to raise it."""
        if self.of_dialogues is not None or self.of_topics is None:
            return self.of_dialogues
        return {
            pk
            for kept in (CurrentCell.objects, KeptCourse.objects)
            for pk in kept.filter(topic_id__in=self.of_topics)
            .values_list("dialogue_id", flat=True)
            .distinct()
        }

    @cached_property
    def occasions(self) -> dict[int, Occasion]:
        """Held meetings by id, oldest first. One query, two where topics are asked for."""
        rows = Meeting.objects.published().held().until(self.on)
        if self._forums is not None:
            rows = rows.filter(dialogue__in=self._forums)
        return {occasion.pk: occasion for occasion in occasions_of(rows)}

    @cached_property
    def by_dialogue(self) -> dict[int, list[Occasion]]:
        found: dict[int, list[Occasion]] = defaultdict(list)
        for occasion in self.occasions.values():
            found[occasion.dialogue_id].append(occasion)
        return found

    @cached_property
    def days(self) -> dict[int, list[tuple[Occasion, date, date]]]:
        """The occasions by dialogue, each with the first and the last day on which it may have been held."""
        return {
            pk: [(row, row.held.first, row.held.last) for row in rows]
            for pk, rows in self.by_dialogue.items()
        }

    @property
    def kept_cells(self) -> QuerySet[CurrentCell]:
        """The rows of its cells."""
        rows = CurrentCell.objects.filter(held_on__lte=self.on)
        if self.of_pairs is not None and len(self.of_pairs) <= PAIRS:
            named = [Q(dialogue=dialogue, topic=topic) for dialogue, topic in self.of_pairs]
            return rows.filter(reduce(or_, named)) if named else rows.none()
        if self.of_meetings is not None:
            rows = rows.filter(meeting_id__in=self.of_meetings)
        elif self.of_dialogues is not None:
            rows = rows.filter(dialogue_id__in=self.of_dialogues)
        return rows if self.of_topics is None else rows.filter(topic_id__in=self.of_topics)

    @cached_property
    def cells(self) -> dict[tuple[int, int], LedgerCell]:
        """The cells by (meeting id, topic id). Two queries beside those of the meetings, one where `codes` are at hand."""
        slugs = {pk: occasion.slug for pk, occasion in self.occasions.items()}
        rows = cells_of(self.kept_cells, slugs, self.codes)
        return {(cell.meeting_id, cell.topic_id): cell for cell in rows}

    @cached_property
    def by_topic(self) -> dict[int, dict[int, str]]:
        """What could be judged, as {topic id: {meeting id: outcome}}."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for cell in self.cells.values():
            outcome = cell.outcome
            # `LedgerCell.is_judged`, written out: a dialogue has thousands of cells.
            if outcome in TAKEN_UP or (outcome == State.NOT_RAISED and cell.absence_shown):
                found[cell.topic_id][cell.meeting_id] = outcome
        return found

    def cells_at(self, meetings: Collection[int]) -> dict[tuple[int, int], LedgerCell]:
        """The cells of some meetings by (meeting id, topic id). Three queries where the ledger is whole."""
        if not self.is_whole:
            return {key: cell for key, cell in self.cells.items() if key[0] in meetings}
        rows = self.kept_cells.filter(meeting_id__in=meetings)
        return {(cell.meeting_id, cell.topic_id): cell for cell in cells_of(rows)}

    def newest_mentions(self) -> dict[int, tuple[Occasion, LedgerCell]]:
        """The latest cell that took each topic up, with its meeting, by topic id. Five queries."""
        found = self.kept_cells.filter(outcome__in=TAKEN_UP)
        if not self.with_self_coded:
            found = found.filter(is_self_coded=False)
        newest = dict(found.order_by().values_list("topic_id").annotate(on=Max("held_on")))
        rows = found.filter(held_on__in=set(newest.values()))
        cells = [cell for cell, on in with_days(rows) if newest[cell.topic_id] == on]
        at = {
            o.pk: o for o in occasions_of(chosen(Meeting.objects.all(), {cell.meeting_id for cell in cells}))
        }
        kept: dict[int, tuple[Occasion, LedgerCell]] = {}
        for cell in cells:
            occasion, best = at[cell.meeting_id], kept.get(cell.topic_id)
            if best is None or (occasion.held, occasion.slug) > (best[0].held, best[0].slug):
                kept[cell.topic_id] = occasion, cell
        return kept
