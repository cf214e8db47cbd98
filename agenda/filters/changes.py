"""Which two meetings are set side by side: as a list's parameters, and as the choices of a dialogue's page."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.coverage.courses import Occasion
from agenda.coverage.sentences import capitalized
from agenda.dates import PartialDate, may_lie_within
from agenda.models import Finding, Meeting
from agenda.questions.changes import Change
from agenda.questions.newest import Changed, NewestChanges
from agenda.questions.since import Pair

from .base import ChoicesFilter
from .given_up import lead_on
from .named import NamedChoices
from .place import from_the_start
from .questions import CellFilterSet
from .recommenders import RecommendersBefore


class HeldMeetings(NamedChoices):
    """(slug, name) of the public meetings that were held, the newest first; looked up one by one until they are listed."""

    def __init__(self) -> None:
        self._rows = Meeting.objects.published().held().order_by("-held_on", "slug")

    def __contains__(self, word: object) -> bool:
        return self._rows.filter(slug=word).exists()

    def __len__(self) -> int:
        return self._rows.count()

    @cached_property
    def listed(self) -> list[tuple[str, str]]:
        return [(row.slug, str(row)) for row in self._rows]

    def label(self, word: str) -> str:
        return str(self._rows.get(slug=word))


def held_meetings() -> NamedChoices:
    """The public meetings that were held."""
    return HeldMeetings()


@dataclass
class MeetingPair:
    """The two meetings that an address asks for, the earlier one first; `problems` by the field they are about.

    `pair` is None where there is nothing to compare; `typed` holds what each field asked for.
    """

    pair: Pair | None = None
    problems: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, query, occasions: Sequence[Occasion], default: Pair | None) -> "MeetingPair":
        """Read `earlier` and `later` (slugs) from a QueryDict; what is not there or not understood is the default's."""
        asked = cls()
        by_slug = {occasion.slug: occasion for occasion in occasions}
        chosen: list[Occasion | None] = []
        for place, name in enumerate(("earlier", "later")):
            typed = query.get(name, "").replace("\x00", "").strip()
            usual = default[place] if default else None
            if typed and typed not in by_slug:
                asked.problems[name] = _(
                    "“%(typed)s” is not a meeting of this dialogue on record by then; it was left out."
                ) % {"typed": typed[:60]}
            chosen.append(by_slug.get(typed, usual))
        if asked.problems:
            lead_on({name: [query.get(name, "")] for name in asked.problems})
        asked.typed = {
            name: occasion.slug if occasion else ""
            for name, occasion in zip(("earlier", "later"), chosen, strict=True)
        }
        asked._put_in_order(*chosen)
        return asked

    def _put_in_order(self, earlier: Occasion | None, later: Occasion | None) -> None:
        if earlier is None or later is None:
            return
        if earlier == later:
            self.problems["later"] = _("Both are the same meeting: choose another one.")
            return
        if (earlier.held, earlier.slug) > (later.held, later.slug):
            self.problems["earlier"] = _(
                "It was held after the other meeting: here they stand in the order of their dates."
            )
            earlier, later = later, earlier
            self.typed = {"earlier": earlier.slug, "later": later.slug}
        self.pair = earlier, later


class ChangesFilterSet(CellFilterSet):
    """Topics found at either of two meetings of a dialogue; `of_pair` holds what is wrong with the two chosen."""

    change = ChoicesFilter(
        choices=[(change.value, capitalized(change.word)) for change in Change], label=gettext_lazy("Change")
    )

    values_of = CellFilterSet.values_of | {
        "change": lambda row: [row.change.value],
        "topic": lambda row: [row.code],
    }
    of_pair: dict[str, str] = {}

    class Meta:
        model = Finding
        fields = ()


class NewestChangesFilterSet(ChangesFilterSet):
    """The same of the last two meetings of every dialogue, read from the newest on until more rows pass than are counted."""

    most_rows = 1_000
    """Rows that are counted at least."""
    at_first = 24
    """Dialogues whose rows are looked up at first; then as many as were before."""
    of_pairs = ("forum", "since", "until")
    """Filters that keep all rows of two meetings or none."""

    def __init__(self, data, newest: NewestChanges):
        super().__init__(data, [])
        self.newest = newest
        self._read: dict[str, Changed] = {}

    @cached_property
    def before(self) -> RecommendersBefore:
        return RecommendersBefore.for_choices(self.cleaned())

    @cached_property
    def bound(self) -> int:
        return self.reach(self.most_rows)

    @property
    def n_rows(self) -> int:
        return len(self.passing())

    @property
    def is_cut(self) -> bool:
        return len(self._all()) > self.bound

    def passing(self, left_out: str = "") -> Any:
        """The rows that pass, read when they are looked at (`Changed`)."""
        return self._all(left_out)[: self.bound]

    def count_options(self, name):
        return None if len(self._all(name)) > self.bound else super().count_options(name)

    def older(self) -> tuple[str, PartialDate] | None:
        """The address of the rows after those that are counted, and the day they begin on; None where none follow."""
        rows = self.passing()
        if not self.is_cut or rows.day(-1) == rows.day(0):
            return None
        day = PartialDate(rows.day(-1))
        query = from_the_start(self.data)
        query["until"] = day.iso
        return f"?{query.urlencode()}", day

    def _all(self, left_out: str = "") -> Changed:
        """The rows that pass without one filter, newest first; at least one more than are counted where there are more."""
        name = left_out if self.cleaned().get(left_out) else ""
        if name not in self._read:
            self._read[name] = self._looked_up(name)
        return self._read[name]

    def _looked_up(self, left_out: str) -> Changed:
        active = {n: v for n, v in self.cleaned().items() if v not in (None, "", []) and n != left_out}
        of_pairs = {n: active.pop(n) for n in self.of_pairs if n in active}
        of_rows = {n: v for n, v in active.items() if n in self.values_of or n in self.tests}
        found: list[tuple[Pair, int]] = []
        for some in self._some_pairs(of_pairs):
            found += self._places(some, of_rows)
            if len(found) > self.bound:
                break
        return Changed(self.newest, found)

    def _places(self, pairs: list[Pair], chosen: dict) -> list[tuple[Pair, int]]:
        """Each row of the pairs that passes, as (pair, which of its rows). Where nothing is asked of rows none is read."""
        if not chosen:
            sizes = zip(pairs, self.newest.sizes(pairs), strict=True)
            return [(pair, place) for pair, size in sizes for place in range(size)]
        self.newest.rows(pairs)
        return [
            (pair, place)
            for pair in pairs
            for place, row in enumerate(self.newest.rows([pair]))
            if all(self.stays(row, n, v) for n, v in chosen.items())
        ]

    def _some_pairs(self, chosen: dict) -> Iterator[list[Pair]]:
        """The pairs that pass, ever more at a time."""
        since, n = self.period[0] if "since" in chosen else None, 0
        some: list[Pair] = []
        for pair in self.newest.pairs(chosen.get("forum", ())):
            held = pair[1].held
            if since and held.first.year < since.first.year:
                break
            if may_lie_within(held, since, self.period[1] if "until" in chosen else None):
                some.append(pair)
            if len(some) == max(n, self.at_first):
                yield some
                some, n = [], n + len(some)
        if some:
            yield some

    class Meta:
        model = Finding
        fields = ()


class PairFilterSet(ChangesFilterSet):
    """The same as data: the two meetings are parameters too. `newest` reads the rows where none are named."""

    newest: NewestChanges | None = None

    earlier = ChoicesFilter(choices=held_meetings, label=gettext_lazy("Earlier meeting, with `later`"))
    later = ChoicesFilter(choices=held_meetings, label=gettext_lazy("Later meeting of the same dialogue"))

    values_of = ChangesFilterSet.values_of | {
        "earlier": lambda row: [row.earlier.slug],
        "later": lambda row: [row.later.slug],
    }

    class Meta:
        model = Finding
        fields = ()

    def pair(self, occasions: Collection[Occasion]) -> Pair | None:
        """The two meetings named, of those given; None where none is, or where something is wrong with them."""
        typed = [self.data.get(name, "") for name in ("earlier", "later")]
        if not any(typed):
            return None
        dialogues = {occasion.dialogue_id for occasion in occasions if occasion.slug in typed}
        asked = MeetingPair.of(self.data, [o for o in occasions if o.dialogue_id in dialogues], None)
        self.of_pair = asked.problems
        if asked.pair and asked.pair[0].dialogue_id != asked.pair[1].dialogue_id:
            self.of_pair = {"later": _("It is a meeting of another dialogue than the earlier one.")}
        elif not asked.pair and not asked.problems:
            self.of_pair = {"later" if typed[0] else "earlier": _("Name both meetings, or neither.")}
        return None if self.of_pair else asked.pair

    @property
    def problems(self) -> dict[str, str]:
        return self.of_pair | super().problems
