from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agenda.models import Dialogue, Finding
from agenda.rules.consequences import topics_named

from .alike import AlikeFilter
from .base import RecordAdmin
from .bounded import RelatedChoices
from .fields import RowBoxes
from .forms import RecordForm


class DialogueForm(RecordForm):
    slug_field = "slug"
    lines = ("other_names", "gaps")

    def slug_source(self, values):
        return values.get("short_name") or values.get("name", "")

    def clean_out_of_scope(self):
        """Topics with findings in force at the dialogue stay in scope until these are withdrawn."""
        topics = self.cleaned_data["out_of_scope"]
        if self.instance.pk:
            findings = Finding.objects.in_force().filter(meeting__dialogue=self.instance, topic__in=topics)
            names = list(findings.values_list("topic__name", flat=True).order_by("topic__name").distinct())
            if names:
                raise forms.ValidationError(
                    _("Withdraw the published findings of this dialogue first: %(topics)s.")
                    % {"topics": topics_named(names)}
                )
        return topics


class MemberInline(RowBoxes, admin.TabularInline):
    model = Dialogue.members.through
    autocomplete_fields = ["actor"]
    extra = 2
    verbose_name = _("member")
    verbose_name_plural = _("members")


class ChildInline(RowBoxes, admin.TabularInline):
    model = Dialogue
    fk_name = "parent"
    fields = ("short_name", "level", "status")
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = _("dialogues under it")

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Dialogue)
class DialogueAdmin(RecordAdmin):
    form = DialogueForm
    list_display = ["short_name", "name", "kind", "level", "status", "is_published"]
    list_filter = [
        "kind",
        "level",
        "status",
        "is_published",
        AlikeFilter,
        ("members", RelatedChoices),
    ]
    search_fields = ["name", "name_ja", "short_name", "slug", "other_names"]
    autocomplete_fields = ["parent", "out_of_scope"]
    bulk_columns = ("status", "is_published")
    inlines = [MemberInline, ChildInline]
    fieldsets = [
        (None, {"fields": ["name", "name_ja", "short_name", "other_names", "kind", "level", "status"]}),
        ("What the record covers", {"fields": [("covered_from", "covered_until"), "gaps", "out_of_scope"]}),
        ("Place in the record", {"fields": ["parent", "note", "slug", "is_published"]}),
    ]
