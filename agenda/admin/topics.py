from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agenda.actions.codebook import codes_of_next
from agenda.models import CodebookChange, CodebookVersion, InterpretationNote, Phrasing, Topic, WordProposal

from .alike import AlikeFilter
from .base import RecordAdmin
from .bounded import RelatedChoices
from .fields import RowBoxes
from .forms import PlainForm, RecordForm
from .merging import Mergeable


class TopicForm(RecordForm):
    slug_field = "code"
    lines = ("aliases", "phrases", "partial_phrases", "excluded_phrases")


class PhrasingForm(PlainForm):
    lines = ("phrases", "partial_phrases", "excluded_phrases")


class PhrasingInline(RowBoxes, admin.StackedInline):
    """A topic's phrases in other languages: one more row adds a language."""

    model = Phrasing
    form = PhrasingForm
    extra = 1
    fields = ["language", "phrases", "partial_phrases", "excluded_phrases", "token", "not_duplicate"]
    verbose_name = _("language")
    verbose_name_plural = _("phrases in one language, looked for in texts of that language")


@admin.register(Topic)
class TopicAdmin(Mergeable):
    form = TopicForm
    list_display = ["name", "code", "parent", "is_published"]
    list_filter = ["is_published", AlikeFilter, ("parent", RelatedChoices)]
    list_select_related = ["parent"]
    search_fields = ["name", "name_ja", "code", "aliases", "definition"]
    autocomplete_fields = ["parent"]
    inlines = [PhrasingInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "name_ja",
                    "code",
                    "parent",
                    "definition",
                    "includes",
                    "excludes",
                    "aliases",
                ]
            },
        ),
        ("Suggesting passages", {"fields": ["phrases", "partial_phrases", "excluded_phrases"]}),
        ("Publication", {"fields": ["named_in", "is_published"]}),
    ]


class ChangeInline(RowBoxes, admin.TabularInline):
    model = CodebookChange
    extra = 2
    autocomplete_fields = ["topic", "successors"]
    verbose_name_plural = _(
        "what it changed (a split or merge names its successors; the affected cells go to the desk)"
    )


class InterpretationInline(RowBoxes, admin.StackedInline):
    """Rulings on doubtful cases, added to a version as they are made."""

    model = InterpretationNote
    extra = 1
    autocomplete_fields = ["topics"]
    fields = [("number", "title"), "text", "example", "topics"]
    verbose_name_plural = _("interpretation notes (how its entries are read in doubtful cases)")


@admin.register(CodebookVersion)
class CodebookVersionAdmin(RecordAdmin):
    form = PlainForm
    list_display = ["number", "made_on", "note"]
    actions = None  # type: ignore[assignment]
    inlines = [ChangeInline, InterpretationInline]
    fields = ["number", "made_on", "note"]
    readonly_fields = ()

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.assessments.exists())

    def _create_formsets(self, request, obj, change):
        """Let the version see the changes typed on the same page: they say which topics it takes out."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        obj.typed_changes = next((f for f in formsets if f.model is CodebookChange), None)
        return formsets, inlines

    def save_model(self, request, obj, form, change):
        if not change:
            rows = [row.cleaned_data for row in obj.typed_changes or [] if row.has_changed()]
            obj.codes = codes_of_next(
                (row["topic"], row["kind"], row["successors"]) for row in rows if not row.get("DELETE")
            )
        super().save_model(request, obj, form, change)
        if not change:
            WordProposal.objects.land_in(obj)
