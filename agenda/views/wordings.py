from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.models import Dialogue, Finding, Topic
from agenda.questions.wording import WordChange, wording_rows
from agenda.questions.wording_pairs import COUNTED, wording_pairs

from .base import asked, ledger_of, page, query_without_page

PER_PAGE = 100


def wordings(request):
    """The pairs of topic and dialogue with two mentions or more, so many of them counted that ten pages follow this one."""
    typed = request.GET.get("page", "")[:7]
    number = int(typed) if typed.isascii() and typed.isdigit() else 1
    pairs, is_cut = wording_pairs(ledger_of(request), max(COUNTED, (number + 10) * PER_PAGE))
    shown = Paginator(pairs, PER_PAGE).get_page(number)
    context = {"page": shown, "more_pages": is_cut, "query": query_without_page(request)}
    return page(request, "agenda/wordings.html", context, title=_("Wording over time"))


def wording(request, slug, code):
    """A topic's passages at one dialogue in date order, each compared with the one before from the same issuer."""
    dialogue = get_object_or_404(Dialogue.objects.published(), slug=slug)
    topic = get_object_or_404(Topic.objects.published(), code=code)
    on = asked(request).on
    findings = Finding.objects.published().filter(
        topic=topic, meeting__dialogue=dialogue, meeting__held_on__lte=on
    )
    rows = wording_rows(findings)
    if not rows:
        raise Http404("Nothing has been assessed on this topic at this dialogue.")
    context = {
        "dialogue": dialogue,
        "topic": topic,
        "rows": rows,
        "any_ours": any(wording.is_ours for row in rows for wording in row.wordings),
        "Change": {change.name: change.value for change in WordChange},
    }
    title = _("Wording on %(topic)s at %(forum)s") % {
        "topic": topic.reader.name,
        "forum": dialogue.reader.short_name,
    }
    return page(request, "agenda/wording.html", context, title=title, card=f"topics/{topic.code}")
