from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from agenda.coverage.extent import extents
from agenda.coverage.forums import Forum, forums_by_meetings
from agenda.models import Dialogue
from agenda.models.vocabulary import vocabulary

from .base import asked, page, query_without_page

PER_PAGE = 20
"""Dialogues on a page: each says how every meeting of it was read."""


def coverage(request):
    """How far the record reaches, dialogue by dialogue; with `forum` the page that holds this one."""
    on, known = asked(request).on, vocabulary().dialogues
    forums = forums_by_meetings(on)
    met = [forum for forum in forums if forum.on_record]
    paginator = Paginator(met, PER_PAGE)
    shown = paginator.get_page(request.GET.get("page") or _page_of(request.GET.get("forum", ""), met))
    rows = Dialogue.objects.published().filter(pk__in=[forum.pk for forum in shown])
    is_last = shown.number == paginator.num_pages
    context = {
        "extents": extents(on, rows) if met else [],
        "empty": [known[forum.pk] for forum in forums if not forum.on_record] if is_last else [],
        "n": len(forums),
        "data_query": asked(request).query.removeprefix("?"),
        "page": shown,
        "query": query_without_page(request),
    }
    return page(request, "agenda/coverage.html", context, title=_("What the record covers"))


def _page_of(slug: str, met: list[Forum]) -> int:
    """The number of the page that holds the dialogue; 1 where none does."""
    pk = vocabulary().dialogues.keys_by_word.get(slug)
    places = {forum.pk: place for place, forum in enumerate(met)}
    return places.get(pk, 0) // PER_PAGE + 1 if pk else 1
