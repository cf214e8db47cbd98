from django.utils.translation import gettext as _

from agenda.coverage.agreement import Figures, any_mention
from agenda.coverage.coders import has_shipped_codes
from agenda.coverage.doubles import by_pair
from agenda.coverage.units import KeptUnits
from agenda.filters.agreement import AgreementFilterSet, TopicAgreement
from agenda.models import Dialogue, InterpretationNote, Outcome, Topic
from agenda.models.vocabulary import NAMES

from .base import page


def agreement(request):
    """How far coders agree, on public cells; one codebook version at a time unless asked."""
    kept = KeptUnits()
    wanted, problem = _version_asked(request, kept.versions)
    units = kept.of(wanted)
    topics = Topic.objects.published().only(*NAMES)
    notes = InterpretationNote.objects.by_topic()
    forums = sorted(Dialogue.objects.published().values_list("slug", "pk", "short_name"))
    found = kept.figures(units)
    used = [choice for choice in Outcome.choices if any(choice[0] in pair for pair in found.pairs)]
    rows = [
        TopicAgreement(topic, Figures(units.by_topic[topic.pk]), notes.get(topic.pk, []))
        for topic in sorted(topics, key=lambda topic: topic.code)
        if topic.pk in units.by_topic
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
        "by_topic": filterset.results(),
        "n_needing": sum(row.needs_a_note for row in rows),
        "by_dialogue": [
            (name, Figures(units.by_dialogue[pk])) for _slug, pk, name in forums if pk in units.by_dialogue
        ],
        "by_pair": [
            (_("Pair %(n)s") % {"n": n}, f) for n, (_pair, f) in enumerate(by_pair(units.cells), start=1)
        ],
        "used": used,
        "confusion": [
            (label, [found.pairs.get((row, column), 0) for column, _label in used]) for row, label in used
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
