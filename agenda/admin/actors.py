from django.contrib import admin

from agenda.models import Actor, Affiliation

from .alike import AlikeFilter
from .bounded import RelatedChoices
from .forms import RecordForm
from .merging import Mergeable
from .refusals import Refusable


class ActorForm(RecordForm):
    slug_field = "slug"


@admin.register(Actor)
class ActorAdmin(Mergeable):
    form = ActorForm
    list_display = ["name", "kind", "parent", "is_published"]
    list_filter = ["kind", "is_published", AlikeFilter, ("parent", RelatedChoices)]
    list_select_related = ["parent"]
    search_fields = ["name", "name_ja", "slug"]
    autocomplete_fields = ["parent"]
    fieldsets = [
        (None, {"fields": ["name", "name_ja", "kind", "parent", "iso_code", "slug", "is_published"]})
    ]


@admin.register(Affiliation)
class AffiliationAdmin(Refusable, admin.ModelAdmin):
    """Which organization an analyst belongs to: what they code of its recommendations is marked self-coded."""

    list_display = ["user", "organization"]
    list_select_related = ["user", "organization"]
    autocomplete_fields = ["organization"]
