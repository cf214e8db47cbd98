"""Topics out of scope: the codebook down, the dialogues across, one tick a cell."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.actions.scope import Cell, change_scope
from agenda.models import CodebookVersion, Dialogue, Topic

from .access import for_scope_keepers


@dataclass
class ScopeCell:
    """One box: a topic at a dialogue. `value` is what it posts."""

    dialogue: Dialogue
    value: str
    is_out: bool
    was_out: bool


@for_scope_keepers
def scope(request):
    """The grid; posted, only the boxes that the reader changed are changed, whatever others did meanwhile."""
    if request.method != "POST":
        return _page(request)
    was, out = (set(request.POST.getlist(name)) for name in ("was", "out"))
    try:
        changed = change_scope(by=request.user, put_out=_cells(out - was), take_in=_cells(was - out))
    except ValidationError as error:
        return _page(request, 422, ticked=out, was=was, problems=error.messages)
    said = ngettext("%(n)s cell changed.", "%(n)s cells changed.", changed)
    messages.success(request, said % {"n": changed} if changed else _("Nothing was changed."))
    return redirect("scope")


def _cells(values: set[str]) -> set[Cell]:
    found = set()
    for value in values:
        slug, _separator, code = value.replace("\x00", "").partition(":")
        found.add((slug, code))
    return found


def _page(request, status: int = 200, *, ticked=None, was=None, problems=()):
    version = CodebookVersion.objects.first()
    topics = Topic.objects.select_related("parent").order_by("name")
    if version:
        topics = topics.filter(code__in=version.codes)
    dialogues = list(Dialogue.objects.order_by("short_name"))
    pairs = Dialogue.out_of_scope.through.objects.values_list("dialogue__slug", "topic__code")
    stored = {f"{slug}:{code}" for slug, code in pairs}
    ticked, was = stored if ticked is None else ticked, stored if was is None else was
    rows = []
    for topic in topics:
        values = [(dialogue, f"{dialogue.slug}:{topic.code}") for dialogue in dialogues]
        cells = [ScopeCell(dialogue, value, value in ticked, value in was) for dialogue, value in values]
        rows.append((topic, cells))
    context = {"version": version, "dialogues": dialogues, "rows": rows, "problems": problems}
    return render(request, "desk/scope.html", context, status=status)
