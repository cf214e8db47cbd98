"""What every record form does: partial dates, addresses made up when left empty, duplicates warned about,
and a second editor told what the first one changed."""

from typing import cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agenda.filters.numbers import whole_number
from agenda.models.base import free_slug
from agenda.models.mergers import given_up_keys

from .alike import NAMES, twins_named
from .fields import LinesField, PartialDateField, TranslationsField, take_controls_for_blanks
from .refusals import RefusableForm

MOST_TWINS = 5
EXTRAS = ("token", "not_duplicate")


def latest_version(instance) -> str:
    """The token of an instance as it stands: the id of its newest history row ("" for none)."""
    newest = instance.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return str(newest or "")


def changes_since(instance, token: str) -> tuple[str, list[tuple[str, str, str]]]:
    """(who, [(field label, before, now)]) of what happened to the instance since `token`."""
    newest = instance.history.order_by("-history_id").first()
    seen = instance.history.filter(history_id=whole_number(token)).first()
    who = str(newest.history_user or "somebody") if newest else "somebody"
    if seen is None or newest is None:
        return who, []
    delta = newest.diff_against(seen, foreign_keys_are_objs=True)
    changes = []
    for change in delta.changes:
        field = instance._meta.get_field(change.field)
        if not change.field.endswith("_precision"):
            changes.append((str(field.verbose_name), _shown(change.old), _shown(change.new)))
    return who, changes


def _shown(value) -> str:
    if isinstance(value, list):
        parts = [str(next(reversed(v.values()), "")) if isinstance(v, dict) else str(v) for v in value]
        return ", ".join(parts) or "nothing"
    return str(value) if value not in (None, "") else "nothing"


class RecordForm(RefusableForm, forms.ModelForm):
    """A model form with `token` (concurrent edits) and `not_duplicate` (an answered warning).

    Subclasses may set `partial_dates` ({field: model property}), `lines` (fields that are lists),
    `slug_field`, `extras` (fields that are not the record's), and override `slug_source` and `look_alikes`.
    """

    partial_dates: dict[str, str] = {}
    lines: tuple[str, ...] = ()
    slug_field = ""
    extras: tuple[str, ...] = EXTRAS

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    not_duplicate = forms.BooleanField(
        required=False, label=_("This is another one: save it"), widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, part in self.partial_dates.items():
            if name in self.fields:
                old = self.fields[name]
                self.fields[name] = PartialDateField(required=old.required, label=old.label)
                value = getattr(self.instance, part)
                self.initial[name] = value.iso if value else ""
        for name in self.lines:
            if name in self.fields:
                old = self.fields[name]
                self.fields[name] = LinesField(required=False, label=old.label, help_text=old.help_text)
        if "translations" in self.fields:
            stored = self._meta.model._meta.get_field("translations")
            self.fields["translations"] = TranslationsField(
                stored.run_validators, label=capfirst(stored.verbose_name)
            )
        take_controls_for_blanks({name: self.fields[name] for name in self.lines if name in self.fields})
        if self.slug_field in self.fields:
            self.fields[self.slug_field].required = False
        if self.instance.pk:
            self.initial["token"] = latest_version(self.instance)
            self._compare_with_what_was_seen()

    def _compare_with_what_was_seen(self) -> None:
        """For a form opened before someone else's save, "changed" means changed from what it showed then."""
        token = self.data.get(self.add_prefix("token"), "") if self.is_bound else ""
        if token == self.initial["token"]:
            return
        if seen := self.instance.history.filter(history_id=whole_number(token)).first():
            then = forms.model_to_dict(seen.instance, [name for name in self.fields if name in self.initial])
            for name in {field.name for field in seen.instance._meta.concrete_fields} & set(then):
                self.initial[name] = then[name]
            for name, part in self.partial_dates.items():
                value = getattr(seen.instance, part)
                self.initial[name] = value.iso if value else ""

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name not in self.extras]

    def clean(self):
        super().clean()
        for name, part in self.partial_dates.items():
            if name in self.cleaned_data:
                value = self.cleaned_data[name]
                setattr(self.instance, part, value)
                self.cleaned_data[name] = value.first if value else None
        if self.slug_field in self.fields and not self.cleaned_data.get(self.slug_field):
            self.cleaned_data[self.slug_field] = self._free_slug()
        elif self.slug_field in self.fields:
            self._refuse_given_up()
        if self.instance.pk:
            # The admin saves a page's own row even when untouched, but inline rows only when changed.
            if self.has_changed() or not self.prefix:
                self._refuse_stale()
        elif not self.errors:
            self._warn_of_duplicates()
        return self.cleaned_data

    # addresses

    def slug_source(self, values: dict) -> str:
        return str(values.get("name", ""))

    def _free_slug(self) -> str:
        field = self._meta.model._meta.get_field(self.slug_field)
        start = slugify(self.slug_source(self.cleaned_data))[: field.max_length - 4].strip("-")
        if not start:
            return ""
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        slug = free_slug(others, self.slug_field, start)
        given_up = set(given_up_keys(self._meta.model).values_list("key", flat=True))
        number = 1
        while slug in given_up or others.filter(**{self.slug_field: slug}).exists():
            number += 1
            slug = f"{start}-{number}"
        return slug

    def _refuse_given_up(self) -> None:
        """An address that leads to another row since a merge is no address for a new one."""
        key = self.cleaned_data.get(self.slug_field)
        if not key or self.slug_field not in self.changed_data:
            return
        if merger := given_up_keys(self._meta.model).filter(key=key).first():
            sentence = _("This address leads to “%(row)s” since a merge: choose another.")
            self.add_error(self.slug_field, sentence % {"row": getattr(merger, merger.noun)})

    # concurrent edits

    def _refuse_stale(self) -> None:
        """The row is locked until this request's transaction ends, so two savers take turns."""
        model = self._meta.model
        model._base_manager.select_for_update().filter(pk=self.instance.pk).first()
        stored, token = latest_version(self.instance), self.cleaned_data.get("token", "")
        if token == stored:
            return
        who, changes = changes_since(self.instance, token)
        listed = format_html_join("", "<li>{}: was “{}”, is now “{}”</li>", changes)
        self.add_error(
            None,
            format_html(
                gettext(
                    "{} saved this {} while you had it open, so nothing of yours was saved yet.{} What you typed "
                    "is kept below, beside their values. Save again to write what you changed, and nothing else."
                ),
                who,
                model._meta.verbose_name,
                format_html("<ul>{}</ul>", listed) if changes else "",
            ),
        )
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("token")] = stored
        self._take_theirs(data)
        self.data = data

    def _take_theirs(self, data: QueryDict) -> None:
        """Show what is stored now wherever this editor changed nothing: saving again sends only their own changes."""
        now = type(self)(instance=self._meta.model._base_manager.get(pk=self.instance.pk), prefix=self.prefix)
        for name in {*now.fields} - {*self.changed_data, *self.extras}:
            data.pop(self.add_prefix(name), None)
            widget, value = self.fields[name].widget, self.fields[name].prepare_value(now.initial.get(name))
            if isinstance(widget, forms.CheckboxInput):
                data.update({self.add_prefix(name): "on"} if value else {})
            elif isinstance(value, list | tuple):
                data.setlist(self.add_prefix(name), [str(getattr(item, "pk", item)) for item in value])
            else:
                data[self.add_prefix(name)] = "" if value is None else str(value)

    # duplicates

    def look_alikes(self, values: dict) -> Q | None:
        """A condition that finds rows this new one might be; None when there is nothing to go by."""
        model = self._meta.model
        if model in NAMES:
            return Q(pk__in=twins_named(model, values))
        return Q(name__iexact=values["name"]) if values.get("name") else None

    def _warn_of_duplicates(self) -> None:
        condition = self.look_alikes(self.cleaned_data)
        if condition is None or self.cleaned_data.get("not_duplicate"):
            return
        twins = list(self._meta.model.objects.filter(condition).distinct()[:MOST_TWINS])
        if not twins:
            return
        links = format_html_join(", ", "<a href='{}'>{}</a>", ((change_address(t), str(t)) for t in twins))
        self.fields["not_duplicate"].widget = forms.CheckboxInput()
        self.add_error(
            None,
            format_html(
                gettext("This looks like {}. If it is another one, tick “This is another one”."), links
            ),
        )


class PlainForm(RecordForm):
    """A record form that never warns of a duplicate: the database refuses one."""

    def look_alikes(self, values):
        return None


def change_address(instance) -> str:
    """Return the path of the admin's page for the row."""
    return reverse(f"admin:agenda_{instance._meta.model_name}_change", args=[instance.pk])
