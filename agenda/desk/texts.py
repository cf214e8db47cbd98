"""Bring a text in at the desk: paste it, upload its file, or type our abstract."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agenda.actions.arrivals import why_not_withdrawn
from agenda.actions.texts import add_text
from agenda.joining import sentences
from agenda.models import Body, Document, Evidence, Original
from agenda.passages.quotes import located
from agenda.rules.consequences import judgeable_sentence, losing_sentence
from agenda.rules.papers import consequences_of_documents
from agenda.rules.proof import reading_problems

from .access import for_text_keepers
from .brought import BroughtForm


class TextForm(BroughtForm):
    """A text as it comes, and how much of its document was read: rule 3 of proof is asked here too."""

    kind = forms.ChoiceField(choices=Body.Kind.choices, label=_("What it is"))
    completeness = forms.ChoiceField(
        choices=Document.Completeness.choices, required=False, label=_("How much of the document was read")
    )
    file = forms.FileField(
        required=False, label=_("File"), help_text=_("Text, HTML, Word (.docx) or PDF, up to 10 MB.")
    )
    text = forms.CharField(
        required=False,
        strip=False,
        validators=[],
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Or paste the text here; an empty line ends a paragraph."),
    )

    def __init__(self, document: Document, data=None, files=None):
        super().__init__(data, files, initial={"completeness": document.completeness})
        self.document = document
        self.judgeable: tuple = ()

    def clean(self):
        values = super().clean()
        if not self.errors:
            self._ask_how_it_was_read(values["kind"], values["completeness"])
        return values

    def _ask_how_it_was_read(self, kind: str, completeness: str) -> None:
        """Rule 3, and what becomes of findings that rest on the document."""
        document = self.document
        brings_whole_text = Body(kind=kind).covers_whole_text
        is_new_claim = completeness not in ("", document.completeness)
        document.completeness = completeness or document.completeness
        lacking = reading_problems(
            is_readout=document.is_readout and document.meeting_id is not None,
            is_claimed_whole=is_new_claim and document.is_complete,
            has_whole_text=document.has_whole_text or brings_whole_text,
            is_signed=document.is_signed,
        )
        for field, sentence in lacking.items():
            self.add_error(field, sentence)
        after = consequences_of_documents([document], [document] if brings_whole_text else [])
        self.judgeable = after.judgeable
        if after.losing:
            next_step = gettext("A reviewer can withdraw them, or an editor in the document's own form.")
            self.add_error("completeness", sentences((losing_sentence(after.losing), next_step)))


@for_text_keepers
def bring_in(request, slug):
    document = get_object_or_404(Document.objects.prefetch_related("bodies"), slug=slug)
    form = TextForm(document, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            body = add_text(
                document,
                form.brought,
                form.cleaned_data["kind"],
                by=request.user,
                name=form.name,
                content=form.content,
                completeness=form.cleaned_data["completeness"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            paragraphs = len(body.paragraphs())
            messages.success(
                request,
                _("Frozen as version %(version)s: %(paragraphs)s paragraphs, SHA-256 %(sha)s….")
                % {"version": body.version, "paragraphs": paragraphs, "sha": body.sha256[:12]},
            )
            for note in form.brought.notes:
                messages.info(request, note)
            if form.judgeable:
                messages.warning(request, judgeable_sentence(form.judgeable))
            _warn_of_lost_quotes(request, document, body)
            return redirect("bring-in", slug=slug)
    versions = document.bodies.order_by("-version").select_related("added_by", "original")
    context = {
        "document": document,
        "form": form,
        "versions": versions,
        "withdrawable": _withdrawable(versions, request.user),
    }
    return render(request, "desk/text.html", context, status=422 if form.errors else 200)


def _withdrawable(versions, user) -> Body | None:
    """The newest version, if the user froze it by mistake and may still withdraw it."""
    newest = next(iter(versions), None)
    if newest is None or newest.added_by_id != user.pk or why_not_withdrawn(newest, timezone.now()):
        return None
    return newest


def _warn_of_lost_quotes(request, document, body) -> None:
    quoted = Evidence.objects.filter(examination__document=document).exclude(quote="")
    lost = sum(located(body.text, evidence.quote) is None for evidence in quoted)
    if lost:
        messages.warning(
            request,
            ngettext(
                "%(lost)s quoted passage is not in this version. It stays as it was, and says so.",
                "%(lost)s quoted passages are not in this version. They stay as they were, and say so.",
                lost,
            )
            % {"lost": lost},
        )


@for_text_keepers
def original(request, pk):
    """The file as it came, for download only: never shown in the page."""
    row = get_object_or_404(Original, pk=pk)
    response = HttpResponse(bytes(row.content), content_type="application/octet-stream")
    safe_name = "".join(c if c.isalnum() or c in "._-" else "_" for c in row.name) or "original"
    response["Content-Disposition"] = (
        f'attachment; filename="{safe_name.encode("ascii", "replace").decode()}"'
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
