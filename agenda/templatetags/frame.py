"""What the frame of every page needs: what it says to machines, and what its printed sheets say. Loaded in every template."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from agenda.dates import PartialDate

register = template.Library()


@register.simple_tag(takes_context=True)
def printed_line(context) -> str:
    """What every printed sheet says: the address of the page and the day that its record answers for or last changed.

    Pages without a citation, errors among them, ask the database nothing and say the address alone.
    """
    request, asked = context.get("request"), context.get("asked")
    address = context.get("canonical") or (request.build_absolute_uri(request.path) if request else "")
    if not context.get("citation"):
        return address
    if asked and asked.is_as_of:
        as_of = gettext("as of %(day)s") % {"day": PartialDate(asked.on)}
        return f"{address} · {as_of}"
    if changed_on := context.get("changed_on"):
        record_of = gettext("record of %(day)s") % {"day": PartialDate(changed_on)}
        return f"{address} · {record_of}"
    return address


@register.simple_tag(takes_context=True)
def plain_values(context) -> str:
    """From here on numbers are written as they are, which is how every language of ours writes them, and days by filters.

    Django would else look the formats of the language up for each of them.
    """
    context.use_l10n = False
    return ""


@register.simple_tag
def linked_data(text: str) -> str:
    """JSON-LD in a data block: never run as a script, and unable to end its own element."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308
