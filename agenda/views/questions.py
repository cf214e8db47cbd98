"""Pages that answer one question over the whole record: planned and unreported, elsewhere, claims."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agenda.coverage.meetings import result_of
from agenda.coverage.states import State
from agenda.filters import ClaimFilterSet, ElsewhereFilterSet, PlannedFilterSet
from agenda.filters.questions import AFTERWARDS, WINDOW
from agenda.models import Claim, Finding, Plan, Topic
from agenda.questions.claims import Verdict, verdict_on
from agenda.questions.elsewhere import taken_up_elsewhere

from .base import asked, ledger_of, list_page, page

QUESTIONS = [
    (
        "missed",
        _("Recommended and found silent"),
        _("Which recommendations do the published readouts of the meetings since not mention?"),
    ),
    ("divergence", _("Divergence"), _("Which topics does one side's readout name and the other's not?")),
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


@dataclass
class Planned:
    """A plan, and what the readouts of its meeting say of the topic."""

    plan: Plan
    state: State
    finding: Finding | None

    topic = property(lambda self: self.plan.topic)
    meeting = property(lambda self: self.plan.document.meeting)
    forum = property(lambda self: self.meeting.dialogue.slug)
    title = property(lambda self: f"{self.meeting.title} {self.plan.summary}")
    year = property(lambda self: self.meeting.held_on.year if self.meeting.held_on else 0)


def planned(request):
    rows = Plan.objects.published().filter(document__meeting__held_on__lte=asked(request).on)
    rows = list(rows.select_related("topic", "document__meeting__dialogue", "document__publisher"))
    findings = _findings_of({plan.document.meeting_id for plan in rows})
    plans = []
    for plan in rows:
        finding, state = result_of(findings.get((plan.document.meeting_id, plan.topic_id)))
        plans.append(Planned(plan, state, finding))
    plans.sort(key=lambda row: (AFTERWARDS.index(row.state), -row.year, row.topic.name))
    filterset = PlannedFilterSet(request.GET, plans)
    return list_page(
        request, "agenda/planned.html", filterset, filterset.passing(), title=_("Planned and unreported")
    )


def _findings_of(meetings) -> dict[tuple[int, int], Finding]:
    rows = Finding.objects.published().filter(meeting__in=meetings)
    return {(finding.meeting_id, finding.topic_id): finding for finding in rows}


@dataclass
class ElsewhereRow:
    """A cell that was not mentioned here, with the meetings elsewhere as (meeting, dialogue, finding id, days)."""

    topic: Topic
    occasion: object
    dialogue: object
    finding_id: int
    was_recommended: bool
    others: list

    forum = property(lambda self: self.dialogue.slug)
    title = property(lambda self: self.occasion.title)
    year = property(lambda self: self.occasion.held.first.year)
    where = property(lambda self: [dialogue.slug for _, dialogue, _, _ in self.others])


def elsewhere(request):
    ledger = ledger_of(request)
    window = ElsewhereFilterSet(request.GET, []).cleaned().get("window") or WINDOW
    topics = Topic.objects.published().in_bulk()
    found = taken_up_elsewhere(ledger, window, ledger.recommended_before(ledger.pairings()))
    rows = [
        ElsewhereRow(
            topics[row.topic_id], row.occasion, ledger.dialogues[row.occasion.dialogue_id], row.finding_id,
            row.was_recommended,
            [(there, ledger.dialogues[there.dialogue_id], pk, days) for there, pk, days in row.others],
        )
        for row in found
    ]  # fmt: skip
    rows.sort(key=lambda row: not row.was_recommended)
    filterset = ElsewhereFilterSet(request.GET, rows)
    return list_page(request, "agenda/elsewhere.html", filterset, filterset.passing(), window=window,
                     title=_("Raised elsewhere"))  # fmt: skip


@dataclass
class Checked:
    """A claim with the finding it is checked against."""

    claim: Claim
    finding: Finding | None
    verdict: Verdict

    topic = property(lambda self: self.claim.topic)
    meeting = property(lambda self: self.claim.meeting)
    forum = property(lambda self: self.meeting.dialogue.slug)
    title = property(lambda self: f"{self.meeting.title} {self.claim.document.title} {self.claim.note}")
    year = property(lambda self: self.meeting.held_on.year if self.meeting.held_on else 0)


def claims(request):
    on = asked(request).on
    rows = Claim.objects.published().filter(meeting__held_on__lte=on)
    rows = list(rows.select_related("topic", "meeting__dialogue", "document__author", "document__publisher"))
    rows = [claim for claim in rows if claim.document.issued_on is None or claim.document.issued_on <= on]
    findings = _findings_of({claim.meeting_id for claim in rows})
    checked = []
    for claim in rows:
        finding = findings.get((claim.meeting_id, claim.topic_id))
        checked.append(Checked(claim, finding, verdict_on(claim.outcome, finding and finding.outcome)))
    order = [Verdict.NOT_BORNE_OUT, Verdict.CANNOT_TELL, Verdict.IN_PART, Verdict.BORNE_OUT]
    checked.sort(key=lambda row: (order.index(row.verdict), -row.year, row.topic.name))
    filterset = ClaimFilterSet(request.GET, checked)
    shown = filterset.passing()
    counts = [(verdict, sum(row.verdict == verdict for row in shown)) for verdict in Verdict]
    return list_page(
        request, "agenda/claims.html", filterset, shown, counts=counts, title=_("Claims checked")
    )
