from django import forms
from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.intake.files.texts import TextRefused, normalize
from agenda.models import Body, Claim, Document, Plan

from .alike import AlikeFilter
from .base import RecordAdmin
from .bounded import RelatedChoices
from .fields import RowBoxes
from .forms import EXTRAS, PlainForm, RecordForm
from .merging import Mergeable
from .readings import TICK, ReadingForm, settle_readings
from .searching import forum_names


class DocumentForm(ReadingForm, RecordForm):
    slug_field = "slug"
    extras = (*EXTRAS, *TICK)
    partial_dates = {"issued_on": "issued"}

    def slug_source(self, values):
        publisher = values.get("publisher")
        return f"{publisher.slug if publisher else ''} {values.get('title', '')}"

    def look_alikes(self, values):
        same = Q(
            title__iexact=values["title"], publisher=values["publisher"], issued_on=values.get("issued_on")
        )
        return same | Q(url=values["url"]) if values.get("url") else same


class BodyForm(forms.ModelForm):
    class Meta:
        model = Body
        fields = ["kind", "text"]

    def clean_text(self):
        try:
            return normalize(self.cleaned_data["text"])
        except TextRefused as error:
            raise forms.ValidationError(str(error)) from None


class BodyInline(RowBoxes, admin.StackedInline):
    """Texts are frozen: an editor adds a version, nobody changes one."""

    model = Body
    form = BodyForm
    fk_name = "document"
    extra = 0
    can_delete = False
    verbose_name_plural = _("text versions (frozen once saved)")

    def has_change_permission(self, request, obj=None):
        return False


class PlanInline(RowBoxes, admin.TabularInline):
    model = Plan
    extra = 0
    autocomplete_fields = ["topic"]
    fields = ["topic", "paragraph", "summary", "is_published"]
    verbose_name_plural = _("plans (for an announcement: what it said would be taken up)")


@admin.register(Document)
class DocumentAdmin(Mergeable):
    form = DocumentForm
    list_display = ["title", "kind", "publisher", "issued", "completeness", "meeting", "is_published"]
    list_filter = ["kind", "is_official", "completeness", "is_published", AlikeFilter, "language",
                   ("meeting__dialogue", RelatedChoices),
                   ("publisher", RelatedChoices)]  # fmt: skip
    list_select_related = ["publisher", "meeting"]
    search_fields = ["title", "title_ja", "slug", "url", "publisher__name", "publisher__name_ja",
                     *forum_names("meeting__dialogue")]  # fmt: skip
    date_hierarchy = "issued_on"
    bulk_columns = ("completeness", "is_published")
    kept_when_adding = ("meeting", "publisher")
    autocomplete_fields = ["meeting", "publisher", "issuers", "author"]
    inlines = [BodyInline, PlanInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "meeting",
                    "title",
                    "title_ja",
                    "kind",
                    "is_official",
                    "publisher",
                    "issuers",
                    "author",
                ]
            },
        ),
        ("Where and when", {"fields": ["issued_on", "language", "url", "archive_url", "retrieved_on"]}),
        ("What was read", {"fields": [("completeness", "read_on"), "summary", "note"]}),
        ("Publication", {"fields": ["slug", "is_published"]}),
    ]

    def save_model(self, request, obj, form, change):
        settle_readings(request, [form])
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        if formset.model is Body:
            newest = max((b.version for b in formset.instance.bodies.all()), default=0)
            for number, body in enumerate(formset.save(commit=False), start=newest + 1):
                body.version, body.sha256, body.added_by = number, Body.digest(body.text), request.user
                body.save()
        else:
            super().save_formset(request, form, formset, change)


class CellAdmin(RecordAdmin):
    form = PlainForm
    list_filter = ["is_published", ("topic", RelatedChoices)]


@admin.register(Plan)
class PlanAdmin(CellAdmin):
    list_display = ["topic", "document", "paragraph", "is_published"]
    list_select_related = ["topic", "document"]
    search_fields = ["topic__name", "document__title", "summary"]
    autocomplete_fields = ["document", "topic"]
    fields = ["document", "topic", "paragraph", "summary", "is_published"]
    kept_when_adding = ("document",)


@admin.register(Claim)
class ClaimAdmin(CellAdmin):
    list_display = ["document", "locator", "meeting", "topic", "outcome", "is_published"]
    list_filter = [*CellAdmin.list_filter, "outcome"]
    list_select_related = ["document", "meeting", "topic"]
    search_fields = ["topic__name", "document__title", "meeting__title"]
    autocomplete_fields = ["document", "meeting", "topic"]
    kept_when_adding = ("document", "meeting")
    fields = ["document", "locator", "meeting", "topic", "outcome", "note", "is_published"]
