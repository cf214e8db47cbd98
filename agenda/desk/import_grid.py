"""The grid of an import: a row mended, taken in or left out; choices taken over from an earlier import; the rest gone on with."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda.actions.import_memory import carried, remembered
from agenda.actions.import_rows import StoredRows
from agenda.actions.imports import gone_on
from agenda.models import Import

from .access import for_importers
from .import_page import row_address
from .importing import decided, mine

MOST = 100_000
"""Characters of a cell that is mended."""


@require_POST
@for_importers
def row(request, pk):
    """Mend the cells of one row, take it in, or leave it out."""
    batch = mine(request, pk, written_at=None)
    sheet, line = request.POST.get("sheet", ""), request.POST.get("line", "")
    found = StoredRows(batch).at(sheet, int(line)) if line.isdecimal() and len(line) < 8 else None
    if found is None:
        messages.error(request, _("The file has no such line any more. This is how it is read now."))
        return redirect(batch)
    choices = dict(batch.choices)
    name, act = f"{sheet}:{line}", request.POST.get("act", "mend")
    taken, dropped = set(choices.get("taken", [])), set(choices.get("dropped", []))
    if act == "take":
        taken, dropped = taken | {name}, dropped - {name}
    elif act == "drop":
        taken, dropped = taken - {name}, dropped | {name}
    else:
        choices["mended"] = _mended(batch, found, request.POST)
    choices |= {"taken": sorted(taken), "dropped": sorted(dropped)}
    response = decided(request, batch, choices)
    if response.status_code == 302:
        response["Location"] = row_address(batch, request.POST, sheet, int(line))
    return response


def _mended(batch: Import, found, posted) -> dict:
    """The cells mended so far with those of this row; one that says again what the file says is mended no longer."""
    mended = {sheet: dict(lines) for sheet, lines in batch.choices.get("mended", {}).items()}
    table = next(t for t in batch.summary["tables"] if t["name"] == found.sheet)
    cells = dict(mended.get(found.sheet, {}).get(str(found.line), {}))
    for place, header in enumerate(table["headers"]):
        text = posted.get(f"cell.{place}")
        if text is None or place >= len(found.cells):
            continue
        text = text.replace("\r\n", "\n")[:MOST]
        original = found.mended.get(str(place), found.grid[place].text)
        if text == original.replace("\r\n", "\n"):
            cells.pop(header, None)
        else:
            cells[header] = text
    lines = mended.setdefault(found.sheet, {})
    lines[str(found.line)] = cells
    mended[found.sheet] = {line: said for line, said in lines.items() if said}
    return {sheet: lines for sheet, lines in mended.items() if lines}


@require_POST
@for_importers
def as_before(request, pk):
    """Decide as for the last import of the same shape."""
    batch = mine(request, pk, written_at=None)
    earlier = remembered(batch)
    if earlier is None:
        messages.error(request, _("There is no earlier import of this shape any more."))
        return redirect(batch)
    return decided(request, batch, batch.choices | carried(earlier))


@require_POST
@for_importers
def rest(request, pk):
    """Go on with the rows that were not written, as an import of their own."""
    batch = mine(request, pk)
    if not batch.written_at or not batch.summary.get("counts", {}).get("refused"):
        return redirect(batch)
    following = gone_on(batch)
    return decided(request, following, following.choices)
