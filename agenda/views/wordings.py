"""A topic's passages at one dialogue in date order, each compared with the one before from the same issuer."""

from collections import Counter

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.coverage.evidence import attach_proof, sides_of
from agenda.models import Actor, Dialogue, Finding, Topic
from agenda.questions.wording import Change, Passage, compared

from .base import asked, ledger_of, page


def wordings(request):
    """The pairs of topic and dialogue with two mentions or more, most mentions first."""
    ledger = ledger_of(request)
    counts = Counter(
        (ledger.occasions[cell.meeting_id].dialogue_id, cell.topic_id)
        for cell in ledger.cells.values()
        if cell.outcome in ("raised", "partly_raised")
    )
    topics = Topic.objects.published().in_bulk()
    pairs = [(ledger.dialogues[d], topics[t], n) for (d, t), n in counts.items() if n > 1]
    pairs.sort(key=lambda pair: (-pair[2], pair[0].short_name, pair[1].name))
    return page(request, "agenda/wordings.html", {"pairs": pairs}, title=_("Wording over time"))


def wording(request, slug, code):
    dialogue = get_object_or_404(Dialogue.objects.published(), slug=slug)
    topic = get_object_or_404(Topic.objects.published(), code=code)
    findings = Finding.objects.published().filter(
        topic=topic, meeting__dialogue=dialogue, meeting__held_on__lte=asked(request).on
    )
    rows = attach_proof(findings.order_by("meeting__held_on", "meeting__slug"))
    if not rows:
        raise Http404("Nothing has been assessed on this topic at this dialogue.")
    tops = Actor.objects.sides()
    passages = compared(_passages(rows, tops))
    vanished = _vanished(rows, passages, tops)
    by_finding = {finding.pk: [p for p in passages if p.finding_id == finding.pk] for finding in rows}
    context = {
        "dialogue": dialogue,
        "topic": topic,
        "steps": [(finding, by_finding[finding.pk], vanished.get(finding.pk, ())) for finding in rows],
        "any_ours": any(passage.is_ours for passage in passages),
        "Change": {change.name: change.value for change in Change},
    }
    title = _("Wording on %(topic)s at %(forum)s") % {"topic": topic.name, "forum": dialogue.short_name}
    return page(request, "agenda/wording.html", context, title=title,
                card=f"topics/{topic.code}")  # fmt: skip


def _passages(findings, tops) -> list[Passage]:
    """One a document: its passages on the topic joined, in reading order."""
    found = []
    for finding in findings:
        by_document = {}
        for evidence in finding.proof:
            by_document.setdefault(evidence.document, []).append(evidence)
        for document, passages in by_document.items():
            texts = [text for evidence in passages if (text := _text(document, evidence))[0]]
            issuer = _issuer(document, tops)
            joined = " … ".join(dict.fromkeys(text for text, _ours in texts))
            ours = any(is_ours for _text_, is_ours in texts)
            found.append(
                Passage(finding.meeting, document, issuer, joined, ours, passages[0].paragraph, finding.pk)
            )
    return found


def _issuer(document, tops) -> str:
    return ", ".join(sorted(side.name for side in sides_of(document, tops)))


def _text(document, evidence) -> tuple[str, bool]:
    """The passage's words and whether they are ours: the quote, else the paragraph of the text, else our summary."""
    if evidence.quote:
        return evidence.quote, evidence.body.kind == "abstract"
    body = document.body
    if body and evidence.paragraph:
        paragraph = body.paragraph(evidence.paragraph)
        if paragraph:
            return paragraph, body.kind == "abstract"
    return evidence.summary, True


def _vanished(findings, passages, tops) -> dict[int, list[Passage]]:
    """By finding that did not mention the topic: the wording that an issuer had used and dropped there for the first time."""
    last, gone = {}, {}
    for finding in findings:
        for passage in passages:
            if passage.finding_id == finding.pk and passage.text:
                last[passage.issuer] = passage
        if finding.outcome == "not_raised":
            silent = {_issuer(document, tops) for document in finding.examined if document.is_complete}
            gone[finding.pk] = [last.pop(issuer) for issuer in sorted(silent & set(last))]
    return gone
