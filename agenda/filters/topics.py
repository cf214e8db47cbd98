"""Topics filtered by forum, outcome, dates: the filters apply to one cell together, not each by itself."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.coverage.cells import LedgerCell
from agenda.coverage.courses import TAKEN_UP, Occasion, Standing
from agenda.coverage.headline import ORDER, by_standing, once_a_pair
from agenda.coverage.ledger import Ledger
from agenda.coverage.pairings import Pairing
from agenda.coverage.rates import Tally
from agenda.dates import may_lie_within
from agenda.models import Outcome, Topic
from agenda.models.given_up import standing_topics
from agenda.translated import in_all_languages

from .base import RowFilterSet
from .fields import ChoicesFilter, DateFilter, SinceFilter, TextFilter, UntilFilter
from .named import forums, recommenders
from .sorting import Order, SortFilter


class TopicCell(NamedTuple):
    """A cell of a topic that counts, its meeting and the slug of its forum."""

    occasion: Occasion
    forum: str
    cell: LedgerCell
    n: int = 1

    @property
    def counts_as(self) -> tuple[str, bool]:
        return self.cell.counts_as


class TopicCells(NamedTuple):
    """`n` cells of a topic at one forum that count alike, where nobody asks for their days."""

    forum: str
    counts_as: tuple[str, bool]
    n: int
    occasion: None = None


class Ask(NamedTuple):
    """A recommendation asks for the topic at a forum ("" where it names none that is public)."""

    code: str
    forum: str
    recommender: str
    pairing: Pairing


@dataclass
class TopicRow:
    """A topic, its cells that count and who asks for it.

    `recommendations`, `tally`, `last` (the latest cell that took it up) and `pairings` (one a forum that it is
    recommended for) are those under the filters.
    """

    topic: Topic
    cells: list[TopicCell | TopicCells] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    recommendations: set[str] = field(default_factory=set)
    tally: Tally = Tally()
    last: Any = None
    pairings: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        said = in_all_languages(self.topic, "name", "definition")
        return " ".join([self.topic.code, *said, *self.topic.aliases]).lower()

    @property
    def found_of_N(self) -> tuple[int, int]:
        """How many cells took it up, and of how many absence could have been shown."""
        return self.tally.found, self.tally.N

    @property
    def asked(self) -> list[tuple[Standing, int]]:
        """(standing, to how many forums it is recommended with it), the furthest first."""
        return by_standing(self.pairings)

    @property
    def furthest(self) -> int | None:
        """The place in the order of standings of the furthest that a recommendation came; None without one."""
        return min((ORDER.index(pairing.course.standing) for pairing in self.pairings), default=None)

    def narrow(self, cells: Iterable[TopicCell | TopicCells], asks: Iterable[Ask]) -> None:
        """Work out the sums of the row for some of its cells and recommendations.

        `last` is worked out here where the cells are known one by one, else by `attach_last`.
        """
        cells, asks = list(cells), list(asks)
        counts: Counter[tuple[str, bool]] = Counter()
        for cell in cells:
            counts[cell.counts_as] += cell.n
        self.tally = Tally.of_counts(counts)
        self.last = latest(cell for cell in cells if isinstance(cell, TopicCell))
        self.recommendations = {ask.code for ask in asks}
        self.pairings = once_a_pair(ask.pairing for ask in asks)


def latest(cells: Iterable[TopicCell]) -> TopicCell | None:
    """The latest of the cells that took the topic up."""
    taken_up = (cell for cell in cells if cell.cell.outcome in TAKEN_UP)
    return max(taken_up, key=lambda cell: (cell.occasion.held, cell.occasion.slug), default=None)


def topic_cells(ledger: Ledger) -> Iterator[tuple[int, TopicCell]]:
    """(topic's id, cell) of each cell that counts. Four queries."""
    for cell in ledger.counted():
        occasion = ledger.occasions[cell.meeting_id]
        yield cell.topic_id, TopicCell(occasion, ledger.dialogues[occasion.dialogue_id].slug, cell)


def topic_counts(ledger: Ledger) -> Iterator[tuple[int, TopicCells]]:
    """(topic's id, how many cells of a forum count as what). Two queries, whatever the number of cells."""
    for (dialogue, topic), counts in ledger.sums.counts_by_pair.items():
        forum = ledger.dialogues[dialogue].slug
        for counts_as, n in counts.items():
            yield topic, TopicCells(forum, counts_as, n)


def attach_last(rows: Collection[TopicRow], ledger: Ledger, forums: Collection[str] = ()) -> None:
    """Fill in the latest cell at the forums (all where none is named) that took each topic up. Five queries."""
    chosen = {pk for pk, dialogue in ledger.dialogues.items() if dialogue.slug in forums} if forums else None
    kept = ledger.narrowed(dialogues=chosen, topics={row.topic.pk for row in rows}).newest_mentions()
    for row in rows:
        if found := kept.get(row.topic.pk):
            occasion, cell = found
            row.last = TopicCell(occasion, ledger.dialogues[occasion.dialogue_id].slug, cell)


def topic_rows(ledger: Ledger, *, by_day: bool = True) -> list[TopicRow]:
    """A row for every public topic, with the meetings and recommendations of the ledger; without days only counts."""
    rows = {topic.pk: TopicRow(topic) for topic in standing_topics().select_related("parent")}
    for topic, cells in topic_cells(ledger) if by_day else topic_counts(ledger):
        rows[topic].cells.append(cells)
    for pairing in ledger.pairings():
        asked = pairing.recommendation
        forum = pairing.dialogue.slug if pairing.dialogue else ""
        rows[asked.topic_id].asks.append(Ask(asked.code, forum, asked.recommender.slug, pairing))
        rows[asked.topic_id].recommendations.add(asked.code)
    return list(rows.values())


ORDERS = {
    "topic": Order(_("Topic"), lambda row: row.topic.reader.order),
    "last_raised": Order(_("Last raised"), lambda row: row.last and row.last.occasion.held, falls=True),
    "raised": Order(_("How often raised"), lambda row: row.found_of_N, falls=True),
    "recommended": Order(_("Recommended"), lambda row: row.furthest),
}
USUAL = "-raised"


class TopicFilters(RowFilterSet):
    """The filters of topics, whatever their rows are."""

    q = TextFilter(label=pgettext_lazy("words to look for", "Text"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    outcome = ChoicesFilter(choices=Outcome.choices, label=_("Outcome"))
    recommended = ChoicesFilter(
        choices=[("yes", _("Recommended")), ("no", _("Not recommended"))], label=_("Recommended")
    )
    recommender = ChoicesFilter(choices=recommenders, label=_("Who recommends"))
    since = SinceFilter(label=_("From"))
    until = UntilFilter(label=_("To"))
    as_of = DateFilter(label=_("As of"))
    sort = SortFilter(ORDERS, standing=USUAL)

    class Meta:
        model = Topic
        fields = ()


class TopicFilterSet(TopicFilters):
    """Topics filtered in Python, over rows that know their cells and recommendations one by one."""

    def __init__(self, data, ledger: Ledger):
        by_day = bool(data.get("since") or data.get("until"))
        self.ledger, self.is_by_day = ledger, by_day
        self._known: dict[str, dict] = {}
        super().__init__(data, topic_rows(ledger, by_day=by_day))

    def _chosen(self, left_out: str) -> dict:
        if left_out not in self._known:
            self._known[left_out] = {n: value for n, value in self.cleaned().items() if n != left_out}
        return self._known[left_out]

    def covers(self, occasion: Occasion | None, forum: str, left_out="") -> bool:
        """Whether a meeting of the forum lies within the chosen forums and dates (None: some meeting of it)."""
        forums_ = self._chosen(left_out).get("forum")
        is_here = not forums_ or forum in forums_
        return is_here and (occasion is None or may_lie_within(occasion.held, *self.period))

    def _scope(self, row: TopicRow, left_out="") -> list[TopicCell | TopicCells]:
        """The row's cells within the chosen forums and dates."""
        return [cell for cell in row.cells if self.covers(cell.occasion, cell.forum, left_out)]

    def _asks(self, row: TopicRow, left_out="") -> list[Ask]:
        """The row's recommendations for the chosen forums by the chosen recommenders."""
        chosen = self._chosen(left_out)
        forums_, recommenders_ = chosen.get("forum"), chosen.get("recommender")
        return [
            ask
            for ask in row.asks
            if (not forums_ or ask.forum in forums_)
            and (not recommenders_ or ask.recommender in recommenders_)
        ]

    def _stays(self, row: TopicRow, left_out="") -> bool:
        chosen, asks = self._chosen(left_out), self._asks(row, left_out)
        if not all(word in row.text for word in (chosen.get("q") or "").lower().split()):
            return False
        if chosen.get("recommended") and ("yes" if asks else "no") not in chosen["recommended"]:
            return False
        if chosen.get("recommender") and not asks:
            return False
        scope = self._scope(row, left_out)
        if chosen.get("outcome"):
            return any(cell.counts_as[0] in chosen["outcome"] for cell in scope)
        if chosen.get("forum") or chosen.get("since") or chosen.get("until"):
            return bool(scope) or bool(chosen.get("forum") and asks)
        return True

    def passing(self, left_out=""):
        return [row for row in self.rows if self._stays(row, left_out)]

    def count_options(self, name):
        return Counter(value for row in self.passing(name) for value in self._option_values(name, row))

    def _option_values(self, name, row) -> set[str]:
        if name == "outcome":
            return {cell.counts_as[0] for cell in self._scope(row, name)}
        if name == "recommended":
            return {"yes" if self._asks(row) else "no"}
        if name == "recommender":
            return {ask.recommender for ask in self._asks(row, name)}
        return self._forum_values(row)

    def _forum_values(self, row) -> set[str]:
        """The forums that would keep the row if they were chosen."""
        chosen = self.cleaned()
        wanted = chosen.get("outcome")
        found = {
            cell.forum for cell in self._scope(row, "forum") if not wanted or cell.counts_as[0] in wanted
        }
        asked = {ask.forum for ask in self._asks(row, "forum")}
        if chosen.get("recommended") == ["no"]:
            return set() if chosen.get("recommender") else found - asked
        if chosen.get("recommended") == ["yes"] or chosen.get("recommender"):
            return found & asked if wanted else asked
        return found if wanted else found | asked

    def results(self, *, with_last: bool = False) -> list[TopicRow]:
        """The rows that stay, each with its sums within the filters, in the order asked for or found most often first.

        `last` is filled in when it is asked for or sorted by; `complete` does it for some of the rows.
        """
        rows = sorted(self.passing(), key=lambda row: row.topic.reader.order)
        for row in rows:
            row.narrow(self._scope(row), self._asks(row))
        if with_last or self.order.removeprefix("-") == "last_raised":
            self.complete(rows)
        return self.filters["sort"].arranged(rows, self.order or USUAL)

    def complete(self, rows: Collection[TopicRow]) -> None:
        """Fill in `last` of the rows, where it is not known yet."""
        if not self.is_by_day and rows:
            attach_last(rows, self.ledger, self.cleaned()["forum"])

    def meetings(self, most: int) -> tuple[int, list[Occasion]]:
        """How many meetings were held at the chosen forums within the dates, and the latest of them, oldest first."""
        forums_ = {pk: dialogue.slug for pk, dialogue in self.ledger.dialogues.items()}
        held = [o for o in self.ledger.occasions.values() if self.covers(o, forums_[o.dialogue_id])]
        return len(held), held[-most:]

    def stood(self, rows: Iterable[TopicRow]) -> list[tuple[Standing, int]]:
        """(standing, how many pairs of the rows stand so), the furthest first."""
        return by_standing(pairing for row in rows for pairing in row.pairings)

    def total(self, rows: Iterable[TopicRow]) -> Tally:
        """The tally of all the rows' cells."""
        return sum((row.tally for row in rows), Tally())

    def recommended_before(
        self, rows: Collection[TopicRow], occasions: Collection[Occasion]
    ) -> set[tuple[int, int]]:
        """(meeting id, topic id) where the topic had been recommended for the forum before the meeting."""
        ledger = self.ledger.at_meetings(occasions, {row.topic.pk for row in rows})
        return ledger.recommended_before(ask.pairing for row in rows for ask in self._asks(row))
