from django.contrib import admin

from agenda.models import Correction

from .base import HistoryAdmin
from .fields import RowBoxes


@admin.register(Correction)
class CorrectionAdmin(RowBoxes, HistoryAdmin):
    """Corrections to read, and to delete where a person's data must go; they are answered at the desk."""

    list_display = ["subject", "status", "made_at", "decided_by", "decided_at"]
    list_filter = ["status"]
    list_select_related = ["meeting", "topic", "document", "decided_by"]
    search_fields = ["text", "answer", "reason", "meeting__title", "document__title", "topic__name"]
    date_hierarchy = "made_at"
    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50
    object_history_list_template = "admin/history_list.html"
    readonly_fields = ["made_at"]  # what cannot be edited is in no form, those of earlier versions included
    fields = ["meeting", "topic", "document", "text", "name", "email", "made_at", "status", "answer", "reason",
              "is_text_shown", "decided_by", "decided_at"]  # fmt: skip

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
