from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.answers import recommendation_answer
from agenda.coverage.courses import Standing
from agenda.coverage.elsewhere import MANY, attach_elsewhere
from agenda.coverage.kept import courses_on
from agenda.coverage.strips import strips_of
from agenda.filters import CourseFilterSet, RecommendationFilterSet
from agenda.models import KeptCourse, Recommendation
from agenda.models.prepared import Prepared
from agenda.pictures.dots import MOST

from .base import first_or_404, ledger_of, list_page, page
from .periods import named_forums


def course_filters(query, ledger):
    """The filters over all recommendations at their dialogues: over what is kept, where that holds for the day."""
    courses = courses_on(ledger.on)
    if courses is None:
        return RecommendationFilterSet(query, ledger.pairings())
    return CourseFilterSet(query, ledger.on, courses)


def pairings_of(rows, ledger):
    """The pairings of some rows of the list, which are pairings already or courses as they are kept."""
    rows = list(rows)
    return ledger.paired(rows) if rows and isinstance(rows[0], KeptCourse) else rows


def recommendation_list(request):
    ledger = ledger_of(request)
    filterset = course_filters(request.GET, ledger)
    forums = named_forums(filterset)
    return list_page(
        request,
        "agenda/recommendation_list.html",
        filterset,
        filterset.results(),
        n_recommendations=filterset.n_recommendations(),
        title=_("Recommendations for %(forums)s") % {"forums": forums} if forums else _("Recommendations"),
        said=("forum",),
        dress=lambda rows: with_strips(pairings_of(rows, ledger), ledger.on),
        columns=COLUMNS,
        table="recommendations",
        counts=filterset.by_standing(),
        standings=[(standing, standing.meaning) for standing in Standing],
    )


COLUMNS = {
    "forum": (_lazy("Forum"), lambda row: row.dialogue and row.dialogue.reader.short_name),
    "state": (_lazy("State"), lambda row: _(row.course.standing.word)),
}


def with_strips(pairings, on):
    """The pairings, each with its `strip`: the latest meetings held since it was made; and where else it was raised.

    Two queries.
    """
    attach_elsewhere(pairings, on)
    for pairing, strip in zip(pairings, strips_of(pairings, on, MOST), strict=True):
        pairing.strip = strip
    return pairings


@Prepared
def _with_code(code: str) -> QuerySet[Recommendation, Recommendation]:
    rows = Recommendation.objects.published().select_related("topic", "recommender", "document")
    return rows.filter(code=code)


def recommendation(request, code):
    row = first_or_404(_with_code(code))
    ledger = ledger_of(request, topics=[row.topic_id])
    pairings = ledger.pairings_of([row])
    attach_elsewhere(pairings, ledger.on, MANY)
    on_record = ledger.narrowed_to(pairings)
    courses = [(pairing, on_record.since(pairing)) for pairing in pairings]
    answer = recommendation_answer(pairings)
    return page(
        request,
        "agenda/recommendation.html",
        {"recommendation": row, "courses": courses, "answer": answer},
        title=f"{row.code}: {row.topic.reader.name}",
        statement=answer,
        card=f"recommendations/{row.code}",
    )
