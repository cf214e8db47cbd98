"""Recommendations by forum, topic, state and recommender on a day for which courses are derived: rows are pairings.

On any other day the database keeps what lists ask (`filters.courses`).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.coverage.courses import Standing
from agenda.coverage.headline import ORDER, by_standing
from agenda.coverage.sentences import capitalized
from agenda.models import Recommendation
from agenda.translated import in_all_languages

from .base import RowFilterSet
from .fields import ChoicesFilter, DateFilter, SinceFilter, TextFilter, UntilFilter
from .named import forums, recommenders, topics
from .sorting import Order, SortFilter


def _forum(pairing):
    return [pairing.dialogue.slug] if pairing.dialogue else []


def _text(pairing) -> str:
    recommendation = pairing.recommendation
    names = in_all_languages(recommendation.topic, "name")
    return " ".join([recommendation.code, *names, *in_all_languages(recommendation, "summary")]).lower()


STANDINGS_BEFORE = {
    "missed": [Standing.SILENT],
    "undetermined": [Standing.SILENT_SO_FAR, Standing.CANNOT_BE_TOLD],
    "waiting": [Standing.NO_MEETING_SINCE],
}
"""States as they were called until version 0.2, with what they are called now: old addresses keep their meaning."""


def renamed(query):
    """The query with old names and values in today's words: `who` → `recommender`, `state=missed` → `silent`."""
    if not hasattr(query, "setlist") or not ({"who", "state"} & query.keys()):
        return query
    query = query.copy()
    if "who" in query:
        query.setlist("recommender", [*query.getlist("recommender"), *query.pop("who")])
    states = [now for value in query.getlist("state") for now in STANDINGS_BEFORE.get(value, [value])]
    if states:
        query.setlist("state", states)
    return query


ORDERS = {
    "topic": Order(_("Topic"), lambda row: row.recommendation.topic.reader.order),
    "forum": Order(_("Forum"), lambda row: row.dialogue and row.dialogue.reader.order),
    "made": Order(_("When it was made"), lambda row: row.recommendation.made, falls=True),
    "state": Order(_("State"), lambda row: ORDER.index(row.course.standing)),
    "silent": Order(_("Meetings found silent"), lambda row: row.course.silent, falls=True),
    "days": Order(_("Days"), lambda row: row.course.days, falls=True),
}


class RecommendationFilterSet(RowFilterSet):
    q = TextFilter(label=pgettext_lazy("words to look for", "Text"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    topic = ChoicesFilter(choices=topics, label=_("Topic"))
    state = ChoicesFilter(choices=[(s.value, capitalized(s.word)) for s in Standing], label=_("State"))
    kind = ChoicesFilter(choices=Recommendation.Kind.choices, label=_("Kind"))
    recommender = ChoicesFilter(choices=recommenders, label=_("Who recommends"))
    since = SinceFilter(label=_("Made from"))
    until = UntilFilter(label=pgettext_lazy("end of the days on which it was made", "to"))
    as_of = DateFilter(label=_("As of"))
    sort = SortFilter(ORDERS)

    values_of = {
        "forum": _forum,
        "topic": lambda pairing: [pairing.recommendation.topic.code],
        "state": lambda pairing: [pairing.course.standing.value],
        "kind": lambda pairing: [pairing.recommendation.kind],
        "recommender": lambda pairing: [pairing.recommendation.recommender.slug],
    }
    tests = {"q": lambda row, text: all(word in _text(row) for word in text.lower().split())}

    class Meta:
        model = Recommendation
        fields = ()

    formerly = ("who",)

    def results(self) -> list:
        """The rows that pass, in the order asked for."""
        return self.passing()

    def by_standing(self):
        """(standing, how many of the rows that pass) of each standing that one has, the furthest first."""
        return by_standing(self.passing())

    def n_recommendations(self) -> int:
        """How many recommendations the rows that pass are of."""
        return len({pairing.recommendation.pk for pairing in self.passing()})

    def __init__(self, data, rows):
        super().__init__(renamed(data), rows)

    def day_of(self, row):
        return row.recommendation.made
