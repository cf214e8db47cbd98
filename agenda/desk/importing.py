"""Bring tables in at the desk: choose files, look at what would happen, put right what is wrong, write what was shown."""

import csv
import io
from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from agenda.actions.imports import StoredRows, said_changed, take_in, try_out, write_out
from agenda.exports.record import table_csv
from agenda.intake.files.moments import ZONES
from agenda.intake.files.sheets import DELIMITERS, ENCODINGS, MAX_FILE, FileRefused, refuse_large
from agenda.intake.match.fields import TABLE_NOUNS, names_of
from agenda.intake.plan.plan import STATES
from agenda.intake.plan.rights import lacking_rights
from agenda.intake.plan.storable import storable
from agenda.intake.write.commit import RecordChanged, RuleBroken
from agenda.intake.write.report import BOM, report_csv
from agenda.models import Import, Outcome
from agenda.views.base import today

from .access import for_importers
from .import_choices import fixed_of, lines_of, read_choices
from .progress import streamed

LONG = 400_000  # bytes from which on a person is shown how far it is
PAGE = 100


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; each is checked as a single one is."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(file, initial) for file in (data or [None])]


class ImportForm(forms.Form):
    kind = forms.ChoiceField(choices=Import.Kind.choices, label=gettext_lazy("What the files hold"))
    files = FilesField(  # type: ignore[assignment]  # a form keeps its uploads under the same name
        label=gettext_lazy("Files"),
        max_length=200,
        help_text=gettext_lazy(
            "CSV, Excel, OpenDocument or JSON; meetings also from a calendar (.ics) or Open Civic Data events. "
            "Up to 50,000 rows a file; several files are brought in together."
        ),
    )

    def clean_files(self):
        files = self.cleaned_data["files"]
        try:
            for file in files:
                refuse_large(file.size)
        except FileRefused as error:
            raise forms.ValidationError(str(error)) from None
        if sum(file.size for file in files) > 4 * MAX_FILE:
            raise forms.ValidationError(
                _("The files are too large together: bring them in one after another.")
            )
        return files


@for_importers
def imports(request):
    """Choose files; and one's own imports so far."""
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        initial={"kind": request.GET.get("kind", Import.Kind.MEETINGS)},
    )
    if request.method == "POST" and form.is_valid():
        kind = form.cleaned_data["kind"]
        if lack := lacking_rights(request.user, kind, publish=False):
            form.add_error("kind", lack)
        else:
            files = [(file.name, file.read()) for file in form.cleaned_data["files"]]
            batch = take_in(kind, files, by=request.user)
            return _worked(
                request, batch, _("Checking %(names)s") % {"names": batch.names}, try_out, size=_size(files)
            )
    mine = Import.objects.filter(made_by=request.user).prefetch_related("files").defer("report")[:20]
    context = {
        "form": form,
        "imports": mine,
        "kinds": [choice for choice in Import.Kind.choices if choice[0] != Import.Kind.PACKAGE],
        "tables": [choice for choice in Import.Kind.choices if choice[0] in TABLE_NOUNS],
    }
    return render(request, "desk/imports.html", context, status=422 if form.errors else 200)


def _size(files: list[tuple[str, bytes]]) -> int:
    """How long the work will be, in bytes of plain text; archives are packed."""
    return sum(len(content) * (8 if content.startswith(b"PK") else 1) for _name, content in files)


def _worked(request, batch: Import, title: str, work, *, size: int, **values):
    """Do the work and go to the import's page; with a page that tells how far it is when it may take long."""
    on = today()
    if size < LONG:
        work(batch, on=on, **values)
        return redirect(batch)
    return streamed(
        request,
        title,
        lambda progress: work(batch, on=on, progress=progress, **values),
        batch.get_absolute_url(),
    )


def _mine(request, pk: int, **where) -> Import:
    batch = Import.objects.filter(pk=pk, made_by=request.user, **where).prefetch_related("files").first()
    if batch is None:
        raise Http404("No such import of yours.")
    return batch


@require_GET
@for_importers
def detail(request, pk):
    """What the import would do, or did, row by row."""
    batch = _mine(request, pk)
    state = request.GET.get("state", "")
    rows = StoredRows(batch, state if state in STATES else "")
    summary = batch.summary
    counts = [(name, STATES[name], n) for name, n in summary.get("counts", {}).items()]
    context = {
        "batch": batch,
        "summary": summary,
        "counts": counts,
        "total": sum(n for _name, _label, n in counts),
        "state": state,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "lines": lines_of(batch),
        "fixed": fixed_of(batch) if summary and "problem" not in summary else [],
        "outcomes": Outcome.choices,
        "chosen_words": [
            (word, Outcome(outcome).label) for word, outcome in batch.choices.get("words", {}).items()
        ],
        "is_blocked": bool(summary.get("unknown") or summary.get("counts", {}).get("refused")),
        "may_publish": not lacking_rights(request.user, batch.kind, publish=True),
        "encodings": ENCODINGS,
        "delimiters": DELIMITERS,
        "zones": ZONES,
        "asks_order": bool(summary.get("ambiguous") or batch.choices.get("order")),
    }
    return render(request, "desk/import.html", context)


@require_POST
@for_importers
def check(request, pk):
    """Make the dry run again with the posted options."""
    batch = _mine(request, pk, written_at=None)
    choices = read_choices(batch, request.POST)
    if lack := lacking_rights(request.user, batch.kind, publish=choices.publish):
        messages.error(request, lack)
        return redirect(batch)
    batch.choices = storable(asdict(choices))
    batch.save()
    size = _size([(file.name, bytes(file.content)) for file in batch.files.all()])
    return _worked(request, batch, _("Checking %(names)s") % {"names": batch.names}, try_out, size=size)


@require_POST
@for_importers
def write(request, pk):
    """Write what was shown, or say why not and show how it would be now."""
    batch = _mine(request, pk)
    lack = lacking_rights(request.user, batch.kind, publish=batch.choices.get("publish", False))
    if lack or batch.written_at:
        messages.error(request, lack or _("This was written already: nothing was written twice."))
        return redirect(batch)

    def work(batch, *, on, digest, **progress):
        try:
            write_out(batch, digest=digest, on=on, **progress)
        except (RecordChanged, ValueError) as error:
            batch.refresh_from_db()
            try_out(batch, on, **progress)
            batch.summary["changed"] = str(error) if isinstance(error, RuleBroken) else said_changed()
            batch.save()

    size = _size([(file.name, bytes(file.content)) for file in batch.files.all()])
    title = _("Writing %(names)s") % {"names": batch.names}
    return _worked(request, batch, title, work, size=size, digest=request.POST.get("digest", ""))


@require_POST
@for_importers
def discard(request, pk):
    batch = _mine(request, pk, written_at=None)
    names = batch.names
    batch.delete()
    messages.success(request, _("%(names)s: thrown away; nothing was written.") % {"names": names})
    return redirect("imports")


@require_GET
@for_importers
def report(request, pk):
    """Every row of the dry run, or of what was written, as CSV."""
    batch = _mine(request, pk)
    response = StreamingHttpResponse(report_csv(StoredRows(batch)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{batch.pk}.csv"'
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
