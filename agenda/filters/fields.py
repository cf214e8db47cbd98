"""The fields of the filters: each keeps what it understands and remembers what it does not.

`wish` is what would have been understood.
"""

from typing import TYPE_CHECKING, Any, cast

import django_filters
from django import forms
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from agenda.dates import PartialDate
from agenda.models.base import may_lie_within
from agenda.written_dates import written_date

from .named import NamedChoices

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class TolerantChoices(forms.MultipleChoiceField):
    """Keeps the known values and remembers the unknown ones. (Form fields are copied for each form.)"""

    wish = _("one of the choices")
    unknown: tuple[str, ...] = ()
    named: NamedChoices | None = None
    """The choices, where they are rows."""

    def settle(self) -> None:
        """Look the choices up: rows stay as they are until they are listed, others become a list."""
        choices: Any = self.choices
        if isinstance(choices, CallableChoiceIterator):
            choices = choices.func()
        self.named = choices if isinstance(choices, NamedChoices) else None
        self.choices = self.named or list(choices)

    def valid_value(self, value):
        return value in self.named if self.named is not None else super().valid_value(value)

    def label_of(self, value: str) -> "StrOrPromise":
        """What a value that is one of the choices is called."""
        return (
            self.named.label(value)
            if self.named is not None
            else dict(cast("list[tuple]", self.choices))[value]
        )

    def clean(self, value):
        values = [word for word in self.to_python(value or []) if word]
        self.unknown = tuple(word for word in values if not self.valid_value(word))
        return [word for word in values if word not in self.unknown]


class TypedField(forms.CharField):
    """Text that is read; what cannot be read is remembered as unknown."""

    wish = _("text")
    unknown: tuple[str, ...] = ()


class DaysField(TypedField):
    """A whole number of days from `low` to `high`; anything else is remembered as unknown and answered with None."""

    wish = _("a number of days from 1 to 3650")
    low, high = 1, 3650

    def clean(self, value):
        text = (value or "").strip().replace("\x00", "")
        if not text:
            return None
        if text.isascii() and text.isdigit() and self.low <= int(text[:5]) <= self.high:
            return int(text)
        self.unknown = (text,)
        return None


class TextField(TypedField):
    """Free text, at most 200 characters; what PostgreSQL cannot hold (NUL) is taken out."""

    def clean(self, value):
        return (value or "").replace("\x00", "").strip()[:200]


class DateField(TypedField):
    """A day, month or year as people write it, in ISO form; anything else is remembered as unknown and answered with ""."""

    wish = _("a date such as 2022-03-01, 2022-03 or 2022")

    def clean(self, value):
        text = (value or "").replace("\x00", "").strip()[:40]
        if not text:
            return ""
        try:
            read = written_date(text)
        except ValueError:
            read = None
        if read and not read.remark:
            return read.date.iso
        # A quarter would be taken for its year, which is not what was asked.
        self.unknown = (text,)
        return ""


class RangeField(DateField):
    """One end of a range: a month or year means its first day at the start, its last day at the end."""


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of several choices. The fields of our lists lead to one row each, so no DISTINCT is asked for: over wide rows
    it costs PostgreSQL more than the filter itself.
    """

    field_class = TolerantChoices

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"distinct": False} | kwargs)


class DateFilter(django_filters.Filter):
    field_class = DateField


class SinceFilter(django_filters.Filter):
    """Rows whose date may lie on the day or after it; a month or year means its first day."""

    field_class = RangeField

    def filter(self, queryset, value):
        return (
            queryset.filter(may_lie_within(self.field_name, PartialDate.parse(value), None))
            if value
            else queryset
        )


class UntilFilter(django_filters.Filter):
    """Rows whose date may lie on the day or before it; a month or year means its last day."""

    field_class = RangeField

    def filter(self, queryset, value):
        return (
            queryset.filter(may_lie_within(self.field_name, None, PartialDate.parse(value)))
            if value
            else queryset
        )


class DaysFilter(django_filters.Filter):
    field_class = DaysField


class TextFilter(django_filters.Filter):
    field_class = TextField
