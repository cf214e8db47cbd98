"""Where a reviewer settles a meeting: agreed cells together, disputes side by side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda.actions import (
    Judgement,
    Passage,
    abstain,
    adjudicate,
    codes_by_topic,
    publish_undisputed,
    send_back,
)
from agenda.actions.rulings import is_agreed, is_decided, may_still_code, note_sight, require_reviewer
from agenda.characters import with_blanks
from agenda.filters.numbers import whole_number
from agenda.models import (
    Assessment,
    Assignment,
    Document,
    Evidence,
    Finding,
    Meeting,
    Outcome,
    RulingDraft,
    Topic,
)
from agenda.rules.proof import NEEDS_A_PASSAGE

from .access import for_reviewers


@for_reviewers
def adjudication(request, slug):
    meeting = get_object_or_404(Meeting.objects.select_related("dialogue"), slug=slug)
    has_begun = Assignment.objects.open().filter(meeting=meeting, analyst=request.user).exists()
    if may_still_code(meeting, request.user) and not has_begun:
        return render(request, "desk/abstention.html", {"meeting": meeting})
    try:
        require_reviewer(meeting, request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect("desk")
    note_sight(meeting, request.user)
    return render(request, "desk/adjudication.html", _context(request, meeting))


@require_POST
@for_reviewers
def give_up(request, slug):
    """Take the reviewer's word that they will not code the meeting, and show what others coded."""
    meeting = get_object_or_404(Meeting, slug=slug)
    try:
        abstain(meeting, request.user)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect("desk")
    return redirect("adjudication", slug=slug)


def _context(request, meeting, problems=None, typed=None):
    codes = codes_by_topic(meeting)
    _attach_proof(codes)
    is_hidden = request.GET.get("names") == "hidden"
    names = {}
    for rows in codes.values():
        for row in rows:
            names.setdefault(row.assessed_by_id, row.assessed_by.get_full_name() or row.assessed_by.username)
    if is_hidden:
        names = {pk: f"Coder {chr(65 + n)}" for n, pk in enumerate(sorted(names))}
    current = {
        f.topic_id: f for f in Finding.objects.current().filter(meeting=meeting).select_related("decided_by")
    }
    drafts = RulingDraft.objects.filter(meeting=meeting, reviewer=request.user)
    drafts = dict(drafts.values_list("topic__code", "content"))
    cells = {"disputed": [], "settled": [], "agreed": [], "single": []}
    for topic_id, rows in codes.items():
        for row in rows:
            row.coder = names[row.assessed_by_id]
        kind = "single" if len(rows) == 1 else "agreed" if is_agreed(rows) else "disputed"
        if kind == "disputed" and topic_id in current and is_decided(current[topic_id], rows):
            kind = "settled"
        topic = rows[0].topic
        own = typed if typed and typed.get("topic") == topic.code else drafts.get(topic.code, {})
        cell = {"topic": topic, "codes": rows, "finding": current.get(topic_id), "typed": own}
        if kind in ("disputed", "settled"):
            cell["notes"] = topic.interpretation_notes.in_force()
        cells[kind].append(cell)
    return {
        "meeting": meeting,
        "cells": cells,
        "is_hidden": is_hidden,
        "assignments": Assignment.objects.filter(meeting=meeting).select_related("analyst"),
        "outcomes": Outcome.choices,
        "problems": problems or {},
        "typed": typed or {},
    }


def _attach_proof(codes) -> None:
    ids = [code.pk for rows in codes.values() for code in rows]
    evidence = Evidence.objects.filter(examination__assessment__in=ids)
    by_assessment: dict[int, list[Evidence]] = {pk: [] for pk in ids}
    for row in evidence.select_related("examination__document"):
        by_assessment[row.examination.assessment_id].append(row)
    for rows in codes.values():
        for code in rows:
            code.passages = by_assessment[code.pk]


def _adopted(codes: list[Assessment], outcome: str) -> Judgement:
    """A judgement of `outcome` resting on what the coders examined, and on what those who said so quoted.

    For “partly” between a “raised” and a “not mentioned” nobody said so: the passages of whoever has some serve.
    """
    same = [code for code in codes if code.outcome == outcome]
    if not same and outcome in NEEDS_A_PASSAGE:
        same = [code for code in codes if code.outcome in NEEDS_A_PASSAGE]
    examined = Document.objects.filter(assessments__in=codes).distinct().prefetch_related("bodies")
    documents = {document.pk: document for document in examined}
    passages = {}
    for code in same:
        for e in Evidence.objects.filter(examination__assessment=code).select_related("examination"):
            document = documents[e.examination.document_id]
            is_quoted = e.quote and document.body and document.body.pk == e.body_id
            place = (e.start, e.end) if is_quoted else (None, None)
            key = (document.pk, *place, e.paragraph)
            passages[key] = Passage(document, e.paragraph, e.strength, e.summary, *place)
    depth = next((code.depth for code in same if code.depth and code.outcome == outcome), "")
    return Judgement(
        outcome, depth=depth, examined=list(documents.values()), passages=list(passages.values())
    )


def _sentences(error: ValidationError | PermissionDenied) -> list[str]:
    return error.messages if isinstance(error, ValidationError) else [str(error)]


@require_POST
@for_reviewers
def rule(request, slug, code):
    meeting, topic = get_object_or_404(Meeting, slug=slug), get_object_or_404(Topic, code=code)
    outcome, reason = request.POST.get("outcome", ""), with_blanks(request.POST.get("reason", ""))
    with_documents = "with_documents" in request.POST
    codes = codes_by_topic(meeting).get(topic.pk, [])
    _keep(request, meeting, topic)
    try:
        if outcome not in Outcome.values:
            raise ValidationError(_("Choose the outcome you rule for."))
        judgement = _adopted(codes, outcome)
        judgement.note = reason.strip()
        finding = adjudicate(
            meeting, topic, judgement, by=request.user, reason=reason, with_documents=with_documents
        )
    except (ValidationError, PermissionDenied) as error:
        typed = {
            "topic": topic.code,
            "outcome": outcome,
            "reason": reason,
            "with_documents": with_documents,
        }
        context = _context(request, meeting, {topic.code: " ".join(_sentences(error))}, typed)
        return render(request, "desk/adjudication.html", context, status=422)
    RulingDraft.objects.filter(meeting=meeting, topic=topic, reviewer=request.user).delete()
    messages.success(
        request,
        _("Ruled: %(topic)s – %(outcome)s.") % {"topic": topic, "outcome": finding.get_outcome_display()},
    )
    return redirect(reverse("adjudication", args=[slug]) + "#rulings")


def _keep(request, meeting: Meeting, topic: Topic) -> None:
    """Keep what is typed of a ruling until it is given; nothing typed, nothing kept."""
    content = {
        "outcome": request.POST.get("outcome", ""),
        "reason": request.POST.get("reason", "").replace("\x00", ""),
        "with_documents": "with_documents" in request.POST,
    }
    cell = {"meeting": meeting, "topic": topic, "reviewer": request.user}
    if any(content.values()):
        RulingDraft.objects.update_or_create(**cell, defaults={"content": content})
    else:
        RulingDraft.objects.filter(**cell).delete()


@require_POST
@for_reviewers
def keep_ruling(request, slug, code):
    """Keep a ruling as it is typed; answers JSON to the page's script."""
    meeting, topic = get_object_or_404(Meeting, slug=slug), get_object_or_404(Topic, code=code)
    try:
        require_reviewer(meeting, request.user)
    except PermissionDenied as error:
        return JsonResponse({"problem": str(error)}, status=403)
    _keep(request, meeting, topic)
    return JsonResponse({"is_kept": True})


@require_POST
@for_reviewers
def settle(request, slug):
    """Publish what is undisputed; with `single` what one person coded too."""
    meeting = get_object_or_404(Meeting.objects.select_related("dialogue"), slug=slug)
    single, with_documents = "single" in request.POST, "with_documents" in request.POST
    try:
        count = publish_undisputed(meeting, by=request.user, single=single, with_documents=with_documents)
    except (ValidationError, PermissionDenied) as error:
        context = _context(request, meeting, typed={"settles_with_documents": with_documents})
        context["unsettled"] = _sentences(error)
        return render(request, "desk/adjudication.html", context, status=422)
    messages.success(request, _("%(count)s published.") % {"count": count})
    return redirect("adjudication", slug=slug)


@require_POST
@for_reviewers
def give_back(request, slug):
    number = whole_number(request.POST.get("assignment", "")) or 0
    assignment = get_object_or_404(Assignment, meeting__slug=slug, pk=number)
    try:
        send_back(assignment, by=request.user, note=request.POST.get("note", ""))
        messages.success(request, _("Sent back to %(analyst)s.") % {"analyst": assignment.analyst})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("adjudication", slug=slug)
