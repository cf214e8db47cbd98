"""The codebook at the desk: interpretation notes, and words that analysts propose for topics."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda.actions.notes import write_note
from agenda.actions.words import decide_words, propose_words
from agenda.characters import with_blanks
from agenda.models import CodebookVersion, InterpretationNote, Meeting, Topic, WordProposal

from .access import at_desk, for_analysts, for_reviewers
from .coding import PLACE

LATEST = 30


@at_desk
def codebook(request):
    return _page(request)


def _page(request, status: int = 200, **more):
    words = WordProposal.objects.visible_to(request.user)
    words = words.select_related("topic", "document__meeting", "proposed_by", "decided_by", "version")
    context = {
        "version": CodebookVersion.objects.first(),
        "proposed": words.open(),
        "pending": words.pending(),
        "declined": words.decided().filter(is_accepted=False).order_by("-decided_at")[:LATEST],
        "notes": InterpretationNote.objects.in_force().prefetch_related("topics"),
        "topics": Topic.objects.order_by("name"),
        "is_reviewer": request.user.has_perm("agenda.add_finding"),
        "typed": {},
        "problems": {},
    }
    return render(request, "desk/codebook.html", context | more, status=status)


@require_POST
@for_reviewers
def add_note(request):
    typed = {name: with_blanks(request.POST.get(name, "")) for name in ("title", "text", "example")}
    codes = request.POST.getlist("topics")
    try:
        note = write_note(by=request.user, topics=Topic.objects.filter(code__in=codes), **typed)
    except ValidationError as error:
        problems = {name: " ".join(said) for name, said in error.message_dict.items()}
        return _page(request, 422, typed=typed | {"topics": codes}, problems=problems)
    messages.success(request, _("Interpretation note %(number)s is written.") % {"number": note.cited})
    return redirect(reverse("codebook") + "#notes")


@require_POST
@for_reviewers
def decide(request, pk):
    reason = with_blanks(request.POST.get("reason", ""))
    get_object_or_404(WordProposal, pk=pk)
    try:
        row = decide_words(
            pk, by=request.user, accept="accept" in request.POST, reason=reason, at=timezone.now()
        )
    except (ValidationError, PermissionDenied) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        is_listed = WordProposal.objects.visible_to(request.user).open().filter(pk=pk).exists()
        shown = {"refused": pk, "refusal": said, "reason": reason} if is_listed else {"refusal_of_none": said}
        return _page(request, 422, **shown)
    done = _("%(words)s: accepted.") if row.is_accepted else _("%(words)s: declined.")
    messages.success(request, done % {"words": row})
    return redirect("codebook")


@require_POST
@for_analysts
def propose(request, slug, code):
    """Propose words of a passage that stands in a text of the meeting; answers JSON to the sheet's script."""
    meeting, topic = get_object_or_404(Meeting, slug=slug), get_object_or_404(Topic, code=code)
    place = request.POST.get("teach", "")
    try:
        said = _proposed(request, meeting, topic, place)
    except ValidationError as error:
        problem = " ".join(error.messages)
        if not request.accepts("text/html"):
            return JsonResponse({"problem": problem}, status=422)
        messages.error(request, problem)
    else:
        if not request.accepts("text/html"):
            return JsonResponse({"said": said})
        messages.success(request, said)
    return redirect(f"{reverse('sheet', args=[slug])}?topic={code}")


def _proposed(request, meeting: Meeting, topic: Topic, place: str) -> str:
    found = PLACE.fullmatch(f"{place}:full")
    document = found and meeting.documents.filter(slug=found[1]).prefetch_related("bodies").first()
    if not found or document is None or document.body is None:
        raise ValidationError(_("This passage stands in no text of the meeting: choose it again."))
    row = propose_words(
        by=request.user,
        topic=topic,
        document=document,
        quote=document.body.text[int(found[2]) : int(found[3])],
        words=with_blanks(request.POST.get(f"words:{place}", "")),
        is_partial=f"partial:{place}" in request.POST,
    )
    return _("Proposed for the next codebook version: %(words)s.") % {"words": row}
