"""Data entry: the stock Django admin, made comfortable. One file per noun."""

from django.contrib import admin
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from agenda.models.about import known_site

from . import actors, corrections, dialogues, documents, findings, meetings, recommendations, topics  # noqa: F401

admin.site.site_header = lazy(lambda: _("%(site)s: keeping the record") % {"site": known_site().name}, str)()
admin.site.site_title = lazy(lambda: known_site().name, str)()
admin.site.index_title = "The record"
admin.site.enable_nav_sidebar = True
