from django.utils.translation import gettext as _

from agenda.coverage.extent import extents

from .base import asked, page


def coverage(request):
    """How far the record reaches, dialogue by dialogue."""
    rows = extents(asked(request).on)
    context = {
        "extents": [row for row in rows if row.statuses],
        "empty": [row.dialogue for row in rows if not row.statuses],
        "n": len(rows),
        "data_query": asked(request).query.removeprefix("?"),
    }
    return page(request, "agenda/coverage.html", context, title=_("What the record covers"))
