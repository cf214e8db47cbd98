"""Topics without a suggested passage, read and confirmed together: each stays a judgement of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.actions import save_drafts_together
from agenda.models import Meeting, Outcome, Topic

from . import sheet
from .access import for_analysts
from .coding import sheet_context
from .lines import lines_of

SAID_TOGETHER = (Outcome.NOT_RAISED, Outcome.NOT_DETERMINABLE)


@for_analysts
def together(request, slug):
    """The topics nobody has touched and no passage is suggested for; posted, each ticked one becomes a draft."""
    meeting = get_object_or_404(Meeting.objects.select_related("dialogue"), slug=slug)
    texts, candidates = sheet.texts(meeting)
    lines = lines_of(meeting, request.user, candidates)
    context = sheet_context(request, meeting, None, texts, candidates, lines)
    topics = Topic.objects.in_bulk([line.pk for line in context["untouched"]])
    documents = context["examinable"]
    can_be_absent = any(document.is_readout and document.is_read_whole for document in documents)
    context |= {
        "confirmed": [(line, topics[line.pk]) for line in context["untouched"]],
        "ticked": [line.code for line in context["untouched"]],
        "examined": [document.slug for document in documents if document.was_examined],
        "outcome": Outcome.NOT_RAISED if can_be_absent else Outcome.NOT_DETERMINABLE,
        "choices": [(outcome.value, outcome.label) for outcome in SAID_TOGETHER],
    }
    if request.method != "POST":
        return render(request, "desk/sheet.html", context | {"is_together": True})
    return _confirm(request, meeting, context)


def _confirm(request, meeting: Meeting, context: dict):
    context |= {
        "is_together": True,
        "ticked": request.POST.getlist("topic"),
        "examined": request.POST.getlist("examined"),
        "outcome": request.POST.get("outcome", ""),
    }
    topics = [topic for _line, topic in context["confirmed"] if topic.code in context["ticked"]]
    try:
        if context["outcome"] not in SAID_TOGETHER:
            raise ValidationError(_("Choose what is true of these topics."))
        if not topics:
            raise ValidationError(_("Tick the topics that this is true of."))
        content = {"outcome": context["outcome"], "examined": context["examined"], "passages": []}
        save_drafts_together(meeting, topics, request.user, content)
    except ValidationError as error:
        context["refused"] = list(dict.fromkeys(error.messages))
        return render(request, "desk/sheet.html", context, status=422)
    said = ngettext(
        "%(n)s topic: %(outcome)s. It is a judgement of its own, which you may open and change.",
        "%(n)s topics: %(outcome)s. Each is a judgement of its own, which you may open and change.",
        len(topics),
    )
    outcome = Outcome(context["outcome"]).label.lower()
    messages.success(request, said % {"n": len(topics), "outcome": outcome})
    return redirect("sheet", slug=meeting.slug)
