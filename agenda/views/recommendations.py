from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.answers import recommendation_answer
from agenda.coverage.courses import Standing
from agenda.coverage.headline import by_standing
from agenda.filters import RecommendationFilterSet
from agenda.models import Recommendation

from .base import ledger_of, list_page, page
from .periods import named_forums


def recommendation_list(request):
    ledger = ledger_of(request)
    filterset = RecommendationFilterSet(request.GET, ledger.pairings())
    shown, forums = filterset.passing(), named_forums(filterset)
    return list_page(
        request,
        "agenda/recommendation_list.html",
        filterset,
        shown,
        n_recommendations=len({pairing.recommendation.pk for pairing in shown}),
        title=_("Recommendations for %(forums)s") % {"forums": forums} if forums else _("Recommendations"),
        said=("forum",),
        dress=lambda rows: with_strips(rows, ledger),
        columns=COLUMNS,
        table="recommendations",
        counts=by_standing(shown),
        standings=[(standing, standing.meaning) for standing in Standing],
    )


COLUMNS = {
    "forum": (_lazy("Forum"), lambda row: row.dialogue and row.dialogue.reader.short_name),
    "state": (_lazy("State"), lambda row: _(row.course.standing.word)),
}


def with_strips(pairings, ledger):
    """The pairings, each with its `strip`: the meetings held since it was made, oldest first."""
    pairings = list(pairings)
    shown = ledger.narrowed_to(pairings)
    for pairing in pairings:
        pairing.strip = shown.since(pairing)
    return pairings


def recommendation(request, code):
    rows = Recommendation.objects.published()
    row = get_object_or_404(rows.select_related("topic", "recommender", "document"), code=code)
    ledger = ledger_of(request, topics=[row.topic_id])
    pairings = ledger.pairings(rows.filter(pk=row.pk))
    courses = [(pairing, ledger.since(pairing)) for pairing in pairings]
    answer = recommendation_answer(pairings)
    return page(
        request,
        "agenda/recommendation.html",
        {"recommendation": row, "courses": courses, "answer": answer},
        title=f"{row.code}: {row.topic.reader.name}",
        statement=answer,
        card=f"recommendations/{row.code}",
    )
