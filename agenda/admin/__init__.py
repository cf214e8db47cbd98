"""Data entry: the stock Django admin, made comfortable. One file per noun."""

from django.contrib import admin

from . import actors, corrections, dialogues, documents, findings, meetings, recommendations, topics  # noqa: F401

admin.site.site_header = "Agenda: keeping the record"
admin.site.site_title = "Agenda"
admin.site.index_title = "The record"
admin.site.enable_nav_sidebar = True
