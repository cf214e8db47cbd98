"""Reporting an error: a plain form that needs no script and no account. The only public page that sets a cookie."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from agenda.actions.corrections import file_correction
from agenda.models.about import about_site
from agenda.serving.sender import sender_address

from .subjects import Subject, subject_of

MOST = 4_000
"""Characters of a report."""
MOST_BYTES = 200_000
"""Of a whole form: what is larger is not even read."""


class CorrectionForm(forms.Form):
    """What is wrong, on which page, and who says so if they like. `trap` stays empty: people do not see it."""

    about = forms.CharField(
        label=gettext_lazy("Page"),
        max_length=500,
        help_text=gettext_lazy("The address of a finding, a meeting or a document of this site."),
        error_messages={"required": gettext_lazy("Say which page it is about: paste its address.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What is wrong"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "What stands there, what should, and which passage of which document shows it."
        ),
        error_messages={"required": gettext_lazy("Write what is wrong: there is nothing here yet.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name (optional)"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        required=False,
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address. Mend it, or leave the field empty.")
        },
    )
    trap = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    subject: Subject | None = None

    def clean_about(self) -> str:
        self.subject = subject_of(self.cleaned_data["about"])
        if self.subject is None:
            raise ValidationError(
                _("No public finding, meeting or document has this address. Copy it from the page you mean.")
            )
        return self.cleaned_data["about"]

    def clean_text(self) -> str:
        text = "".join(
            sign if sign.isprintable() or sign == "\n" else " " for sign in self.cleaned_data["text"]
        )
        if not any(sign.isalnum() for sign in text):
            raise ValidationError(_("Write what is wrong in words."))
        if len(text) > MOST:
            raise ValidationError(
                _(
                    "This is %(length)s characters long, and %(most)s are the most. Say the error and what shows it."
                )
                % {"length": f"{len(text):,}", "most": f"{MOST:,}"}
            )
        return text

    def clean(self):
        values = super().clean()
        if values.get("trap"):
            self.data = self.data.copy()
            self.data["trap"] = ""
            raise ValidationError(
                _("A field that people do not see was filled in. Look over your text and send it again.")
            )
        return values


@csrf_exempt  # so that its size is looked at before anything is read; `_form` checks the token
@never_cache
def new(request):
    """The form; a report that is taken leads to a page that says so."""
    if not about_site().takes_corrections:
        raise Http404("This site takes no corrections by form.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method == "POST" and int(length) > MOST_BYTES:
        context = {"title": _("Report an error"), "most": MOST, "size": int(length) // 1000}
        return render(request, "agenda/correction_too_large.html", context, status=413)
    return _form(request)


@csrf_protect
def _form(request):
    asked = request.GET.get("about", "").replace("\x00", "")[:500]
    form = CorrectionForm(request.POST or None, initial={"about": asked})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            file_correction(
                form.subject.rows,
                text=values["text"],
                name=values["name"],
                email=values["email"],
                address=sender_address(request),
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(
                f"{reverse('correction-received')}?{urlencode({'about': form.subject.url}, safe='/')}"
            )
    subject = form.subject or (subject_of(asked) if asked else None)
    context = {
        "title": _("Report an error"),
        "form": form,
        "subject": subject,
        "is_unknown": bool(asked) and subject is None and not form.is_bound,
        "about": about_site(),
    }
    return render(request, "agenda/correction.html", context, status=422 if form.errors else 200)


@require_safe
def received(request):
    """Thanks, and where the answer will stand."""
    subject = subject_of(request.GET.get("about", "")[:500])
    context = {"title": _("Thank you: the desk has it"), "subject": subject}
    return render(request, "agenda/correction_received.html", context)
