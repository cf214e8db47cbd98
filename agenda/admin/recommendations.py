from django.contrib import admin
from django.db.models import Q

from agenda.models import Recommendation

from .base import RecordAdmin
from .bounded import RelatedChoices
from .forms import RecordForm


class RecommendationForm(RecordForm):
    partial_dates = {"made_on": "made"}

    def look_alikes(self, values):
        return Q(
            document=values["document"], topic=values["topic"], locator__iexact=values.get("locator", "")
        )


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    form = RecommendationForm
    list_display = ["code", "topic", "recommender", "made", "kind", "is_published"]
    list_filter = ["kind", "is_published", ("dialogues", RelatedChoices),
                   ("topic", RelatedChoices)]  # fmt: skip
    list_select_related = ["topic", "recommender"]
    search_fields = ["code", "topic__name", "summary", "recommender__name"]
    date_hierarchy = "made_on"
    kept_when_adding = ("document", "recommender", "made_on")
    autocomplete_fields = ["topic", "dialogues", "recommender", "document"]
    fieldsets = [
        (None, {"fields": ["document", "locator", "recommender", "made_on", "made_on_note"]}),
        ("What and where", {"fields": ["topic", "dialogues", "kind", "summary"]}),
        ("Publication", {"fields": ["code", "withdrawn_on", "is_published"]}),
    ]
