"""Django's admin as it comes, with the columns that ours shows."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.core.wsgi import get_wsgi_application
from django.urls import path

application = get_wsgi_application()

from agenda.models import Document, Finding, Meeting  # noqa: E402

site = AdminSite(name="admin")


class Findings(ModelAdmin):
    list_display = ["topic", "meeting", "outcome", "basis", "status", "decided_by", "decided_at"]
    list_select_related = ["topic", "meeting", "decided_by"]


site.register(Finding, Findings)
site.register(Document)
site.register(Meeting)
urlpatterns = [path("admin/", site.urls)]
