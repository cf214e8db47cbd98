"""Pages that answer one question over the whole record, and the list of all of them."""

from collections import Counter

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agenda.catalogue.reach import attach_reaches_of_cells
from agenda.coverage.patterns import PATTERNS
from agenda.filters import ClaimFilterSet, DivergenceFilterSet, ElsewhereFilterSet, PlannedFilterSet
from agenda.questions.claims import Verdict, claim_rows
from agenda.questions.divergence import compared
from agenda.questions.elsewhere import SHOWN, elsewhere_rows
from agenda.questions.planned import AFTERWARDS, planned_rows

from .base import asked, ledger_of, list_page, page

QUESTIONS = [
    (
        "missed",
        _("Recommended and found silent"),
        _("Which recommendations do the published readouts of the meetings since not mention?"),
    ),
    ("divergence", _("Divergence"), _("Which topics do one side's own readouts name and the others' not?")),
    ("changes", _("Since last time"), _("What is new, kept or not repeated from one meeting to the next?")),
    ("planned", _("Planned and unreported"), _("What did an announcement promise that no readout mentions?")),
    ("elsewhere", _("Raised elsewhere"), _("What was not mentioned here, but taken up at another dialogue?")),
    ("wordings", _("Wording over time"), _("How did the words on a topic change from readout to readout?")),
    ("claims", _("Claims checked"), _("Does the record bear out what published analysis said?")),
    ("compare", _("Compare"), _("How do two or three forums, or two periods, stand side by side?")),
]


def questions(request):
    briefs = [d for d in ledger_of(request).dialogues.values() if d.status != "ended"]
    return page(request, "agenda/questions.html", {"questions": QUESTIONS, "briefs": briefs},
                title=_("Questions the record answers"))  # fmt: skip


def divergence(request):
    filterset = DivergenceFilterSet(request.GET, asked(request).on)
    counts = filterset.by_pattern
    return list_page(request, "agenda/divergence.html", filterset, filterset.results(), patterns=PATTERNS.items(),
                     counts=[(p, counts[p.value]) for p in PATTERNS if counts.get(p.value)], dress=compared,
                     columns=COLUMNS["divergence"], title=_("Divergence"), table="divergence")  # fmt: skip


def _counted(kinds, found):
    """(kind, how many) of each that was found, in the order of the kinds."""
    counts = Counter(found)
    return [(kind, counts[kind]) for kind in kinds if counts[kind]]


COLUMNS = {
    "divergence": {"pattern": (_("Pattern"), lambda row: gettext(row.pattern.word))},
    "claims": {
        "claimed": (_("It says"), lambda row: row.claim.get_outcome_display()),
        "verdict": (_("Verdict"), lambda row: row.verdict_words),
    },
}


def planned(request):
    filterset = PlannedFilterSet(request.GET, planned_rows(asked(request).on))
    shown = filterset.passing()
    return list_page(request, "agenda/planned.html", filterset, shown, counts=_counted(AFTERWARDS, (r.state for r in shown)),
                     title=_("Planned and unreported"), table="planned")  # fmt: skip


def elsewhere(request):
    filterset = ElsewhereFilterSet(request.GET, asked(request).on, is_bounded=True)

    def dressed(cells):
        rows = elsewhere_rows(cells, filterset.on, filterset.days, SHOWN)
        attach_reaches_of_cells(rows)
        return rows

    return list_page(request, "agenda/elsewhere.html", filterset, filterset.results(), window=filterset.days,
                     dress=dressed, n_recommended=filterset.n_recommended,
                     title=_("Raised elsewhere"), table="elsewhere")  # fmt: skip


def claims(request):
    filterset = ClaimFilterSet(request.GET, claim_rows(asked(request).on))
    shown = filterset.passing()
    counts = [(verdict, sum(row.verdict == verdict for row in shown)) for verdict in Verdict]
    return list_page(request, "agenda/claims.html", filterset, shown, counts=counts, columns=COLUMNS["claims"],
                     title=_("Claims checked"), table="claims")  # fmt: skip
