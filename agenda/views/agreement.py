from django.utils.translation import gettext as _

from agenda.coverage.agreement import any_mention
from agenda.coverage.coders import has_shipped_codes
from agenda.coverage.doubles import coded_by_several, document_doubles, doubles, grouped, overall, versions
from agenda.filters.agreement import AgreementFilterSet, TopicAgreement
from agenda.models import Dialogue, Outcome, Topic

from .base import page


def agreement(request):
    """How far coders agree, on public cells; one codebook version at a time unless asked."""
    coded = coded_by_several()
    cells = doubles(public_only=True, coded=coded)
    papers = document_doubles(public_only=True, coded=coded)
    present = versions(cells)
    wanted, problem = _version_asked(request, present)
    if wanted is not None:
        cells = [cell for cell in cells if cell.version == wanted]
        papers = [unit for unit in papers if unit.version == wanted]
    topics = Topic.objects.published().prefetch_related("interpretation_notes__version")
    by_code = {topic.code: topic for topic in topics}
    forums = dict(Dialogue.objects.published().values_list("slug", "short_name"))
    found = overall(cells)
    used = [choice for choice in Outcome.choices if any(choice[0] in pair for pair in found.confusion)]
    rows = [TopicAgreement(by_code[code], f) for code, f in grouped(cells, "topic")]
    filterset = AgreementFilterSet(request.GET, rows)
    context = {
        "filterset": filterset,
        "figures": found,
        "documents": overall(papers, times=0),
        "any_mention": any_mention(unit.codes for unit in papers),
        "versions": present,
        "has_shipped_codes": has_shipped_codes(),
        "wanted": wanted,
        "problem": problem or filterset.problems.get("sort", ""),
        "by_topic": filterset.results(),
        "n_needing": sum(row.needs_a_note for row in rows),
        "by_dialogue": [(forums[slug], f) for slug, f in grouped(cells, "dialogue")],
        "by_pair": [
            (_("Pair %(n)s") % {"n": n}, f) for n, (_pair, f) in enumerate(grouped(cells, "pair"), start=1)
        ],
        "used": used,
        "confusion": [
            (label, [found.confusion.get((row, column), 0) for column, _label in used]) for row, label in used
        ],
    }
    return page(request, "agenda/agreement.html", context, title=_("Agreement between coders"))


def _version_asked(request, present: list[int]) -> tuple[int | None, str]:
    """The codebook version that the address asks for, None for all of them; and what is wrong with it, "" for nothing."""
    asked = request.GET.get("codebook", "")
    if asked == "all":
        return None, ""
    if asked.isascii() and asked.isdigit() and int(asked[:9]) in present:
        return int(asked), ""
    problem = _("“%(asked)s” is not a codebook version with double-coded cells.") % {"asked": asked[:40]}
    return present[0] if present else None, problem if asked else ""
