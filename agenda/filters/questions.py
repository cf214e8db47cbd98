"""Filters of the pages that answer a question over the whole record: their rows are worked out, not stored."""

from django.utils.translation import gettext_lazy as _

from agenda.coverage.courses import FOUND_SILENT
from agenda.coverage.sentences import capitalized
from agenda.models import Claim, Dialogue, Finding, Outcome, Plan, Recommendation
from agenda.questions.claims import Verdict
from agenda.questions.divergence import Pattern
from agenda.questions.planned import AFTERWARDS

from .base import ChoicesFilter, DateFilter, DaysFilter, RowFilterSet, TextFilter, YearFilter, forums, topics
from .recommendations import RecommendationFilterSet


class CellFilterSet(RowFilterSet):
    """Rows about one topic at one meeting: `topic`, `forum` (its slug), `year` and `title` of the meeting."""

    q = TextFilter(label=_("Text"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    topic = ChoicesFilter(choices=topics, label=_("Topic"))
    since = YearFilter(label=_("From year"))
    until = YearFilter(label=_("To year"))
    as_of = DateFilter(label=_("As of"))

    values_of = {"forum": lambda row: [row.forum], "topic": lambda row: [row.topic.code]}
    tests = {
        "q": lambda row, text: all(
            w in f"{row.topic.name} {row.title}".lower() for w in text.lower().split()
        ),
        "since": lambda row, year: row.year >= year,
        "until": lambda row, year: row.year <= year,
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

    class Meta:
        model = Recommendation
        fields = ()


class DivergenceFilterSet(CellFilterSet):
    pattern = ChoicesFilter(choices=[(p.value, capitalized(p.word)) for p in Pattern], label=_("Pattern"))

    values_of = CellFilterSet.values_of | {"pattern": lambda row: [row.pattern.value]}

    class Meta:
        model = Finding
        fields = ()


class PlannedFilterSet(CellFilterSet):
    afterwards = ChoicesFilter(
        choices=[(s.value, capitalized(s.word)) for s in AFTERWARDS], label=_("Afterwards")
    )

    values_of = CellFilterSet.values_of | {"afterwards": lambda row: [row.state.value]}

    class Meta:
        model = Plan
        fields = ()


class ElsewhereFilterSet(CellFilterSet):
    recommended = ChoicesFilter(
        choices=[("yes", _("Recommended before")), ("no", _("Not recommended"))], label=_("Recommended")
    )
    where = ChoicesFilter(choices=forums, label=_("Taken up at"))
    window = DaysFilter(label=_("Within days"))

    values_of = CellFilterSet.values_of | {
        "recommended": lambda row: ["yes" if row.was_recommended else "no"],
        "where": lambda row: row.where,
    }

    class Meta:
        model = Finding
        fields = ()


class ClaimFilterSet(CellFilterSet):
    verdict = ChoicesFilter(choices=[(v.value, capitalized(v.word)) for v in Verdict], label=_("The record"))
    outcome = ChoicesFilter(choices=Outcome.choices, label=_("It says"))

    values_of = CellFilterSet.values_of | {
        "verdict": lambda row: [row.verdict.value],
        "outcome": lambda row: [row.claim.outcome],
    }

    class Meta:
        model = Claim
        fields = ()
