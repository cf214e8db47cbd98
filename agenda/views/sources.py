"""Which filters and rows stand behind each public table: the same as behind its page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from agenda.catalogue import PUBLIC_ROWS
from agenda.coverage.extent import extents
from agenda.filters import (
    ClaimFilterSet,
    CoverageFilterSet,
    DivergenceFilterSet,
    DocumentFilterSet,
    ElsewhereFilterSet,
    MeetingFilterSet,
    PairFilterSet,
    PlannedFilterSet,
    TopicFilterSet,
)
from agenda.filters.findings import EvidenceFilterSet, ExaminationFilterSet, FindingFilterSet
from agenda.filters.lists import PlainFilterSet
from agenda.models import Actor, Dialogue, KeptCourse
from agenda.questions.claims import claim_rows
from agenda.questions.divergence import compared
from agenda.questions.elsewhere import elsewhere_rows
from agenda.questions.missed import attach_silences
from agenda.questions.planned import planned_rows
from agenda.questions.since import change_rows

from .base import asked, ledger_of
from .missed import missed_of, silent_filters
from .recommendations import course_filters, pairings_of

NUMBERED = ("findings", "examinations", "evidence")
"""Tables whose rows go by number."""
WHEN = ("as_of", "self_coded")


@dataclass
class Source:
    """A table's filters and rows. `rows(filterset)` is a queryset, or a list that was worked out.

    `key(row)` tells a row apart and orders the rows where no order is asked for; `takes` are parameters beside those
    of the filters. `dress(rows, request)` makes of some rows what the table shows of them.
    """

    filterset: Callable
    rows: Callable
    key: Callable
    takes: tuple[str, ...] = ()
    dress: Callable | None = None


def _of_database(name, filterset_class, key="slug") -> Source:
    rows = PUBLIC_ROWS[name]
    return Source(
        lambda request: filterset_class(request.GET, rows()),
        lambda filterset: filterset.qs if filterset.order else filterset.qs.order_by(key),
        lambda row: str(getattr(row, key)),
    )


def _worked_out(filterset, key, *takes: str) -> Source:
    """`filterset(request)` holds all rows; those that pass stand in the order asked for, else in that of `key(row)`."""
    return Source(filterset, lambda found: _in_order(found, found.passing(), key), key, takes)


def _in_order(filterset, rows: list, key) -> list:
    return rows if filterset.order else sorted(rows, key=key)


def _topics(request):
    return TopicFilterSet(request.GET, ledger_of(request))


def _course(row) -> str:
    """The key of a recommendation at a dialogue, whether its course is kept or was worked out."""
    if isinstance(row, KeptCourse):
        return f"{row.code}/{row.dialogue.slug if row.dialogue else ''}"
    return _pairing(row)


def _asked_for(filterset) -> list:
    """The rows of recommendations that pass, light, in the order asked for or by their keys."""
    rows = filterset.results()
    if isinstance(rows, QuerySet):
        rows = (
            rows.select_related(None)
            .select_related("dialogue")
            .only("code", "recommendation_id", "dialogue__slug")
        )
    return _in_order(filterset, list(rows[:]), _course)


def _missed_whole(rows, request) -> list:
    ledger = ledger_of(request)
    found = missed_of(rows, ledger)
    attach_silences(ledger.narrowed_to(row.pairing for row in found), found)
    return found


def _elsewhere(request):
    return ElsewhereFilterSet(request.GET, asked(request).on)


def _elsewhere_cells(filterset) -> list:
    """The cells that pass, light, in the order asked for or by the keys of their meeting and topic."""
    return _in_order(filterset, [*filterset.results().light("meeting", "topic")], _cell)


def _elsewhere_whole(rows, request) -> list:
    found = _elsewhere(request)
    return elsewhere_rows(rows, found.on, found.days)


def _changes(request):
    ledger = ledger_of(request)
    found = PairFilterSet(request.GET, [])
    pair = found.pair(list(ledger.occasions.values()))
    found.rows = change_rows(ledger, pair)
    return found


def _on_day(filterset_class, rows) -> Callable:
    """Filters over the rows of the day that the address asks for."""
    return lambda request: filterset_class(request.GET, rows(asked(request).on))


def _code(row) -> str:
    return row.topic.code


def _pairing(pairing) -> str:
    return f"{pairing.recommendation.code}/{pairing.dialogue.slug if pairing.dialogue else ''}"


def _cell(row) -> str:
    return f"{row.meeting.slug}/{row.topic.code}"


def _kept_cells(filterset) -> list:
    """The kept cells that pass, light, in the order asked for or by the keys of their meeting and topic."""
    light = filterset.qs.select_related("meeting", "topic").only("pattern", "meeting__slug", "topic__code")
    if not filterset.order:
        return list(light.order_by("meeting__slug", "topic__code"))
    found = light.in_bulk()
    return [found[row.pk] for row in filterset.results()[:]]


SOURCES = {
    "dialogues": _of_database("dialogues", PlainFilterSet.of(Dialogue)),
    "meetings": _of_database("meetings", MeetingFilterSet),
    "documents": _of_database("documents", DocumentFilterSet),
    "actors": _of_database("actors", PlainFilterSet.of(Actor)),
    "findings": _of_database("findings", FindingFilterSet, key="pk"),
    "examinations": _of_database("examinations", ExaminationFilterSet, key="pk"),
    "evidence": _of_database("evidence", EvidenceFilterSet, key="pk"),
    "topics": Source(
        _topics, lambda found: _in_order(found, found.results(with_last=True), _code), _code, WHEN
    ),
    "recommendations": Source(
        lambda request: course_filters(request.GET, ledger_of(request)),
        _asked_for,
        _course,
        WHEN,
        lambda rows, request: pairings_of(rows, ledger_of(request)),
    ),
    "missed": Source(
        lambda request: silent_filters(request.GET, ledger_of(request)),
        _asked_for,
        _course,
        WHEN,
        _missed_whole,
    ),
    "divergence": Source(
        lambda request: DivergenceFilterSet(request.GET, asked(request).on),
        _kept_cells,
        _cell,
        dress=lambda rows, request: compared(rows),
    ),
    "elsewhere": Source(_elsewhere, _elsewhere_cells, _cell, WHEN, _elsewhere_whole),
    "changes": _worked_out(
        _changes, lambda row: f"{row.forum}/{row.earlier.slug}/{row.later.slug}/{row.topic.code}"
    ),
    "planned": _worked_out(
        _on_day(PlannedFilterSet, planned_rows), lambda row: f"{row.plan.document.slug}/{row.topic.code}"
    ),
    "claims": _worked_out(
        _on_day(ClaimFilterSet, claim_rows),
        lambda row: f"{row.claim.document.slug}/{row.claim.locator}/{_cell(row)}",
    ),
    "coverage": _worked_out(_on_day(CoverageFilterSet, extents), lambda row: row.dialogue.slug),
}
