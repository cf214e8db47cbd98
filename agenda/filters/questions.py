"""Filters of the pages that answer a question over the whole record: their rows are worked out, not stored."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.coverage.courses import FOUND_SILENT
from agenda.coverage.sentences import capitalized
from agenda.models import Claim, Dialogue, Outcome, Plan, Recommendation
from agenda.questions.claims import ORDER as VERDICTS
from agenda.questions.claims import Verdict
from agenda.questions.planned import AFTERWARDS
from agenda.translated import in_all_languages

from .base import RowFilterSet
from .fields import ChoicesFilter, DateFilter, SinceFilter, TextFilter, UntilFilter
from .named import forums, recommenders, topics
from .recommendations import ORDERS, RecommendationFilterSet
from .recommenders import RecommendersBefore
from .sorting import Order, SortFilter

CELL_ORDERS = {
    "topic": Order(_("Topic"), lambda row: row.topic.reader.order),
    "held": Order(_("Date of the meeting"), lambda row: row.held, falls=True),
}


class CellFilterSet(RowFilterSet):
    """Rows about one topic at one meeting: `topic`, `forum` (its slug), the date (`held`) and `title` of the meeting."""

    q = TextFilter(label=pgettext_lazy("words to look for", "Text"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    topic = ChoicesFilter(choices=topics, label=_("Topic"))
    recommender = ChoicesFilter(choices=recommenders, label=_("Recommended before by"))
    since = SinceFilter(label=_("From"))
    until = UntilFilter(label=_("To"))
    as_of = DateFilter(label=_("As of"))

    values_of = {
        "forum": lambda row: [row.forum],
        "topic": lambda row: [row.topic.code],
        "recommender": lambda row: [],
    }

    @cached_property
    def before(self) -> RecommendersBefore:
        """Who recommended what before each meeting, read when it is first asked for."""
        return RecommendersBefore()

    def values(self, row, name):
        if name == "recommender":
            return self.before.at(row.forum, row.held, row.topic.code)
        return super().values(row, name)

    tests = {
        "q": lambda row, text: all(
            w in " ".join([*in_all_languages(row.topic, "name"), row.title]).lower()
            for w in text.lower().split()
        ),
    }


class CoverageFilterSet(RowFilterSet):
    """Dialogues with the extent of their record."""

    as_of = DateFilter(label=_("As of"))

    class Meta:
        model = Dialogue
        fields = ()


class MissedFilterSet(RecommendationFilterSet):
    state = ChoicesFilter(
        choices=[(s.value, capitalized(s.word)) for s in FOUND_SILENT],
        label=_("State"),
    )
    sort = SortFilter(ORDERS, standing="-silent")

    class Meta:
        model = Recommendation
        fields = ()


class PlannedFilterSet(CellFilterSet):
    afterwards = ChoicesFilter(
        choices=[(s.value, capitalized(s.word)) for s in AFTERWARDS], label=_("Afterwards")
    )
    sort = SortFilter(
        CELL_ORDERS | {"afterwards": Order(_("Afterwards"), lambda row: AFTERWARDS.index(row.state))},
        standing="afterwards",
    )

    values_of = CellFilterSet.values_of | {"afterwards": lambda row: [row.state.value]}

    class Meta:
        model = Plan
        fields = ()


class ClaimFilterSet(CellFilterSet):
    verdict = ChoicesFilter(choices=[(v.value, capitalized(v.word)) for v in Verdict], label=_("The record"))
    outcome = ChoicesFilter(choices=Outcome.choices, label=_("It says"))
    sort = SortFilter(
        CELL_ORDERS | {"verdict": Order(_("Verdict"), lambda row: VERDICTS.index(row.verdict))},
        standing="verdict",
    )

    values_of = CellFilterSet.values_of | {
        "verdict": lambda row: [row.verdict.value],
        "outcome": lambda row: [row.claim.outcome],
    }

    class Meta:
        model = Claim
        fields = ()
