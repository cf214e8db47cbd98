"""Form fields of the admin: partial dates in one box, lists one a line."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.translation import gettext_lazy as _

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


class TranslationsField(forms.CharField):
    """What a row says in other languages, one a line: “ja.name: 半導体”. A line that begins with blanks goes on with the one
    before."""

    def __init__(self, checked: Callable[[Any], None], **kwargs):
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 6, "cols": 80}),
            required=False,
            help_text=_(
                "One a line: language, part and text, such as “ja.name: 半導体”. “reading” says how a name is read."
            ),
            **kwargs,
        )
        self.checked = checked

    def prepare_value(self, value):
        if not isinstance(value, dict):
            return value
        lines = [(tag, part, text) for tag, parts in value.items() for part, text in parts.items()]
        return "\n".join(f"{tag}.{part}: " + text.replace("\n", "\n  ") for tag, part, text in lines)

    def has_changed(self, initial, data):
        try:
            return (initial or {}) != self.clean(data)
        except forms.ValidationError:
            return True

    def clean(self, value):
        said: dict[str, dict[str, str]] = {}
        last: tuple[str, str] | None = None
        for line in super().clean(value).splitlines():
            if line[:1].isspace() and line.strip() and last:
                said[last[0]][last[1]] += "\n" + line.strip()
            elif line.strip():
                name, colon, text = line.partition(":")
                tag, dot, part = name.strip().partition(".")
                if not (colon and dot):
                    sentence = _(
                        "“%(line)s” does not say which language and part it is: write “ja.name: 半導体”."
                    )
                    raise forms.ValidationError(sentence % {"line": line.strip()[:60]})
                last = tag, part
                said.setdefault(tag, {})[part] = text.strip()
        self.checked(said)
        return said
