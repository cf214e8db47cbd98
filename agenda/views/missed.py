from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agenda.coverage.kept import courses_on
from agenda.filters import MissedFilterSet, SilentCourseFilterSet
from agenda.models import KeptCourse
from agenda.pictures.bars import MOST, waiting
from agenda.questions.missed import Missed, attach_documents, attach_newest, missed_rows

from .base import ledger_of, list_page
from .recommendations import with_strips

NEWEST = 5
"""Meetings found silent of which a row says what was examined."""


def silent_filters(query, ledger):
    """The filters over what was found silent: over what is kept, where that holds for the day."""
    courses = courses_on(ledger.on)
    if courses is None:
        return MissedFilterSet(query, missed_rows(ledger.pairings()))
    return SilentCourseFilterSet(query, ledger.on, courses)


def missed_of(rows, ledger):
    """Some rows of the list as they are shown, which are so already or courses as they are kept."""
    rows = list(rows)
    return (
        [Missed(pairing) for pairing in ledger.paired(rows)]
        if rows and isinstance(rows[0], KeptCourse)
        else rows
    )


def missed(request):
    ledger = ledger_of(request)
    filterset = silent_filters(request.GET, ledger)
    return list_page(request, "agenda/missed.html", filterset, filterset.results(),
                     title=_("Recommended and found silent"), dress=lambda rows: _dressed(missed_of(rows, ledger), ledger.on),
                     columns=COLUMNS, figure=lambda page: {"bars": _bars(filterset, ledger, page)},
                     table="missed")  # fmt: skip


COLUMNS = {
    "forum": (_lazy("Forum"), lambda row: row.dialogue.reader.short_name),
    "state": (_lazy("State"), lambda row: _(row.course.standing.word)),
}


def _dressed(rows, on):
    """The rows with the documents examined for each silence, its reach, and the strip of the meetings since."""
    attach_newest(rows, on, NEWEST)
    attach_documents(rows)
    with_strips([row.pairing for row in rows], on)
    return rows


def _bars(filterset, ledger, page):
    """The picture that stands at an address of its own: of all forums, or of the one chosen; else none.

    The first page in the usual order holds the rows that it shows.
    """
    chosen = {name: value for name, value in filterset.cleaned().items() if value and name != "as_of"}
    is_of_one = set(chosen) == {"forum"} and len(chosen["forum"]) == 1
    if chosen and not is_of_one:
        return None
    first = page.object_list if page.number == 1 else missed_of(filterset.results()[:MOST], ledger)
    silent = [row.pairing for row in first[:MOST]]
    total = page.paginator.count
    if not silent:
        return None
    if not chosen:
        return waiting("all", str(_("all forums")), reverse("missed"), silent, total)
    dialogue = silent[0].dialogue
    return waiting(dialogue.slug, dialogue.reader.short_name, dialogue.get_absolute_url(), silent, total)
