"""Bring tables in at the desk: choose files, look at what would happen, put right what is wrong, write what was shown."""

from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from agenda.actions.import_rows import StoredRows
from agenda.actions.imports import KEPT, ended_of, said_changed, take_in, try_out, write_out
from agenda.intake.files.sheets import MAX_FILE, FileRefused, refuse_large
from agenda.intake.match.fields import TABLE_NOUNS
from agenda.intake.plan.rights import lacking_rights
from agenda.intake.plan.storable import storable
from agenda.intake.write.commit import RecordChanged, RuleBroken
from agenda.intake.write.report import report_csv
from agenda.joining import listed
from agenda.models import Import
from agenda.views.base import today

from .access import for_importers
from .import_choices import read_choices
from .import_names import nouns_made
from .import_page import page_of
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
        required=False,
        help_text=gettext_lazy(
            "CSV, Excel, OpenDocument or JSON; meetings also from a calendar (.ics) or Open Civic Data events. "
            "Up to 50,000 rows a file; several files are brought in together."
        ),
    )

    pasted = forms.CharField(
        label=gettext_lazy("Or cells copied from a spreadsheet"),
        required=False,
        strip=False,
        max_length=MAX_FILE,
        widget=forms.Textarea(attrs={"rows": 3, "wrap": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Mark the table with its headers, copy it, and paste it here."),
    )

    def clean(self):
        cleaned = super().clean()
        files, pasted = cleaned.get("files"), (cleaned.get("pasted") or "").strip()
        if files is not None and not any(files) and not pasted and "pasted" not in self.errors:
            self.add_error("files", _("This field is required: choose a file, or paste cells below."))
        return cleaned

    def contents(self) -> list[tuple[str, bytes]]:
        """(name, content) of every file, and of what was pasted."""
        listed = [(file.name, file.read()) for file in self.cleaned_data["files"] if file]
        if self.cleaned_data["pasted"].strip():
            pasted = self.cleaned_data["pasted"].strip("\r\n").replace("\r\n", "\n")
            listed.append((_("Pasted cells"), pasted.encode("utf-8", "replace")))
        return listed

    def clean_files(self):
        files = self.cleaned_data["files"]
        try:
            for file in filter(None, files):
                refuse_large(file.size)
        except FileRefused as error:
            raise forms.ValidationError(str(error)) from None
        if sum(file.size for file in files if file) > 4 * MAX_FILE:
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
            files = form.contents()
            if ended := ended_of(request.user):
                messages.info(request, _said_ended(ended))
            batch = take_in(kind, files, by=request.user)
            return worked(
                request, batch, _("Checking %(names)s") % {"names": batch.names}, try_out, size=_size(files)
            )
    own = Import.objects.filter(made_by=request.user).prefetch_related("files").defer("report")
    context = {
        "form": form,
        "unfinished": [(batch, batch.ends_at(KEPT)) for batch in own.filter(written_at=None)[:20]],
        "imports": own.exclude(written_at=None)[:20],
        "kinds": [choice for choice in Import.Kind.choices if choice[0] != Import.Kind.PACKAGE],
        "tables": [choice for choice in Import.Kind.choices if choice[0] in TABLE_NOUNS],
    }
    return render(request, "desk/imports.html", context, status=422 if form.errors else 200)


def _said_ended(names: list[str]) -> str:
    """What is told of one's imports that were left alone too long."""
    sentence = ngettext(
        "An import that nobody decided anything about for a week was thrown away, and nothing of it written: %(names)s.",
        "%(n)s imports that nobody decided anything about for a week were thrown away, and nothing of them written: %(names)s.",
        len(names),
    )
    return sentence % {"n": len(names), "names": listed(names)}


def _size(files: list[tuple[str, bytes]]) -> int:
    """How long the work will be, in bytes of plain text; archives are packed."""
    return sum(len(content) * (8 if content.startswith(b"PK") else 1) for _name, content in files)


def worked(request, batch: Import, title: str, work, *, size: int, **values):
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


class ImportGone(Http404):
    """There is no such import of the person any more, or there never was; the page says what became of unfinished ones."""

    template = "desk/import_gone.html"


def mine(request, pk: int, **where) -> Import:
    batch = Import.objects.filter(pk=pk, made_by=request.user, **where).prefetch_related("files").first()
    if batch is None:
        raise ImportGone("No such import of yours.")
    return batch


@require_GET
@for_importers
def detail(request, pk):
    """What the import would do, or did, row by row."""
    batch = mine(request, pk)
    return render(request, "desk/import.html", page_of(request, batch))


@require_POST
@for_importers
def check(request, pk):
    """Make the dry run again with the posted options."""
    batch = mine(request, pk, written_at=None)
    choices = read_choices(batch, request.POST)
    return decided(request, batch, asdict(choices))


def decided(request, batch: Import, choices: dict):
    """Store the choices and make the dry run again with them."""
    made = nouns_made(choices)
    if lack := lacking_rights(request.user, batch.kind, publish=choices.get("publish", False), made=made):
        messages.error(request, lack)
        return redirect(batch)
    batch.choices, batch.changed_at = storable(choices), timezone.now()
    batch.save()
    size = _size([(file.name, bytes(file.content)) for file in batch.files.all()])
    return worked(request, batch, _("Checking %(names)s") % {"names": batch.names}, try_out, size=size)


@require_POST
@for_importers
def write(request, pk):
    """Write what was shown, or say why not and show how it would be now."""
    batch = mine(request, pk)
    publish, made = batch.choices.get("publish", False), nouns_made(batch.choices)
    lack = lacking_rights(request.user, batch.kind, publish=publish, made=made)
    if lack or batch.written_at:
        messages.error(request, lack or _("This was written already: nothing was written twice."))
        return redirect(batch)

    def work(batch, *, on, digest, without_refused, **progress):
        try:
            write_out(batch, digest=digest, on=on, without_refused=without_refused, **progress)
        except (RecordChanged, ValueError) as error:
            batch.refresh_from_db()
            try_out(batch, on, **progress)
            batch.summary["changed"] = str(error) if isinstance(error, RuleBroken) else said_changed()
            batch.save()

    size = _size([(file.name, bytes(file.content)) for file in batch.files.all()])
    title = _("Writing %(names)s") % {"names": batch.names}
    values = {"digest": request.POST.get("digest", ""), "without_refused": "without_refused" in request.POST}
    return worked(request, batch, title, work, size=size, **values)


@require_POST
@for_importers
def discard(request, pk):
    batch = mine(request, pk, written_at=None)
    names = batch.names
    batch.delete()
    messages.success(request, _("%(names)s: thrown away; nothing was written.") % {"names": names})
    return redirect("imports")


@require_GET
@for_importers
def report(request, pk):
    """Every row of the dry run, or of what was written, as CSV."""
    batch = mine(request, pk)
    response = StreamingHttpResponse(
        report_csv(StoredRows(batch).results()), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="import-{batch.pk}.csv"'
    return response
