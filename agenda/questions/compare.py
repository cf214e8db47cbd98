"""Compare: how often two or three dialogues, or two periods, raised each topic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agenda.coverage.courses import Occasion
from agenda.coverage.ledger import Ledger
from agenda.coverage.rates import Tally
from agenda.dates import PartialDate, may_lie_within
from agenda.models import Dialogue, Topic
from agenda.models.vocabulary import vocabulary

Period = tuple[PartialDate | None, PartialDate | None]
"""From the first day of one date to the last of another; None: open."""


@dataclass(frozen=True)
class ComparedColumn:
    """What one column counts: a dialogue (None: all) and from when to when (None: open)."""

    dialogue: Dialogue | None
    since: PartialDate | None
    until: PartialDate | None

    @property
    def label(self) -> str:
        """The dialogue and the dates: "Quad, 2021–2023"."""
        name = self.dialogue.reader.short_name if self.dialogue else _("All dialogues")
        if self.since is None and self.until is None:
            return name
        return (
            f"{name}, {self.since or '…'}–{self.until or '…'}"
            if self.since != self.until
            else f"{name}, {self.since}"
        )

    def counts(self, occasion: Occasion) -> bool:
        is_here = self.dialogue is None or occasion.dialogue_id == self.dialogue.pk
        return is_here and may_lie_within(occasion.held, self.since, self.until)


@dataclass(frozen=True)
class ComparedHead:
    """A column with its held meetings on record and the tally of all its topics."""

    column: ComparedColumn
    meetings: int
    tally: Tally


@dataclass(frozen=True)
class ComparedRow:
    """A topic and its tally in each column (None: not assessed there)."""

    topic: Topic
    tallies: tuple[Tally | None, ...]

    @property
    def distance(self) -> float:
        """How far the inclusive rates lie apart; -1 where not every column has one."""
        rates = [tally.inclusive_rate for tally in self.tallies if tally and tally.inclusive_rate is not None]
        return max(rates) - min(rates) if rates and len(rates) == len(self.tallies) else -1.0


def columns_for(dialogues: Sequence[Dialogue], periods: Sequence[Period]) -> list[ComparedColumn]:
    """One column a dialogue and period; none where nothing was chosen to set side by side."""
    if not dialogues and len(periods) == 1:
        return []
    chosen: Sequence[Dialogue | None] = dialogues or [None]
    return [ComparedColumn(dialogue, since, until) for dialogue in chosen for since, until in periods]


def compare_rows(
    ledger: Ledger, columns: Iterable[ComparedColumn]
) -> tuple[list[ComparedHead], list[ComparedRow]]:
    """The heads of the columns, and a row for each topic assessed in one of them: those that differ most first."""
    heads, tallies = [], []
    columns = list(columns)
    chosen = {column.dialogue.pk for column in columns if column.dialogue}
    shown = ledger.narrowed(dialogues=chosen) if chosen else ledger
    for column in columns:
        meetings = [pk for pk, occasion in shown.occasions.items() if column.counts(occasion)]
        tallies.append(_tally_by_topic(shown, column, meetings))
        heads.append(ComparedHead(column, len(meetings), sum(tallies[-1].values(), Tally())))
    assessed, topics = {topic for tally in tallies for topic in tally}, vocabulary().topics
    rows = [
        ComparedRow(topics[pk], tuple(tally.get(pk) for tally in tallies)) for pk in topics if pk in assessed
    ]
    return heads, sorted(rows, key=lambda row: (-row.distance, row.topic.reader.order))


def _tally_by_topic(ledger: Ledger, column: ComparedColumn, meetings: list[int]) -> Mapping[int, Tally]:
    """The tally of each topic at the meetings that the column counts: a dialogue's whole as it is kept. One query."""
    if column.dialogue and column.since is column.until is None:
        return ledger.sums.by_topic_of(column.dialogue.pk)
    return ledger.sums.at_meetings(meetings)
