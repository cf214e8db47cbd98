from django.http import Http404
from django.utils.translation import gettext as _

from agenda.coverage.evidence import attach_proof, sides_of
from agenda.coverage.reaches import reaches_of
from agenda.coverage.states import cell_state
from agenda.models import Actor, Finding, Recommendation
from agenda.questions.sides import sides_of_cells

from .base import page


def finding(request, pk):
    """One cell: verdict, proof, who decided and when; superseded and withdrawn ones keep their address."""
    rows = attach_proof(Finding.objects.in_public_cells().filter(pk=pk))
    if not rows:
        raise Http404("No such finding.")
    row = rows[0]
    chain = list(
        Finding.objects.filter(meeting=row.meeting, topic=row.topic)
        .select_related("decided_by")
        .order_by("pk")
    )
    current = chain[-1]
    recommendations = Recommendation.objects.published().filter(
        topic=row.topic, dialogues=row.meeting.dialogue
    )
    tops = Actor.objects.sides()
    sides = {}
    for document in row.examined:
        if document.is_official:
            names = ", ".join(side.name for side in sides_of(document, tops))
            named = any(evidence.document == document for evidence in row.proof)
            sides.setdefault(names, []).append((document, named))
    reach = reaches_of([row]).get(row.pk)
    context = {
        "finding": row,
        "reach": reach,
        "compared": sides_of_cells([row])[row.pk],
        "state": cell_state(row.outcome, is_excluded=row.is_excluded),
        "chain": chain,
        "current": current,
        "is_withdrawn": current.status == Finding.Status.WITHDRAWN,
        "recommended_before": [
            r
            for r in recommendations.select_related("recommender")
            if row.meeting.held and r.stands_at(row.meeting.held)
        ],
        "sides": sides.items(),
    }
    return page(
        request,
        "agenda/finding.html",
        context,
        title=_("%(topic)s at %(meeting)s") % {"topic": row.topic.name, "meeting": row.meeting},
        statement=lambda: rests_on(row, current, reach),
        card=f"findings/{row.pk}",
    )


RULES = {
    "raised": "“raised” needs a passage of an official readout",
    "partly_raised": "“partly raised” needs a passage of an official readout",
    "not_raised": "“not mentioned” needs a readout read whole, and every joint paper of the meeting read whole",
    "not_determinable": "“no public record” means that absence cannot be shown from the papers read",
}


def rests_on(row, current, reach) -> str:
    """What a citation of a finding says: verdict, rule, codebook version, documents, whether it still stands."""
    meaning = cell_state(row.outcome, is_excluded=row.is_excluded).meaning
    verdict = reach.sentence if reach and not row.is_excluded else meaning
    documents = "; ".join(f"{d.publisher}, {d.title}" for d in row.examined) or "none"
    sentences = [f"Verdict: {verdict}", f"Rule: {RULES[row.outcome]}.", f"{row.assessment.codebook_version}.",
                 f"Documents examined: {documents}.", f"Finding {row.pk}, decided {row.decided_at:%Y-%m-%d}."]  # fmt: skip
    if current.status == Finding.Status.WITHDRAWN:
        sentences.append(f"Withdrawn {current.decided_at:%Y-%m-%d}.")
    elif current.pk != row.pk:
        sentences.append(f"Superseded by finding {current.pk}.")
    return " ".join(sentences)
