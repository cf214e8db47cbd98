"""Where reviewers answer what readers report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda.actions.corrections import decide_correction, state_of
from agenda.models import Correction

from .access import for_correctors

LATEST = 30


@for_correctors
def corrections(request):
    return render(request, "desk/corrections.html", _context(Correction.objects.all()))


def _context(rows, *, refused=None) -> dict:
    """Open corrections, oldest first, and the latest decided ones. `refused`: (key, sentence, what was typed)."""
    rows = rows.with_subject()
    found = {
        "waiting": list(rows.open().order_by("made_at", "pk")),
        "decided": list(rows.decided()[:LATEST]),
    }
    for row in [*found["waiting"], *found["decided"]]:
        row.seen = state_of(row)
        row.typed = {"answer": row.answer, "reason": row.reason, "is_text_shown": row.is_text_shown}
        if refused and refused[0] == row.pk:
            _pk, row.problem, row.typed = refused
    return found


@require_POST
@for_correctors
def decide(request, pk):
    row = get_object_or_404(Correction, pk=pk)
    typed = {name: request.POST.get(name, "") for name in ("answer", "reason")}
    typed["is_text_shown"] = "is_text_shown" in request.POST
    try:
        row = decide_correction(
            row.pk, seen=request.POST.get("seen", ""), by=request.user, at=timezone.now(), **typed
        )
    except ValidationError as error:
        context = _context(Correction.objects.all(), refused=(row.pk, " ".join(error.messages), typed))
        return render(request, "desk/corrections.html", context, status=422)
    done = _("Published on the page of %(subject)s.") if row.answer else _("Dismissed: %(subject)s.")
    messages.success(request, done % {"subject": row.subject})
    return redirect("corrections")
