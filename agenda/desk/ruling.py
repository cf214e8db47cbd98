"""One ruling: kept as it is drafted, filled in with what a coder said, given, and general notes written beside it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda.actions import adjudicate, read_content
from agenda.actions.notes import citing, write_note
from agenda.actions.rulings import require_reviewer
from agenda.characters import with_blanks
from agenda.models import Finding, InterpretationNote, Meeting, Outcome, RulingDraft, Topic

from .access import for_reviewers
from .adjudication import show
from .coding import read_form
from .disputes import adopted, coded_cells, name_coders, offers

NOTE_FIELDS = ("title", "text", "example")


def read_ruling(data, meeting: Meeting, *, typing: bool) -> dict:
    """The posted form as a ruling draft's content; while `typing`, a passage typed by hand is kept as typed."""
    posted = data.copy()
    if typing:
        posted["typing"] = "1"
    else:
        posted.pop("typing", None)
    content = read_form(posted, meeting)
    for unused in ("confidence", "note"):
        del content[unused]
    return content | {
        "reason": with_blanks(data.get("reason", "")),
        "cites": data.getlist("cites"),
        "with_documents": "with_documents" in data,
        "draft_note": {name: with_blanks(data.get(f"note_{name}", "")) for name in NOTE_FIELDS},
    }


def _is_empty(content: dict) -> bool:
    said = [content.get(name) for name in ("outcome", "passages", "own", "reason", "cites", "depth")]
    said += [content.get("with_documents"), content.get("is_excluded")]
    return not any([*said, *content.get("draft_note", {}).values()])


def keep(meeting: Meeting, topic: Topic, reviewer, content: dict) -> None:
    """Keep what is chosen and typed of a ruling until it is given; where nothing is, nothing is kept."""
    cell = {"meeting": meeting, "topic": topic, "reviewer": reviewer}
    if _is_empty(content):
        RulingDraft.objects.filter(**cell).delete()
    else:
        RulingDraft.objects.update_or_create(**cell, defaults={"content": content})


def _cell(slug, code) -> tuple[Meeting, Topic]:
    meeting = get_object_or_404(Meeting.objects.select_related("dialogue"), slug=slug)
    return meeting, get_object_or_404(Topic, code=code)


def _address(request, meeting: Meeting, code: str) -> str:
    hidden = "&names=hidden" if request.GET.get("names") == "hidden" else ""
    return f"{reverse('adjudication', args=[meeting.slug])}?topic={code}{hidden}"


def _refused(request, meeting: Meeting, code: str, error: ValidationError | PermissionDenied):
    """Say what stands in the way, to the page's script or on the page with what was typed."""
    problem = " ".join(error.messages if isinstance(error, ValidationError) else [str(error)])
    if not request.accepts("text/html"):
        return JsonResponse({"problem": problem}, status=422)
    typed = read_ruling(request.POST, meeting, typing=True)
    return show(request, meeting, code, typed=typed, status=422, problem=problem)


@require_POST
@for_reviewers
def rule(request, slug, code):
    """Give the ruling; answers JSON to the page's script and a page to a plain form."""
    meeting, topic = _cell(slug, code)
    content = read_ruling(request.POST, meeting, typing=False)
    try:
        require_reviewer(meeting, request.user)
        keep(meeting, topic, request.user, read_ruling(request.POST, meeting, typing=True))
        finding = _give(request, meeting, topic, content)
    except (ValidationError, PermissionDenied) as error:
        return _refused(request, meeting, code, error)
    RulingDraft.objects.filter(meeting=meeting, topic=topic, reviewer=request.user).delete()
    said = _("Ruled: %(topic)s – %(outcome)s.") % {"topic": topic, "outcome": finding.get_outcome_display()}
    following = _next_dispute(meeting, topic)
    if not request.accepts("text/html"):
        return JsonResponse({"said": said, "following": following})
    messages.success(request, said)
    return redirect(_address(request, meeting, following))


def _give(request, meeting: Meeting, topic: Topic, content: dict) -> Finding:
    current = Finding.objects.current().filter(meeting=meeting, topic=topic).first()
    if "seen" in request.POST and request.POST["seen"] != (str(current.pk) if current else ""):
        raise ValidationError(
            _(
                "Somebody decided this cell after you opened it: look at what is published now, then rule again."
            )
        )
    if content["outcome"] not in Outcome.values:
        raise ValidationError(_("Choose the outcome you rule for."))
    judgement = read_content(meeting, topic, content)
    reason = citing(content["reason"].strip(), _cited(content))
    judgement.note = reason
    return adjudicate(
        meeting, topic, judgement, by=request.user, reason=reason, with_documents=content["with_documents"]
    )


def _cited(content: dict) -> list[str]:
    """The numbers of the notes ticked, of those that there are."""
    known = {note.cited for note in InterpretationNote.objects.select_related("version")}
    return [number for number in content["cites"] if number in known]


def _next_dispute(meeting: Meeting, topic: Topic) -> str:
    """The code of the next topic that is disputed still, by name; the topic's own where none is left."""
    left = [cell.topic for cell in coded_cells(meeting) if cell.is_open]
    after = [one for one in left if one.reader.order > topic.reader.order]
    return (after or left or [topic])[0].code


@require_POST
@for_reviewers
def keep_ruling(request, slug, code):
    """Keep a ruling as it is drafted; answers JSON to the page's script and the same page to a plain form."""
    meeting, topic = _cell(slug, code)
    try:
        require_reviewer(meeting, request.user)
    except PermissionDenied as error:
        if not request.accepts("text/html"):
            return JsonResponse({"problem": str(error)}, status=403)
        messages.error(request, str(error))
        return redirect("desk")
    content = read_ruling(request.POST, meeting, typing=True)
    if letter := request.POST.get("adopt"):
        content |= _adopted(meeting, topic, letter)
    keep(meeting, topic, request.user, content)
    if not request.accepts("text/html"):
        return JsonResponse({"is_kept": True})
    messages.success(request, _("Kept as a draft."))
    return redirect(_address(request, meeting, code))


def _adopted(meeting: Meeting, topic: Topic, letter: str) -> dict:
    cells = coded_cells(meeting)
    name_coders(cells)
    cell = next((one for one in cells if one.topic.pk == topic.pk), None)
    documents = list(meeting.documents.prefetch_related("bodies"))
    return adopted(cell, letter, offers(cell, [], documents)) if cell else {}


@require_POST
@for_reviewers
def note_beside(request, slug, code):
    """Write an interpretation note of the topic while ruling on it, and cite it in the ruling's draft."""
    meeting, topic = _cell(slug, code)
    content = read_ruling(request.POST, meeting, typing=True)
    try:
        require_reviewer(meeting, request.user)
        keep(meeting, topic, request.user, content)
        note = write_note(by=request.user, topics=[topic], **content["draft_note"])
    except (ValidationError, PermissionDenied) as error:
        return _refused(request, meeting, code, error)
    content["draft_note"] = dict.fromkeys(NOTE_FIELDS, "")
    content["cites"] = [*content["cites"], note.cited]
    keep(meeting, topic, request.user, content)
    said = _("Interpretation note %(number)s is written, and cited here.") % {"number": note.cited}
    if not request.accepts("text/html"):
        return JsonResponse({"said": said, "following": topic.code})
    messages.success(request, said)
    return redirect(_address(request, meeting, code))
