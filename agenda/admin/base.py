"""The admin that the record's nouns share: history, tables, publication."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from agenda.filters.numbers import whole_number
from agenda.intake.match.fields import TABLE_NOUNS
from agenda.models import Assessment, Evidence, Examination
from agenda.models.about import about_site

from .bounded import Bounded
from .bulk import change_several
from .deleting import instead_of_deleting
from .fields import DayField
from .refusals import Refusable
from .searching import exact_first
from .tongues import boxes, unasked, with_boxes

# Addresses typed without a scheme mean https, as Django 6 will have it.
HTTPS_ADDRESSES: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.URLField: {"assume_scheme": "https"},
    models.DateField: {"form_class": DayField},
}
"""How boxes of the record's forms read what is typed; days as imports read them."""


JUDGEMENTS = (Assessment, Examination, Evidence)
"""What says how somebody coded a cell."""


class HistoryAdmin(Bounded, SimpleHistoryAdmin):
    """Histories of rows, for any key that an address names."""

    def history_view(self, request, object_id, extra_context=None):
        return self._of_a_row(request, object_id) or super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        missing = self._of_a_row(request, object_id)
        return missing or super().history_form_view(request, object_id, version_id, extra_context)

    def _of_a_row(self, request, object_id):
        """None when the key is a number, as every row's is; else the answer that there is no such row."""
        if whole_number(object_id) is not None:
            return None
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)


class RecordAdmin(Refusable, HistoryAdmin):
    """Stock admin, with the token and duplicate fields added to whatever fieldsets a subclass names."""

    formfield_overrides = HTTPS_ADDRESSES
    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    save_on_top = True
    object_history_list_template = "admin/history_list.html"
    actions = ["publish", "unpublish", "change_several"]
    delete_confirmation_template = "admin/delete_or_instead.html"
    bulk_columns: tuple[str, ...] = ("is_published",)
    """What may be changed in several rows at once."""
    kept_when_adding: tuple[str, ...] = ()
    """What the next new row takes over from the one just saved, by “Save and add another”."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        allowed = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        tags = about_site().languages
        left_out = {name for name in unasked(self.model, tags) if not getattr(obj, name, "")}
        for _name, options in fieldsets:
            options["fields"] = [field for field in options["fields"] if field not in left_out]
        listed = [field for _name, options in fieldsets for field in options["fields"]]
        if allowed and (asked := boxes(self.model, tags)):
            fieldsets.append((_("Names in other languages"), {"fields": [*asked]}))
        if "translations" in {field.name for field in self.model._meta.get_fields()}:
            fieldsets.append((_("In other languages"), {"fields": ["translations"], "classes": ["collapse"]}))
        if allowed and "token" not in listed:
            fieldsets.append((None, {"fields": self.form.extras}))
        return fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs.setdefault("form", with_boxes(self.form, self.model))
        return super().get_form(request, obj, change, **kwargs)

    def changelist_view(self, request, extra_context=None):
        """The list, with links to the table it can be downloaded as and to the desk's import of that kind."""
        kind = next((name for name, noun in TABLE_NOUNS.items() if noun.model is self.model), "")
        return super().changelist_view(request, {"table_kind": kind} | (extra_context or {}))

    def save_related(self, request, form, formsets, change):
        """As Django's; tells where a date is kept less exactly than it was written, as of a meeting of two days."""
        for row in (form, *(row for formset in formsets for row in formset.forms)):
            for name in row.changed_data:
                if remark := getattr(row.fields.get(name), "remark", ""):
                    messages.warning(request, remark)
        super().save_related(request, form, formsets, change)

    def get_search_results(self, request, queryset, search_term):
        """As Django's; where rows are chosen by name, the one that is called just so stands first."""
        found, is_doubled = super().get_search_results(request, queryset, search_term)
        is_choice = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        if is_choice and (term := search_term.strip()):
            found = exact_first(found, term)
        return found, is_doubled

    def get_deleted_objects(self, objs, request):
        """As Django's; of judgements that stand in the way only how many, since coding is blind."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        told = [f"{capfirst(model._meta.verbose_name)}: " for model in JUDGEMENTS]
        shown = [line for line in protected if not line.startswith(tuple(told))]
        for model, start in zip(JUDGEMENTS, told, strict=True):
            if count := sum(line.startswith(start) for line in protected):
                shown.append(
                    f"{count} {model._meta.verbose_name_plural if count > 1 else start[:-2].lower()}"
                )
        return to_delete, counts, lacking, shown

    @admin.action(description=gettext_lazy("Make public…"), permissions=["change"])
    def publish(self, request, queryset):
        return change_several(self, request, queryset, "is_published=True")

    @admin.action(description=gettext_lazy("Hide from the public…"), permissions=["change"])
    def unpublish(self, request, queryset):
        return change_several(self, request, queryset, "is_published=False")

    @admin.action(description=gettext_lazy("Change several at once…"), permissions=["change"])
    def change_several(self, request, queryset):
        return change_several(self, request, queryset)

    def delete_view(self, request, object_id, extra_context=None):
        """The question whether to delete, with what depends on the row and what may be done instead."""
        row = self.get_object(request, object_id) if whole_number(object_id) is not None else None
        return super().delete_view(
            request, object_id, instead_of_deleting(self, request, row) | (extra_context or {})
        )

    def response_add(self, request, obj, post_url_continue=None):
        self._remind(request, obj)
        return self._next(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        self._remind(request, obj)
        return self._next(request, obj, super().response_change(request, obj))

    def _next(self, request, obj, response):
        """The answer; an empty form that follows takes over what the next row has in common with this one."""
        if "_addanother" not in request.POST or response.status_code != 302:
            return response
        kept = {name: getattr(obj, obj._meta.get_field(name).attname) for name in self.kept_when_adding}
        query = urlencode({name: value for name, value in kept.items() if value not in (None, "")})
        address = response["Location"]
        response["Location"] = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
        return response

    def _remind(self, request, obj):
        if getattr(obj, "is_published", True) is False:
            messages.info(
                request, _("“%(obj)s” is saved, but not public yet: readers do not see it.") % {"obj": obj}
            )
