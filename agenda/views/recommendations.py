from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.coverage.answers import recommendation_answer
from agenda.coverage.courses import Standing
from agenda.filters import RecommendationFilterSet
from agenda.models import Recommendation

from .base import ledger_of, list_page, page


def recommendation_list(request):
    filterset = RecommendationFilterSet(request.GET, ledger_of(request).pairings())
    shown = filterset.passing()
    return list_page(
        request,
        "agenda/recommendation_list.html",
        filterset,
        shown,
        n_recommendations=len({pairing.recommendation.pk for pairing in shown}),
        title=_("Recommendations"),
        table="recommendations",
        standings=[(standing, standing.meaning) for standing in Standing],
    )


def recommendation(request, code):
    rows = Recommendation.objects.published()
    row = get_object_or_404(rows.select_related("topic", "recommender", "document"), code=code)
    ledger = ledger_of(request)
    pairings = ledger.pairings(rows.filter(pk=row.pk))
    courses = [(pairing, ledger.since(pairing)) for pairing in pairings]
    answer = recommendation_answer(pairings)
    return page(
        request,
        "agenda/recommendation.html",
        {"recommendation": row, "courses": courses, "answer": answer},
        title=f"{row.code}: {row.topic.name}",
        statement=answer,
        card=f"recommendations/{row.code}",
    )
