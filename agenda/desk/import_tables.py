"""Tables that go out of the desk to come in again: empty ones, whole ones, and rows that were not written."""

import csv
import io

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agenda.actions.import_rows import StoredRows
from agenda.exports.record import table_csv
from agenda.intake.match.fields import TABLE_NOUNS, names_of
from agenda.intake.write.refused import refused_csv, refused_xlsx
from agenda.intake.write.report import BOM
from agenda.models import Import

from .access import for_importers
from .importing import mine

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@for_importers
def refused(request, pk, form):
    """The rows that cannot be written, with all their cells and why, to be mended and brought in again."""
    batch = mine(request, pk)
    tables, rows = batch.summary.get("tables", []), StoredRows(batch, "refused")
    if not len(rows):
        raise Http404("No row is refused.")
    if form == "xlsx":
        response = HttpResponse(refused_xlsx(tables, rows), content_type=WORKBOOK)
    else:
        response = HttpResponse(BOM + refused_csv(tables, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="not-written-{batch.pk}.{form}"'
    return response


@require_GET
@for_importers
def template(request, kind):
    """An empty table of that kind with the columns we take, to start from."""
    if kind not in Import.Kind.values or kind == Import.Kind.PACKAGE:
        raise Http404("No such kind.")
    out = io.StringIO()
    csv.writer(out).writerow(name for name in names_of(kind) if "precision" not in name)
    response = HttpResponse(BOM + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind}-to-fill-in.csv"'
    return response


@require_GET
@for_importers
def table(request, kind):
    """The whole table of that kind as it stands, hidden rows too, in the form in which it can be brought in again."""
    noun = TABLE_NOUNS.get(kind)
    if noun is None:
        raise Http404("No such table.")
    if not request.user.has_perm(f"agenda.view_{noun.model._meta.model_name}"):
        raise PermissionDenied(_("Your account may not see these rows."))
    response = StreamingHttpResponse(table_csv(noun), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{kind}-as-they-stand.csv"'
    return response
