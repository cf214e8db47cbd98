"""Which filters and rows stand behind each public table: the same as behind its page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from agenda.catalogue import PUBLIC_ROWS
from agenda.catalogue.sums import ELSEWHERE
from agenda.coverage.elsewhere import attach_elsewhere
from agenda.coverage.extent import extents
from agenda.filters import (
    ClaimFilterSet,
    CourseFilterSet,
    CoverageFilterSet,
    DivergenceFilterSet,
    DocumentFilterSet,
    ElsewhereFilterSet,
    MeetingFilterSet,
    PairFilterSet,
    PlannedFilterSet,
    SilentCourseFilterSet,
    TopicFilterSet,
)
from agenda.filters.base import FilterSet
from agenda.filters.findings import EvidenceFilterSet, ExaminationFilterSet, FindingFilterSet
from agenda.filters.lists import PlainFilterSet
from agenda.filters.topic_list import KeptTopicFilterSet, listed_topics
from agenda.models import Actor, CellTally, CurrentCell, Dialogue, Document, KeptCourse, Recommendation
from agenda.questions.claims import claim_rows
from agenda.questions.divergence import compared
from agenda.questions.elsewhere import elsewhere_rows
from agenda.questions.missed import attach_newest
from agenda.questions.planned import planned_rows

from .base import asked, ledger_of
from .changed_rows import changed, changes, key_of_change
from .kept_rows import Arranged, CellRows, CourseRows, KeptRows, cell_of_key, course_of_key
from .missed import missed_of, silent_filters
from .recommendations import course_filters, pairings_of

NUMBERED = ("findings", "examinations", "evidence")
"""Tables whose rows go by number."""
WHEN = ("as_of", "self_coded")
COUNTED = 10_000
"""Rows of what findings rest on up to which they are counted."""


@dataclass
class Source:
    """A table's filters and rows. `rows(filterset)` is a queryset, `KeptRows`, or a list that was worked out.

    `key(row)` tells a row apart and orders the rows where no order is asked for; `takes` are parameters beside those
    of the filters. `dress(rows, request)` makes of some rows what the table shows of them; `count(filterset)` counts
    rows of the database quicker than by themselves (None: not counted). `filters` is the class of the filterset, which
    names the parameters without any rows.
    """

    filterset: Callable
    rows: Callable
    key: Callable
    takes: tuple[str, ...] = ()
    dress: Callable | None = None
    count: Callable | None = None
    filters: type[FilterSet] = FilterSet


def _of_database(name, filterset_class, key="slug", count=None) -> Source:
    rows = PUBLIC_ROWS[name]
    return Source(
        lambda request: filterset_class(request.GET, rows()),
        lambda filterset: filterset.qs if filterset.order else filterset.qs.order_by(key),
        lambda row: str(getattr(row, key)),
        count=count,
        filters=filterset_class,
    )


def _worked_out(filters, filterset, key, *takes: str) -> Source:
    """`filterset(request)` holds all rows; those that pass stand in the order asked for, else in that of `key(row)`."""
    return Source(
        filterset, lambda found: _in_order(found, found.passing(), key), key, takes, filters=filters
    )


def _in_order(filterset, rows: list, key) -> list:
    return rows if filterset.order else sorted(rows, key=key)


def _topics(request):
    return listed_topics(request.GET, ledger_of(request))


def _topic_rows(filterset) -> list:
    """The topics that pass, over sums or whole, in the order asked for or by their codes."""
    is_kept = isinstance(filterset, KeptTopicFilterSet)
    rows = filterset.results() if is_kept else filterset.results(with_last=True)
    return _in_order(filterset, rows, _code)


def _topics_whole(rows, request) -> list:
    filterset = _topics(request)
    return filterset.whole(rows) if isinstance(filterset, KeptTopicFilterSet) else rows


def _course(row) -> str:
    """The key of a recommendation at a dialogue, whether its course is kept or was worked out."""
    if isinstance(row, KeptCourse):
        return f"{row.code}/{row.dialogue.slug if row.dialogue else ''}"
    return _pairing(row)


def _asked_for(filterset) -> KeptRows | list:
    """The rows of recommendations that pass, light, in the order asked for or by their keys."""
    if not isinstance(filterset, CourseFilterSet):
        return _in_order(filterset, list(filterset.results()[:]), _course)
    if not filterset.order:
        return CourseRows(_light_courses(filterset.qs))
    rows = filterset.results()
    if isinstance(rows, QuerySet):
        return Arranged(_light_courses(rows), rows.count(), course_of_key)
    rows.rows = _light_courses(rows.rows)
    return Arranged(rows, len(rows), course_of_key)


def _light_courses(rows: QuerySet) -> QuerySet:
    light = rows.select_related(None).select_related("dialogue")
    return light.only("code", "recommendation_id", "dialogue__slug")


def _asked_whole(rows, request) -> list:
    ledger = ledger_of(request)
    return told_whole(pairings_of(rows, ledger), ledger.on)


def told_whole(pairings: list, on) -> list:
    """The pairings with the first meetings elsewhere, as many as a row of data names, and their documents. Two queries."""
    attach_elsewhere(pairings, on, ELSEWHERE)
    asked = [pairing.recommendation for pairing in pairings]
    wanted = {row.document_id for row in asked if not Recommendation.document.is_cached(row)}
    known = Document.objects.only("slug", "title").in_bulk(wanted) if wanted else {}
    for row in asked:
        if row.document_id in known:
            row.document = known[row.document_id]
    return pairings


def _missed_whole(rows, request) -> list:
    ledger = ledger_of(request)
    found = missed_of(rows, ledger)
    told_whole([row.pairing for row in found], ledger.on)
    attach_newest(found, ledger.on, max((row.course.silent for row in found), default=0))
    return found


def _elsewhere(request):
    return ElsewhereFilterSet(request.GET, asked(request).on, is_bounded=True)


def _elsewhere_cells(filterset) -> KeptRows:
    """The cells that pass, in the order asked for or by the keys of their meeting and topic."""
    if not filterset.order:
        return CellRows(filterset.without(""), None if filterset.is_cut else filterset.total())
    if filterset.is_cut:  # a page of the site ends where counting does; data do not
        filterset = ElsewhereFilterSet(filterset.data, filterset.on)
    return Arranged(filterset.results(), filterset.total(), cell_of_key)


def _elsewhere_whole(rows, request) -> list:
    found = _elsewhere(request)
    return elsewhere_rows(rows, found.on, found.days)


def _on_day(filterset_class, rows) -> Callable:
    """Filters over the rows of the day that the address asks for."""
    return lambda request: filterset_class(request.GET, rows(asked(request).on))


def _extents_of(rows, request) -> list:
    """How far the record of each of some dialogues reaches."""
    some = Dialogue.objects.filter(pk__in=[row.pk for row in rows])
    found = {extent.dialogue.pk: extent for extent in extents(asked(request).on, some)}
    return [found[row.pk] for row in rows]


def _code(row) -> str:
    return row.topic.code


def _pairing(pairing) -> str:
    return f"{pairing.recommendation.code}/{pairing.dialogue.slug if pairing.dialogue else ''}"


def _cell(row) -> str:
    return f"{row.meeting.slug}/{row.topic.code}"


def _kept_cells(filterset) -> KeptRows:
    """The kept cells that pass, in the order asked for or by the keys of their meeting and topic."""
    count = sum(filterset.by_pattern.values())
    if not filterset.order:
        return CellRows(filterset.qs, count)
    return Arranged(filterset.results(), count, cell_of_key)


def _count_findings(filterset) -> int:
    """How many findings pass: one is current of each kept cell, which tallies count where nothing is asked."""
    chosen = filterset.cleaned()
    if not any(chosen.values()):
        kept = CellTally.objects.filter(dialogue_id=0, topic_id=0).aggregate(n=Sum("n"))
        return kept["n"] or 0
    if chosen["recommender"]:
        return filterset.qs.count()
    cells = CurrentCell.objects.all()
    for name, value in chosen.items():
        cells = filterset.filters[name].filter(cells, value)
    return cells.count()


def _count_some(filterset) -> int | None:
    """How many rows pass; None where they are too many to be counted."""
    n = filterset.qs.order_by().values("pk")[: COUNTED + 1].count()
    return None if n > COUNTED else n


SOURCES = {
    "dialogues": _of_database("dialogues", PlainFilterSet.of(Dialogue)),
    "meetings": _of_database("meetings", MeetingFilterSet),
    "documents": _of_database("documents", DocumentFilterSet),
    "actors": _of_database("actors", PlainFilterSet.of(Actor)),
    "findings": _of_database("findings", FindingFilterSet, key="pk", count=_count_findings),
    "examinations": _of_database("examinations", ExaminationFilterSet, key="pk", count=_count_some),
    "evidence": _of_database("evidence", EvidenceFilterSet, key="pk", count=_count_some),
    "topics": Source(_topics, _topic_rows, _code, WHEN, _topics_whole, filters=TopicFilterSet),
    "recommendations": Source(
        lambda request: course_filters(request.GET, ledger_of(request)),
        _asked_for,
        _course,
        WHEN,
        _asked_whole,
        filters=CourseFilterSet,
    ),
    "missed": Source(
        lambda request: silent_filters(request.GET, ledger_of(request)),
        _asked_for,
        _course,
        WHEN,
        _missed_whole,
        filters=SilentCourseFilterSet,
    ),
    "divergence": Source(
        lambda request: DivergenceFilterSet(request.GET, asked(request).on),
        _kept_cells,
        _cell,
        dress=lambda rows, request: compared(rows),
        filters=DivergenceFilterSet,
    ),
    "elsewhere": Source(
        _elsewhere, _elsewhere_cells, _cell, WHEN, _elsewhere_whole, filters=ElsewhereFilterSet
    ),
    "changes": Source(changes, changed, key_of_change, filters=PairFilterSet),
    "planned": _worked_out(
        PlannedFilterSet,
        _on_day(PlannedFilterSet, planned_rows),
        lambda row: f"{row.plan.document.slug}/{row.topic.code}",
    ),
    "claims": _worked_out(
        ClaimFilterSet,
        _on_day(ClaimFilterSet, claim_rows),
        lambda row: f"{row.claim.document.slug}/{row.claim.locator}/{_cell(row)}",
    ),
    "coverage": Source(
        lambda request: CoverageFilterSet(request.GET, []),
        lambda found: Dialogue.objects.published().order_by("slug"),
        lambda row: row.slug,
        dress=_extents_of,
        filters=CoverageFilterSet,
    ),
}
