"""Where a document is to be read, in words that say whose it is."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

register = template.Library()


@register.filter
def source_link(document) -> str:
    """The link to where a document stands: “official text” only of what governments issued."""
    words = gettext("official text") if document.is_official else gettext("where it was published")
    return format_html('<a href="{}" rel="external">{}</a>', document.url, words)
