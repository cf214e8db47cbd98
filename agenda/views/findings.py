from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agenda.coverage.evidence import prove, sides_of
from agenda.coverage.reaches import papers_of_meeting, reaches_of
from agenda.coverage.sides import sides_of_cells
from agenda.coverage.states import cell_state
from agenda.joining import clauses, listed, sentence, sentences
from agenda.models import Document, Finding, Recommendation
from agenda.models.prepared import Prepared
from agenda.pictures.strips import cell_strip

from .base import page


def numbered(request, pk):
    """The address a finding had before its cell had one: leads for good to the cell, or to the older version."""
    row = get_object_or_404(Finding.objects.in_public_cells().select_related("meeting", "topic"), pk=pk)
    chain = list(_chain(row.meeting.slug, row.topic.code).values_list("pk", flat=True))
    place = chain.index(row.pk) + 1
    url = row.get_absolute_url() if place == len(chain) else row.version_address(place)
    query = request.GET.urlencode()
    return redirect(f"{url}?{query}" if query else url, permanent=True)


def finding(request, meeting, topic):
    """One cell as it stands: verdict, proof, who decided and when."""
    return _finding_page(request, meeting, topic, None)


def version(request, meeting, topic, number):
    """One cell as it was decided once; superseded and withdrawn versions keep their address."""
    return _finding_page(request, meeting, topic, number)


def _chain(meeting: str, topic: str):
    """Every public version of the cell, oldest first."""
    rows = Finding.objects.in_public_cells().filter(meeting__slug=meeting, topic__code=topic)
    told = rows.select_related("decided_by", "meeting__dialogue", "topic", "assessment__codebook_version")
    return told.order_by("pk")


_versions = Prepared(_chain)


@Prepared
def _recommended(topic: int, dialogue: int):
    """Public recommendations of the topic for the dialogue."""
    asked = Recommendation.objects.published().filter(topic=topic, dialogues=dialogue)
    return asked.select_related("recommender")


def _finding_page(request, meeting: str, topic: str, number: int | None):
    chain = _versions(meeting, topic)
    if not chain or (number is not None and not 1 <= number <= len(chain)):
        raise Http404("No such finding.")
    current = chain[-1]
    documents, known = papers_of_meeting(current.meeting)
    (row,) = prove([chain[(number or 0) - 1]], documents)
    dialogue = row.meeting.dialogue
    recommendations = _recommended(row.topic_id, dialogue.pk)
    reach = reaches_of([row], known).get(row.pk)
    context = {
        "finding": row,
        "reach": reach,
        "compared": sides_of_cells([row], known)[row.pk],
        "state": cell_state(row.outcome, is_excluded=row.is_excluded),
        "chain": [(f, f.version_address(place)) for place, f in enumerate(chain, start=1)],
        "current": current,
        "is_withdrawn": current.status == Finding.Status.WITHDRAWN,
        "recommended_before": [
            r for r in recommendations if row.meeting.held and r.stands_at(row.meeting.held)
        ],
        "sides": _papers_by_side(row, known).items(),
        "strip": cell_strip(dialogue, row.topic, recommendations),
    }
    return page(
        request,
        "agenda/finding.html",
        context,
        title=_("%(topic)s at %(meeting)s") % {"topic": row.topic.reader.name, "meeting": row.meeting},
        statement=lambda: rests_on(row, current, reach),
        card=f"findings/{row.pk}",
    )


def _papers_by_side(row, known) -> dict[str, list]:
    """{names of the sides: [(official document examined, is it quoted?)]}."""
    sides: dict[str, list] = {}
    for document in row.examined:
        if document.is_official:
            names = listed(side.reader.name for side in sides_of(document, known.tops))
            named = any(evidence.document == document for evidence in row.proof)
            sides.setdefault(names, []).append((document, named))
    return sides


RULES = {
    "raised": gettext_noop("Rule: “raised” needs a passage of an official readout that was examined."),
    "partly_raised": gettext_noop(
        "Rule: “partly raised” needs a passage of an official readout that was examined."
    ),
    "not_raised": gettext_noop(
        "Rule: “not mentioned” needs an examined readout read whole, and every joint paper on record read whole."
    ),
    "not_determinable": gettext_noop(
        "Rule: “no public record” means that absence could not be shown: no readout, or not every joint paper, was "
        "read whole."
    ),
}
"""What the proof of each outcome needs, as a sentence."""


def _named(document: Document) -> str:
    """Publisher and title, the title alone while the publisher is not public."""
    return (
        listed([document.publisher, document.reader.title])
        if document.public_publisher
        else document.reader.title
    )


def rests_on(row, current, reach) -> str:
    """What a citation of a finding says: verdict, rule, codebook version, documents, whether it still stands."""
    meaning = cell_state(row.outcome, is_excluded=row.is_excluded).meaning
    verdict = reach.sentence if reach and not row.is_excluded else _(meaning)
    documents = clauses(_named(d) for d in row.examined) or _("none")
    said = [
        _("Verdict: %(verdict)s") % {"verdict": verdict},
        _(RULES[row.outcome]),
        sentence(row.assessment.codebook_version),
        _("Documents examined: %(documents)s.") % {"documents": documents},
        _("Finding %(number)s, decided %(day)s.") % {"number": row.pk, "day": f"{row.decided_at:%Y-%m-%d}"},
    ]
    day = {"day": f"{current.decided_at:%Y-%m-%d}"}
    if current.status == Finding.Status.WITHDRAWN:
        said.append(_("Withdrawn %(day)s.") % day)
    elif current.pk != row.pk:
        said.append(_("Superseded %(day)s; this is what was decided before.") % day)
    return sentences(said)
