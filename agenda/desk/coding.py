"""The sheet: one meeting, its texts on one side and its topics on the other."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agenda.actions import Conflict, draft_of, save_draft, submit, undo_draft
from agenda.filters.given_up import lead_on
from agenda.filters.numbers import whole_number
from agenda.joining import listed
from agenda.models import Abstention, Assessment, Assignment, Depth, Meeting, Outcome, Topic
from agenda.models.prepared import Prepared
from agenda.passages.quotes import located
from agenda.rules.proof import NEEDS_A_PASSAGE
from agenda.views.base import first_or_404

from . import sheet
from .access import for_analysts
from .lines import lines_of
from .our_words import with_our_words

MOST_PARAGRAPHS = 100_000
PARAGRAPH = re.compile(r"([a-z0-9_-]+):(\d{1,9}):(?:(full|partial):)?(.*)", re.DOTALL)
PLACE = re.compile(r"([a-z0-9_-]+):(\d{1,9}):(\d{1,9}):(full|partial)")


@Prepared
def _meetings(slug: str) -> QuerySet[Meeting]:
    """The meeting that has the slug, with its dialogue."""
    return Meeting.objects.select_related("dialogue").filter(slug=slug).order_by()


@Prepared
def _assignments(meeting: int, analyst: int) -> QuerySet[Assignment]:
    """The meeting as it was given to the analyst; at most one."""
    return Assignment.objects.filter(meeting=meeting, analyst=analyst).order_by()


def _meeting(slug: str) -> Meeting:
    return first_or_404(_meetings(slug))


@for_analysts
def coding_sheet(request, slug):
    meeting = _meeting(slug)
    texts, candidates = sheet.texts(meeting)
    lines = lines_of(meeting, request.user, candidates)
    first = next((line.code for line in lines if not line.is_done), lines[0].code if lines else "")
    code = request.GET.get("topic") or first
    chosen = next((line for line in lines if line.code == code), None)
    if chosen is None and lines:
        lead_on({"topic": [code]})
        messages.error(
            request, _("There is no topic “%(code)s” to code at this dialogue.") % {"code": code[:60]}
        )
        return redirect("sheet", slug=slug)
    topic = Topic.objects.get(pk=chosen.pk) if chosen else None
    context = sheet_context(request, meeting, topic, texts, candidates, lines)
    return render(request, "desk/sheet.html", context)


def sheet_context(request, meeting, topic, texts, candidates, lines, typed=None, problems=None):
    """What the sheet's template shows; `topic` is None where several are confirmed together."""
    codes = [line.code for line in lines]
    at = codes.index(topic.code) if topic and topic.code in codes else 0
    if topic and topic.code in codes:
        lines[at].is_open = True
    documents = [text.document for text in texts]
    context = {
        "meeting": meeting,
        "assignment": next(iter(_assignments(meeting.pk, request.user.pk)), None),
        "has_given_up": Abstention.objects.filter(meeting=meeting, user=request.user).exists(),
        "texts": texts,
        "lines": lines,
        "topic": topic,
        "position": at + 1,
        "previous": codes[at - 1] if at else "",
        "following": codes[at + 1] if at + 1 < len(codes) else "",
        "done": sum(line.is_done for line in lines),
        "suggested": [line for line in lines if line.passages],
        "unsuggested": [line for line in lines if not line.passages],
        "untouched": [line for line in lines if not line.passages and not line.outcome],
        "outcomes": list(enumerate(Outcome.choices, start=1)),
        "depths": Depth.choices,
        "confidences": Assessment.Confidence.choices,
        "examinable": [d for d in documents if d.is_official],
        "problems": problems or {},
    }
    if topic:
        context |= sheet.panel(meeting, topic, request.user, candidates, documents)
        context["typed"] = {f"own_{name}": value for name, value in context["content"].get("own", {}).items()}
    if typed is not None:
        context["content"] = typed
        context["chosen"] = with_our_words(typed["passages"])
    return context


def read_form(data, meeting: Meeting) -> dict:
    """The posted form as a draft's content; quotes come from the frozen text, never from the page.

    While `typing`, the passage typed by hand is kept as typed; otherwise it becomes evidence.
    """
    bodies = {document.slug: document.body for document in meeting.documents.prefetch_related("bodies")}
    is_typing = "typing" in data
    own = {name: data.get(f"own_{name}", "") for name in ("document", "quote", "paragraph", "summary")}
    content = {
        "outcome": data.get("outcome", ""),
        "depth": data.get("depth", ""),
        "is_excluded": data.get("is_excluded") == "on",
        "confidence": data.get("confidence", ""),
        "note": data.get("note", ""),
        "examined": data.getlist("examined"),
        "passages": _ticked_passages(data, bodies),
    }
    if not is_typing:
        content["passages"] += _typed_passage(data, bodies)
    elif any(own[name].strip() for name in ("quote", "paragraph", "summary")):
        content["own"] = own
    return content


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
        if match := PARAGRAPH.fullmatch(value):
            slug, number, strength, summary = match.groups()
            if (paragraph := whole_number(number, 1, MOST_PARAGRAPHS)) is not None:
                item = {"document": slug, "paragraph": paragraph, "summary": summary}
                passages.append(item | {"strength": strength or "full"})
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
        paragraph = whole_number(number) if whole_number(number) is not None else number
        return [{"document": slug, "paragraph": paragraph, "summary": data.get("own_summary", "").strip()}]
    return []


@require_POST
@for_analysts
def save(request, slug, code):
    """Store one change; answers JSON to the page's script and a page to a plain form."""
    meeting, topic = _meeting(slug), get_object_or_404(Topic, code=code)
    content = read_form(request.POST, meeting)
    version = whole_number(request.POST.get("version", "")) or 0
    try:
        draft = save_draft(
            meeting,
            topic,
            request.user,
            content,
            version=version,
            change_id=request.POST.get("change_id", "")[:40],
            follows=request.POST.get("follows", "").split(),
        )
    except ValidationError as error:
        return _refused(request, meeting, topic, content, error)
    except Conflict as conflict:
        return _conflict(request, meeting, topic, content, conflict.draft)
    lacks_words = content["outcome"] in NEEDS_A_PASSAGE and not content["passages"]
    if request.accepts("text/html"):
        moves_on = "next" in request.POST and not lacks_words
        if lacks_words:
            messages.warning(request, _("Saved. Now choose the words that prove it."))
        following = request.POST.get("following") if moves_on else ""
        return redirect(f"{reverse('sheet', args=[slug])}?topic={following or code}")
    return JsonResponse(
        {
            "version": draft.version,
            "saved_at": draft.saved_at.isoformat(),
            "outcome": content["outcome"],
            "is_done": bool(content["outcome"]) and not lacks_words,
        }
    )


def _refused(request, meeting, topic, content, error: ValidationError):
    problems = {name: " ".join(texts) for name, texts in error.message_dict.items()}
    if not request.accepts("text/html"):
        return JsonResponse({"problems": problems}, status=422)
    texts, candidates = sheet.texts(meeting)
    lines = lines_of(meeting, request.user, candidates)
    context = sheet_context(request, meeting, topic, texts, candidates, lines, content, problems)
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
    lines = lines_of(meeting, request.user, candidates)
    context = sheet_context(request, meeting, topic, texts, candidates, lines, content, {})
    context |= {"conflict": sentence, "theirs": theirs, "version": stored.version, "typed": request.POST}
    return render(request, "desk/sheet.html", context, status=409)


@require_POST
@for_analysts
def undo(request, slug, code):
    meeting, topic = _meeting(slug), get_object_or_404(Topic, code=code)
    before = draft_of(meeting, topic, request.user)[0]
    try:
        undo_draft(meeting, topic, request.user)
    except ValidationError as error:
        said, is_undone = " ".join(error.messages), False
    else:
        said, is_undone = _undone(topic, before, draft_of(meeting, topic, request.user)[0]), True
    if request.accepts("text/html"):
        messages.add_message(request, messages.SUCCESS if is_undone else messages.ERROR, said)
        return redirect(f"{reverse('sheet', args=[slug])}?topic={code}")
    return JsonResponse({"undone": is_undone, "said": said})


def _undone(topic: Topic, before: dict, after: dict) -> str:
    if before == after:
        return _("There is nothing to undo for %(topic)s.") % {"topic": topic}
    return _("Undone: %(topic)s was %(before)s; it is %(after)s again.") % {
        "topic": topic,
        "before": _in_words(before),
        "after": _in_words(after),
    }


def _in_words(content: dict) -> str:
    """A draft's content in a few words: "raised, discussed, 2 passages, note “…”"."""
    if not content:
        return _("not coded")
    said = [str(dict(Outcome.choices).get(content.get("outcome", ""), _("without outcome"))).lower()]
    if depth := dict(Depth.choices).get(content.get("depth", "")):
        said.append(str(depth).lower())
    if confidence := dict(Assessment.Confidence.choices).get(content.get("confidence", "")):
        said.append(_("%(confidence)s confidence") % {"confidence": str(confidence).lower()})
    if n := len(content.get("passages", [])):
        said.append(ngettext("%(n)s passage", "%(n)s passages", n) % {"n": n})
    if note := content.get("note", ""):
        said.append(_("note “%(note)s”") % {"note": Truncator(note).chars(40)})
    return listed(said)


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
