"""One path from a pasted readout to its sheet: read, guessed, looked at, frozen."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from agenda.actions.arrivals import accept, withdraw_text
from agenda.models import MAY_CODE, Actor, Arrival, Body, Dialogue, Document, Meeting

from .access import for_document_keepers, for_text_keepers
from .brought import BroughtForm
from .guesses import guess


class ArrivalForm(BroughtForm):
    """A text as it comes: pasted or as a file, with its address where it has one."""

    address = forms.URLField(
        required=False, label=gettext_lazy("Address"), max_length=500, assume_scheme="https"
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Paste it here; an empty line ends a paragraph."),
    )
    file = forms.FileField(
        required=False,
        label=gettext_lazy("Or its file"),
        help_text=gettext_lazy("Text, HTML, Word (.docx) or PDF, up to 10 MB."),
    )


class AcceptForm(forms.Form):
    """What the text is, filled with what was guessed."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        required=False,
        label=gettext_lazy("Meeting"),
        empty_label=gettext_lazy("a new meeting"),
    )
    dialogue = forms.ModelChoiceField(
        Dialogue.objects.all(), required=False, label=gettext_lazy("New meeting: its dialogue")
    )
    held_on = forms.DateField(
        required=False,
        label=gettext_lazy("New meeting: its day"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    ends_on = forms.DateField(
        required=False,
        label=gettext_lazy("New meeting: its last day, where it lasted several"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    meeting_title = forms.CharField(
        required=False, max_length=200, label=gettext_lazy("New meeting: its title")
    )
    title = forms.CharField(max_length=300, label=gettext_lazy("Title of the document"))
    kind = forms.ChoiceField(choices=Document.Kind.choices, label=gettext_lazy("Kind"))
    publisher = forms.ModelChoiceField(Actor.objects.all(), label=gettext_lazy("Publisher"))
    issued_on = forms.DateField(
        required=False, label=gettext_lazy("Issued on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    body_kind = forms.ChoiceField(choices=Body.Kind.choices, label=gettext_lazy("What the text is"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.select_related("dialogue").newest_first()

    def clean(self):
        values = super().clean()
        if not values.get("meeting") and "meeting" not in self.errors:
            for name in ("dialogue", "held_on", "meeting_title"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("A new meeting needs it; or choose a meeting above."))
        if values.get("ends_on") and values["ends_on"] == values.get("held_on"):
            values["ends_on"] = None
        return values

    def rows(self, address: str) -> tuple[Meeting, Document]:
        """The meeting and the document as they would be stored."""
        said = self.cleaned_data
        meeting = said["meeting"]
        if meeting is None:
            dialogue = said["dialogue"]
            meeting = Meeting(
                dialogue=dialogue,
                title=said["meeting_title"],
                held_on=said["held_on"],
                held_on_precision="day",
                ends_on=said["ends_on"],
                format=Meeting.Format.IN_PERSON,
                level=dialogue.level,
            )
        is_whole = said["body_kind"] != Body.Kind.EXCERPT
        document = Document(
            title=said["title"],
            kind=said["kind"],
            publisher=said["publisher"],
            issued_on=said["issued_on"],
            url=address,
            completeness=Document.Completeness.FULL if is_whole else Document.Completeness.PART,
        )
        return meeting, document


@for_document_keepers
def new(request):
    """Take a text in; it is read, and nothing is frozen yet."""
    form = ArrivalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        Arrival.objects.filter(brought_by=request.user).delete()  # one at a time, so that none is left lying
        arrival = Arrival.objects.create(
            brought_by=request.user,
            address=form.cleaned_data["address"],
            name=form.name[:200],
            media_type=form.brought.media_type,
            content=form.content,
            text=form.brought.text,
            notes=list(form.brought.notes),
        )
        return redirect("arrival", pk=arrival.pk)
    return render(request, "desk/new.html", {"form": form}, status=422 if form.errors else 200)


@for_document_keepers
def arrival(request, pk):
    """The text as it would be frozen, with what was guessed about it; posted, it is frozen and its sheet opens."""
    row = get_object_or_404(Arrival, pk=pk, brought_by=request.user)
    guessed = guess(row.text, row.address)
    form = AcceptForm(request.POST or None, initial=_initial(guessed))
    if request.method == "POST" and form.is_valid():
        meeting, document = form.rows(row.address)
        try:
            body = accept(row, meeting, document, form.cleaned_data["body_kind"], by=request.user)
        except ValidationError as error:
            for sentence in error.messages:
                form.add_error(None, sentence)
        else:
            messages.success(
                request,
                _(
                    "Frozen: %(n)s paragraphs of “%(title)s”. It can be withdrawn within the hour at “its text”."
                )
                % {"n": len(body.paragraphs()), "title": document.reader.title},
            )
            if request.user.has_perm(MAY_CODE):
                return redirect("sheet", slug=meeting.slug)
            return redirect("bring-in", slug=document.slug)
    paragraphs = list(enumerate((part for part in row.text.split("\n\n") if part.strip()), start=1))
    context = {"arrival": row, "form": form, "guess": guessed, "paragraphs": paragraphs}
    return render(request, "desk/arrival.html", context, status=422 if form.errors else 200)


def _initial(guessed) -> dict:
    return {
        "meeting": guessed.meeting,
        "dialogue": guessed.dialogue,
        "held_on": guessed.issued_on,
        "title": guessed.title,
        "kind": guessed.kind,
        "publisher": guessed.publisher,
        "issued_on": guessed.issued_on,
        "body_kind": Body.Kind.OFFICIAL_TEXT,
    }


@require_POST
@for_text_keepers
def withdraw(request, pk):
    """Take back a text frozen by mistake, while nothing rests on it."""
    body = get_object_or_404(Body.objects.select_related("document"), pk=pk)
    slug = body.document.slug
    if body.added_by_id != request.user.pk:
        messages.error(request, _("Only whoever froze a text may withdraw it."))
        return redirect("bring-in", slug=slug)
    try:
        withdraw_text(body, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The text is withdrawn; the document stays."))
    return redirect("bring-in", slug=slug)
