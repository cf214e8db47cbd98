"""Form fields of the admin: partial dates in one box, lists one a line."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agenda.characters import with_blanks
from agenda.dates import HINT
from agenda.filters.numbers import whole_number
from agenda.written_dates import written_date

from .searching import NAMES

NAMED = "__named"
"""What the name of a box that takes a row's name has behind that of the box it stands beside."""


class RowSelect(AutocompleteSelect):
    """Django's box for a related row, which fails on what is no key when it shows again what was sent."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in value if not key or whole_number(str(key)) is not None]
        return super().optgroups(name, keys, attr)

    def render(self, name, value, attrs=None, renderer=None):
        """The box; where no script runs, one beside it that takes the row's name or address."""
        box = super().render(name, value, attrs, renderer)
        label = _("by name or address")
        known = [str(key) for key in (value if isinstance(value, list | tuple) else [value]) if key]
        typed = next((key for key in known if whole_number(key) is None), "")
        beside = '{}<noscript> <input type="text" name="{}" value="{}" placeholder="{}" aria-label="{}"></noscript>'
        return format_html(beside, box, name + NAMED, typed, label, label)

    def value_from_datadict(self, data, files, name):
        chosen = super().value_from_datadict(data, files, name)
        named = data.get(name + NAMED, "").strip()
        return (self.key_of(named) or named) if named else chosen

    def value_omitted_from_data(self, data, files, name):
        return name + NAMED not in data and super().value_omitted_from_data(data, files, name)

    def key_of(self, named: str) -> str:
        """The key of the one row that is called so; "" where none is, or several are."""
        rows = self.field.related_model._default_manager
        called = Q()
        for part in NAMES:
            if part in {column.name for column in self.field.related_model._meta.concrete_fields}:
                called |= Q(**{f"{part}__iexact": named})
        keys = list(rows.filter(called).values_list("pk", flat=True)[:2]) if called else []
        return str(keys[0]) if len(keys) == 1 else ""


class RowSelectMultiple(RowSelect, AutocompleteSelectMultiple):
    """The same for several rows; names are set apart by semicolons."""

    def value_from_datadict(self, data, files, name):
        chosen = AutocompleteSelectMultiple.value_from_datadict(self, data, files, name)
        named = [part.strip() for part in data.get(name + NAMED, "").split(";") if part.strip()]
        return [*chosen, *(self.key_of(part) or part for part in named)]


class RowBoxes:
    """An admin, or rows of one, whose autocompleted fields take any text and say which are no rows."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelect(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs["error_messages"] = {
                "invalid_choice": _(
                    "“%(value)s” names no row, or several: write its whole name or its address."
                )
            }
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

    remark = ""
    """What of the writing was not kept, such as the last of several days."""
    ends: date | None = None
    """The last of several days, for forms that keep it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", HINT)
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "vDateText"

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            read = written_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        self.remark, self.ends = read.remark, read.ends
        return read.date


class DayField(forms.DateField):
    """A box for one day, written as imports read it."""

    remark = ""

    def to_python(self, value):
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        try:
            read = written_date(value)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if read.date.precision != "day":
            raise forms.ValidationError(
                _("“%(text)s” is no single day: write the day too.") % {"text": value}
            )
        self.remark = read.remark
        return read.date.first


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
