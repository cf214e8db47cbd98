from django.http import HttpResponse
from django.utils.translation import gettext as _

from agenda.coverage.ledger import Ledger
from agenda.exports.brief import CAVEAT, WAITING, markdown, word
from agenda.filters.asked import Asked
from agenda.questions.brief import brief_for

from .base import page, today
from .dialogues import dialogue_or_404

FORMS = {
    "md": ("text/markdown; charset=utf-8", lambda brief, url: markdown(brief, url).encode()),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
}


def brief(request, slug, form=""):
    """What to put on the next agenda, as of the day of the meeting (`on`, or `as_of` as everywhere)."""
    dialogue = dialogue_or_404(slug)
    query = request.GET.copy()
    query["as_of"] = query.get("on") or query.get("as_of", "")
    request.asked = wanted = Asked.of(query, today())
    found = brief_for(
        dialogue, Ledger(wanted.on, with_self_coded=wanted.with_self_coded, dialogues=[dialogue.pk])
    )
    suffix = f"?on={wanted.on.isoformat()}" if wanted.is_as_of else ""
    address = f"{dialogue.get_absolute_url()}brief/"
    if form:
        content_type, write = FORMS[form]
        response = HttpResponse(
            write(found, request.build_absolute_uri(address + suffix)), content_type=content_type
        )
        response["Content-Disposition"] = f'attachment; filename="brief-{dialogue.slug}-{wanted.on}.{form}"'
        return response
    context = {
        "brief": found,
        "dialogue": dialogue,
        "suffix": suffix,
        "caveat": CAVEAT,
        "waiting": WAITING,
        "wanted": wanted,
        "source": request.build_absolute_uri(address + suffix),
    }
    return page(request, "agenda/brief.html", context, title=_("Brief: %(name)s") % {"name": dialogue.reader.short_name},
                statement=found.answer, card=f"dialogues/{dialogue.slug}")  # fmt: skip
