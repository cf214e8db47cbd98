"""Form fields of the admin: partial dates in one box, lists one a line."""

from django import forms

from agenda.dates import HINT
from agenda.written_dates import read_date


class PartialDateField(forms.CharField):
    """One box for a date known to the day, month or year; cleans to a PartialDate or None. It reads what imports read."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", HINT)
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "vDateText"

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_date(text)
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
