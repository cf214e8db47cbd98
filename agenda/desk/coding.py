"""The sheet: one meeting, its texts on one side and its topics on the other."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agenda.actions import Conflict, save_draft, submit, undo_draft
from agenda.models import Abstention, Assessment, Assignment, Depth, Meeting, Outcome, Topic
from agenda.passages.quotes import located

from . import sheet
from .access import for_analysts

PLACE = re.compile(r"([a-z0-9_-]+):(\d{1,9}):(\d{1,9}):(full|partial)")


def _meeting(slug) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("dialogue"), slug=slug)


@for_analysts
def coding_sheet(request, slug):
    meeting = _meeting(slug)
    texts, candidates = sheet.texts(meeting)
    lines = sheet.lines(meeting, request.user, candidates)
    codes = [line.topic.code for line in lines]
    code = request.GET.get("topic") or next(
        (c.topic.code for c in lines if not c.outcome), codes[0] if codes else ""
    )
    topic = next((line.topic for line in lines if line.topic.code == code), None)
    if topic is None and codes:
        messages.error(
            request, _("There is no topic “%(code)s” to code at this dialogue.") % {"code": code[:60]}
        )
        return redirect("sheet", slug=slug)
    context = _context(request, meeting, topic, texts, candidates, lines)
    return render(request, "desk/sheet.html", context)


def _context(request, meeting, topic, texts, candidates, lines, typed=None, problems=None):
    codes = [line.topic.code for line in lines]
    at = codes.index(topic.code) if topic and topic.code in codes else 0
    documents = [text.document for text in texts]
    context = {
        "meeting": meeting,
        "assignment": Assignment.objects.filter(meeting=meeting, analyst=request.user).first(),
        "has_given_up": Abstention.objects.filter(meeting=meeting, user=request.user).exists(),
        "texts": texts,
        "lines": lines,
        "topic": topic,
        "position": at + 1,
        "previous": codes[at - 1] if at else "",
        "following": codes[at + 1] if at + 1 < len(codes) else "",
        "done": sum(bool(line.outcome) for line in lines),
        "outcomes": list(enumerate(Outcome.choices, start=1)),
        "depths": Depth.choices,
        "confidences": Assessment.Confidence.choices,
        "examinable": [d for d in documents if d.is_official],
        "problems": problems or {},
    }
    if topic:
        context |= sheet.panel(meeting, topic, request.user, candidates, documents)
    if typed is not None:
        context["content"] = typed
        context["chosen"] = typed["passages"]
    return context


def read_form(data, meeting: Meeting) -> dict:
    """The posted form as a draft's content; quotes come from the frozen text, never from the page."""
    bodies = {document.slug: document.body for document in meeting.documents.prefetch_related("bodies")}
    return {
        "outcome": data.get("outcome", ""),
        "depth": data.get("depth", ""),
        "is_excluded": data.get("is_excluded") == "on",
        "confidence": data.get("confidence", ""),
        "note": data.get("note", ""),
        "examined": data.getlist("examined"),
        "passages": [*_ticked_passages(data, bodies), *_typed_passage(data, bodies)],
    }


def _ticked_passages(data, bodies) -> list[dict]:
    """Passages whose box is ticked: places in a frozen text, or paragraphs of one that is not on record."""
    passages = []
    for value in data.getlist("passage"):
        if match := PLACE.fullmatch(value):
            slug, start, end, strength = match.groups()
            body, start, end = bodies.get(slug), int(start), int(end)
            quote = body.text[start:end] if body else ""
            passages.append(
                {"document": slug, "start": start, "end": end, "strength": strength, "quote": quote}
            )
    for value in data.getlist("paragraph_passage"):
        slug, _colon, rest = value.partition(":")
        number, _colon, summary = rest.partition(":")
        if number.isdigit():
            passages.append({"document": slug, "paragraph": int(number[:6]), "summary": summary})
    return passages


def _typed_passage(data, bodies) -> list[dict]:
    """The passage typed by hand: its exact words, or the number of its paragraph."""
    slug, number = data.get("own_document", ""), data.get("own_paragraph", "").strip()
    quote = data.get("own_quote", "").strip().replace("\r\n", "\n")
    if quote:
        body = bodies.get(slug)
        if body and (place := located(body.text, quote)):
            start, end = place
            return [{"document": slug, "quote": body.text[start:end], "start": start, "end": end}]
        return [{"document": slug, "quote": quote}]
    if number:
        paragraph = int(number) if number.isascii() and number.isdigit() else number
        return [{"document": slug, "paragraph": paragraph, "summary": data.get("own_summary", "").strip()}]
    return []


@require_POST
@for_analysts
def save(request, slug, code):
    """Store one change; answers JSON to the page's script and a page to a plain form."""
    meeting, topic = _meeting(slug), get_object_or_404(Topic, code=code)
    content = read_form(request.POST, meeting)
    version = request.POST.get("version", "0")
    version = int(version) if version.isdigit() else 0
    try:
        draft = save_draft(
            meeting,
            topic,
            request.user,
            content,
            version=version,
            change_id=request.POST.get("change_id", "")[:40],
        )
    except ValidationError as error:
        return _refused(request, meeting, topic, content, error)
    except Conflict as conflict:
        return _conflict(request, meeting, topic, content, conflict.draft)
    if request.accepts("text/html"):
        following = request.POST.get("following") if "next" in request.POST else ""
        return redirect(f"{reverse('sheet', args=[slug])}?topic={following or code}")
    return JsonResponse(
        {"version": draft.version, "saved_at": draft.saved_at.isoformat(), "outcome": content["outcome"]}
    )


def _refused(request, meeting, topic, content, error: ValidationError):
    problems = {name: " ".join(texts) for name, texts in error.message_dict.items()}
    if not request.accepts("text/html"):
        return JsonResponse({"problems": problems}, status=422)
    texts, candidates = sheet.texts(meeting)
    lines = sheet.lines(meeting, request.user, candidates)
    context = _context(request, meeting, topic, texts, candidates, lines, content, problems)
    context["typed"] = request.POST
    return render(request, "desk/sheet.html", context, status=422)


def _conflict(request, meeting, topic, content, stored):
    sentence = _("This cell was saved in another window meanwhile. Nothing was overwritten: both are shown.")
    theirs = {
        "outcome": stored.content.get("outcome", ""),
        "note": stored.content.get("note", ""),
        "passages": len(stored.content.get("passages", [])),
    }
    if not request.accepts("text/html"):
        return JsonResponse({"conflict": sentence, "theirs": theirs, "version": stored.version}, status=409)
    texts, candidates = sheet.texts(meeting)
    lines = sheet.lines(meeting, request.user, candidates)
    context = _context(request, meeting, topic, texts, candidates, lines, content, {})
    context |= {"conflict": sentence, "theirs": theirs, "version": stored.version, "typed": request.POST}
    return render(request, "desk/sheet.html", context, status=409)


@require_POST
@for_analysts
def undo(request, slug, code):
    meeting, topic = _meeting(slug), get_object_or_404(Topic, code=code)
    try:
        undo_draft(meeting, topic, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if request.accepts("text/html"):
        return redirect(f"{reverse('sheet', args=[slug])}?topic={code}")
    return JsonResponse({"undone": True})


@require_POST
@for_analysts
def hand_in(request, slug):
    meeting = _meeting(slug)
    try:
        count = submit(meeting, request.user)
    except ValidationError as error:
        for texts in error.message_dict.values():
            for text in texts:
                messages.error(request, text)
        first = next(iter(error.message_dict), "")
        return redirect(f"{reverse('sheet', args=[slug])}{f'?topic={first}' if first else ''}")
    messages.success(
        request,
        ngettext(
            "Handed in: %(count)s topic at %(meeting)s.", "Handed in: %(count)s topics at %(meeting)s.", count
        )
        % {"count": count, "meeting": meeting},
    )
    return redirect("desk")
