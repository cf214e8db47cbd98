"""Merging a topic that was coded: the version it makes, what moves, and a choice for each cell, on one page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.actions.merging import CellChoice, MergeChanged, MergeRefused, coded_plan, merge_coded
from agenda.characters import with_blanks

from .forms import change_address


def merge_coded_view(admin, request, given, kept):
    """The page of a merge by a new codebook version; posted, it is done whole or not at all."""
    if not request.user.has_perm("agenda.add_codebookversion"):
        messages.error(request, _("Only who keeps the codebook makes a version of it."))
        return redirect(change_address(given))
    if request.method != "POST":
        return _page(admin, request, given, kept)
    chosen = {name: value for name, value in request.POST.items() if name.startswith("cell-")}
    typed = {"note": with_blanks(request.POST.get("note", "")), "choices": chosen}
    try:
        plan = merge_coded(
            given, kept, by=request.user, at=timezone.now(), seen=request.POST.get("seen", ""), **typed
        )
    except (MergeRefused, MergeChanged):
        messages.warning(request, _("Something changed since you looked: nothing was merged. Look again."))
        return _page(admin, request, given, kept, typed, status=422)
    except ValidationError as error:
        problems = {name: " ".join(said) for name, said in error.message_dict.items()}
        return _page(admin, request, given, kept, typed, problems, status=422)
    ruled = sum(chosen.get(cell.name, CellChoice.RECODE) != CellChoice.RECODE for cell in plan.cells)
    left = len(plan.cells) - ruled + plan.hidden
    said = {"given": given, "kept": kept, "number": plan.number}
    messages.success(
        request, _("“%(given)s” is merged into “%(kept)s” in codebook version %(number)s.") % said
    )
    if left:
        sentence = ngettext("%(n)s cell waits at the desk.", "%(n)s cells wait at the desk.", left)
        messages.info(request, sentence % {"n": left})
    return redirect(change_address(kept))


def _page(admin, request, given, kept, typed=None, problems=None, status=200):
    plan = coded_plan(given, kept, by=request.user)
    typed, problems = typed or {"note": "", "choices": {}}, problems or {}
    context = {
        "plan": plan,
        "given": given,
        "kept": kept,
        "other_way": admin.merge_address(kept, given),
        "note": typed["note"],
        "problems": problems,
        "cells": [
            (cell, typed["choices"].get(cell.name, cell.usual), problems.get(cell.name, ""))
            for cell in sorted(plan.cells, key=lambda cell: bool(cell.usual))
        ],
        "open": sum(not cell.usual for cell in plan.cells),
        **admin.listed(plan),
    }
    title = _("Merge “%(given)s” into “%(kept)s”") % {"given": given, "kept": kept}
    return admin.page(request, "admin/merge_coded.html", title, context, status)
