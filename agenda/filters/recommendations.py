"""Recommendations by forum, topic, state and recommender; the state is derived, so rows are pairings."""

from django.utils.translation import gettext_lazy as _

from agenda.coverage.courses import Standing
from agenda.coverage.sentences import capitalized
from agenda.models import Actor, Recommendation

from .base import ChoicesFilter, DateFilter, RowFilterSet, TextFilter, forums, topics


def recommenders():
    rows = Actor.objects.published().exclude(recommendations=None)
    return list(rows.values_list("slug", "name").distinct())


def _forum(pairing):
    return [pairing.dialogue.slug] if pairing.dialogue else []


def _text(pairing) -> str:
    recommendation = pairing.recommendation
    return f"{recommendation.code} {recommendation.topic.name} {recommendation.summary}".lower()


class RecommendationFilterSet(RowFilterSet):
    q = TextFilter(label=_("Text"))
    forum = ChoicesFilter(choices=forums, label=_("Forum"))
    topic = ChoicesFilter(choices=topics, label=_("Topic"))
    state = ChoicesFilter(choices=[(s.value, capitalized(s.word)) for s in Standing], label=_("State"))
    kind = ChoicesFilter(choices=Recommendation.Kind.choices, label=_("Kind"))
    who = ChoicesFilter(choices=recommenders, label=_("Who recommends"))
    as_of = DateFilter(label=_("As of"))

    values_of = {
        "forum": _forum,
        "topic": lambda pairing: [pairing.recommendation.topic.code],
        "state": lambda pairing: [pairing.course.standing.value],
        "kind": lambda pairing: [pairing.recommendation.kind],
        "who": lambda pairing: [pairing.recommendation.recommender.slug],
    }
    tests = {"q": lambda row, text: all(word in _text(row) for word in text.lower().split())}

    class Meta:
        model = Recommendation
        fields = ()
