"""The page on which an administrator says what the site is called, who runs it and how it looks."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.actions.site_settings import save_settings
from agenda.intake.files.apart import logo_of_file
from agenda.intake.files.logos import LogoRefused, refuse_large
from agenda.models import SiteSettings
from agenda.models.about import defaults
from agenda.models.site import check_languages
from agenda.serving.sender import sender_address

from .access import for_administrators

LABELS = {field.name: field.verbose_name for field in SiteSettings._meta.fields}
SHOWN = 20
"""How many of the latest changes the page tells."""


class TagsField(forms.CharField):
    """Language tags with commas or blanks between them, as a list without doubles."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return list(dict.fromkeys((super().to_python(value) or "").replace(",", " ").split()))

    def run_validators(self, value):
        check_languages(value)


class SettingsForm(forms.ModelForm):
    """The settings; `seen` is the stamp of those that the form was made from."""

    languages = TagsField(
        required=False,
        label=gettext_lazy("Languages of names and titles"),
        help_text=gettext_lazy(
            "Tags of languages other than English in which names and titles are kept too: ja, de, zh-Hant."
        ),
    )
    logo_file = forms.FileField(
        required=False,
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("PNG, JPEG, WebP or GIF, up to 2 MB; it is made small. SVG is not taken."),
    )
    without_logo = forms.BooleanField(required=False, label=gettext_lazy("No logo"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SiteSettings
        fields = ["name", "summary", "operator", "contact", "about", "method", "license_code", "languages", "accent",
                  "takes_corrections", "takes_registrations"]  # fmt: skip
        widgets = {
            "about": forms.Textarea(attrs={"rows": 5}),
            "method": forms.Textarea(attrs={"rows": 12}),
            "accent": forms.TextInput(attrs={"placeholder": "#0b4f8a", "spellcheck": "false"}),
        }

    field_order = ["name", "summary", "operator", "contact", "about", "method", "license_code", "languages", "logo_file",
                   "without_logo"]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.stamp
        if not self.instance.logo_id:
            del self.fields["without_logo"]
        self.logo = None

    def clean_accent(self):
        return self.cleaned_data["accent"].lower()

    def clean_logo_file(self):
        upload = self.cleaned_data["logo_file"]
        if upload:
            try:
                refuse_large(upload.size)
                self.logo = logo_of_file(upload.read())
            except LogoRefused as error:
                raise ValidationError(str(error)) from None
        return upload


@dataclass
class SettingsChange:
    """A saving of the settings: when, by whom, and the labels of what changed."""

    at: datetime
    by: str
    labels: list[str]


def _changes() -> list[SettingsChange]:
    rows = list(SiteSettings.history.select_related("history_user")[: SHOWN + 1])
    found = []
    for at, row in enumerate(rows[:SHOWN]):
        older = rows[at + 1] if at + 1 < len(rows) else None
        fields = [name for name in row.diff_against(older).changed_fields if name != "stamp"] if older else []
        labels = [capfirst(str(LABELS[name])) for name in fields]
        by = row.history_user.get_full_name() or row.history_user.username if row.history_user else ""
        found.append(SettingsChange(row.history_date, by, labels))
    return found


@for_administrators
def site_settings(request):
    stored = SiteSettings.objects.select_related("logo").defer("logo__content").first()
    row = stored or defaults()
    form = SettingsForm(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            save_settings(
                form.save(commit=False), by=request.user, seen=values["seen"], address=sender_address(request),
                logo=form.logo, without_logo=values.get("without_logo", False),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
            form.data = form.data.copy()
            form.data["seen"] = SiteSettings.objects.values_list("stamp", flat=True).first() or ""
        else:
            messages.success(request, _("Saved: every page, feed and file says so from now on."))
            return redirect("site-settings")
    context = {"form": form, "is_first": stored is None, "changes": _changes()}
    return render(request, "desk/site_settings.html", context, status=422 if form.errors else 200)
