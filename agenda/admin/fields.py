"""Form fields of the admin: partial dates in one box, lists one a line."""

from functools import partial

from django import forms

from agenda.dates import HINT, PartialDate
from agenda.intake.files.normal import without_controls


def take_controls_for_blanks(fields: dict[str, forms.Field]) -> None:
    """Let the text fields of a form clean control characters to blanks: no feed could give them out."""
    for field in fields.values():
        if isinstance(field, forms.CharField):
            field.to_python = partial(_plain, field.to_python)  # type: ignore[method-assign]


def _plain(to_python, value):
    return to_python(without_controls(value) if isinstance(value, str) else value)


class PartialDateField(forms.CharField):
    """One box for a date known to the day, month or year; cleans to a PartialDate or None."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", HINT)
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "vDateText"

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "cols": 50}), **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return (initial or []) != self.clean(data)

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]
