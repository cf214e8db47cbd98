from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from agenda.coverage.agreement import Figures, any_mention
from agenda.coverage.coders import has_shipped_codes
from agenda.coverage.doubles import by_pair
from agenda.coverage.units import CountedUnits, KeptUnits
from agenda.filters.agreement import AgreementFilterSet, TopicAgreement
from agenda.models import InterpretationNote, Outcome
from agenda.models.vocabulary import vocabulary

from .base import page, query_without_page

PER_PAGE = 50
"""Topics on a page, and forums."""


def agreement(request):
    """How far coders agree, on public cells; one codebook version at a time unless asked."""
    kept = KeptUnits()
    wanted, problem = _version_asked(request, kept.versions)
    units = kept.of(wanted)
    topics = vocabulary().topics
    notes, places = InterpretationNote.objects.by_topic(), topics.places()
    found = kept.figures(units)
    used = [choice for choice in Outcome.choices if any(choice[0] in pair for pair in found.pairs)]
    rows = [
        TopicAgreement(pk, places[pk], Figures(units.by_topic[pk]), notes.get(pk, []))
        for _code, pk in sorted((code, pk) for pk, code in topics.words.items() if pk in units.by_topic)
    ]
    filterset = AgreementFilterSet(request.GET, rows)
    context = {
        "filterset": filterset,
        "figures": found,
        "documents": Figures(units.papers),
        "any_mention": any_mention(units.papers),
        "versions": kept.versions,
        "has_shipped_codes": has_shipped_codes(),
        "wanted": wanted,
        "problem": problem or filterset.problems.get("sort", ""),
        "page": Paginator(filterset.results(), PER_PAGE).get_page(request.GET.get("page")),
        "query": query_without_page(request),
        "n_needing": sum(row.needs_a_note for row in rows),
        "forums": Paginator(_by_forum(units), PER_PAGE).get_page(request.GET.get("forums")),
        "by_pair": [
            (_("Pair %(n)s") % {"n": n}, f) for n, (_pair, f) in enumerate(by_pair(units.cells), start=1)
        ],
        "used": used,
        "confusion": [
            (label, [found.pairs.get((row, column), 0) for column, _label in used]) for row, label in used
        ],
    }
    return page(request, "agenda/agreement.html", context, title=_("Agreement between coders"))


def _by_forum(units: CountedUnits) -> list[tuple[str, Figures]]:
    """(name, figures) of each public forum with cells that several coded, in the order of their addresses."""
    forums = vocabulary().dialogues
    names, of = forums.column("short_name"), units.by_dialogue
    return [
        (names[pk], Figures(of[pk]))
        for _slug, pk in sorted((s, pk) for pk, s in forums.words.items())
        if pk in of
    ]


def _version_asked(request, present: list[int]) -> tuple[int | None, str]:
    """The codebook version that the address asks for, None for all of them; and what is wrong with it, "" for nothing."""
    asked = request.GET.get("codebook", "")
    if asked == "all":
        return None, ""
    if asked.isascii() and asked.isdigit() and int(asked[:9]) in present:
        return int(asked), ""
    problem = _("“%(asked)s” is not a codebook version with double-coded cells.") % {"asked": asked[:40]}
    return present[0] if present else None, problem if asked else ""
