"""Where a reviewer settles a meeting: each dispute with its texts, both codes and the ruling on one bench."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agenda.actions import abstain, publish_undisputed, send_back
from agenda.actions.rulings import may_still_code, note_sight, require_reviewer
from agenda.filters.given_up import lead_on
from agenda.filters.numbers import whole_number
from agenda.models import (
    Assignment,
    Depth,
    Document,
    InterpretationNote,
    Meeting,
    Outcome,
    RulingDraft,
    Topic,
)

from . import sheet
from .access import for_reviewers
from .disputes import (
    KINDS,
    CodedCell,
    coded_cells,
    examined_by,
    name_coders,
    offers,
    quoted_places,
)


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
    code = request.GET.get("topic", "")
    if code and not Topic.objects.filter(code=code).exists():
        lead_on({"topic": [code]})
    return show(request, meeting, code)


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


def show(request, meeting: Meeting, code: str = "", *, typed=None, status: int = 200, **more):
    """The bench with the cell of this topic open, else the first dispute; `typed` is a refused ruling's content."""
    is_hidden = request.GET.get("names") == "hidden"
    cells = coded_cells(meeting)
    name_coders(cells, _("Coder %s") if is_hidden else "")
    cell = next((one for one in cells if one.topic.code == code), cells[0] if cells else None)
    documents = list(
        meeting.documents.select_related("publisher")
        .prefetch_related("bodies")
        .order_by("-is_official", "kind", "slug")
    )
    context = {
        "meeting": meeting,
        "cells": cells,
        "groups": [(kind, [one for one in cells if one.kind == kind]) for kind in KINDS],
        "n_disputed": sum(one.is_open for one in cells),
        "n_agreed": _waiting(cells, "agreed"),
        "n_single": _waiting(cells, "single"),
        "cell": cell,
        "topic": cell.topic if cell else None,
        "is_hidden": is_hidden,
        "suffix": "&names=hidden" if is_hidden else "",
        "assignments": Assignment.objects.filter(meeting=meeting).select_related("analyst"),
        "outcomes": list(enumerate(Outcome.choices, start=1)),
        "depths": Depth.choices,
        "hides_documents": any(not document.is_published for document in documents),
    }
    context |= (
        _ruling(request, meeting, cell, documents, typed) if cell else {"texts": sheet.texts(meeting)[0]}
    )
    return render(request, "desk/adjudication.html", context | more, status=status)


def _waiting(cells: list[CodedCell], kind: str) -> int:
    """How many cells of this kind a press of the publish button would publish."""
    ids = [(cell.finding, {code.pk for code in cell.codes}) for cell in cells if cell.kind == kind]
    return sum(not finding or finding.assessment_id not in codes for finding, codes in ids)


def _ruling(request, meeting: Meeting, cell: CodedCell, documents: list[Document], typed) -> dict:
    """The open cell with what its coders quoted marked in the texts, and the ruling as drafted."""
    draft = RulingDraft.objects.filter(meeting=meeting, topic=cell.topic, reviewer=request.user).first()
    content = typed if typed is not None else draft.content if draft else {}
    examined = examined_by(cell)
    offered = offers(cell, content.get("passages", []), documents)
    notes = list(InterpretationNote.objects.in_force().prefetch_related("topics"))
    here = [note for note in notes if cell.topic in note.topics.all()]
    return {
        "texts": sheet.texts(meeting, quoted_places(offered, documents))[0],
        "content": {"examined": examined} | content,
        "typed": {f"own_{name}": value for name, value in content.get("own", {}).items()},
        "offered": offered,
        "notes": here,
        "other_notes": [note for note in notes if note not in here],
        "examinable": [d for d in documents if d.is_official or d.slug in examined],
    }


@require_POST
@for_reviewers
def settle(request, slug):
    """Publish what is undisputed; with `single` what one person coded too."""
    meeting = get_object_or_404(Meeting.objects.select_related("dialogue"), slug=slug)
    single, with_documents = "single" in request.POST, "with_documents" in request.POST
    try:
        count = publish_undisputed(meeting, by=request.user, single=single, with_documents=with_documents)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect("adjudication", slug=slug)
    except ValidationError as error:
        return show(
            request, meeting, status=422, unsettled=error.messages, settles_with_documents=with_documents
        )
    said = ngettext("%(count)s published.", "%(count)s published.", count)
    messages.success(request, said % {"count": count})
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
