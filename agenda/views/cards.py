"""Share cards by address, drawn from the same sums as the page they stand for."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.coverage.meetings import coverage_of_meetings
from agenda.coverage.sentences import waited
from agenda.coverage.states import cell_state
from agenda.models import Dialogue, Finding, Meeting, Recommendation, Topic
from agenda.pictures.card import card as draw
from agenda.pictures.png import png

from .base import ledger_of

FOOT = gettext_lazy("“Not mentioned” means: not mentioned in the published readouts")


def _home(request, slug):
    ledger = ledger_of(request)
    under = _("%(dialogues)s dialogues, %(meetings)s meetings held")
    under %= {"dialogues": len(ledger.dialogues), "meetings": len(ledger.occasions)}
    return draw(_("Was the recommended topic raised?"), under, tally=ledger.tally(), foot=str(FOOT))


def _dialogue(request, slug):
    row = get_object_or_404(Dialogue.objects.published(), slug=slug)
    ledger = ledger_of(request)
    held = len(ledger.by_dialogue.get(row.pk, ()))
    return draw(
        row.short_name,
        _("%(name)s, %(n)s meetings held") % {"name": row.name, "n": held},
        tally=ledger.tally(dialogue_id=row.pk),
        foot=str(FOOT),
    )


def _topic(request, slug):
    row = get_object_or_404(Topic.objects.published(), code=slug)
    return draw(
        row.name, _("Across all dialogues"), tally=ledger_of(request).tally(topic_id=row.pk), foot=str(FOOT)
    )


def _meeting(request, slug):
    row = get_object_or_404(Meeting.objects.published().select_related("dialogue"), slug=slug)
    findings = Finding.objects.published().filter(meeting=row).with_absence_shown()
    coverage = coverage_of_meetings([row], findings)[row.pk]
    return draw(
        row.title,
        f"{row.dialogue} · {row.held or _('no date yet')}",
        tally=coverage.tally,
        foot=str(FOOT),
    )


def _recommendation(request, slug):
    rows = Recommendation.objects.published()
    row = get_object_or_404(rows, code=slug)
    said = []
    for pairing in ledger_of(request).pairings(rows.filter(pk=row.pk)):
        course = pairing.course
        said.append(f"{pairing.dialogue or _('no forum named')}: {_(course.standing.word)}, {waited(course)}")
    return draw(f"{row.code}: {row.topic.name}", "; ".join(said), foot=str(FOOT))


def _finding(request, slug):
    rows = Finding.objects.in_public_cells().select_related("topic", "meeting__dialogue")
    row = get_object_or_404(rows, pk=int(slug) if slug.isascii() and slug.isdigit() and len(slug) < 16 else 0)
    state = cell_state(row.outcome, is_excluded=row.is_excluded)
    current = Finding.objects.filter(meeting=row.meeting, topic=row.topic).current().first()
    stands = current == row and row.status == Finding.Status.PUBLISHED
    return draw(
        row.topic.name,
        str(row.meeting),
        state=state,
        foot=str(FOOT) if stands else _("No longer the current finding"),
    )


DRAW = {"dialogues": _dialogue, "topics": _topic, "meetings": _meeting, "recommendations": _recommendation,
        "findings": _finding}  # fmt: skip


def card(request, kind=None, slug=""):
    if kind and kind not in DRAW:
        raise Http404("No such card.")
    scene = DRAW.get(kind, _home)(request, slug)
    return HttpResponse(png(scene), content_type="image/png")
