"""Form fields of the admin: partial dates in one box, lists one a line."""

from functools import partial

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from agenda.characters import with_blanks
from agenda.dates import HINT
from agenda.filters.numbers import whole_number
from agenda.written_dates import read_date


class RowSelect(AutocompleteSelect):
    """Django's box for a related row, which fails on what is no key when it shows again what was sent."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in value if not key or whole_number(str(key)) is not None]
        return super().optgroups(name, keys, attr)


class RowSelectMultiple(RowSelect, AutocompleteSelectMultiple):
    """The same for several rows."""


class RowBoxes:
    """An admin, or rows of one, whose autocompleted fields take any text and say which are no rows."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelectMultiple(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def take_controls_for_blanks(fields: dict[str, forms.Field]) -> None:
    """Let the text fields of a form clean control characters to blanks: no feed could give them out."""
    for field in fields.values():
        if isinstance(field, forms.CharField):
            field.to_python = partial(_plain, field.to_python)  # type: ignore[method-assign]


def _plain(to_python, value):
    return to_python(with_blanks(value) if isinstance(value, str) else value)


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
