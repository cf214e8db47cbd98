"""The admin that the record's nouns share: history, tables, publication."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from agenda.filters.numbers import whole_number
from agenda.intake.match.fields import TABLE_NOUNS
from agenda.models import Assessment, Evidence, Examination
from agenda.models.about import about_site

from .refusals import Refusable, refusal
from .tongues import boxes, unasked, with_boxes

# Addresses typed without a scheme mean https, as Django 6 will have it.
HTTPS_ADDRESSES: Mapping[type[models.Field], Mapping[str, Any]] = {
    models.URLField: {"assume_scheme": "https"}
}


JUDGEMENTS = (Assessment, Examination, Evidence)
"""What says how somebody coded a cell."""


class HistoryAdmin(SimpleHistoryAdmin):
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
    actions = ["publish", "unpublish"]

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

    @admin.action(description="Make public", permissions=["change"])
    def publish(self, request, queryset):
        self._set_public(request, queryset, True)

    @admin.action(description="Hide from the public", permissions=["change"])
    def unpublish(self, request, queryset):
        self._set_public(request, queryset, False)

    @transaction.atomic
    def _set_public(self, request, queryset, is_published):
        count = 0
        for row in queryset.exclude(is_published=is_published):  # one by one, so that each leaves its history
            row.is_published = is_published
            try:
                with transaction.atomic():
                    row.save()
                count += 1
            except IntegrityError as error:
                messages.error(request, f"{row}: {refusal(error)}")
        word = "public" if is_published else "hidden"
        if count:
            messages.success(request, f"{count} changed: now {word}.")

    def response_add(self, request, obj, post_url_continue=None):
        self._remind(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self._remind(request, obj)
        return super().response_change(request, obj)

    def _remind(self, request, obj):
        if getattr(obj, "is_published", True) is False:
            messages.info(
                request, _("“%(obj)s” is saved, but not public yet: readers do not see it.") % {"obj": obj}
            )
